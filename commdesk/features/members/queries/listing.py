"""Reads for the members table: blocks of everybody in any order, or of whom a search found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.features.members.queries.people import day_of, shown_name
from commdesk.features.members.search import find_hits

_OFFERED = 8
_FAR = 10_000  # rows; from here on it pays to see whether the end is nearer

_EVERYBODY = "member LEFT JOIN organisation ON organisation.id = member.organisation_id"
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("member.sort_name", "member.id"),
    "email": ("member.email", "member.id"),
    "organisation": ("organisation.name", "member.id"),
    "stage": ("member.stage", "member.sort_name", "member.id"),
    "last_contact_on": ("member.last_contact_on", "member.id"),
    "added_on": ("member.added_on", "member.id"),
}
"""What each column is sorted by, as the indexes have it."""


class MemberRow(Struct, frozen=True):
    """One line of the members table."""

    id: int
    name: str
    email: str
    organisation: str
    stage: str
    tags: str
    looking_for: str
    last_contact_on: date | None
    do_not_contact: bool


def count_members(db: Database, search: str = "") -> int:
    hits = find_hits(db, search, limit=-1)
    return len(hits.ids) if hits else int(db.value("SELECT count(*) FROM member"))


def list_members(
    db: Database,
    *,
    search: str = "",
    sort: str = "name",
    is_descending: bool = False,
    offset: int = 0,
    limit: int = 128,
) -> list[MemberRow]:
    """One block of everybody, or of all who fit, in name order unless sorted otherwise."""
    if hits := find_hits(db, search, limit=-1):
        ids = sort_ids(db, hits.ids, sort, is_descending=is_descending)
        return rows_of(db, ids[offset : offset + limit])
    return rows_of(db, _ids_at(db, sort, offset, limit, is_descending=is_descending))


def rows_of(db: Database, ids: Sequence[int]) -> list[MemberRow]:
    """The lines of these members, in this order; who is gone is left out."""
    sql = """
        SELECT member.id, member.first_name, member.infix, member.last_name, member.email,
               coalesce(organisation.name, '') AS organisation, member.stage, member.looking_for,
               member.last_contact_on, member.do_not_contact,
               coalesce((SELECT group_concat(name, ', ') FROM (
                   SELECT tag.name FROM member_tag JOIN tag ON tag.id = member_tag.tag_id
                    WHERE member_tag.member_id = member.id ORDER BY tag.name)), '') AS tags
          FROM member LEFT JOIN organisation ON organisation.id = member.organisation_id
         WHERE member.id IN (SELECT value FROM json_each(:ids))
    """
    found = {row["id"]: _member_row(row) for row in db.query(sql, {"ids": json.dumps(list(ids))})}
    return [found[each] for each in ids if each in found]


def sort_ids(
    db: Database, ids: Sequence[int], sort: str, *, is_descending: bool = False
) -> Sequence[int]:
    """These members, who are in name order, sorted otherwise."""
    if sort == "name":
        return ids[::-1] if is_descending else ids
    sql = f"""
        SELECT member.id FROM {_EVERYBODY} WHERE member.id IN (SELECT value FROM json_each(:ids))
      ORDER BY {_order(sort, is_descending=is_descending)}
    """
    return db.column(sql, {"ids": json.dumps(list(ids))})


def _ids_at(
    db: Database, sort: str, offset: int, limit: int, *, is_descending: bool
) -> Sequence[int]:
    """A block of everybody; a far one is reached from the nearer end."""
    everybody = count_members(db) if offset > _FAR else 0
    is_from_end = offset > everybody // 2 > 0
    if is_from_end:
        limit = min(limit, everybody - offset)
        offset = everybody - offset - limit
    order = _order(sort, is_descending=is_descending is not is_from_end)
    source = _EVERYBODY if sort == "organisation" else "member"
    sql = f"SELECT member.id FROM {source} ORDER BY {order} LIMIT :limit OFFSET :offset"
    ids = db.column(sql, {"limit": limit, "offset": offset})
    return ids[::-1] if is_from_end else ids


def _order(sort: str, *, is_descending: bool) -> str:
    """All in one direction: so an index gives it forwards and backwards."""
    return ", ".join(f"{key} {'DESC' if is_descending else 'ASC'}" for key in SORTS[sort])


def place_of_member(
    db: Database, member_id: int, sort: str = "name", *, is_descending: bool = False
) -> int | None:
    """Which row of the whole table a member is in, from 0; None when there is no such member."""
    keys = ", ".join(f"coalesce({key}, '')" for key in SORTS[sort])
    sql = f"""
        SELECT count(*) AS place, (SELECT 1 FROM member WHERE id = :id) AS is_there
          FROM {_EVERYBODY}
         WHERE ({keys}) {">" if is_descending else "<"}
               (SELECT {keys} FROM {_EVERYBODY} WHERE member.id = :id)
    """
    found = db.one(sql, {"id": member_id}) or {}
    return int(found["place"]) if found.get("is_there") else None


def find_for_palette(db: Database, typed: str) -> list[tuple[int, str, str]]:
    """Id, name and organisation or address of members whose name or text fits what is typed."""
    hits = find_hits(db, typed, limit=_OFFERED)
    rows = rows_of(db, hits.ids) if hits else []
    return [(row.id, row.name, row.organisation or row.email) for row in rows]


def _member_row(row: dict[str, Any]) -> MemberRow:
    return MemberRow(
        id=row["id"],
        name=shown_name(row),
        email=row["email"],
        organisation=row["organisation"],
        stage=row["stage"],
        tags=row["tags"],
        looking_for=row["looking_for"],
        last_contact_on=day_of(row["last_contact_on"]),
        do_not_contact=bool(row["do_not_contact"]),
    )
