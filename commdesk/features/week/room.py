"""The room that a day has left for planned work: its hours and blocks, less what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from commdesk.core.values import Minutes
from commdesk.core.workingblocks import WorkingBlock
from commdesk.features.week.model import Day

ANY = ""
"""The kind of a block that is for every kind of work."""


class Room:
    """What is left of one day; `take` uses it up.

    A block that is kept for a kind of work holds that kind only, and it goes there first.
    """

    def __init__(self, day: Day, blocks: Sequence[WorkingBlock] = ()) -> None:
        self.day = day.day
        self.is_open = bool(day.available) and day.closed is None and day.absence is None
        self._left = int(day.available)
        self._kept: dict[str, int] | None = None
        if blocks:
            self._kept = {ANY: 0}
            for block in blocks:
                if block.weekday == day.day.isoweekday():
                    self._kept[block.kind] = self._kept.get(block.kind, 0) + block.length
            self.is_open = self.is_open and any(self._kept.values())
        for item in day.items:
            if item.is_own:
                self.take(item.kind, item.minutes)

    def left(self, kind: str) -> Minutes:
        """Minutes for this kind of work; below none where more is planned than there is."""
        if self._kept is None:
            return Minutes(self._left)
        return Minutes(min(self._left, self.kept_for(kind) + self._kept[ANY]))

    def kept_for(self, kind: str) -> int:
        """Minutes left in the blocks for this kind alone."""
        return self._kept.get(kind, 0) if self._kept and kind != ANY else 0

    def take(self, kind: str, minutes: int) -> None:
        self._left -= minutes
        if self._kept is None:
            return
        own = min(minutes, self.kept_for(kind))
        if own:
            self._kept[kind] -= own
        self._kept[ANY] = max(self._kept[ANY] - (minutes - own), 0)


def open_rooms(days: Iterable[Day], blocks: Sequence[WorkingBlock], today: date) -> list[Room]:
    """The days on which something can still be planned, first one first."""
    rooms = (Room(day, blocks) for day in days if day.day >= today)
    return [room for room in rooms if room.is_open]
