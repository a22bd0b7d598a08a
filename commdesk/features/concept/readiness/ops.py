"""Writes of readiness: what is known of a subject, and who decides what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import asdict, replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import trimmed
from commdesk.features.concept.readiness.model import (
    LONGEST_WAIT,
    STATES,
    SUBJECTS,
    Decision,
    DecisionDraft,
)
from commdesk.features.concept.readiness.queries import find_decision, subject_id


@op("Write down how ready the organisation is")
def answer_subject(
    db: Database, subject: str, *, answer: str | None = None, state: str | None = None
) -> None:
    """What is known of one subject; None leaves it as it is."""
    if subject not in {kind.key for kind in SUBJECTS}:
        raise ValueError(subject)
    if state is not None and state not in dict(STATES):
        raise Refused("Choose how far it is.", field="state")
    row = {} if answer is None else {"answer": trimmed(answer, "answer")}
    row |= {} if state is None else {"state": state}
    known = subject_id(db, subject)
    if known is not None:
        update(db, "concept_readiness", known, row)
    elif any(row.values()):
        insert(db, "concept_readiness", {"subject": subject, **row})


@op("Write down who decides on {what}")
def add_decision(db: Database, draft: DecisionDraft) -> int:
    """One kind of decision; without somebody else the manager takes it alone."""
    _check(draft)
    db.about(what=draft.what.strip())
    return insert(db, "concept_decision", _row(asdict(draft)))


@op("Change who decides on {what}")
def change_decision(db: Database, decision_id: int, changes: Mapping[str, Any]) -> None:
    """Set just these fields of a draft."""
    changed: Decision = replace(find_decision(db, decision_id), **changes)
    _check(changed)
    db.about(what=changed.what.strip())
    update(db, "concept_decision", decision_id, _row(changes))


@op("Remove who decides on {what}")
def remove_decision(db: Database, decision_id: int) -> None:
    db.about(what=find_decision(db, decision_id).what)
    delete(db, "concept_decision", decision_id)


def _check(draft: DecisionDraft) -> None:
    if not draft.what.strip():
        raise Refused("Say what there is to decide.", field="what")
    trimmed(draft.what, "what")
    trimmed(draft.who, "who")
    days = draft.within_days
    if days is not None and not 0 <= days <= LONGEST_WAIT:
        raise Refused("Give a number of days up to {most}.", most=LONGEST_WAIT, field="within_days")


def _row(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: each.strip() if isinstance(each, str) else each for key, each in values.items()}
