"""Stored values as the user reads them: a choice, a day, a length of time, what an id points to."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from commdesk.core.desk import Desk
from commdesk.core.feature import Feature
from commdesk.core.sheets.spec import Column
from commdesk.core.values import Minutes, from_moment
from commdesk.core.words import Text, Words

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_CLAIMS = ("is_", "has_", "do_not_")
MADE_BY_PROGRAM = frozenset({"id", "sort_name", "key"})
"""Columns that nobody reads: made by the program, or worded otherwise."""


class Weekday(Struct, frozen=True):
    """One day of the week by its ISO number, 1 = Monday."""

    number: int


class Telling:
    """Finds words for values, and for the things that ids point to."""

    def __init__(self, desk: Desk) -> None:
        self._db = desk.db
        self._names = {
            table: name for each in desk.features for table, name in each.names_for.items()
        }
        self._targets: dict[tuple[str, str], str] = {}
        self._choices = {
            (table, column.key): dict(column.choices)
            for feature in desk.features
            for table in feature.tables
            for columns in _columns_of(feature)
            for column in columns
            if column.choices
        }
        for feature in desk.features:
            for name, choices in feature.choices_for.items():
                table, _, column_name = name.partition(".")
                self._choices[table, column_name] = dict(choices)

    def value(self, table: str, key: str, value: Any) -> Any:
        """What a row holds in this column, typed; None for nothing, or a thing that is gone."""
        if value is None or value == "":
            return None
        if key.endswith("_id"):
            return self.name(self.target(table, key), value) or None
        if choice := self._choices.get((table, key), {}).get(value):
            return Text(choice)
        return typed(key, value)

    def name(self, table: str, row_id: int) -> str:
        """How a row is called; nothing when it has no name or is gone."""
        name_of = self._names.get(table)
        return name_of(self._db, row_id) if name_of else ""

    def target(self, table: str, key: str) -> str:
        """The table that a column points at, or nothing."""
        if (table, key) not in self._targets:
            sql = f"""SELECT "table" FROM pragma_foreign_key_list('{table}') WHERE "from" = :key"""
            self._targets[table, key] = self._db.value(sql, {"key": key}) or ""
        return self._targets[table, key]


def typed(key: str, value: Any) -> Any:
    """A stored value as its column means it: a day, a moment, a length of time, yes or no."""
    if isinstance(value, str):
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
        return from_moment(value) if _MOMENT.fullmatch(value) else value
    if isinstance(value, int) and (key == "minutes" or key.endswith("_minutes")):
        return Minutes(value)
    return bool(value) if key.startswith(_CLAIMS) and value in {0, 1} else value


def worded(value: Any, words: Words) -> str:
    """A value as its type is written, a day with its year; nothing for None."""
    match value:
        case None:
            return ""
        case Weekday():
            return words.weekday(date.fromisocalendar(2026, 1, value.number))
        case date() if not isinstance(value, datetime):
            return words.date(value, today=date.min)
        case list():
            return words.listed(worded(each, words) for each in value)
    return words(Text("{value}", {"value": value}))


def _columns_of(feature: Feature) -> list[tuple[Column, ...]]:
    sheets, intakes = feature.sheets, feature.intakes
    return [*(each.columns for each in sheets), *(each.columns for each in intakes)]
