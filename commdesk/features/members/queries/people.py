"""Reads of one member or of everybody for a rule: whom a typed name means, their story."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.words import OneOf
from commdesk.features.members.fields.queries import own_values
from commdesk.features.members.model import Contactable, Member, Name, folded, is_email, plain_email
from commdesk.features.members.search import find_hits, search_text

CANDIDATES = 8
_LARGEST = 2**63 - 1  # an id in SQLite
_WORD = re.compile(r"\w+")


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


def restricted_members(db: Database) -> frozenset[int]:
    """Whose data may be kept but not worked with."""
    return frozenset(db.column("SELECT id FROM member WHERE is_restricted"))


def list_contactable(db: Database, *, member_id: int | None = None) -> list[Contactable]:
    """Everyone (or one) with what the rules of contact need; former members are left out."""
    which = "member.stage <> 'former'" if member_id is None else "member.id = :id"
    sql = f"""
        SELECT member.id, member.first_name, member.infix, member.last_name, member.email,
               member.do_not_contact, member.is_restricted, member.last_contact_on, member.added_on,
               coalesce(member.cadence_days,
                        (SELECT min(tag.cadence_days) FROM member_tag
                           JOIN tag ON tag.id = member_tag.tag_id
                          WHERE member_tag.member_id = member.id)) AS cadence_days
          FROM member
         WHERE {which}
      ORDER BY member.sort_name, member.id
    """
    return [
        Contactable(
            id=row["id"],
            name=shown_name(row),
            do_not_contact=bool(row["do_not_contact"]),
            is_restricted=bool(row["is_restricted"]),
            last_contact_on=day_of(row["last_contact_on"]),
            added_on=date.fromisoformat(row["added_on"]),
            cadence_days=row["cadence_days"],
        )
        for row in db.query(sql, {"id": member_id})
    ]


def find_by_words(db: Database, typed: str) -> Member:
    """The one member an id, an address or a name stands for; else refuses with candidates."""
    wanted = typed.strip()
    if not wanted:
        raise Refused("Say who: an id, an e-mail address or a name.")
    ids = _ids_meant(db, wanted)
    if len(ids) == 1:
        return find_member(db, ids[0])
    if not ids:
        raise Refused("No member is called {typed}.", typed=wanted)
    members = [find_member(db, each) for each in ids[:CANDIDATES]]
    raise Refused(
        "{typed} can be {candidates}. Use the e-mail address or the id.",
        typed=wanted,
        candidates=OneOf([f"{m.name} <{m.email or '-'}> ({m.id})" for m in members]),
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


def members_called(db: Database, name: str) -> frozenset[int]:
    """Everybody who is called exactly so, apart from case and accents."""
    wanted = folded(" ".join(name.split()))
    if not wanted:
        return frozenset()
    return frozenset(each for each, called in _names_found(db, wanted) if called == wanted)


def register_functions(db: Database) -> None:
    """SQL functions of this feature: for its search index, and to compare without accents."""
    db.register("search_text", 1, search_text)
    db.register("folded", 1, folded)


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
         WHERE id IN (SELECT value FROM json_each(:ids))
      ORDER BY sort_name, id
    """
    hits = find_hits(db, wanted, limit=-1)
    rows = db.query(sql, {"ids": json.dumps(hits.ids)}) if hits else []
    names = [(row["id"], folded(shown_name(row))) for row in rows]
    words = _WORD.findall(folded(wanted))
    return [
        (member_id, name)
        for member_id, name in names
        if all(any(part.startswith(word) for part in _WORD.findall(name)) for word in words)
    ]


def _member(row: dict[str, Any], tags: tuple[str, ...], own: dict[int, str]) -> Member:
    days = (
        "added_on",
        "joined_on",
        "last_contact_on",
        "do_not_contact_on",
        "informed_on",
        "retention_on",
        "left_on",
    )
    flags = ("do_not_contact", "is_restricted")
    known = {
        key: value for key, value in row.items() if key not in {"organisation_id", "sort_name"}
    }
    known |= {key: day_of(row[key]) for key in days} | {key: bool(row[key]) for key in flags}
    return Member(**known, tags=tags, own=own)


def shown_name(row: dict[str, Any]) -> str:
    return str(Name(row["first_name"], row["infix"], row["last_name"])) or str(row["email"])


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
