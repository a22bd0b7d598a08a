"""Taking a list of people in: a pure plan of what would happen, and the one op that does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from commdesk.core.database import Database, insert, update
from commdesk.core.errors import Refused
from commdesk.core.feature import Change, ChangeKind, Intake, Plan
from commdesk.core.journal import op
from commdesk.core.sheets.spec import Problem
from commdesk.core.words import N_, Text, say
from commdesk.features.members.model import (
    Name,
    Stage,
    folded,
    is_email,
    parse_name,
    plain_email,
    split_tags,
)
from commdesk.features.members.sheet import INTAKE_COLUMNS

Row = Mapping[str, Any]

_NAMELESS_SHARE = 3  # a list in which one row in three has no name is read by the wrong columns
_FEW_ROWS = 5
_PLAIN = (
    "first_name", "infix", "last_name", "email", "phone", "organisation", "role", "stage",
    "looking_for", "notes", "source", "legal_ground", "informed_on", "retention_on",
)  # fmt: skip


@dataclass(slots=True)
class Known:
    """Everybody in the workbook, findable by identity, by address, by name and organisation."""

    people: dict[int, dict[str, Any]] = field(default_factory=dict)
    by_identity: dict[tuple[str, str], int] = field(default_factory=dict)
    by_email: dict[str, int] = field(default_factory=dict)
    by_name: dict[tuple[str, str], int | None] = field(default_factory=dict)
    """None: two people share this name and organisation."""


def read_known(db: Database) -> Known:
    """What the plan compares with, read once."""
    known = Known()
    sql = """
        SELECT member.*, coalesce(organisation.name, '') AS organisation
          FROM member LEFT JOIN organisation ON organisation.id = member.organisation_id
    """
    for row in db.query(sql):
        row["tags"] = ()
        known.people[row["id"]] = row
        if row["email"]:
            known.by_email[row["email"]] = row["id"]
        key = _name_key(row)
        known.by_name[key] = None if key in known.by_name else row["id"]
    for row in db.query(
        "SELECT member_id, name FROM member_tag JOIN tag ON tag.id = tag_id ORDER BY name"
    ):
        known.people[row["member_id"]]["tags"] += (row["name"],)
    for row in db.query("SELECT member_id, source, key FROM member_identity"):
        known.by_identity[row["source"], row["key"]] = row["member_id"]
    return known


def plan_members(db: Database, rows: Sequence[Row], today: date) -> Plan:
    return plan_import(read_known(db), rows, today)


def plan_import(known: Known, rows: Sequence[Row], today: date) -> Plan:
    """What taking these rows in would do. Pure: shown to the user and applied unchanged.

    People are found by identity, then by address, then by name and organisation. A field that a
    row does not have, or has empty, is never touched.
    """
    changes: list[Change] = []
    problems: list[Problem] = []
    seen: dict[Any, int] = {}
    for row in rows:
        clean = _clean(row, problems)
        changes.append(_plan_row(known, clean, seen, today))
    nameless = sum(change.reason == _NAMELESS for change in changes)
    if len(rows) >= _FEW_ROWS and nameless * _NAMELESS_SHARE >= len(rows):
        raise Refused(
            "{nameless} of {rows} rows have no name and no e-mail address. Check which column "
            "holds the name. Nothing was changed.",
            nameless=nameless,
            rows=len(rows),
        )
    return Plan("members", tuple(changes), tuple(problems))


_NAMELESS = say("no name and no e-mail address in this row")


def _plan_row(known: Known, row: dict[str, Any], seen: dict[Any, int], today: date) -> Change:
    number, title = row["row"], _title(row)
    if not title:
        return Change(number, "skipped", "", reason=_NAMELESS)
    marks = _marks(row)
    if earlier := next((seen[mark] for mark in marks if mark in seen), None):
        return Change(
            number, "skipped", title, reason=say("the same person as row {row}", row=str(earlier))
        )
    seen.update(dict.fromkeys(marks, number))
    target, reason = _find(known, row)
    if reason:
        return Change(number, "skipped", title, reason=reason)
    if target is None:
        return Change(number, "new", title, fields=_new_fields(row, today), extra=_extra(row))
    fields = _changed_fields(known.people[target], row)
    fresh = any(identity not in known.by_identity for identity in row["identities"])
    kind: ChangeKind = "changed" if fields or fresh else "same"
    return Change(number, kind, title, fields=fields, target=target, extra=_extra(row))


def _clean(row: Row, problems: list[Problem]) -> dict[str, Any]:
    """The row with its name in parts, a plain address, tags apart; bad values become problems."""
    clean = {key: value.strip() if isinstance(value, str) else value for key, value in row.items()}
    clean = {key: value for key, value in clean.items() if value not in {None, ""}}
    if "name" in clean and not ({"first_name", "last_name"} & clean.keys()):
        name = parse_name(str(clean["name"]))
        clean |= {k: v for k, v in _name_parts(name).items() if v}
    clean.pop("name", None)
    if "email" in clean:
        clean["email"] = plain_email(str(clean["email"]))
        if not is_email(clean["email"]):
            found = clean.pop("email")
            message = say("this is no e-mail address; the row is taken in without it")
            problems.append(Problem(row["row"], "email", found, message))
    if "tags" in clean:
        tags = clean["tags"]
        clean["tags"] = split_tags(tags) if isinstance(tags, str) else tuple(tags)
    clean["identities"] = tuple(tuple(identity) for identity in clean.get("identities", ()))
    return clean


def _name_parts(name: Name) -> dict[str, str]:
    return {"first_name": name.first, "infix": name.infix, "last_name": name.last}


def _title(row: Row) -> str:
    name = Name(row.get("first_name", ""), row.get("infix", ""), row.get("last_name", ""))
    return str(name) or str(row.get("email", ""))


def _name_key(row: Row) -> tuple[str, str]:
    parts = (row.get(key) or "" for key in ("first_name", "infix", "last_name"))
    return folded(str(Name(*parts))), folded(row.get("organisation") or "")


def _marks(row: Row) -> list[Any]:
    """By what two rows of one file are the same person."""
    marks: list[Any] = list(row["identities"])
    if row.get("email"):
        marks.append(row["email"])
    return marks


def _find(known: Known, row: Row) -> tuple[int | None, Text | None]:
    """Whom the row is about, or why that can't be said."""
    for identity in row["identities"]:
        if identity in known.by_identity:
            return known.by_identity[identity], None
    if row.get("email") in known.by_email:
        return known.by_email[row["email"]], None
    key = _name_key(row)
    if not key[0] or key not in known.by_name:
        return None, None
    found = known.by_name[key]
    if found is None:
        return None, say("two members have this name and organisation; add the e-mail address")
    if row.get("email") and known.people[found]["email"]:
        return None, None  # a namesake with another address is another person
    return found, None


