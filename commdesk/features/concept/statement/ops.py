"""Writes of the concept: an answer, the rest of a version, a new version, what a gate led to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from commdesk.core.database import Database, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import trimmed
from commdesk.features.concept.questions import Question
from commdesk.features.concept.statement.model import (
    CommunityKind,
    Side,
    Version,
)
from commdesk.features.concept.statement.queries import (
    answer_id,
    current_version,
    find_version,
    interviews_before,
)

_TEXTS = frozenset({"change", "kind", "shared_values", "goal"})
VERDICTS = frozenset({"stop", "adapt", "new-round"})


@op("Write the concept")
def write_answer(
    db: Database, question: str, *, today: date, theirs: str | None = None, ours: str | None = None
) -> None:
    """Answer one of the five questions in the version of now; None leaves a side as it is."""
    if question not in set(Question):
        raise ValueError(question)
    given = {"theirs": theirs, "ours": ours}
    row = {key: trimmed(text, key) for key, text in given.items() if text is not None}
    version = _now(db, today)
    known = answer_id(db, version, question)
    if known is not None:
        update(db, "concept_answer", known, row)
    elif any(row.values()):
        insert(db, "concept_answer", {"version_id": version, "question": question, **row})


@op("Write the concept")
def change_concept(db: Database, changes: Mapping[str, str], *, today: date) -> None:
    """Set just these of change, kind, shared_values and goal in the version of now."""
    if unknown := set(changes) - _TEXTS:
        raise ValueError(unknown)
    if changes.get("kind", "") not in set(CommunityKind):
        raise Refused("Choose what kind of community it is.", field="kind")
    row = {key: trimmed(text, key) for key, text in changes.items()}
    update(db, "concept_version", _now(db, today), row)


@op("Begin version {number} of the concept")
def begin_version(db: Database, change: str, *, today: date) -> int:
    """A new version that begins as the one of now; refuses one without what is different."""
    if not change.strip():
        raise Refused("Say what is different from the version before.", field="change")
    before = current_version(db)
    number = before.number + 1 if before else 1
    row = {"number": number, "started_on": today.isoformat(), "change": trimmed(change, "change")}
    if before:
        row |= {key: getattr(before, key) for key in ("kind", "shared_values", "goal")}
    version_id = _insert(db, row)
    for question, side in (before.answers if before else {}).items():
        _copy(db, version_id, question, side)
    db.about(number=str(number))
    return version_id


@op("Choose after the gate of version {number}")
def choose_after_gate(db: Database, version_id: int | None, verdict: str, *, today: date) -> None:
    """What a failed gate leads to: stop, adapt or new-round; empty takes it back.

    None: of the version of now, begun when there is none.
    """
    if verdict and verdict not in VERDICTS:
        raise ValueError(verdict)
    version: Version = find_version(db, _now(db, today) if version_id is None else version_id)
    day = today.isoformat() if verdict else None
    update(db, "concept_version", version.id, {"verdict": verdict, "verdict_on": day})
    db.about(number=str(version.number))


def _now(db: Database, today: date) -> int:
    """The version of now, begun when there is none."""
    known = current_version(db)
    if known:
        return known.id
    return _insert(db, {"number": 1, "started_on": today.isoformat()})


def _insert(db: Database, row: Mapping[str, Any]) -> int:
    """A version; with the first come the interviews that were held before there was one."""
    version_id = insert(db, "concept_version", row)
    if row["number"] == 1:
        for interview_id in interviews_before(db):
            update(db, "interview", interview_id, {"version_id": version_id})
    return version_id


def _copy(db: Database, version_id: int, question: str, side: Side) -> None:
    row = {"question": question, "theirs": side.theirs, "ours": side.ours}
    insert(db, "concept_answer", {"version_id": version_id, **row})
