"""Leave other people out of what one person gets: pointers at them, and their names in texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from commdesk.core.database import Row
from commdesk.core.desk import Desk
from commdesk.core.erasing.naming import Names
from commdesk.core.feature import Features
from commdesk.core.people import Held, Person
from commdesk.core.telling import Telling
from commdesk.core.words import N_
from commdesk.features.privacy.access.naming import names_in
from commdesk.features.privacy.queries import TABLES

ANOTHER, TEAM = N_("another person"), N_("the team")
_STAFF = frozenset({"owner", "contact_person"})
"""Columns with the name of who does the work, as it was typed."""


class Mask:
    """What may be said to one person, whose own rows are known."""

    def __init__(self, desk: Desk, own: frozenset[tuple[str, int]], names: Names) -> None:
        self._db, self._own, self._names = desk.db, own, names
        self._telling = Telling(desk)
        self._somebody = names.instead
        self._another, self._team = desk.words(ANOTHER), desk.words(TEAM)
        self._whose = _whose(desk.features)

    def is_own(self, table: str, column: str, value: Any) -> bool:
        """Whether it only points back at the person themselves."""
        return value is not None and (self._target(table, column), value) in self._own

    def instead(self, table: str, column: str, value: Any) -> str | None:
        """What is said in place of somebody else; None: it is about nobody else."""
        if column in _STAFF:
            return self._team if value else None
        target = self._target(table, column)
        if value is None or target not in self._whose or (target, value) in self._own:
            return None
        return self._another if self._is_somebody(target, value) else None

    def text(self, text: str) -> str:
        return self._names.without(text)

    def text_in(self, table: str, row: Row) -> Callable[[str], str]:
        """The same for what one row says: there the first name of who it points at names them."""
        first = [
            name for column, value in row.items() for name in self._first(table, column, value)
        ]
        if not first:
            return self.text
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, first))})\b")
        return lambda text: pattern.sub(self._somebody, self.text(text))

    def row(self, table: str, row: Row) -> Row:
        """The stored row without anybody else in it."""
        text = self.text_in(table, row)
        return {column: self._stored(table, column, value, text) for column, value in row.items()}

    def _stored(self, table: str, column: str, value: Any, text: Callable[[str], str]) -> Any:
        if (other := self.instead(table, column, value)) is not None:
            return other
        return text(value) if isinstance(value, str) else value

    def _first(self, table: str, column: str, value: Any) -> list[str]:
        """The first name of the other member that a column points at."""
        if self._target(table, column) != "member" or ("member", value) in self._own:
            return []
        sql = "SELECT first_name FROM member WHERE id = :id AND first_name <> ''"
        return self._db.column(sql, {"id": value})

    def _target(self, table: str, column: str) -> str:
        """The table a column points at, also where SQLite does not hold it to that."""
        named = column.removesuffix("_id")
        return self._telling.target(table, column) or (named if named in TABLES else "")

    def _is_somebody(self, table: str, row_id: int) -> bool:
        """Whether this row is of somebody: a person, or a thing that is theirs."""
        if table in TABLES:
            return True
        column = self._whose[table]
        sql = f"SELECT {column} FROM {table} WHERE id = :id"
        return self._db.value(sql, {"id": row_id}) is not None


def mask_for(desk: Desk, person: Person, held: Sequence[Held], texts: Sequence[str]) -> Mask:
    """`texts`: what is said beside the rows that are held."""
    own = {(each.data.table, row["id"]) for each in held for row in each.rows}
    own |= {("member", row["member_id"]) for each in held for row in _persons(each)}
    own.add((person.table, person.id))
    said = [*texts, *_texts(held)]
    return Mask(desk, frozenset(own), names_in(desk, frozenset(own), said))


def _persons(held: Held) -> Iterator[Row]:
    """Rows that are the person themselves, in another table."""
    return (row for row in held.rows if held.data.table in TABLES[1:] and row.get("member_id"))


def _texts(held: Sequence[Held]) -> Iterator[str]:
    for each in held:
        for row in each.rows:
            yield from (value for value in row.values() if isinstance(value, str))


def _whose(features: Features) -> dict[str, str]:
    """Table -> the column that says of which member a row is; of things that are somebody's own."""
    every = (data for feature in features for data in feature.personal_data)
    plain = {"id", "member_id"}
    return {
        data.table: data.member_column
        for data in every
        if data.member_column in plain and not (data.through or data.is_key)
    }
