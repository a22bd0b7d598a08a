"""Writes of duplicates: make one member of two, tell two apart, take that back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations
from typing import Any

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.feature import PersonalData
from commdesk.core.journal import op
from commdesk.features.duplicates.model import FIELDS, joined_row, merged_row
from commdesk.features.duplicates.queries import (
    OWN_TABLE,
    columns_pointing_at,
    dismissed_id,
    member_row,
    once_per_member,
    points_at_member,
)
from commdesk.features.members import add_identity, find_member

_MADE_ANEW = frozenset({"member_tag"})
"""Search texts follow what comes and goes here, not what moves."""


@op("Merge {name} and {other}")
def merge_members(
    db: Database,
    keep_id: int,
    drop_id: int,
    fields: Collection[str] = (),
    places: Sequence[PersonalData] = (),
) -> None:
    """Make one member of two: `fields` are taken from the one that goes, the rest stays or joins.

    `places` is the `personal_data` of all features: every row there that points at the one that
    goes is pointed at the one that stays. Where only one row a member can be, the kept row stays,
    what is empty in it is filled and texts are joined. Refuses one with itself and one who is gone.
    """
    if keep_id == drop_id:
        raise Refused("These two are one and the same already.")
    if unknown := set(fields) - {field.key for field in FIELDS}:
        raise ValueError(unknown)
    db.about(name=find_member(db, keep_id).name, other=find_member(db, drop_id).name)
    db.about(kept_id=keep_id, dropped_id=drop_id)  # who was merged is erased with whom they became
    places = [place for place in places if place.points_at_member]
    keep, drop = member_row(db, keep_id) or {}, member_row(db, drop_id) or {}
    _move_dismissals(db, keep_id, drop_id)
    _forget_ties(db, places, keep_id, drop_id)
    for place in places:
        if place.table not in {"member", OWN_TABLE}:
            _move(db, place, keep_id, drop_id)
    row = merged_row(keep, drop, fields)
    for address in {keep["email"], drop["email"]} - {"", row["email"]}:
        add_identity(db, keep_id, "email", address)
    delete(db, "member", drop_id)
    update(db, "member", keep_id, row)


@op("{name} and {other} are not the same")
def dismiss_pair(db: Database, one: int, other: int) -> None:
    """Remember that these two are two people: they are not suspected any more."""
    if one == other:
        raise Refused("These two are one and the same already.")
    db.about(name=find_member(db, one).name, other=find_member(db, other).name)
    if dismissed_id(db, one, other) is None:
        a, b = sorted((one, other))
        insert(db, OWN_TABLE, {"member_id": a, "other_id": b})


@op("{name} and {other} may be the same")
def allow_pair(db: Database, one: int, other: int) -> None:
    """Forget that these two were told apart; refuses when they were not."""
    known = dismissed_id(db, one, other)
    if known is None:
        raise Refused("These two were not told apart.")
    db.about(name=find_member(db, one).name, other=find_member(db, other).name)
    delete(db, OWN_TABLE, known)


def _move(db: Database, place: PersonalData, keep_id: int, drop_id: int) -> None:
    """Point the rows of one table at the kept member, or into the row that is there already."""
    table, column = place.table, place.member_column
    rules = once_per_member(db, place)
    sql = f'SELECT * FROM "{table}" WHERE {points_at_member(place)} ORDER BY id'
    for row in db.query(sql, {"id": drop_id}):
        keep = f"{row[column].rpartition(':')[0]}:{keep_id}" if place.is_key else keep_id
        there = _in_the_way(db, place, rules, row, keep)
        if there is not None:
            _join(db, place, there, row)
        elif table in _MADE_ANEW:
            delete(db, table, row["id"])
            insert(db, table, row | {column: keep})
        else:
            update(db, table, row["id"], {column: keep})


def _forget_ties(db: Database, places: Sequence[PersonalData], keep_id: int, drop_id: int) -> None:
    """What tied these two to each other (an introduction) would tie somebody to themselves."""
    columns: dict[str, list[str]] = {}
    for place in places:
        columns.setdefault(place.table, []).append(place.member_column)
    for table, ends in columns.items():
        for one, other in combinations(ends, 2) if table != OWN_TABLE else ():
            sql = f"""
                SELECT id FROM "{table}"
                 WHERE ("{one}" = :keep AND "{other}" = :drop)
                    OR ("{one}" = :drop AND "{other}" = :keep)
            """
            for row_id in db.column(sql, {"keep": keep_id, "drop": drop_id}):
                delete(db, table, row_id)


def _in_the_way(
    db: Database,
    place: PersonalData,
    rules: Sequence[tuple[str, ...]],
    row: dict[str, Any],
    keep: int | str,
) -> dict[str, Any] | None:
    """The row of the kept member beside which this one cannot stand."""
    for rule in rules:
        same = "".join(f' AND "{column}" = :{column}' for column in rule)
        sql = f'SELECT * FROM "{place.table}" WHERE "{place.member_column}" = :_keep{same}'
        values = {column: row[column] for column in rule}
        if found := db.one(sql, {**values, "_keep": keep}):
            return found
    return None


def _join(db: Database, place: PersonalData, keep: dict[str, Any], drop: dict[str, Any]) -> None:
    """Take over into the kept row what it lacks, and what hangs on the other; then let that go."""
    table = place.table
    changes = joined_row(table, keep, drop)
    changes.pop(place.member_column, None)
    update(db, table, keep["id"], changes)
    for pointing, column in columns_pointing_at(db, table):
        sql = f'SELECT id FROM "{pointing}" WHERE "{column}" = :id'
        for row_id in db.column(sql, {"id": drop["id"]}):
            update(db, pointing, row_id, {column: keep["id"]})
    delete(db, table, drop["id"])


def _move_dismissals(db: Database, keep_id: int, drop_id: int) -> None:
    """Whoever is not the one that goes is not the one that stays either."""
    sql = f"SELECT * FROM {OWN_TABLE} WHERE member_id = :id OR other_id = :id ORDER BY id"
    for row in db.query(sql, {"id": drop_id}):
        other = row["other_id"] if row["member_id"] == drop_id else row["member_id"]
        if other == keep_id or dismissed_id(db, keep_id, other) is not None:
            delete(db, OWN_TABLE, row["id"])
        else:
            a, b = sorted((keep_id, other))
            update(db, OWN_TABLE, row["id"], {"member_id": a, "other_id": b})
