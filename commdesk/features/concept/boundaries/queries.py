"""Reads of the boundaries: the lines, the plain words, and to whom they were explained."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.workbook import read_fact
from commdesk.features.concept.boundaries.model import SIDES, Boundary, Told
from commdesk.features.outreach import BOUNDARIES_FACT

_ORDER = {side: place for place, (side, _) in enumerate(SIDES)}
_MEMBERS = "member.stage <> 'former' AND NOT member.is_restricted"
"""Prospects too: who is invited hears beforehand what it is about."""


def list_boundaries(db: Database) -> list[Boundary]:
    """All of them by kind, in the order of the user."""
    sql = "SELECT id, side, text, example, position FROM concept_boundary ORDER BY position, id"
    found = [Boundary(**row) for row in db.query(sql)]
    return sorted(found, key=lambda each: _ORDER[each.side])


def find_boundary(db: Database, boundary_id: int) -> Boundary:
    """One of them; refuses when it is no longer there."""
    sql = "SELECT id, side, text, example, position FROM concept_boundary WHERE id = :id"
    row = db.one(sql, {"id": boundary_id})
    if row is None:
        raise Refused("This boundary is no longer in the workbook.")
    return Boundary(**row)


def name_of_boundary(db: Database, boundary_id: int) -> str:
    """Its text, empty when it is gone."""
    sql = "SELECT text FROM concept_boundary WHERE id = :id"
    return str(db.value(sql, {"id": boundary_id}) or "")


def plain_text(db: Database) -> str:
    """What templates say it is about: the same text as in Outreach."""
    return str(read_fact(db, BOUNDARIES_FACT, ""))


def explained_on(db: Database, member_id: int) -> date | None:
    """When the boundaries were explained to this member."""
    sql = "SELECT explained_on FROM concept_explained WHERE member_id = :member"
    found = db.value(sql, {"member": member_id})
    return date.fromisoformat(found) if found else None


def explained_id(db: Database, member_id: int) -> int | None:
    """The row that says so."""
    sql = "SELECT id FROM concept_explained WHERE member_id = :member"
    found = db.value(sql, {"member": member_id})
    return None if found is None else int(found)


def count_explained(db: Database) -> tuple[int, int]:
    """To how many they were explained, and of how many members and prospects."""
    sql = f"""
        SELECT count(explained.id) AS told, count(*) AS everybody FROM member
     LEFT JOIN concept_explained AS explained ON explained.member_id = member.id
         WHERE {_MEMBERS}
    """
    row = db.one(sql) or {}
    return row.get("told") or 0, row.get("everybody") or 0


def list_told(db: Database, *, is_told: bool, typed: str = "", most: int = 200) -> list[Told]:
    """To whom they were explained, or not yet, of whom this is part of the name; newest first."""
    day = "explained.explained_on DESC," if is_told else ""
    sql = f"""
        SELECT member.id, coalesce(organisation.name, '') AS organisation, explained.explained_on,
               trim(member.first_name || ' ' || member.infix || ' ' || member.last_name) AS name
          FROM member
     LEFT JOIN organisation ON organisation.id = member.organisation_id
     LEFT JOIN concept_explained AS explained ON explained.member_id = member.id
         WHERE {_MEMBERS} AND (explained.id IS NOT NULL) = :told
           AND (:typed = '' OR instr(lower(member.first_name || ' ' || member.infix || ' '
                || member.last_name), lower(:typed)) > 0)
      ORDER BY {day} coalesce(member.joined_on, member.added_on) DESC, member.sort_name, member.id
         LIMIT :most
    """
    given = {"told": is_told, "typed": typed, "most": most}
    return [_told(row) for row in db.query(sql, given)]


def _told(row: dict[str, str]) -> Told:
    day = row["explained_on"]
    name = " ".join(row["name"].split())
    return Told(int(row["id"]), name, row["organisation"], date.fromisoformat(day) if day else None)
