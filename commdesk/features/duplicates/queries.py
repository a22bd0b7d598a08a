"""Reads of duplicates: everybody as they are compared, who was told apart, who has what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import PersonalData
from commdesk.features.duplicates.model import Held, Person, Progress, Stored, person_of

Pair = tuple[int, int]
"""Two member ids, the lower first."""
OWN_TABLE = "duplicate_dismissed"
_NEXT = "WHERE member.id > :last ORDER BY member.id LIMIT 2000"
_ONE_EACH = frozenset({"moderator"})
"""Tables with one row a member by an op, where the schema leaves it free."""


def list_people(db: Database, progress: Progress | None = None) -> list[Person]:
    """Everybody, made comparable. `progress` hears (0, read) after every block."""
    people: list[Person] = []
    while block := _stored(db, _NEXT, {"last": people[-1].id if people else -1}):
        people += [person_of(each) for each in block]
        if progress:
            progress(0, len(people))
    return people


def list_stored(db: Database, ids: Collection[int]) -> list[Stored]:
    """The columns that are compared, of these members."""
    marks = ", ".join(str(int(each)) for each in ids)
    return _stored(db, f"WHERE member.id IN ({marks})", {})


def _stored(db: Database, where: str, params: Mapping[str, Any]) -> list[Stored]:
    sql = f"""
        SELECT member.id, member.first_name, member.infix, member.last_name, member.email,
               member.phone, coalesce(organisation.name, '') AS organisation,
               (SELECT group_concat(key, ' ') FROM (
                    SELECT key FROM member_identity
                     WHERE member_id = member.id AND source = 'email' ORDER BY key)) AS addresses
          FROM member LEFT JOIN organisation ON organisation.id = member.organisation_id
          {where}
    """
    return [
        Stored(**row | {"addresses": tuple((row["addresses"] or "").split())})
        for row in db.query(sql, params)
    ]


def dismissed_pairs(db: Database) -> set[Pair]:
    rows = db.query("SELECT member_id, other_id FROM duplicate_dismissed")
    return {(row["member_id"], row["other_id"]) for row in rows}


def dismissed_id(db: Database, one: int, other: int) -> int | None:
    """The row that says that these two are not the same, or None."""
    sql = "SELECT id FROM duplicate_dismissed WHERE member_id = :a AND other_id = :b"
    a, b = sorted((one, other))
    found = db.value(sql, {"a": a, "b": b})
    return None if found is None else int(found)


def held_rows(db: Database, ids: Pair, places: Sequence[PersonalData]) -> list[Held]:
    """What hangs on two members beside themselves."""
    found = []
    for place in places:
        if place.points_at_member and place.table not in {"member", OWN_TABLE}:
            sql = f'SELECT count(*) FROM "{place.table}" WHERE {points_at_member(place)}'
            counts = tuple(int(db.value(sql, {"id": each})) for each in ids)
            is_single = not place.is_key and () in once_per_member(db, place)
            found.append(Held(place.title, (counts[0], counts[1]), is_single))
    return [held for held in found if any(held.counts)]


def points_at_member(place: PersonalData) -> str:
    """The condition on a row of the place that it is about member :id."""
    column = f'"{place.member_column}"'
    return f"{column} GLOB '*:' || :id" if place.is_key else f"{column} = :id"


def member_row(db: Database, member_id: int) -> dict[str, Any] | None:
    """All columns of one member as they are stored."""
    return db.one("SELECT * FROM member WHERE id = :id", {"id": member_id})


def organisation_names(db: Database, ids: Collection[int]) -> dict[int, str]:
    marks = ", ".join(str(int(each)) for each in ids)
    rows = db.query(f"SELECT id, name FROM organisation WHERE id IN ({marks})")
    return {row["id"]: row["name"] for row in rows}


def once_per_member(db: Database, place: PersonalData) -> list[tuple[str, ...]]:
    """The other columns of every rule "one row a member" of a table; () is one row at all."""
    sql = """
        SELECT list.name AS rule, info.name AS "column"
          FROM pragma_index_list(:table) AS list JOIN pragma_index_info(list.name) AS info
         WHERE list."unique" AND NOT list.partial
      ORDER BY list.seq, info.seqno
    """
    rules: dict[str, list[str]] = {}
    for row in db.query(sql, {"table": place.table}):
        rules.setdefault(row["rule"], []).append(row["column"])
    own = place.member_column
    found = [tuple(c for c in columns if c != own) for columns in rules.values() if own in columns]
    return [*found, ()] if place.table in _ONE_EACH else found


def columns_pointing_at(db: Database, table: str) -> list[tuple[str, str]]:
    """(table, column) of everything that refers to the rows of a table."""
    sql = """
        SELECT made.name AS "table", key."from" AS "column"
          FROM pragma_table_list AS made JOIN pragma_foreign_key_list(made.name) AS key
         WHERE made.schema = 'main' AND made.type = 'table' AND key."table" = :table
    """
    return [(row["table"], row["column"]) for row in db.query(sql, {"table": table})]
