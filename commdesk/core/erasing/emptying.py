"""Takes rows that were noted out of the tables: those that count stay, without the person."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database, Row
from commdesk.core.erasing.gathering import ROWS_OF, all_data, hangs_on
from commdesk.core.feature import Features, PersonalData
from commdesk.core.words import Words

CALLED = frozenset({"name", "title"})
"""A row that stays must still be called something."""


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
    hangs = "TRUE" if data.is_person else hangs_on(data)
    rows = db.query(f"SELECT * FROM {data.table} WHERE id IN ({stays}) AND {hangs}")
    for row in rows:
        changes = _without_person(data, columns, row, left, words)
        sets = ", ".join(f"{name} = :{name}" for name in changes)
        if sets:
            sql = f"UPDATE {data.table} SET {sets} WHERE id = :_id"
            db.execute(sql, {**changes, "_id": row["id"]})
    return len(rows)


def _without_person(
    data: PersonalData, columns: dict[str, Column], row: Row, left: Left, words: Words
) -> dict[str, Any]:
    """What is said of the person goes; a moment becomes noon of its day, so that it tells none."""
    changes: dict[str, Any] = {
        name: _nothing(columns[name], row, left, words)
        for name in data.columns
        if name not in data.keeps
    }
    changes |= {
        name: f"{str(row[name])[:10]}T12:00:00Z"
        for name in columns
        if name.endswith("_at") and row[name]
    }
    if data.member_column != "id" and columns[data.member_column].is_nullable:
        changes[data.member_column] = None
    if data.by_link:
        changes |= {"link_table": "", data.member_column: None}
    return changes


def _nothing(column: Column, row: Row, left: Left, words: Words) -> Any:
    if column.name in CALLED:  # unlike any other, where two may not be called the same
        return words(left.numbered, number=f"{row['id'] % 10**6:06}")
    if column.is_nullable:
        return None
    if column.type == "INTEGER":
        return 0
    return str(row["id"]) if column.is_unique else ""
