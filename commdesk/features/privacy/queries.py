"""Reads: everybody whose data is in the workbook, in blocks; and what they asked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from commdesk.core.database import Database, Row
from commdesk.core.errors import Refused
from commdesk.core.people import Person
from commdesk.features.privacy.model import Request

TABLES = ("member", "moderator", "interview")
"""Where people are; the first holds most of them, of the others only who is no member."""
_WHOSE = " ".join(f"WHEN request.{table}_id IS NOT NULL THEN '{table}'" for table in TABLES)
_WHO = ", ".join(f"request.{table}_id" for table in TABLES)
_CALLED = """
    coalesce(nullif(trim(replace(member.first_name || ' ' || member.infix || ' ' ||
                                 member.last_name, '  ', ' ')), ''), member.email,
             moderator.name, interview.name, request.asker)
"""
_REQUEST = f"""
    SELECT request.*, CASE {_WHOSE} END AS person_table, coalesce({_WHO}) AS person_id,
           {_CALLED} AS called
      FROM privacy_request AS request
      LEFT JOIN member ON member.id = request.member_id
      LEFT JOIN moderator ON moderator.id = request.moderator_id
      LEFT JOIN interview ON interview.id = request.interview_id
"""


def find_request(db: Database, request_id: int) -> Request:
    """Refuses one that is gone."""
    row = db.one(f"{_REQUEST} WHERE request.id = :id", {"id": request_id})
    if row is None:
        raise Refused("This request is no longer in the workbook.")
    return _request(row)


def name_of_request(db: Database, request_id: int) -> str:
    row = db.one(f"{_REQUEST} WHERE request.id = :id", {"id": request_id})
    return str(row["called"]) if row else ""


def requests_of(db: Database, person: Person) -> list[Request]:
    """What this person asked, the newest first."""
    sql = f"""
        {_REQUEST} WHERE request.{_own(person.table)}_id = :id
      ORDER BY request.received_on DESC, request.id DESC
    """
    return [_request(row) for row in db.query(sql, {"id": person.id})]


def open_requests(db: Database, person: Person | None = None) -> list[Request]:
    """What is still to be answered, to anybody or to this person; what is due first first."""
    among = f"AND request.{_own(person.table)}_id = :id" if person else ""
    sql = f"""
        {_REQUEST} WHERE request.done_on IS NULL {among}
      ORDER BY request.due_on, request.id
    """
    return [_request(row) for row in db.query(sql, {"id": person.id} if person else {})]


def name_of(db: Database, person: Person) -> str:
    """How this person is called; refuses who is gone."""
    table = _own(person.table)
    columns = "first_name, infix, last_name, email" if table == "member" else "name"
    row = db.one(f"SELECT {columns} FROM {table} WHERE id = :id", {"id": person.id})
    if row is None:
        raise Refused("This person is no longer in the workbook.")
    return shown_name(row)


def shown_name(row: Row) -> str:
    """Of a member the parts of the name, or the address; of others the one name they have."""
    if "name" in row:
        return str(row["name"])
    parts = (row["first_name"], row["infix"], row["last_name"])
    return " ".join(part for part in parts if part) or str(row["email"])


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def listed(ids: Iterable[int]) -> dict[str, Any]:
    return {"ids": json.dumps(list(ids))}


def _own(table: str) -> str:
    """Only our own names go into SQL."""
    if table not in TABLES:
        raise ValueError(table)
    return table


def _request(row: Row) -> Request:
    table = row["person_table"]
    return Request(
        id=row["id"],
        kind=row["kind"],
        person=Person(row["person_id"], table) if table else None,
        name=row["called"] or "",
        received_on=date.fromisoformat(row["received_on"]),
        due_on=date.fromisoformat(row["due_on"]),
        prolonged_because=row["prolonged_because"],
        done_on=day_of(row["done_on"]),
        outcome=row["outcome"],
        note=row["note"],
    )
