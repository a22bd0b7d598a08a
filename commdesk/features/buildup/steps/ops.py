"""Writes of the build-up plan: begin it from the playbook, change a step, note proof by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import check_length, stored
from commdesk.core.values import Week
from commdesk.features.buildup.steps.model import Step, StepDraft, in_order
from commdesk.features.buildup.steps.playbook import MOST_TITLE, PlaybookStep
from commdesk.features.buildup.steps.queries import (
    Proof,
    find_step,
    list_steps,
    name_of_step,
    proofs_of,
    wait_ids,
)

_TEXTS = ("title", "why", "how", "owner", "note")
_FURTHEST = timedelta(days=5 * 365 + 1)
_WEEKEND = timedelta(days=2)
"""From a Saturday on this far on is another week."""
_CHANGEABLE = frozenset(StepDraft.__struct_fields__)


@op("Begin the build-up plan")
def begin_plan(
    db: Database, steps: Sequence[PlaybookStep], start_on: date, *, today: date | None = None
) -> None:
    """Put the playbook's steps on the calendar; refuses a second plan.

    The others begin on Mondays counted from the week of this day, but none before the day itself;
    from a weekend on it is the week after.
    """
    if list_steps(db):
        raise Refused("There is a build-up plan already. Change its steps instead.")
    if today is not None and abs(start_on - today) > _FURTHEST:
        raise Refused(
            "{day} is more than five years away: choose a nearer day.",
            day=start_on,
            field="start_on",
        )
    first = Week.of(start_on + _WEEKEND).monday
    ids: dict[str, int] = {}
    for position, step in enumerate(steps, 1):
        monday = first + timedelta(weeks=step.start - 1)
        begins = max(monday, start_on)
        row = {
            "key": step.key,
            "position": position,
            "title": step.title,
            "why": step.why,
            "how": step.how,
            "evidence": " ".join(step.evidence),
            "planned_from": begins.isoformat(),
            "planned_until": (monday + timedelta(weeks=step.weeks, days=-3)).isoformat(),
        }
        ids[step.key] = insert(db, "buildup_step", row)
        for other in step.after:
            wait = {"step_id": ids[step.key], "waits_for_id": ids[other]}
            insert(db, "buildup_wait", wait)


@op("Add the step {title}")
def add_step(db: Database, draft: StepDraft) -> int:
    """A step of one's own, after the others."""
    steps = list_steps(db)
    step_id = db.next_id()
    made = Step(**{key: getattr(draft, key) for key in _CHANGEABLE}, id=step_id)
    _check(made, steps, None)
    db.about(title=draft.title.strip())
    position = max((step.position for step in steps), default=0) + 1
    row = _row({key: getattr(draft, key) for key in _CHANGEABLE - {"waits_for"}})
    key = f"own-{step_id}"
    step_id = insert(db, "buildup_step", row | {"key": key, "position": position})
    _set_waits(db, step_id, draft.waits_for)
    return step_id


@op("Change the step {title}")
def change_step(db: Database, step_id: int, changes: Mapping[str, Any], *, today: date) -> None:
    """Set just these fields; a step that is done began at the latest that day."""
    known = find_step(db, step_id)
    changed = replace(known, **changes)
    if changed.done_on is not None and changed.began_on is None:
        changes = {**changes, "began_on": min(changed.done_on, changed.planned_from)}
        changed = replace(changed, began_on=changes["began_on"])
    _check(changed, list_steps(db), today)
    db.about(title=changed.title.strip())
    update(
        db, "buildup_step", step_id, _row({k: v for k, v in changes.items() if k != "waits_for"})
    )
    if "waits_for" in changes:
        _set_waits(db, step_id, changes["waits_for"])


@op("Remove the step {title}")
def remove_step(db: Database, step_id: int) -> None:
    """Take a step out; what waited for it no longer does."""
    db.about(title=find_step(db, step_id).title)
    delete(db, "buildup_step", step_id)


@op("Note evidence for {title}")
def add_proof(db: Database, proof: Proof, *, today: date) -> int:
    """Note what was seen by hand; refuses one without words or of a day to come."""
    if not proof.text.strip():
        raise Refused("Say what was seen.", field="text")
    check_length(proof.text, "text")
    if proof.seen_on > today:
        raise Refused("{day} is still to come.", day=proof.seen_on, field="seen_on")
    db.about(title=find_step(db, proof.step_id).title)
    row = {"step_id": proof.step_id, "text": proof.text.strip()}
    return insert(db, "buildup_proof", row | {"seen_on": proof.seen_on.isoformat()})


@op("Remove evidence for {title}")
def remove_proof(db: Database, proof_id: int) -> None:
    known = next((each for each in proofs_of(db) if each.id == proof_id), None)
    if known is None:
        raise Refused("This evidence is no longer in the workbook.")
    db.about(title=name_of_step(db, known.step_id))
    delete(db, "buildup_proof", proof_id)


def _set_waits(db: Database, step_id: int, wanted: Iterable[int]) -> None:
    known = wait_ids(db, step_id)
    for other in known.keys() - set(wanted):
        delete(db, "buildup_wait", known[other])
    for other in dict.fromkeys(wanted):
        if other not in known:
            insert(db, "buildup_wait", {"step_id": step_id, "waits_for_id": other})


def _check(step: Step, steps: Sequence[Step], today: date | None) -> None:
    if not step.title.strip():
        raise Refused("Give the step a title.", field="title")
    check_length(step.title, "title", MOST_TITLE)
    for key in _TEXTS:
        check_length(getattr(step, key), key)
    _check_days(step, today)
    if step.id in step.waits_for:
        raise Refused("A step cannot wait for itself.", field="waits_for")
    try:
        in_order([*(each for each in steps if each.id != step.id), step])
    except ValueError:
        raise Refused(
            "These steps would wait for each other and never begin.", field="waits_for"
        ) from None


def _check_days(step: Step, today: date | None) -> None:
    if step.planned_until < step.planned_from:
        raise Refused("The last day lies before the first.", field="planned_until")
    for key in ("began_on", "done_on"):
        day = getattr(step, key)
        if day is not None and today is not None and day > today:
            raise Refused("{day} is still to come.", day=day, field=key)
    if step.done_on is not None and step.began_on is not None and step.done_on < step.began_on:
        raise Refused("It cannot be done before it began.", field="done_on")


def _row(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: " ".join(value) if isinstance(value, tuple) else stored(value)
        for key, value in values.items()
    }
