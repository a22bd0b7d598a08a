"""Reads for the members table: blocks of everybody in any order, or of whom a search found."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field

from commdesk.core.database import Database
from commdesk.features.members.queries.people import day_of, shown_name
from commdesk.features.members.search import Hits, find_hits
from commdesk.features.members.views.queries import Scope

_FAR = 10_000  # rows; from here on it pays to see whether the end is nearer

_ALL = "member LEFT JOIN organisation ON organisation.id = member.organisation_id"
EVERYBODY = Scope()
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("member.sort_name", "member.id"),
    "email": ("member.email", "member.id"),
    "organisation": ("organisation.name", "member.id"),
    "stage": ("member.stage", "member.sort_name", "member.id"),
    "last_contact_on": ("member.last_contact_on", "member.id"),
    "added_on": ("member.added_on", "member.id"),
}
"""What each column is sorted by."""
INDEXED = frozenset({"name", "stage", "last_contact_on", "added_on"})
"""Those of which a block is read out of an index, however many members there are."""


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
    more: Mapping[str, Any] = field(default_factory=dict)
    """Values of further columns, by key."""


def count_members(db: Database, search: str = "", scope: Scope = EVERYBODY) -> int:
    """How many fit what is typed, and are in the scope."""
    if hits := find_hits(db, search, limit=-1, where=_in_scope(scope), params=scope.params):
        return len(hits.ids)
    where = f" WHERE {scope.where}" if scope.where else ""
    return int(db.value(f"SELECT count(*) FROM member{where}", scope.params))


def hits_in(db: Database, search: str, scope: Scope) -> Hits | None:
    """The first members in name order who fit and are in the scope; None: nothing is typed."""
    return find_hits(db, search, where=_in_scope(scope), params=scope.params)


def ids_of_members(
    db: Database,
    *,
    search: str = "",
    scope: Scope = EVERYBODY,
    sort: str = "name",
    is_descending: bool = False,
    offset: int = 0,
    limit: int = -1,
) -> Sequence[int]:
    """The ids of a run of rows of the table; of all of them without a limit."""
    if hits := find_hits(db, search, limit=-1, where=_in_scope(scope), params=scope.params):
        ids = sort_ids(db, hits.ids, sort, scope, is_descending=is_descending)
        return ids[offset:] if limit < 0 else ids[offset : offset + limit]
    return _ids_at(db, sort, scope, offset, limit, is_descending=is_descending)


def list_members(
    db: Database,
    *,
    search: str = "",
    scope: Scope = EVERYBODY,
    sort: str = "name",
    is_descending: bool = False,
    offset: int = 0,
    limit: int = 128,
) -> list[MemberRow]:
    """One block of everybody, or of all who fit, in name order unless sorted otherwise."""
    ids = ids_of_members(
        db,
        search=search,
        scope=scope,
        sort=sort,
        is_descending=is_descending,
        offset=offset,
        limit=limit,
    )
    return rows_of(db, ids, scope)


def rows_of(db: Database, ids: Sequence[int], scope: Scope = EVERYBODY) -> list[MemberRow]:
    """The lines of these members, in this order; who is gone is left out."""
    more = "".join(f', {expression} AS "{key}"' for key, expression in scope.more.items())
    sql = f"""
        SELECT member.id, member.first_name, member.infix, member.last_name, member.email,
               coalesce(organisation.name, '') AS organisation, member.stage, member.looking_for,
               member.last_contact_on, member.do_not_contact,
               coalesce((SELECT group_concat(name, ', ') FROM (
                   SELECT tag.name FROM member_tag JOIN tag ON tag.id = member_tag.tag_id
                    WHERE member_tag.member_id = member.id ORDER BY tag.name)), '') AS tags{more}
          FROM {_ALL}
         WHERE member.id IN (SELECT value FROM json_each(:ids))
    """
    rows = db.query(sql, {**scope.params, "ids": json.dumps(list(ids))})
    found = {row["id"]: _member_row(row, scope) for row in rows}
    return [found[each] for each in ids if each in found]


def sort_ids(
    db: Database,
    ids: Sequence[int],
    sort: str,
    scope: Scope = EVERYBODY,
    *,
    is_descending: bool = False,
) -> Sequence[int]:
    """These members, who are in name order, sorted otherwise."""
    if sort == "name":
        return ids[::-1] if is_descending else ids
    sql = f"""
        SELECT member.id FROM {_ALL} WHERE member.id IN (SELECT value FROM json_each(:ids))
      ORDER BY {_order(sort, scope, is_descending=is_descending)}
    """
    return db.column(sql, {**scope.params, "ids": json.dumps(list(ids))})


def _ids_at(
    db: Database, sort: str, scope: Scope, offset: int, limit: int, *, is_descending: bool
) -> Sequence[int]:
    """A run of everybody in the scope; a far one is reached from the nearer end."""
    everybody = count_members(db) if offset > _FAR and not scope.where else 0
    is_from_end = offset > everybody // 2 > 0 <= limit
    if is_from_end:
        limit = min(limit, everybody - offset)
        offset = everybody - offset - limit
    order = _order(sort, scope, is_descending=is_descending is not is_from_end)
    source = "member" if sort in SORTS and sort != "organisation" else _ALL
    where = f"WHERE {scope.where}" if scope.where else ""
    sql = f"SELECT member.id FROM {source} {where} ORDER BY {order} LIMIT :limit OFFSET :offset"
    ids = db.column(sql, {**scope.params, "limit": limit, "offset": offset})
    return ids[::-1] if is_from_end else ids


def _in_scope(scope: Scope) -> str:
    """The scope as a condition on who was found."""
    if not scope.where:
        return ""
    return f"EXISTS (SELECT 1 FROM member WHERE member.id = found.id AND ({scope.where}))"


def _keys(sort: str, scope: Scope) -> tuple[str, ...]:
    if sort in scope.sorts and sort not in SORTS:
        return (scope.sorts[sort], "member.id")
    return SORTS.get(sort, SORTS["name"])


def _order(sort: str, scope: Scope, *, is_descending: bool) -> str:
    """All in one direction: so an index gives it forwards and backwards."""
    way = "DESC" if is_descending else "ASC"
    return ", ".join(f"{key} {way}" for key in _keys(sort, scope))


def place_of_member(
    db: Database,
    member_id: int,
    sort: str = "name",
    *,
    scope: Scope = EVERYBODY,
    is_descending: bool = False,
) -> int | None:
    """Which row of the table without a search a member is in, from 0; None when in none."""
    keys = ", ".join(f"coalesce({key}, '')" for key in _keys(sort, scope))
    among = f"({scope.where}) AND" if scope.where else ""
    sql = f"""
        SELECT count(*) AS place,
               (SELECT 1 FROM {_ALL} WHERE {among} member.id = :id) AS is_there
          FROM {_ALL}
         WHERE {among} ({keys}) {">" if is_descending else "<"}
               (SELECT {keys} FROM {_ALL} WHERE member.id = :id)
    """
    found = db.one(sql, {**scope.params, "id": member_id}) or {}
    return int(found["place"]) if found.get("is_there") else None


def _member_row(row: dict[str, Any], scope: Scope) -> MemberRow:
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
        more={key: row[key] for key in scope.more},
    )