def _new_fields(row: Row, today: date) -> dict[str, tuple[Any, Any]]:
    fields = {key: (None, row[key]) for key in (*_PLAIN, "tags", "last_contact_on") if key in row}
    fields["added_on"] = (None, row.get("added_on") or today)
    if row.get("do_not_contact"):
        fields["do_not_contact"] = (None, True)
    return fields


def _changed_fields(person: Row, row: Row) -> dict[str, tuple[Any, Any]]:
    fields = {
        key: (person[key], row[key])
        for key in _PLAIN
        if key in row and _stored(row[key]) != (person[key] or "")
    }
    if fresh := [tag for tag in row.get("tags", ()) if tag not in person["tags"]]:
        fields["tags"] = (person["tags"], (*person["tags"], *fresh))
    contact = row.get("last_contact_on")
    if contact and contact.isoformat() > (person["last_contact_on"] or ""):
        fields["last_contact_on"] = (person["last_contact_on"], contact)
    if row.get("do_not_contact") and not person["do_not_contact"]:
        fields["do_not_contact"] = (False, True)
    return fields


def _extra(row: Row) -> dict[str, Any]:
    return {
        "identities": row["identities"],
        "do_not_contact_reason": row.get("do_not_contact_reason", ""),
    }


@op("Import {count} people from {source}")
def apply_members(db: Database, plan: Plan, *, today: date, source: str) -> int:
    """Do what the plan says, whole or not at all; returns how many people it touched."""
    due = [change for change in plan.changes if change.kind in {"new", "changed"}]
    db.about(count=len(due), source=source)
    writer = _Writer(db, today, source)
    for change in due:
        writer.apply(change)
    return len(due)


class _Writer:
    """Applies changes one by one; knows organisations and tags so that each is looked up once."""

    def __init__(self, db: Database, today: date, source: str) -> None:
        self._db = db
        self._today = today.isoformat()
        self._source = source
        self._organisations = _by_name(db, "organisation")
        self._tags = _by_name(db, "tag")

    def apply(self, change: Change) -> None:
        values = {key: _stored(new) for key, (_, new) in change.fields.items()}
        tags = values.pop("tags", ())
        if "organisation" in values:
            name = " ".join(values.pop("organisation").split())
            values["organisation_id"] = self._id_of(self._organisations, "organisation", name)
        if values.get("do_not_contact"):
            reason = change.extra.get("do_not_contact_reason") or self._source
            values |= {
                "do_not_contact": 1,
                "do_not_contact_on": self._today,
                "do_not_contact_reason": reason,
            }
        member_id = self._save(change, values)
        self._tag(member_id, tags)
        for source, key in change.extra.get("identities", ()):
            self._identify(member_id, source, key)

    def _save(self, change: Change, values: dict[str, Any]) -> int:
        if change.target is None:
            values.setdefault("source", self._source)
            values.setdefault("stage", Stage.MEMBER)
            return insert(self._db, "member", {**values, "sort_name": _sort_name(values)})
        if {"first_name", "infix", "last_name"} & values.keys():
            known = self._db.one("SELECT * FROM member WHERE id = :id", {"id": change.target}) or {}
            values["sort_name"] = _sort_name(known | values)
        update(self._db, "member", change.target, values)
        return change.target

    def _tag(self, member_id: int, tags: Sequence[str]) -> None:
        for tag in tags:
            tag_id = self._id_of(self._tags, "tag", tag)
            where = {"member_id": member_id, "tag_id": tag_id}
            sql = "SELECT 1 FROM member_tag WHERE member_id = :member_id AND tag_id = :tag_id"
            if not self._db.value(sql, where):
                insert(self._db, "member_tag", where)

    def _identify(self, member_id: int, source: str, key: str) -> None:
        where = {"source": source, "key": key}
        sql = "SELECT 1 FROM member_identity WHERE source = :source AND key = :key"
        if not self._db.value(sql, where):
            insert(self._db, "member_identity", {"member_id": member_id, **where})

    def _id_of(self, known: dict[str, int], table: str, name: str) -> int:
        key = name.lower()
        if key not in known:
            known[key] = insert(self._db, table, {"name": name})
        return known[key]


def _by_name(db: Database, table: str) -> dict[str, int]:
    return {row["name"].lower(): row["id"] for row in db.query(f"SELECT id, name FROM {table}")}


def _sort_name(values: Mapping[str, Any]) -> str:
    name = Name(*(values.get(key) or "" for key in ("first_name", "infix", "last_name")))
    return name.sort_key or str(values.get("email", ""))


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


INTAKE = Intake(
    name="members",
    title=N_("Members"),
    columns=INTAKE_COLUMNS,
    plan=plan_members,
    apply=apply_members,
)
