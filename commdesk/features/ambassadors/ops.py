"""Writes of ambassadors: add one, change what was agreed, move on, log a give or an ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import asdict, replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.ambassadors.model import (
    IDEAS,
    KINDS,
    MOST_CHARACTERS,
    NEEDS,
    RECURRENCES,
    STAGES,
    AmbassadorDraft,
    ExchangeDraft,
    Stage,
)
from commdesk.features.ambassadors.queries import ambassador_of, find_ambassador
from commdesk.features.members import check_cadence, find_member
from commdesk.features.outreach import agree_cadence

_LONG = ("looking_for_note", "we_do", "agreement")


@op("Make {name} an ambassador")
def add_ambassador(
    db: Database, member_id: int, draft: AmbassadorDraft | None = None, *, today: date
) -> int:
    """Follow a member as ambassador; refuses one who is an ambassador already."""
    draft = draft or AmbassadorDraft()
    name = find_member(db, member_id).name
    if ambassador_of(db, member_id):
        raise Refused("{name} is in the list of ambassadors already.", name=name)
    _check(draft)
    row = _row(asdict(draft)) | {"member_id": member_id, "stage_on": today.isoformat()}
    ambassador_id = insert(db, "ambassador", row)
    if draft.cadence_days is not None:
        agree_cadence(db, member_id, draft.cadence_days)
    db.about(name=name)
    return ambassador_id


@op("Change the agreement with {name}")
def change_ambassador(
    db: Database, ambassador_id: int, changes: Mapping[str, Any], *, today: date
) -> None:
    """Set just these fields; a changed stage is dated today, a cadence of None is taken away."""
    known = find_ambassador(db, ambassador_id)
    changed = replace(known, **changes)
    _check(changed)
    row = _row(dict(changes))
    if changed.stage != known.stage:
        row["stage_on"] = today.isoformat()
    update(db, "ambassador", ambassador_id, row)
    if changed.cadence_days != known.cadence_days:
        agree_cadence(db, known.member_id, changed.cadence_days)
    db.about(name=known.name)


@op("Move {name} to another stage")
def move_stage(db: Database, ambassador_id: int, stage: str, *, today: date) -> None:
    """Move somebody on or back, dated today; whoever is thanked has no agreed cadence any more."""
    known = find_ambassador(db, ambassador_id)
    if stage not in dict(STAGES):
        raise Refused("{stage} is not a stage.", stage=stage, field="stage")
    update(db, "ambassador", ambassador_id, {"stage": stage, "stage_on": today.isoformat()})
    if stage == Stage.THANKED and known.cadence_days is not None:
        agree_cadence(db, known.member_id, None)
    db.about(name=known.name)


@op("Take {name} off the list of ambassadors")
def remove_ambassador(db: Database, ambassador_id: int) -> None:
    """No longer follow somebody as ambassador; the gives and asks stay in their story."""
    known = find_ambassador(db, ambassador_id)
    if known.cadence_days is not None:
        agree_cadence(db, known.member_id, None)
    db.about(name=known.name)
    delete(db, "ambassador", ambassador_id)


@op("Log a give or an ask with {name}")
def log_exchange(db: Database, draft: ExchangeDraft, *, today: date) -> int:
    """Record what was given or asked, whose idea it was and whether it recurs."""
    day = draft.on_day or today
    _check_exchange(draft, day, today)
    db.about(name=find_member(db, draft.member_id).name)
    return insert(
        db,
        "ambassador_exchange",
        {
            "member_id": draft.member_id,
            "kind": draft.kind,
            "what": draft.what.strip(),
            "happened_on": day.isoformat(),
            "idea": draft.idea,
            "recurrence": draft.recurrence,
        },
    )


@op("Remove a give or an ask of {name}")
def remove_exchange(db: Database, exchange_id: int) -> None:
    sql = "SELECT member_id FROM ambassador_exchange WHERE id = :id"
    member_id = db.value(sql, {"id": exchange_id})
    if member_id is None:
        raise Refused("This give or ask is no longer in the workbook.")
    db.about(name=find_member(db, member_id).name)
    delete(db, "ambassador_exchange", exchange_id)


def _check(draft: AmbassadorDraft) -> None:
    if draft.stage not in dict(STAGES):
        raise Refused("{stage} is not a stage.", stage=draft.stage, field="stage")
    if draft.looking_for not in dict(NEEDS):
        raise Refused("{need} is not in the list.", need=draft.looking_for, field="looking_for")
    if draft.from_on and draft.until_on and draft.until_on < draft.from_on:
        raise Refused("The end lies before the start.", field="until_on")
    if draft.weekly_minutes is not None and not 0 <= draft.weekly_minutes <= _WEEK:
        raise Refused("A week does not hold so many hours.", field="weekly_minutes")
    check_cadence(draft.cadence_days)
    for field in _LONG:
        _check_length(getattr(draft, field), field)


_WEEK = 7 * 24 * 60


def _check_exchange(draft: ExchangeDraft, day: date, today: date) -> None:
    if draft.kind not in dict(KINDS):
        raise Refused("{kind} is neither a give nor an ask.", kind=draft.kind, field="kind")
    if draft.idea not in dict(IDEAS):
        raise Refused("Say whose idea it was.", field="idea")
    if draft.recurrence not in dict(RECURRENCES):
        raise Refused("{text} is not in the list.", text=draft.recurrence, field="recurrence")
    if not draft.what.strip():
        raise Refused("Say what was given or asked.", field="what")
    _check_length(draft.what, "what")
    if day > today:
        raise Refused("{day} is still to come.", day=day, field="on_day")


def _check_length(text: str, field: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            "The text has {found} characters; at most {most} fit.",
            found=len(text),
            most=MOST_CHARACTERS,
            field=field,
        )


def _row(values: dict[str, Any]) -> dict[str, Any]:
    """Columns out of fields of a draft; the cadence is kept by outreach."""
    return {key: _stored(value) for key, value in values.items() if key != "cadence_days"}


def _stored(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    return value.isoformat() if isinstance(value, date) else value
