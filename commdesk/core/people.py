"""All that a workbook holds of one person, found by what the features say of their tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from commdesk.core.database import Database, Row
from commdesk.core.feature import Features, PersonalData


class Person(Struct, frozen=True):
    """Somebody in the workbook: a member, or a row of `PersonalData.is_person` without one."""

    id: int
    table: str = "member"


class Held(Struct, frozen=True):
    """What one table holds of a person: whole rows, as they are stored."""

    data: PersonalData
    rows: tuple[Row, ...]


def held_of(db: Database, features: Features, person: Person) -> list[Held]:
    """Every table with rows of the person, those that others hang on first; each row once."""
    found: list[Held] = []
    ids: dict[str, set[int]] = {}
    for data in _in_order(features):
        known = ids.setdefault(data.table, set())
        rows = tuple(row for row in _rows(db, data, person, ids) if row["id"] not in known)
        if rows:
            found.append(Held(data, rows))
            known.update(row["id"] for row in rows)
    return found


def _in_order(features: Features) -> Iterable[PersonalData]:
    every = [data for feature in features for data in feature.personal_data]
    return sorted(every, key=lambda data: (data.by_link, bool(data.through)))


def _rows(
    db: Database, data: PersonalData, person: Person, ids: Mapping[str, set[int]]
) -> list[Row]:
    if data.by_link:
        return [row for table in list(ids) for row in _linked(db, data, table, ids[table])]
    if data.through:
        return _where(db, data, [f"{row_id}" for row_id in sorted(ids.get(data.through, ()))])
    if data.is_key:
        sql = f"SELECT * FROM {data.table} WHERE {data.member_column} LIKE '%:' || :id"
        return db.query(sql, {"id": person.id}) if person.table == "member" else []
    if person.table == "member":
        return _where(db, data, [f"{person.id}"])
    if data.table == person.table:
        return db.query(f"SELECT * FROM {data.table} WHERE id = :id", {"id": person.id})
    return []


def _linked(db: Database, data: PersonalData, table: str, ids: Collection[int]) -> list[Row]:
    rows = _where(db, data, [f"{row_id}" for row_id in sorted(ids)])
    return [row for row in rows if row["link_table"] == table]


def _where(db: Database, data: PersonalData, ids: list[str]) -> list[Row]:
    listed = ", ".join(ids)
    sql = f"SELECT * FROM {data.table} WHERE {data.member_column} IN ({listed}) ORDER BY id"
    return db.query(sql)
