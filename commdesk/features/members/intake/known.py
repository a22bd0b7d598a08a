"""Everybody in the workbook, findable as a row of a list names them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from msgspec import Struct, field

from commdesk.core.database import Database
from commdesk.features.members.fields.model import KEY
from commdesk.features.members.fields.queries import values_of_everyone
from commdesk.features.members.model import Name, folded

Row = Mapping[str, Any]
SECOND_ADDRESS = "email"
"""The source of identities that are further addresses of a person."""
_PARTS = ("first_name", "infix", "last_name")
NameKey = tuple[str, str]
"""Name and organisation without accents and case."""


class Known(Struct):
    """Everybody in the workbook, findable by identity, by address, by name and organisation."""

    people: dict[int, dict[str, Any]] = field(default_factory=dict)
    by_identity: dict[tuple[str, str], int] = field(default_factory=dict)
    by_email: dict[str, int] = field(default_factory=dict)
    by_name: dict[NameKey, int | None] = field(default_factory=dict)
    """None: two people share this name and organisation."""
    by_name_alone: dict[str, int | None] = field(default_factory=dict)
    """For lists that do not say where people work. None: two people share this name."""

    def add(self, row: dict[str, Any]) -> None:
        """Take in one stored member, with its organisation by name."""
        row = name_once({**row, "tags": (), "sources": frozenset()})
        self.people[row["id"]] = row
        if row["email"]:
            self.by_email[row["email"]] = row["id"]
        key = name_key(row)
        self.by_name[key] = None if key in self.by_name else row["id"]
        self.by_name_alone[key[0]] = None if key[0] in self.by_name_alone else row["id"]

    def identify(self, member_id: int, source: str, key: str) -> None:
        self.by_identity[source, key] = member_id
        self.people[member_id]["sources"] |= {source}

    def at_address(self, address: str) -> int | None:
        """Whose main address this is, else whose second."""
        return self.by_email.get(address) or self.by_identity.get((SECOND_ADDRESS, address))


def read_known(db: Database) -> Known:
    """What the plan compares with, read once."""
    known = Known()
    sql = """
        SELECT member.*, coalesce(organisation.name, '') AS organisation
          FROM member LEFT JOIN organisation ON organisation.id = member.organisation_id
    """
    for row in db.query(sql):
        known.add(row)
    for row in db.query(
        "SELECT member_id, name FROM member_tag JOIN tag ON tag.id = tag_id ORDER BY name"
    ):
        known.people[row["member_id"]]["tags"] += (row["name"],)
    for row in db.query("SELECT member_id, source, key FROM member_identity"):
        known.identify(row["member_id"], row["source"], row["key"])
    for member_id, field_id, value in values_of_everyone(db):
        known.people[member_id][f"{KEY}{field_id}"] = value
    return known


def name_once(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its whole name and what it is compared by: a plan asks for both many times."""
    row["shown"] = shown = str(Name(*[row.get(key) or "" for key in _PARTS]))
    row["name_key"] = (folded(shown), _plain_organisation(row.get("organisation") or ""))
    return row


@lru_cache(maxsize=4_096)
def _plain_organisation(name: str) -> str:
    """As it is compared; many people share one."""
    return folded(" ".join(name.split()))


def shown_name(row: Row) -> str:
    return str(row["shown"])


def name_key(row: Row) -> NameKey:
    key: NameKey = row["name_key"]
    return key


def stored(value: Any) -> Any:
    """A value as the table holds it."""
    return value.isoformat() if isinstance(value, date) else value
