"""Reads of members: lists for the table, one member, search, and who a typed name means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct, field

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.features.members.fields.queries import own_values
from commdesk.features.members.model import Contactable, Member, Name, folded, is_email, plain_email
from commdesk.features.members.views.queries import Scope

CANDIDATES = 8
_LARGEST = 2**63 - 1  # an id in SQLite
_WORD = re.compile(r"\w+")

SORTS: dict[str, str] = {
    "name": "member.sort_name",
    "email": "member.email",
    "organisation": "organisation.name",
    "stage": "member.stage",
    "last_contact_on": "member.last_contact_on",
    "added_on": "member.added_on",
}
_EVERYBODY = Scope()


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


def count_members(db: Database, search: str = "", scope: Scope = _EVERYBODY) -> int:
    match = match_of(search)
    if scope.where:
        where, params = _where(match, scope)
        return int(db.value(f"SELECT count(*) FROM member {where}", params))
    where = "_search WHERE member_search MATCH :match" if match else ""
    return int(db.value(f"SELECT count(*) FROM member{where}", {"match": match}))


def ids_of_members(
    db: Database,
    *,
    search: str = "",
    scope: Scope = _EVERYBODY,
    sort: str = "name",
    is_descending: bool = False,
    offset: int = 0,
    limit: int = -1,
) -> list[int]:
    """The ids of a run of rows of the table; of all of them without a limit."""
    where, params = _where(match_of(search), scope)
    sql = f"""
        SELECT member.id FROM member
          LEFT JOIN organisation ON organisation.id = member.organisation_id
          {where} ORDER BY {_order(sort, scope, is_descending)} LIMIT :limit OFFSET :offset
    """
    return db.column(sql, {**params, "limit": limit, "offset": offset})


def list_members(
    db: Database,
    *,
    search: str = "",
    scope: Scope = _EVERYBODY,
    sort: str = "name",
    is_descending: bool = False,
    offset: int = 0,
    limit: int = 128,
) -> list[MemberRow]:
    """One block of the table, in name order unless sorted otherwise."""
    where, params = _where(match_of(search), scope)
    more = "".join(f', {expression} AS "{key}"' for key, expression in scope.more.items())
    sql = f"""
        SELECT member.id, member.first_name, member.infix, member.last_name, member.email,
               coalesce(organisation.name, '') AS organisation, member.stage, member.looking_for,
               member.last_contact_on, member.do_not_contact,
               coalesce((SELECT group_concat(name, ', ') FROM (
                   SELECT tag.name FROM member_tag JOIN tag ON tag.id = member_tag.tag_id
                    WHERE member_tag.member_id = member.id ORDER BY tag.name)), '') AS tags{more}
          FROM member LEFT JOIN organisation ON organisation.id = member.organisation_id
          {where} ORDER BY {_order(sort, scope, is_descending)} LIMIT :limit OFFSET :offset
    """
    rows = db.query(sql, {**params, "limit": limit, "offset": offset})
    return [_member_row(row, scope) for row in rows]


def _where(match: str, scope: Scope) -> tuple[str, dict[str, Any]]:
    """What a search and a scope leave; the + makes SQLite walk the order till a block is full."""
    found = "+member.id IN (SELECT rowid FROM member_search WHERE member_search MATCH :match)"
    parts = [part for part in (found if match else "", scope.where) if part]
    where = f"WHERE {' AND '.join(parts)}" if parts else ""
    return where, {**scope.params, "match": match}


def _order(sort: str, scope: Scope, is_descending: bool) -> str:  # noqa: FBT001 - as its callers have it
    by = SORTS.get(sort) or scope.sorts.get(sort) or SORTS["name"]
    return f"{by} {'DESC' if is_descending else 'ASC'}, member.id"


def place_of_member(
    db: Database,
    member_id: int,
    sort: str = "name",
    *,
    scope: Scope = _EVERYBODY,
    is_descending: bool = False,
) -> int | None:
    """Which row of the table without a search a member is in, from 0; None when in none."""
    where, params = _where("", scope)
    order = _order(sort, scope, is_descending)
    sql = f"""
        SELECT place FROM (
            SELECT member.id, row_number() OVER (ORDER BY {order}) - 1 AS place
              FROM member LEFT JOIN organisation ON organisation.id = member.organisation_id
              {where})
         WHERE id = :id
    """
    found = db.value(sql, {**params, "id": member_id})
    return None if found is None else int(found)


def find_member(db: Database, member_id: int) -> Member:
    """One member with everything; refuses when there is none (any more)."""
    sql = """
        SELECT member.*, coalesce(organisation.name, '') AS organisation
          FROM member LEFT JOIN organisation ON organisation.id = member.organisation_id
         WHERE member.id = :id
    """
    row = db.one(sql, {"id": member_id})
    if row is None:
        raise Refused("This member is no longer in the workbook.")
    return _member(row, tuple(tags_of(db, member_id)), own_values(db, member_id))


def find_contactable(db: Database, member_id: int) -> Contactable:
    """The facts on which contact is allowed or refused; refuses when there is no such member."""
    found = list_contactable(db, member_id=member_id)
    if not found:
        raise Refused("This member is no longer in the workbook.")
    return found[0]


def list_contactable(db: Database, *, member_id: int | None = None) -> list[Contactable]:
    """Everyone (or one) with what the rules of contact need; former members are left out."""
    sql = """
        SELECT member.id, member.first_name, member.infix, member.last_name, member.email,
               member.do_not_contact, member.is_restricted, member.last_contact_on, member.added_on,
               coalesce(member.cadence_days,
                        (SELECT min(tag.cadence_days) FROM member_tag
                           JOIN tag ON tag.id = member_tag.tag_id
                          WHERE member_tag.member_id = member.id)) AS cadence_days
          FROM member
         WHERE (:id IS NULL AND member.stage <> 'former') OR member.id = :id
      ORDER BY member.sort_name, member.id
    """
    return [
        Contactable(
            id=row["id"],
            name=shown_name(row),
            do_not_contact=bool(row["do_not_contact"]),
            is_restricted=bool(row["is_restricted"]),
            last_contact_on=_day(row["last_contact_on"]),
            added_on=date.fromisoformat(row["added_on"]),
            cadence_days=row["cadence_days"],
        )
        for row in db.query(sql, {"id": member_id})
    ]


def find_by_words(db: Database, typed: str) -> Member:
    """The one member an id, an address or a name stands for; else refuses with candidates."""
    wanted = typed.strip()
    ids = _ids_meant(db, wanted)
    if len(ids) == 1:
        return find_member(db, ids[0])
    if not ids:
        raise Refused("No member is called {typed}.", typed=wanted)
    members = [find_member(db, each) for each in ids[:CANDIDATES]]
    raise Refused(
        "{typed} can be {candidates}. Use the e-mail address or the id.",
        typed=wanted,
        candidates=[f"{m.name} <{m.email or '-'}> ({m.id})" for m in members],
    )


def tags_of(db: Database, member_id: int) -> list[str]:
    sql = """
        SELECT tag.name FROM member_tag JOIN tag ON tag.id = member_tag.tag_id
         WHERE member_tag.member_id = :id ORDER BY tag.name
    """
    return db.column(sql, {"id": member_id})


def list_tags(db: Database) -> list[str]:
    return db.column("SELECT name FROM tag ORDER BY name")


def list_organisations(db: Database) -> list[str]:
    return db.column("SELECT name FROM organisation ORDER BY name")


def member_names(db: Database) -> dict[int, str]:
    """Id -> shown name of everybody, for lists that show many people."""
    sql = "SELECT id, first_name, infix, last_name, email FROM member"
    return {row["id"]: shown_name(row) for row in db.query(sql)}


def register_functions(db: Database) -> None:
    """SQL functions of this feature: `folded` makes İ, ı and é findable as they are typed."""
    db.register("folded", 1, folded)


def match_of(search: str) -> str:
    """An FTS5 query: every typed word must begin a word of the member's text."""
    words = _WORD.findall(folded(search))
    return " ".join(f'"{word}"*' for word in words)


