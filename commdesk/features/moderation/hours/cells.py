"""Cells of a week sheet: what a block of them comes to, and which of them cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.core.words import Text
from commdesk.features.moderation.hours.model import (
    Worked,
    check_past,
    check_person_day,
    check_team_day,
)

Place = tuple[int, date]
"""A task and a day."""


class Cell(Struct, frozen=True):
    """What the hours of a task on a day are to come to; zero: nothing."""

    task_id: int
    day: date
    minutes: Minutes

    @property
    def place(self) -> Place:
        return self.task_id, self.day


class CellsRefused(Refused):
    """Nothing of the block is written: these of its cells cannot be, each with its reason."""

    def __init__(
        self,
        message: str | Text,
        /,
        *,
        field: str = "",
        cells: Mapping[Place, Text] | None = None,
        **values: Any,
    ) -> None:
        super().__init__(message, field=field, **values)
        self.cells = dict(cells or {})


class Written(Struct, frozen=True):
    """What is written on the days of a block already, and for whom the block is."""

    tasks: Mapping[int, str]
    lines: Sequence[Worked]
    """Everything on those days, of everybody."""
    moderator_id: int | None = None
    """None: of all together; what is not by name belongs to nobody in particular."""
    name: str = ""
    people: Mapping[date, int] = {}
    """Day -> how many were in the team."""

    def of(self, place: Place) -> list[Worked]:
        """The lines that a cell stands for and may change."""
        own = self.moderator_id
        return [
            line
            for line in self.lines
            if (line.task_id, line.day) == place and line.moderator_id == own
        ]

    def by_name(self, place: Place) -> int:
        """The part of a cell of all together that is written by name, and stays as it is."""
        if self.moderator_id is not None:
            return 0
        return total(
            line
            for line in self.lines
            if (line.task_id, line.day) == place and line.moderator_id is not None
        )


def refusals(cells: Sequence[Cell], written: Written, today: date) -> dict[Place, Text]:
    """Which cells of a block cannot be, and why; empty when all of them can."""
    found: dict[Place, Text] = {}
    days = _days_after(cells, written)
    for cell in cells:
        try:
            _check(cell, written, today, days[cell.day])
        except Refused as refused:
            found[cell.place] = refused.text
    return found


def lines_after(cell: Cell, written: Written) -> list[Worked]:
    """The lines that change for a cell to come to its hours: id 0 is new, no minutes: gone.

    What was typed in a sheet before gives way first, then what has a time of day, and last what
    came from another program, since it is known again when its file comes once more.
    """
    known = written.of(cell.place)
    rest = cell.minutes - written.by_name(cell.place) - total(known)
    if not rest:
        return []
    typed = [line for line in known if line.start_minute is None and not line.key]
    if rest > 0:
        own = typed[0] if typed else Worked(cell.task_id, written.moderator_id, cell.day, _NONE)
        return [replace(own, minutes=Minutes(own.minutes + rest))]
    changed: list[Worked] = []
    for line in sorted(known, key=_firmness):
        taken = min(-rest, line.minutes)
        if not taken:
            break
        changed.append(replace(line, minutes=Minutes(line.minutes - taken)))
        rest += taken
    return changed


def total(lines: Iterable[Worked]) -> int:
    return sum(line.minutes for line in lines)


_NONE = Minutes(0)


def _firmness(line: Worked) -> tuple[bool, bool, int]:
    return bool(line.key), line.start_minute is not None, -line.id


def _days_after(cells: Sequence[Cell], written: Written) -> Mapping[date, int]:
    """Day -> minutes that count together on it once the block is written."""
    days: defaultdict[date, int] = defaultdict(int)
    for line in written.lines:
        if written.moderator_id in {None, line.moderator_id}:
            days[line.day] += line.minutes
    for cell in cells:
        days[cell.day] += cell.minutes - _before(cell, written)
    return days


def _before(cell: Cell, written: Written) -> int:
    return total(written.of(cell.place)) + written.by_name(cell.place)


def _check(cell: Cell, written: Written, today: date, day_minutes: int) -> None:
    if cell.task_id not in written.tasks:
        raise Refused("This moderation task is no longer in the workbook.")
    if cell.minutes < 0:
        raise Refused("Hours worked are more than zero.", field="minutes")
    if cell.minutes:
        check_past(cell.day, today)
    by_name = written.by_name(cell.place)
    if cell.minutes < by_name:
        raise Refused(
            "{hours} of this is written by name; change it in Team.",
            hours=Minutes(by_name),
            field="minutes",
        )
    if cell.minutes <= _before(cell, written):
        return  # less is never too much
    if written.moderator_id is not None:
        check_person_day(cell.day, day_minutes, written.name)
    else:
        check_team_day(cell.day, day_minutes, written.people.get(cell.day, 1))
