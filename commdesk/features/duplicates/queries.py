"""Reads of duplicates: everybody as they are compared, who was told apart, who has what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import PersonalData
from commdesk.features.duplicates.model import Person, Stored, person_of

Pair = tuple[int, int]
"""Two member ids, the lower first."""
OWN_TABLE = "duplicate_dismissed"


def list_people(db: Database) -> list[Person]:
    """Everybody, made comparable; read in one go."""
    return [person_of(stored) for stored in list_stored(db)]


def list_stored(db: Database, ids: Collection[int] | None = None) -> list[Stored]:
    """The columns that are compared, of everybody or of these members."""
    if ids is not None:
        marks = ", ".join(str(int(each)) for each in ids)
        where = f"WHERE member.id IN ({marks})"
    else:
        where = ""
    sql = f"""
        SELECT member.id, member.first_name, member.infix, member.last_name, member.email,
               member.phone, coalesce(organisation.name, '') AS organisation,
               (SELECT group_concat(key, ' ') FROM (
                    SELECT key FROM member_identity
                     WHERE member_id = member.id AND source = 'email' ORDER BY key)) AS addresses
          FROM member LEFT JOIN organisation ON organisation.id = member.organisation_id
          {where}
    """
    rows = db.raw.execute(sql).fetchall()
    return [Stored(*row[:7], tuple((row[7] or "").split())) for row in rows]


def dismissed_pairs(db: Database) -> set[Pair]:
    rows = db.query("SELECT member_id, other_id FROM duplicate_dismissed")
    return {(row["member_id"], row["other_id"]) for row in rows}


def dismissed_id(db: Database, one: int, other: int) -> int | None:
    """The row that says that these two are not the same, or None."""
    sql = "SELECT id FROM duplicate_dismissed WHERE member_id = :a AND other_id = :b"
    a, b = sorted((one, other))
    found = db.value(sql, {"a": a, "b": b})
    return None if found is None else int(found)


def counted_rows(
    db: Database, member_id: int, places: Sequence[PersonalData]
) -> list[tuple[PersonalData, int]]:
    """What hangs on a member beside themselves: where, and how many rows."""
    found = []
    for place in places:
        if place.table not in {"member", OWN_TABLE}:
            sql = f'SELECT count(*) FROM "{place.table}" WHERE "{place.member_column}" = :id'
            if count := db.value(sql, {"id": member_id}):
                found.append((place, int(count)))
    return found


def member_row(db: Database, member_id: int) -> dict[str, Any] | None:
    """All columns of one member as they are stored."""
    return db.one("SELECT * FROM member WHERE id = :id", {"id": member_id})


def unique_columns(db: Database, table: str, column: str) -> list[tuple[str, ...]]:
    """The other columns of every rule "once per member" of a table."""
    sql = """
        SELECT list.name AS rule, info.name AS "column"
          FROM pragma_index_list(:table) AS list JOIN pragma_index_info(list.name) AS info
         WHERE list."unique"
      ORDER BY list.seq, info.seqno
    """
    rules: dict[str, list[str]] = {}
    for row in db.query(sql, {"table": table}):
        rules.setdefault(row["rule"], []).append(row["column"])
    return [tuple(c for c in columns if c != column) for columns in rules.values()
            if column in columns]  # fmt: skip


def columns_pointing_at(db: Database, table: str) -> list[tuple[str, str]]:
    """(table, column) of everything that refers to the rows of a table."""
    sql = """
        SELECT made.name AS "table", key."from" AS "column"
          FROM pragma_table_list AS made JOIN pragma_foreign_key_list(made.name) AS key
         WHERE made.schema = 'main' AND made.type = 'table' AND key."table" = :table
    """
    return [(row["table"], row["column"]) for row in db.query(sql, {"table": table})]
