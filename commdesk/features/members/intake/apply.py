"""Doing what a plan says: one op, whole or not at all; new people in blocks, changes one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from commdesk.core.database import Database, batched, insert_many, update
from commdesk.core.intaking import Change, Plan
from commdesk.core.journal import op
from commdesk.features.members.fields.model import field_id, own_keys
from commdesk.features.members.fields.ops import keep_values
from commdesk.features.members.intake.known import stored
from commdesk.features.members.model import Name, Stage
from commdesk.features.members.ops import joined_on, left_on

_BLOCK = 1_000
_TEXTS = (
    "first_name", "infix", "last_name", "email", "phone", "role", "looking_for", "notes",
    "legal_ground", "owner", "came_through",
)  # fmt: skip
_DAYS = ("last_contact_on", "joined_on", "informed_on", "retention_on")
_COLUMNS = (
    *_TEXTS, *_DAYS, "sort_name", "organisation_id", "stage", "source", "added_on",
    "left_on",
    "do_not_contact", "do_not_contact_on", "do_not_contact_reason",
)  # fmt: skip
_NAME = frozenset({"first_name", "infix", "last_name", "email"})
_APART = frozenset({"organisation", "tags", "do_not_contact"})
"""What is no column of a member, or more than one."""


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
    new = [change for change in plan.changes if change.kind == "new"]
    changed = [change for change in plan.changes if change.kind == "changed"]
    db.about(count=len(new) + len(changed), source=source)
    writer = _Writer(db, today, source)
    found = {change.row: change.target for change in plan.changes if change.target is not None}
    for block in batched(new, _BLOCK):
        found |= writer.add(block)
    for change in changed:
        writer.change(change)
    return found


class _Writer:
    """Stores people; knows organisations, tags and links so that each is looked up once."""

    def __init__(self, db: Database, today: date, source: str) -> None:
        self._db = db
        self._today = today.isoformat()
        self._source = source
        self._organisations = _by_name(db, "organisation")
        self._tags = _by_name(db, "tag")

    def add(self, changes: Sequence[Change]) -> dict[int, int]:
        """Store new people; row -> member."""
        self._name_all("organisation", self._organisations, map(_organisation_of, changes))
        ids = insert_many(self._db, "member", _COLUMNS, map(self._row, changes))
        self._link(list(zip(ids, changes, strict=True)), are_new=True)
        own = [
            (member_id, number, value)
            for member_id, change in zip(ids, changes, strict=True)
            for number, value in _own_values(change).items()
            if value
        ]
        insert_many(self._db, "member_value", ("member_id", "field_id", "value"), own)
        return {change.row: each for change, each in zip(changes, ids, strict=True)}

    def change(self, change: Change) -> None:
        """Set just the fields of the plan."""
        member_id = change.target or 0
        values = {
            key: stored(new)
            for key, (_, new) in change.fields.items()
            if key not in _APART and not field_id(key)
        }
        if "organisation" in change.fields:
            name = _organisation_of(change)
            self._name_all("organisation", self._organisations, [name])
            values["organisation_id"] = self._organisations.get(name.lower())
        if _NAME & values.keys():
            known = self._db.one("SELECT * FROM member WHERE id = :id", {"id": member_id}) or {}
            values["sort_name"] = _sort_name(known | values)
        if "stage" in values:
            values |= left_on(self._db, values["stage"]) | self._joined(change, values)
        update(self._db, "member", member_id, values | self._opt_out(change))
        keep_values(self._db, member_id, _own_values(change))
        self._link([(member_id, change)])

    def _joined(self, change: Change, values: Mapping[str, Any]) -> dict[str, str]:
        was, stage = change.fields["stage"]
        sql = "SELECT joined_on FROM member WHERE id = :id"
        known = values.get("joined_on") or self._db.value(sql, {"id": change.target})
        return joined_on(self._db, was, stage, known)

    def _row(self, change: Change) -> tuple[Any, ...]:
        """A new member, in the order of _COLUMNS."""
        given = {key: new for key, (_, new) in change.fields.items()}
        texts = [given.get(key) or "" for key in _TEXTS]
        days = [stored(given.get(key)) or None for key in (*_DAYS, "added_on")]
        first, infix, last, email = texts[:4]
        opt_out = self._opt_out(change)
        return (
            *texts,
            *days[:-1],
            Name(first, infix, last).sort_key or email,
            self._organisations.get(_organisation_of(change).lower()),
            given.get("stage") or str(Stage.MEMBER),
            given.get("source") or self._source,
            days[-1],
            self._today if given.get("stage") == Stage.FORMER else None,
            opt_out.get("do_not_contact", 0),
            opt_out.get("do_not_contact_on"),
            opt_out.get("do_not_contact_reason", ""),
        )

    def _opt_out(self, change: Change) -> dict[str, Any]:
        if "do_not_contact" not in change.fields:
            return {}
        return {
            "do_not_contact": 1,
            "do_not_contact_on": self._today,
            "do_not_contact_reason": change.extra.get("do_not_contact_reason") or self._source,
        }

    def _link(self, people: Sequence[tuple[int, Change]], *, are_new: bool = False) -> None:
        """Their tags, and the numbers by which other programs know them; each once."""
        self._name_all("tag", self._tags, (tag for _, c in people for tag in _tags_of(c)))
        tagged = dict.fromkeys(
            (member_id, self._tags[tag.lower()])
            for member_id, change in people
            for tag in _tags_of(change)
        )
        if not are_new:
            self._leave_tagged(tagged)
        insert_many(self._db, "member_tag", ("member_id", "tag_id"), list(tagged))
        known_as = {
            (source, key): member_id
            for member_id, change in people
            for source, key in change.extra.get("identities", ())
        }
        self._leave_identified(known_as)
        rows = [(source, key, member_id) for (source, key), member_id in known_as.items()]
        insert_many(self._db, "member_identity", ("source", "key", "member_id"), rows)

    def _leave_tagged(self, tagged: dict[tuple[int, int], None]) -> None:
        """Take out what is stored already."""
        sql = """
            SELECT member_id, tag_id FROM member_tag
             WHERE member_id IN (SELECT value FROM json_each(:ids))
        """
        ids = json.dumps([member_id for member_id, _ in tagged])
        for row in self._db.query(sql, {"ids": ids}):
            tagged.pop((row["member_id"], row["tag_id"]), None)

    def _leave_identified(self, known_as: dict[tuple[str, str], int]) -> None:
        """Take out what is stored already; a key of somebody else stays theirs."""
        sql = """
            SELECT key FROM member_identity
             WHERE source = :source AND key IN (SELECT value FROM json_each(:keys))
        """
        for source in {source for source, _ in known_as}:
            keys = json.dumps([key for each, key in known_as if each == source])
            for key in self._db.column(sql, {"source": source, "keys": keys}):
                del known_as[source, key]

    def _name_all(self, table: str, known: dict[str, int], names: Iterable[str]) -> None:
        """Make the things of these names that are not there yet."""
        fresh = {name.lower(): name for name in names if name and name.lower() not in known}
        ids = insert_many(self._db, table, ("name",), [(name,) for name in fresh.values()])
        known.update(zip(fresh, ids, strict=True))


def _organisation_of(change: Change) -> str:
    return " ".join(str(change.fields.get("organisation", ("", ""))[1]).split())


def _own_values(change: Change) -> dict[int, str]:
    """Own field -> value as it is stored."""
    keys = own_keys(tuple(change.fields))
    own = {field_id(key): str(stored(change.fields[key][1]) or "") for key in keys}
    return {number: value for number, value in own.items() if number}


def _tags_of(change: Change) -> Iterator[str]:
    yield from change.fields.get("tags", ((), ()))[1]


def _by_name(db: Database, table: str) -> dict[str, int]:
    return {row["name"].lower(): row["id"] for row in db.query(f"SELECT id, name FROM {table}")}


def _sort_name(values: Mapping[str, Any]) -> str:
    name = Name(*(values.get(key) or "" for key in ("first_name", "infix", "last_name")))
    return name.sort_key or str(values.get("email", ""))
