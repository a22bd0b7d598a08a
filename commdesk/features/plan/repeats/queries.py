"""Reads of series, and of the to-dos that so far only their rules say.

Such a to-do has its id from its series and its day, below zero: whoever ticks it, moves it or
changes it writes it down under that id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.core.workbook import Workdays, workdays
from commdesk.features.plan.model import Todo
from commdesk.features.plan.repeats.model import (
    Repeat,
    Series,
    Turn,
    days_between,
    latest_turn,
    turn_after,
    turn_on,
    turns_between,
)

_DAY_BITS = 22
_LOW = (1 << 41) - 1
_YEAR = timedelta(days=366)
"""How far back times are counted that nothing was done, and how far ahead the next is sought."""
_DAYS = ("from_on", "until_on", "added_on")

Taken = dict[int, set[str]]
"""Of each series, the days that are written down or left out, as ISO text."""


class Calendar(Struct, frozen=True):
    """What is needed to say which turns are still open."""

    series: Sequence[Series]
    taken: Taken
    workdays: Workdays

    @classmethod
    def of(cls, db: Database, ids: Iterable[int] | None = None) -> Calendar:
        """Of all series, or of these."""
        found = list_series(db)
        if ids is not None:
            wanted = set(ids)
            found = [each for each in found if each.id in wanted]
        return cls(found, taken_days(db) if found else {}, workdays(db))

    def open_between(self, first: date, last: date) -> list[Todo]:
        """The to-dos on days from `first` up to and with `last` that nobody wrote down."""
        return [
            self._todo(series, turn)
            for series in self.series
            for turn in turns_between(series, first, last, self.workdays)
            if self._is_open(series, turn)
        ]

    def standing(self, today: date) -> list[Todo]:
        """Of each series the last that came, when it is not done: that one stands for all before.

        A round that was not made is not made up for by making two.
        """
        found = []
        for series in self.series:
            turn = latest_turn(series, today, self.workdays)
            if turn and self._is_open(series, turn):
                missed = self._missed(series, turn)
                found.append(replace(self._todo(series, turn), missed=missed))
        return found

    def next_open(self, series: Series, after: date) -> Todo | None:
        """Its first open one after a day, within a year of that or of its start."""
        start = max(after, series.from_on - timedelta(days=1)) + timedelta(days=1)
        turns = turns_between(series, start, start + _YEAR, self.workdays)
        found = (todo_of(series, turn) for turn in turns if self._is_open(series, turn))
        return next(found, None)

    def last_taken(self, series: Series) -> date:
        """The last of its days that is written down or left out."""
        return date.fromisoformat(max(self.taken.get(series.id, ()), default="") or "0001-01-01")

    def _todo(self, series: Series, turn: Turn) -> Todo:
        later = turn_after(series, turn, self.workdays)
        return replace(todo_of(series, turn), next_on=later.day if later else None)

    def _is_open(self, series: Series, turn: Turn) -> bool:
        return turn.occurs_on.isoformat() not in self.taken.get(series.id, ())

    def _missed(self, series: Series, turn: Turn) -> int:
        """Times before this one, back to the last that was written down or left out."""
        this = turn.occurs_on.isoformat()
        taken = [day for day in self.taken.get(series.id, ()) if day and day < this]
        since = max(turn.occurs_on - _YEAR, date.fromisoformat(max(taken, default="0001-01-01")))
        first, last = since + timedelta(days=1), turn.occurs_on - timedelta(days=1)
        return len(days_between(series.repeat, series.from_on, first, last))


def id_of(series_id: int, occurs_on: date) -> int:
    """The id of what a series gives on a day: the same in every copy of the workbook."""
    return -(((series_id & _LOW) << _DAY_BITS) | occurs_on.toordinal())


def todo_of(series: Series, turn: Turn) -> Todo:
    """The to-do that a series gives for one of its turns."""
    due_on: date | None = turn.day
    if series.is_planned:
        due_on = None if series.due_after is None else turn.day + timedelta(series.due_after)
    return Todo(
        title=series.title,
        due_on=due_on,
        planned_on=turn.day if series.is_planned else None,
        minutes=series.minutes,
        kind=series.kind,
        owner=series.owner,
        is_promise=series.is_promise,
        note=series.note,
        member_id=series.member_id,
        link_table=series.link_table,
        link_id=series.link_id,
        id=id_of(series.id, turn.occurs_on),
        added_on=series.added_on,
        series_id=series.id,
        occurs_on=turn.occurs_on,
        rule=series.rule,
    )


def list_series(db: Database) -> list[Series]:
    """Every series, in the order in which they were written down."""
    return [_series(row) for row in db.query("SELECT * FROM todo_series ORDER BY id")]


def find_series(db: Database, series_id: int | None) -> Series:
    """One series; refuses when there is none."""
    row = db.one("SELECT * FROM todo_series WHERE id = :id", {"id": series_id})
    if row is None:
        raise Refused("This to-do does not repeat.")
    return _series(row)


def name_of_series(db: Database, series_id: int) -> str:
    """Its title, empty when it is gone."""
    return str(db.value("SELECT title FROM todo_series WHERE id = :id", {"id": series_id}) or "")


def find_turn(db: Database, todo_id: int) -> Todo | int | None:
    """The to-do that only a rule says; the id under which it is written down when it is."""
    if todo_id >= 0:
        return None
    low, ordinal = -todo_id >> _DAY_BITS, -todo_id & ((1 << _DAY_BITS) - 1)
    row = db.one("SELECT * FROM todo_series WHERE (id & 2199023255551) = :low", {"low": low})
    if row is None or not 0 < ordinal <= date.max.toordinal():
        return None
    series, day = _series(row), date.fromordinal(ordinal)
    on = {"series": series.id, "day": day.isoformat()}
    if known := db.value("SELECT id FROM todo WHERE series_id = :series AND occurs_on = :day", on):
        return int(known)
    left_out = "SELECT 1 FROM todo_skipped WHERE series_id = :series AND occurs_on = :day"
    if db.value(left_out, on) or not days_between(series.repeat, series.from_on, day, day):
        return None
    return todo_of(series, turn_on(series, day, workdays(db)) or Turn(day, day))


def repeat_of(db: Database, todo: Todo) -> Repeat:
    """How a to-do of a series goes on from itself: the times before it are over."""
    series, first = find_series(db, todo.series_id), todo.occurs_on or date.min
    if series.times is None:
        return series.repeat
    before = days_between(series.repeat, series.from_on, series.from_on, first - timedelta(days=1))
    return replace(series.repeat, times=max(series.times - len(before), 1))


def taken_days(db: Database) -> Taken:
    """What is written down or left out, by series."""
    sql = """
        SELECT series_id, group_concat(occurs_on) AS days FROM (
            SELECT series_id, occurs_on FROM todo WHERE series_id IS NOT NULL
         UNION ALL
            SELECT series_id, occurs_on FROM todo_skipped
        ) GROUP BY series_id
    """
    return {row["series_id"]: set((row["days"] or "").split(",")) for row in db.query(sql)}


def _series(row: dict[str, Any]) -> Series:
    days = {key: date.fromisoformat(row[key]) if row[key] else None for key in _DAYS}
    flags = {key: bool(row[key]) for key in ("is_promise", "skips_closed", "is_planned")}
    return Series(**row | days | flags | {"minutes": Minutes(row["minutes"])})
