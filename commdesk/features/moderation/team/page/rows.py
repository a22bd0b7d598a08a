"""What the table of the team shows: everybody in a week, all, overloaded or with odd shifts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.values import Minutes, Week, decimal_hours
from commdesk.core.words import Text, Words, say, say_n
from commdesk.features.moderation.hours import worked_by_moderator
from commdesk.features.moderation.roster import Load, Unfit, loads, unfit_shifts

ALL, OVERLOADED, UNFIT = "all", "overloaded", "unfit"


class TeamRow(Struct, frozen=True):
    """One moderator in the chosen week, and how many of their coming shifts no longer fit."""

    load: Load
    worked: Minutes
    unfit: int = 0

    @property
    def id(self) -> int:
        return self.load.moderator.id

    @property
    def name(self) -> str:
        return self.load.moderator.name

    @property
    def expertise(self) -> str:
        return ", ".join(self.load.moderator.expertise)

    @property
    def is_paid(self) -> bool:
        return self.load.moderator.is_paid

    @property
    def is_active(self) -> bool:
        return self.load.moderator.is_active

    @property
    def is_overloaded(self) -> bool:
        return self.load.is_overloaded

    def said_shifts(self, words: Words) -> str:
        if not self.unfit:
            return ""
        return words.plural("{n} no longer fits", "{n} no longer fit", self.unfit)


class TeamRows:
    """Read once for the whole page; `only` says which of the rows show."""

    def __init__(self, db: Database, week: Week) -> None:
        self._db = db
        self.week = week
        self.only = ALL
        self._rows: list[TeamRow] = []
        self._unfit: dict[int, list[Unfit]] = {}

    def read(self, today: date) -> None:
        db = self._db
        worked = worked_by_moderator(db, self.week)
        found: defaultdict[int, list[Unfit]] = defaultdict(list)
        for each in unfit_shifts(db, today):
            found[each.shift.moderator_id].append(each)
        self._unfit = dict(found)
        self._rows = [
            TeamRow(
                load,
                worked.get(load.moderator.id, Minutes(0)),
                len(self.unfit_of(load.moderator.id)),
            )
            for load in loads(db, self.week)
        ]

    def shown(self) -> Sequence[TeamRow]:
        return [row for row in self._rows if self._is_in(row, self.only)]

    def count(self, only: str) -> int:
        return sum(self._is_in(row, only) for row in self._rows)

    def unfit_of(self, moderator_id: int) -> list[Unfit]:
        return self._unfit.get(moderator_id, [])

    def line(self) -> list[Text]:
        """What matters now: hours of the week, who is overloaded, which shifts no longer fit."""
        if not self._rows:
            return []
        planned, available = (
            decimal_hours(sum(getattr(row.load, key) for row in self._rows))
            for key in ("planned", "available")
        )
        parts = [
            say(
                "{week}: {planned} of {available} hours planned",
                week=self.week,
                planned=planned,
                available=available,
            )
        ]
        if over := self.count(OVERLOADED):
            parts.append(say_n("{n} overloaded", "{n} overloaded", over))
        if odd := sum(map(len, self._unfit.values())):
            parts.append(say_n("{n} shift no longer fits", "{n} shifts no longer fit", odd))
        return parts

    @staticmethod
    def _is_in(row: TeamRow, only: str) -> bool:
        return {ALL: True, OVERLOADED: row.is_overloaded, UNFIT: bool(row.unfit)}[only]
