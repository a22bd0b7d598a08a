"""Reads of organisations: the list with what is known of contact, one with its people."""

from __future__ import annotations

from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.workbook import read_fact
from commdesk.features.organisations.model import (
    SILENT_AFTER,
    Organisation,
    Person,
    Signs,
    SilentContact,
    fits,
    guess_kind,
)

SILENT_FACT = "organisations_silent_after_days"
PEOPLE_SHOWN = 100
_AT_MOST = 8
_BETWEEN = "\x1f"
_NAME = """
    coalesce(nullif(replace(trim(
        member.first_name || ' ' || member.infix || ' ' || member.last_name), '  ', ' '), ''),
        member.email)
"""
# A contact person is one while they work there: who went elsewhere or left is not asked any more.
_WORKS_THERE = """
    JOIN member ON member.id = contact.member_id AND member.stage <> 'former'
               AND member.organisation_id = contact.organisation_id
"""


def silent_after(db: Database) -> int:
    """Days without contact after which an organisation is silent, in this workbook."""
    return int(read_fact(db, SILENT_FACT, SILENT_AFTER))


def count_organisations(db: Database) -> int:
    return int(db.value("SELECT count(*) FROM organisation"))


def list_organisations(db: Database, *, restricted: bool = True) -> list[Organisation]:
    """Every organisation in name order; without `restricted` contact persons for what goes out."""
    return _organisations(db, restricted=restricted)


def find_organisation(db: Database, organisation_id: int) -> Organisation:
    """One organisation; refuses when it is gone."""
    found = _organisations(db, organisation_id)
    if not found:
        raise Refused("This organisation is no longer in the workbook.")
    return found[0]


def organisation_named(db: Database, name: str) -> int | None:
    """The id of the organisation with this name, whatever its capitals."""
    sql = "SELECT id FROM organisation WHERE name = :name"
    found = db.value(sql, {"name": " ".join(name.split())})
    return None if found is None else int(found)


def contacts_of(db: Database, organisation_id: int) -> list[Person]:
    """The contact persons who work there, the first one first."""
    sql = f"""
        SELECT member.id, {_NAME} AS name, member.role, member.stage, member.last_contact_on,
               member.do_not_contact, member.is_restricted, 1 AS is_contact,
               contact.role AS contact_role
          FROM organisation_contact AS contact {_WORKS_THERE}
         WHERE contact.organisation_id = :id
      ORDER BY contact.id
    """
    return [_person(row) for row in db.query(sql, {"id": organisation_id})]


def contact_person_of(db: Database, member_id: int) -> tuple[str, str] | None:
    """The organisation that this member is contact person of, and for what; or None."""
    sql = f"""
        SELECT organisation.name, contact.role FROM organisation_contact AS contact {_WORKS_THERE}
          JOIN organisation ON organisation.id = contact.organisation_id
         WHERE contact.member_id = :id
    """
    row = db.one(sql, {"id": member_id})
    return (row["name"], row["role"]) if row else None


def others_of(db: Database, organisation_id: int, *, limit: int = PEOPLE_SHOWN) -> list[Person]:
    """Who else works or worked there, the latest contact first."""
    sql = f"""
        SELECT member.id, {_NAME} AS name, member.role, member.stage, member.last_contact_on,
               member.do_not_contact, member.is_restricted, 0 AS is_contact, '' AS contact_role
          FROM member
         WHERE member.organisation_id = :id
           AND (member.stage = 'former' OR NOT EXISTS (
                SELECT 1 FROM organisation_contact AS contact
                 WHERE contact.organisation_id = :id AND contact.member_id = member.id))
      ORDER BY member.last_contact_on DESC, member.id LIMIT :limit
    """
    return [_person(row) for row in db.query(sql, {"id": organisation_id, "limit": limit})]


