"""Take out of a copy of the workbook what may not go along; the bytes too.

The copy is nobody's workbook yet: it has no history of its own to write, and the values in the
history that it came with are blanked. What goes, by product.md and the retention dates in the file:

- members whose data is restricted, and those who were to be kept until a day that has passed, with
  all that hangs on them; where a row outlives its member, what it says of them is emptied;
- what features name as `withheld`: texts of messages, drafts, what was said in interviews;
- the names of those members, where others typed them: see `naming`;
- every value in the history: who, when and what kind stay, and undo begins anew.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from commdesk.core import journal
from commdesk.core.database import Database
from commdesk.core.feature import Features, PersonalData
from commdesk.core.keys import Key
from commdesk.core.reporting import Withheld
from commdesk.core.words import N_, Words
from commdesk.features.report.handover.model import Stripped
from commdesk.features.report.handover.naming import Names, gone_names, take_names_out

_WHY = N_("this copy was handed over without earlier values")
_CALLED = frozenset({"name", "title"})
"""A row that outlives its member must still be called something."""


def strip(
    path: Path, features: Features, today: date, words: Words, key: Key | None = None
) -> tuple[Stripped, Names]:
    """Strip the workbook at `path`, a copy that nobody has open; whole or not at all.

    The names are those of who was left out, to take them from pages too.
    """
    db = Database.connect(path, key=key)
    try:
        for feature in features:
            if feature.prepare:
                feature.prepare(db)
        db.execute("BEGIN IMMEDIATE")
        found = _strip(db, features, today, words)
        db.execute("COMMIT")
        _forget_bytes(db)
    finally:
        db.close()
    return found


def _strip(db: Database, features: Features, today: date, words: Words) -> tuple[Stripped, Names]:
    restricted, expired = _find_gone(db, today)
    names = gone_names(db, words)
    for feature in features:
        for each in feature.personal_data:
            _erase(db, each, words)
    db.execute("DELETE FROM member WHERE id IN (SELECT id FROM temp.gone)")
    for feature in features:
        for withheld in feature.withheld:
            _withhold(db, withheld)
    take_names_out(db, names, words)
    for feature in features:
        if feature.settle:
            feature.settle(db)
    journal.scrub_all(db, why=_WHY)
    people = int(db.value("SELECT count(*) FROM member"))
    return Stripped(people, restricted, expired), names


def _find_gone(db: Database, today: date) -> tuple[int, int]:
    """Note in `temp.gone` who may not go along; how many are restricted, how many are expired."""
    db.execute("CREATE TEMP TABLE gone (id INTEGER PRIMARY KEY)")
    expired = "retention_on < :today"
    restricted = int(db.value("SELECT count(*) FROM member WHERE is_restricted"))
    sql = f"INSERT INTO temp.gone SELECT id FROM member WHERE is_restricted OR {expired}"
    gone = db.execute(sql, {"today": today.isoformat()})
    return restricted, gone - restricted


def _erase(db: Database, data: PersonalData, words: Words) -> None:
    """Take out what one table holds of them; the member itself goes last."""
    table, column = data.table, data.member_column
    if data.is_key:
        db.execute(
            f"DELETE FROM {table} WHERE EXISTS (SELECT 1 FROM temp.gone WHERE {column} LIKE"
            " '%:' || gone.id)"
        )
    elif column == "id":
        return
    elif _outlives(db, table, column):
        _empty(db, data, words)
    else:
        db.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM temp.gone)")


def _outlives(db: Database, table: str, column: str) -> bool:
    """Whether its rows stay when their member goes."""
    sql = f"""SELECT on_delete FROM pragma_foreign_key_list('{table}') WHERE "from" = :column"""
    return bool(db.value(sql, {"column": column}) == "SET NULL")


def _empty(db: Database, data: PersonalData, words: Words) -> None:
    nullable = _nullable(db, data.table)
    where = f"WHERE {data.member_column} IN (SELECT id FROM temp.gone)"
    for row_id in db.column(f"SELECT id FROM {data.table} {where}"):
        changes: dict[str, Any] = {
            column: _nothing(column, nullable, words, row_id) for column in data.columns
        }
        sets = ", ".join(f"{column} = :{column}" for column in changes)
        if sets:
            sql = f"UPDATE {data.table} SET {sets} WHERE id = :row"
            db.execute(sql, {**changes, "row": row_id})


def _nothing(column: str, nullable: frozenset[str], words: Words, row_id: int) -> str | None:
    if column in _CALLED:  # unlike any other, where two may not be called the same
        return words("left out {number}", number=f"{row_id % 10**6:06}")
    return None if column in nullable else ""


def _nullable(db: Database, table: str) -> frozenset[str]:
    sql = f"""SELECT name FROM pragma_table_info('{table}') WHERE NOT "notnull" """
    return frozenset(db.column(sql))


def _withhold(db: Database, withheld: Withheld) -> None:
    if not withheld.columns:
        db.execute(f"DELETE FROM {withheld.table}")
        return
    nullable = _nullable(db, withheld.table)
    sets = ", ".join(f"{c} = {'NULL' if c in nullable else repr('')}" for c in withheld.columns)
    db.execute(f"UPDATE {withheld.table} SET {sets}")


def _forget_bytes(db: Database) -> None:
    """What was deleted is gone from the file: from search indexes, free pages and its -wal.

    From the statistics too: they hold samples of values.
    """
    sql = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
    for name in db.column(sql):
        db.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")
    for name in db.column("SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat_'"):
        db.execute(f"DELETE FROM {name}")
    db.execute("DROP TABLE temp.gone")
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
