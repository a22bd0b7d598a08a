"""Takes rows that were noted out of the tables: those that count stay, without the person."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database, Row
from commdesk.core.erasing.gathering import ROWS_OF, all_data, hangs_on
from commdesk.core.feature import Features, PersonalData
from commdesk.core.values import from_moment, to_moment
from commdesk.core.words import Words

CALLED = frozenset({"name", "title"})
"""A row that stays must still be called something, unlike any other."""


class Column(Struct, frozen=True):
    """One column as SQLite describes it."""

    name: str
    type: str
    is_nullable: bool
    is_unique: bool

    @property
    def is_text(self) -> bool:
        """Whether it has words of somebody; a day or a moment is none."""
        return self.type == "TEXT" and not self.name.endswith(("_on", "_at"))


class Left(Struct, frozen=True):
    """How somebody who is gone is called: a word, and one with a {number} where it must differ."""

    word: str
    numbered: str

    def differing(self, words: Words, number: int) -> str:
        """As it is called where two may not be called the same."""
        return words(self.numbered, number=f"{number % 10**6:06}")


def empty(db: Database, features: Features, left: Left, words: Words) -> tuple[int, int]:
    """Empty what stays and delete the rest; how many rows were removed, and how many emptied.

    After `sort_out`; a cascade is not counted.
    """
    emptied = sum(_empty(db, data, left, words) for data in all_data(features) if data.stays)
    removed = 0
    tables = dict.fromkeys(data.table for data in reversed(list(all_data(features))))
    for table in tables:
        stays = f"SELECT id FROM temp.stays_row WHERE table_name = '{table}'"
        gone = f"id IN ({ROWS_OF.format(table)}) AND id NOT IN ({stays})"
        removed += db.execute(f"DELETE FROM {table} WHERE {gone}")
    return removed, emptied


def sort_out(db: Database, features: Features, today: date) -> None:
    """Note in `temp.stays_row` which of the noted rows stay."""
    db.execute(
        """
        CREATE TEMP TABLE IF NOT EXISTS stays_row (
            table_name TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (table_name, id)
        ) WITHOUT ROWID
        """
    )
    db.execute("DELETE FROM temp.stays_row")
    for data in all_data(features):
        if data.stays:
            where = f"id IN ({ROWS_OF.format(data.table)}) AND ({data.stays_where or 'TRUE'})"
            sql = f"SELECT '{data.table}', id FROM {data.table} WHERE {where}"
            told = {"today": today.isoformat()} if ":today" in data.stays_where else {}
            db.execute(f"INSERT OR IGNORE INTO temp.stays_row (table_name, id) {sql}", told)


def columns_of(db: Database, table: str) -> dict[str, Column]:
    sql = """
        SELECT made.name, made.type, NOT made."notnull" AS is_nullable,
               EXISTS (SELECT 1 FROM pragma_index_list(:table) AS "index"
                         JOIN pragma_index_info("index".name) AS part
                        WHERE "index"."unique" AND part.name = made.name) AS is_unique
          FROM pragma_table_info(:table) AS made
    """
    rows = db.query(sql, {"table": table})
    return {
        row["name"]: Column(
            row["name"], row["type"], bool(row["is_nullable"]), bool(row["is_unique"])
        )
        for row in rows
    }


def _empty(db: Database, data: PersonalData, left: Left, words: Words) -> int:
    columns = columns_of(db, data.table)
    stays = f"SELECT id FROM temp.stays_row WHERE table_name = '{data.table}'"
    hangs = "TRUE" if data.is_person else f"({hangs_on(data)} OR {data.member_column} IS NULL)"
    rows = db.query(f"SELECT * FROM {data.table} WHERE id IN ({stays}) AND {hangs}")
    numbers: dict[Any, int] = {}
    for row in rows:
        first = numbers.setdefault(_whose(data, row), row["id"])
        called = {
            name: left.differing(words, row["id"] if columns[name].is_unique else first)
            for name in CALLED & columns.keys()
        }
        changes = _without_person(data, columns, row, called)
        sets = ", ".join(f"{name} = :{name}" for name in changes)
        if sets:
            sql = f"UPDATE {data.table} SET {sets} WHERE id = :_id"
            db.execute(sql, {**changes, "_id": row["id"]})
    return len(rows)


def _whose(data: PersonalData, row: Row) -> Any:
    """What rows of one person have in common: they go on being those of one, without a name."""
    member = row[data.member_column]
    names = (str(row[name]).casefold() for name in (*data.called, *data.keeps))
    return member if member is not None else tuple(names)


def _without_person(
    data: PersonalData, columns: dict[str, Column], row: Row, called: dict[str, str]
) -> dict[str, Any]:
    """What is said of the person goes; a moment becomes noon of its day, so that it tells none."""
    changes: dict[str, Any] = {
        name: called.get(name, _nothing(columns[name], row))
        for name in data.columns
        if name not in data.keeps
    }
    moments = (name for name in columns if name.endswith("_at") and row[name])
    changes |= {name: _noon(row[name]) for name in moments}
    if data.member_column != "id" and columns[data.member_column].is_nullable:
        changes[data.member_column] = None
    if data.by_link:
        changes |= {"link_table": "", data.member_column: None}
    return changes


def _nothing(column: Column, row: Row) -> Any:
    if column.is_nullable:
        return None
    if column.type == "INTEGER":
        return 0
    return str(row["id"]) if column.is_unique else ""


def _noon(moment: str) -> str:
    """Noon of the day that it was here."""
    day = from_moment(moment).astimezone().date()
    return to_moment(datetime.combine(day, time(12)).astimezone())