def contacts_to_ask(db: Database) -> list[SilentContact]:
    """Every contact person we may write to, with what is known of contact with their organisation.

    Reads one entry of an index an organisation, so that Today asks it every morning.
    """
    sql = f"""
        SELECT found.*,
               CASE WHEN found.last_contact_on IS NULL THEN (
                    SELECT min(person.added_on) FROM member AS person
                     WHERE person.organisation_id = found.organisation_id
                       AND person.stage <> 'former') END AS known_since
          FROM (SELECT contact.id, contact.organisation_id, organisation.name AS organisation,
                       member.id AS member_id, {_NAME} AS name, profile.silent_after_days,
                       (SELECT person.last_contact_on FROM member AS person
                         WHERE person.organisation_id = contact.organisation_id
                           AND person.stage <> 'former'
                      ORDER BY person.last_contact_on DESC LIMIT 1) AS last_contact_on
                  FROM organisation_contact AS contact {_WORKS_THERE}
                  JOIN organisation ON organisation.id = contact.organisation_id
                  LEFT JOIN organisation_profile AS profile
                    ON profile.organisation_id = contact.organisation_id
                 WHERE NOT member.do_not_contact AND NOT member.is_restricted) AS found
      ORDER BY found.id
    """
    days = silent_after(db)
    return [
        SilentContact(
            row["organisation_id"],
            row["organisation"],
            row["member_id"],
            row["name"],
            _signs(row | {"members": 1}),
            row["silent_after_days"] or days,
        )
        for row in db.query(sql)
    ]


def find_for_palette(db: Database, typed: str) -> list[tuple[int, str, str]]:
    """Id, name and contact persons of organisations of which words begin as those typed."""
    if not typed.strip():
        return []
    rows = db.query("SELECT id, name FROM organisation ORDER BY name")
    fitting = [row for row in rows if fits(row["name"], typed)][:_AT_MOST]
    return [
        (row["id"], row["name"], ", ".join(each.name for each in contacts_of(db, row["id"])))
        for row in fitting
    ]


def _organisations(
    db: Database, organisation_id: int | None = None, *, restricted: bool = True
) -> list[Organisation]:
    one = organisation_id is not None
    sql = f"""
        SELECT organisation.id, organisation.name, profile.kind, profile.website, profile.notes,
               profile.silent_after_days, people.members, people.last_contact_on,
               people.known_since,
               (SELECT group_concat(name, :between) FROM (
                   SELECT {_NAME} AS name
                     FROM organisation_contact AS contact {_WORKS_THERE}
                    WHERE contact.organisation_id = organisation.id
                      AND (:restricted OR NOT member.is_restricted)
                 ORDER BY contact.id)) AS contacts
          FROM organisation
          LEFT JOIN organisation_profile AS profile ON profile.organisation_id = organisation.id
          LEFT JOIN (SELECT organisation_id, count(*) AS members,
                            max(last_contact_on) AS last_contact_on, min(added_on) AS known_since
                       FROM member
                      WHERE organisation_id {"= :id" if one else "IS NOT NULL"}
                        AND stage <> 'former'
                   GROUP BY organisation_id) AS people
            ON people.organisation_id = organisation.id
         {"WHERE organisation.id = :id" if one else ""}
      ORDER BY organisation.name
    """
    given = {"id": organisation_id, "between": _BETWEEN, "restricted": restricted}
    days = silent_after(db)
    return [_organisation(row, days) for row in db.query(sql, given)]


def _organisation(row: dict[str, Any], days: int) -> Organisation:
    return Organisation(
        id=row["id"],
        name=row["name"],
        kind=row["kind"] or guess_kind(row["name"]),
        contacts=tuple(row["contacts"].split(_BETWEEN)) if row["contacts"] else (),
        signs=_signs(row),
        silent_after_days=row["silent_after_days"] or days,
        own_kind=row["kind"] or "",
        own_days=row["silent_after_days"],
        website=row["website"] or "",
        notes=row["notes"] or "",
    )


def _signs(row: dict[str, Any]) -> Signs:
    return Signs(row["members"] or 0, _day(row["last_contact_on"]), _day(row["known_since"]))


def _person(row: dict[str, Any]) -> Person:
    flags = ("do_not_contact", "is_restricted", "is_contact")
    known = row | {key: bool(row[key]) for key in flags}
    return Person(**known | {"last_contact_on": _day(row["last_contact_on"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
