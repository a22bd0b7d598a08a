"""Doing what a plan says: one op, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from commdesk.core.database import Database, insert, update
from commdesk.core.feature import Change, Plan
from commdesk.core.journal import op
from commdesk.features.members.fields.model import field_id
from commdesk.features.members.fields.ops import keep_values
from commdesk.features.members.intake.known import stored
from commdesk.features.members.model import Name, Stage


@op("Import {count} people from {source}")
def apply_members(
    db: Database,
    plan: Plan,
    *,
    today: date,
    source: str,
    people: Mapping[int, int] | None = None,  # noqa: ARG001 - people come first
) -> dict[int, int]:
    """Do what the plan says, whole or not at all; gives row -> member of everybody it is about."""
    due = [change for change in plan.changes if change.kind in {"new", "changed"}]
    db.about(count=len(due), source=source)
    writer = _Writer(db, today, source)
    found = {change.row: change.target for change in plan.changes if change.target is not None}
    return found | {change.row: writer.apply(change) for change in due}


class _Writer:
    """Applies changes one by one; knows organisations and tags so that each is looked up once."""

    def __init__(self, db: Database, today: date, source: str) -> None:
        self._db = db
        self._today = today.isoformat()
        self._source = source
        self._organisations = _by_name(db, "organisation")
        self._tags = _by_name(db, "tag")

    def apply(self, change: Change) -> int:
        values = {key: stored(new) for key, (_, new) in change.fields.items()}
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
        own = {field_id(key): values.pop(key) for key in [*values] if field_id(key)}
        member_id = self._save(change, values)
        keep_values(self._db, member_id, own)
        self._tag(member_id, tags)
        for source, key in change.extra.get("identities", ()):
            self._identify(member_id, source, key)
        return member_id

    def _save(self, change: Change, values: dict[str, Any]) -> int:
        if change.target is None:
            values.setdefault("source", self._source)
            values.setdefault("stage", Stage.MEMBER)
            return insert(self._db, "member", {**values, "sort_name": _sort_name(values)})
        if {"first_name", "infix", "last_name", "email"} & values.keys():
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
