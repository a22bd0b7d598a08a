"""Writes of activity: what people did comes in from lists, in one act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec.structs import asdict, astuple

from commdesk.core.database import Database, batched, insert_many, update
from commdesk.core.feature import Change, Plan
from commdesk.core.journal import op
from commdesk.features.activity.model import Fact
from commdesk.features.activity.queries import known_facts

_AT_ONCE = 5_000
_COLUMNS = ("member_id", *Fact.__struct_fields__)


@op("Note {count} contributions and conversations from {source}")
def apply_activity(
    db: Database,
    plan: Plan,
    *,
    today: date,  # noqa: ARG001 - the plan looked at it
    source: str,
    people: Mapping[int, int] | None = None,
) -> dict[int, int]:
    """Do what the plan says; gives row -> member. Whoever did not come in did nothing."""
    due = [change for change in plan.changes if change.kind in {"new", "changed"}]
    db.about(count=len(due), source=source)
    found: dict[int, int] = {}
    for block in batched(due, _AT_ONCE):
        who = {change.row: _member(change, people or {}) for change in block}
        found |= {row: member for row, member in who.items() if member is not None}
        insert_many(db, "activity", _COLUMNS, _rows(db, block, who))
    return found


def _rows(
    db: Database, block: tuple[Change, ...], who: Mapping[int, int | None]
) -> Iterator[tuple[Any, ...]]:
    """The rows to add; what is there already gets its new fields, or is left alone."""
    known = known_facts(db, ((f.source, f.key) for f in map(_fact, block)))
    for change in block:
        fact, member_id = _fact(change), who[change.row]
        stored = known.get((fact.source, fact.key))
        if stored is not None:
            if change.kind == "changed":
                update(db, "activity", stored[0], asdict(fact))
        elif member_id is not None:
            yield (member_id, *astuple(fact))


def _fact(change: Change) -> Fact:
    fact: Fact = change.extra["fact"]
    return fact


def _member(change: Change, people: Mapping[int, int]) -> int | None:
    return change.target if change.target is not None else people.get(change.extra["person"])
