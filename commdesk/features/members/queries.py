"""Reads of members: lists for the table, one member, search, and who a typed name means."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.feature import Fact, TimelineItem
from commdesk.core.words import Text, say
from commdesk.features.members.model import Contactable, Member, Name, folded, is_email, plain_email

_CANDIDATES = 8
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
    match = match_of(search)
    where = "_search WHERE member_search MATCH :match" if match else ""
    return int(db.value(f"SELECT count(*) FROM member{where}", {"match": match}))


def list_members(
    db: Database,
    *,
    search: str = "",
    sort: str = "name",
    is_descending: bool = False,
    offset: int = 0,
    limit: int = 128,
) -> list[MemberRow]:
    """One block of the table, in name order unless sorted otherwise."""
    order = f"{SORTS[sort]} {'DESC' if is_descending else 'ASC'}, member.id"
    match = match_of(search)
    # The + makes SQLite walk the order till the block is full, not sort everybody who fits.
    where = "WHERE +member.id IN (SELECT rowid FROM member_search WHERE member_search MATCH :match)"
    sql = f"""
        SELECT member.id, member.first_name, member.infix, member.last_name, member.email,
               coalesce(organisation.name, '') AS organisation, member.stage, member.looking_for,
               member.last_contact_on, member.do_not_contact,
               coalesce((SELECT group_concat(name, ', ') FROM (
                   SELECT tag.name FROM member_tag JOIN tag ON tag.id = member_tag.tag_id
                    WHERE member_tag.member_id = member.id ORDER BY tag.name)), '') AS tags
          FROM member LEFT JOIN organisation ON organisation.id = member.organisation_id
          {where if match else ""}
      ORDER BY {order} LIMIT :limit OFFSET :offset
    """
    rows = db.query(sql, {"match": match, "limit": limit, "offset": offset})
    return [_member_row(row) for row in rows]


def place_of_member(
    db: Database, member_id: int, sort: str = "name", *, is_descending: bool = False
) -> int | None:
    """Which row of the whole table a member is in, from 0; None when there is no such member."""
    order = f"{SORTS[sort]} {'DESC' if is_descending else 'ASC'}, member.id"
    sql = f"""
        SELECT place FROM (
            SELECT member.id, row_number() OVER (ORDER BY {order}) - 1 AS place
              FROM member LEFT JOIN organisation ON organisation.id = member.organisation_id)
         WHERE id = :id
    """
    found = db.value(sql, {"id": member_id})
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
    return _member(row, tuple(tags_of(db, member_id)))


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
            name=_shown(row),
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
    members = [find_member(db, each) for each in ids[:_CANDIDATES]]
    raise Refused(
        "{typed} can be {candidates}. Use the e-mail address or the id.",
        typed=wanted,
        candidates=[f"{m.name} <{m.email or '-'}> ({m.id})" for m in members],
    )


def find_for_palette(db: Database, typed: str) -> list[tuple[int, str, str]]:
    """Id, name and organisation or address of members whose name or text fits what is typed."""
    if not match_of(typed):
        return []
    rows = list_members(db, search=typed, limit=_CANDIDATES)
    return [(row.id, row.name, row.organisation or row.email) for row in rows]


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
    return {row["id"]: _shown(row) for row in db.query(sql)}


def facts(db: Database, member_id: int, _today: date) -> list[Fact]:
    """What to know before being in touch: tags, what they look for, how to reach them."""
    member = find_member(db, member_id)
    reach = " · ".join(part for part in (member.email, member.phone) if part)
    typed = (
        (say("Looking for"), member.looking_for),
        (say("Notes"), member.notes),
        (say("E-mail and phone"), reach),
    )
    tags = [Fact(say("Tag"), _as_typed(tag), is_chip=True) for tag in member.tags]
    return tags + [Fact(label, _as_typed(text)) for label, text in typed if text]


def _as_typed(text: str) -> Text:
    """What somebody typed travels as a value, never as a message to translate."""
    return Text("{text}", {"text": text})


def timeline(db: Database, member_id: int) -> list[TimelineItem]:
    """When the member came into the workbook, and from where."""
    member = find_member(db, member_id)
    at = datetime.combine(member.added_on, time(), UTC)
    text = say("Added, source: {source}", source=member.source) if member.source else say("Added")
    return [TimelineItem(at, say("Member"), text, "members")]


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
    names = [(row["id"], folded(_shown(row))) for row in rows]
    words = _WORD.findall(folded(wanted))
    return [
        (member_id, name)
        for member_id, name in names
        if all(any(part.startswith(word) for part in _WORD.findall(name)) for word in words)
    ]


def name_of_member(db: Database, member_id: int) -> str:
    """How this member is called now, or nothing when they are gone."""
    sql = "SELECT first_name, infix, last_name, email FROM member WHERE id = :id"
    row = db.one(sql, {"id": member_id})
    return _shown(row) if row else ""


def name_of_tag(db: Database, tag_id: int) -> str:
    return db.value("SELECT name FROM tag WHERE id = :id", {"id": tag_id}) or ""


def name_of_organisation(db: Database, organisation_id: int) -> str:
    sql = "SELECT name FROM organisation WHERE id = :id"
    return db.value(sql, {"id": organisation_id}) or ""


def _member(row: dict[str, Any], tags: tuple[str, ...]) -> Member:
    days = ("added_on", "last_contact_on", "do_not_contact_on", "informed_on", "retention_on")
    flags = ("do_not_contact", "is_restricted")
    known = {
        key: value for key, value in row.items() if key not in {"organisation_id", "sort_name"}
    }
    known |= {key: _day(row[key]) for key in days} | {key: bool(row[key]) for key in flags}
    return Member(**known, tags=tags)


def _member_row(row: dict[str, Any]) -> MemberRow:
    return MemberRow(
        id=row["id"],
        name=_shown(row),
        email=row["email"],
        organisation=row["organisation"],
        stage=row["stage"],
        tags=row["tags"],
        looking_for=row["looking_for"],
        last_contact_on=_day(row["last_contact_on"]),
        do_not_contact=bool(row["do_not_contact"]),
    )


def _shown(row: dict[str, Any]) -> str:
    return str(Name(row["first_name"], row["infix"], row["last_name"])) or str(row["email"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