def _ids_meant(db: Database, wanted: str) -> list[int]:
    if wanted.isdecimal() and int(wanted) <= _LARGEST:
        return db.column("SELECT id FROM member WHERE id = :id", {"id": int(wanted)})
    if is_email(wanted):
        sql = "SELECT id FROM member WHERE lower(email) = :email"
        return db.column(sql, {"email": plain_email(wanted)})
    names = _names_found(db, wanted)
    exact = [member_id for member_id, name in names if name == folded(wanted)]
    return exact or [member_id for member_id, _ in names]


def _names_found(db: Database, wanted: str) -> list[tuple[int, str]]:
    """Members in whose name (not in some note) a word begins with each word that is wanted."""
    sql = """
        SELECT id, first_name, infix, last_name, email FROM member
         WHERE id IN (SELECT rowid FROM member_search WHERE member_search MATCH :match)
      ORDER BY sort_name, id
    """
    match = match_of(wanted)
    rows = db.query(sql, {"match": match}) if match else []
    names = [(row["id"], folded(shown_name(row))) for row in rows]
    words = _WORD.findall(folded(wanted))
    return [
        (member_id, name)
        for member_id, name in names
        if all(any(part.startswith(word) for part in _WORD.findall(name)) for word in words)
    ]


def _member(row: dict[str, Any], tags: tuple[str, ...], own: dict[int, str]) -> Member:
    days = ("added_on", "last_contact_on", "do_not_contact_on", "informed_on", "retention_on")
    flags = ("do_not_contact", "is_restricted")
    known = {
        key: value for key, value in row.items() if key not in {"organisation_id", "sort_name"}
    }
    known |= {key: _day(row[key]) for key in days} | {key: bool(row[key]) for key in flags}
    return Member(**known, tags=tags, own=own)


def _member_row(row: dict[str, Any], scope: Scope) -> MemberRow:
    return MemberRow(
        id=row["id"],
        name=shown_name(row),
        email=row["email"],
        organisation=row["organisation"],
        stage=row["stage"],
        tags=row["tags"],
        looking_for=row["looking_for"],
        last_contact_on=_day(row["last_contact_on"]),
        do_not_contact=bool(row["do_not_contact"]),
        more={key: row[key] for key in scope.more},
    )


def shown_name(row: dict[str, Any]) -> str:
    return str(Name(row["first_name"], row["infix"], row["last_name"])) or str(row["email"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
