"""Writes of ambassadors: add one, change what was agreed, move on, log a give or an ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import asdict, replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import check_length
from commdesk.features.ambassadors.agreements.model import (
    check_agreement,
    current_agreement,
)
from commdesk.features.ambassadors.agreements.ops import (
    add_agreement,
    change_agreement,
    drop_agreements,
)
from commdesk.features.ambassadors.agreements.queries import agreements_of
from commdesk.features.ambassadors.checks.ops import drop_checks
from commdesk.features.ambassadors.model import (
    IDEAS,
    KINDS,
    NEEDS,
    RECURRENCES,
    STAGES,
    AmbassadorDraft,
    ExchangeDraft,
    Kind,
    Stage,
)
from commdesk.features.ambassadors.pipeline.ops import check_move, drop_moves, note_move
from commdesk.features.ambassadors.queries import ambassador_of, find_ambassador
from commdesk.features.members import check_cadence, find_member
from commdesk.features.outreach import agree_cadence

_LONG = ("looking_for_note", "we_do")
_OWN = ("stage", "looking_for", "looking_for_note", "we_do")
_AGREED = {
    "agreement": "what",
    **{key: key for key in ("weekly_minutes", "from_on", "until_on", "contact_person")},
    "follower_id": "follower_id",
}
"""Fields of a draft that are kept as an agreement, by their name there."""
_AMOUNT = re.compile(r"€|\b(eur|euro|euros)\b", re.IGNORECASE)


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
    row = _own(asdict(draft)) | {"member_id": member_id, "stage_on": today.isoformat()}
    ambassador_id = insert(db, "ambassador", row)
    note_move(db, member_id, draft.stage, today)
    if not draft.agreed.is_empty:
        add_agreement(db, member_id, draft.agreed)
    if draft.cadence_days is not None:
        agree_cadence(db, member_id, draft.cadence_days)
    db.about(name=name)
    return ambassador_id


@op("Change the agreement with {name}")
def change_ambassador(
    db: Database, ambassador_id: int, changes: Mapping[str, Any], *, today: date
) -> None:
    """Set just these fields; a changed stage is dated today, a cadence of None is taken away.

    Fields of an agreement go to the one that holds, or make the first.
    """
    known = find_ambassador(db, ambassador_id, today)
    changed = replace(known, **changes)
    _check(changed)
    row = _own(dict(changes))
    if changed.stage != known.stage:
        row["stage_on"] = today.isoformat()
        note_move(db, known.member_id, changed.stage, today, before=known.stage)
    update(db, "ambassador", ambassador_id, row)
    _agree(db, known.member_id, changes, changed, today)
    if changed.cadence_days != known.cadence_days:
        agree_cadence(db, known.member_id, changed.cadence_days)
    db.about(name=known.name)


@op("Move {name} to another stage")
def move_stage(
    db: Database,
    ambassador_id: int,
    stage: str,
    *,
    today: date,
    on_day: date | None = None,
    note: str = "",
) -> None:
    """Move somebody on or back, today or on an earlier day; the thanked have no cadence any more.

    Refuses a day to come or before the move that was last, and the stage they are in.
    """
    known = find_ambassador(db, ambassador_id, today)
    day = on_day or today
    if stage not in dict(STAGES):
        raise Refused("{stage} is not a stage.", stage=stage, field="stage")
    if stage == known.stage:
        raise Refused("{name} is in that stage already.", name=known.name, field="stage")
    if day > today:
        raise Refused("{day} is still to come.", day=day, field="on_day")
    check_move(day, note, min(known.stage_on, today), today)
    update(db, "ambassador", ambassador_id, {"stage": stage, "stage_on": day.isoformat()})
    note_move(db, known.member_id, stage, day, before=known.stage, note=note)
    if stage == Stage.THANKED and known.cadence_days is not None:
        agree_cadence(db, known.member_id, None)
    db.about(name=known.name)


@op("Take {name} off the list of ambassadors")
def remove_ambassador(db: Database, ambassador_id: int) -> None:
    """No longer follow somebody as ambassador; the gives and asks stay in their story."""
    known = find_ambassador(db, ambassador_id)
    if known.cadence_days is not None:
        agree_cadence(db, known.member_id, None)
    for drop in (drop_moves, drop_agreements, drop_checks):
        drop(db, known.member_id)
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
            "is_thanks": draft.is_thanks,
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
    check_cadence(draft.cadence_days)
    for field in _LONG:
        check_length(getattr(draft, field), field)
    try:
        check_agreement(draft.agreed)
    except Refused as refused:
        if refused.field == "what":
            raise Refused(refused.text, field="agreement") from None
        raise


def _agree(
    db: Database, member_id: int, changes: Mapping[str, Any], changed: AmbassadorDraft, today: date
) -> None:
    """What of these changes is agreed, in the row of the agreement that holds."""
    agreed = {_AGREED[key]: value for key, value in changes.items() if key in _AGREED}
    if not agreed:
        return
    holds = current_agreement(agreements_of(db, member_id), today)
    if holds:
        change_agreement(db, holds.id, agreed)
    elif not changed.agreed.is_empty:
        add_agreement(db, member_id, changed.agreed)


def _check_exchange(draft: ExchangeDraft, day: date, today: date) -> None:
    if draft.kind not in dict(KINDS):
        raise Refused("{kind} is neither a give nor an ask.", kind=draft.kind, field="kind")
    if draft.idea not in dict(IDEAS):
        raise Refused("Say whose idea it was.", field="idea")
    if draft.recurrence not in dict(RECURRENCES):
        raise Refused("{text} is not in the list.", text=draft.recurrence, field="recurrence")
    if not draft.what.strip():
        raise Refused("Say what was given or asked.", field="what")
    check_length(draft.what, "what")
    if draft.is_thanks and draft.kind != Kind.GIVE:
        raise Refused("A thank-you is a give.", field="is_thanks")
    if draft.is_thanks and _AMOUNT.search(draft.what):
        raise Refused("Write down how you said thanks, without an amount.", field="what")
    if day > today:
        raise Refused("{day} is still to come.", day=day, field="on_day")


def _own(values: dict[str, Any]) -> dict[str, Any]:
    """Columns out of fields of a draft; the agreement and the cadence are kept elsewhere."""
    return {key: value.strip() for key, value in values.items() if key in _OWN}
