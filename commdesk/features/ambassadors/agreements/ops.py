"""Writes of agreements: make one, change it, take it out, and the hours that are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import asdict, replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import stored_row
from commdesk.core.workbook import set_facts
from commdesk.features.ambassadors.agreements.model import (
    AgreementDraft,
    check_agreement,
)
from commdesk.features.ambassadors.agreements.queries import (
    WANTED_FACT,
    agreements_of,
    find_agreement,
)
from commdesk.features.members import find_member

_MOST_WANTED = 60 * 24 * 7 * 100


@op("Agree something with {name}")
def add_agreement(db: Database, member_id: int, draft: AgreementDraft) -> int:
    """A further agreement with an ambassador; the ones before stay as history."""
    name = find_member(db, member_id).name
    if not db.value("SELECT 1 FROM ambassador WHERE member_id = :id", {"id": member_id}):
        raise Refused("{name} is not in the list of ambassadors.", name=name)
    if draft.is_empty:
        raise Refused("Say what was agreed.", field="what")
    check_agreement(draft)
    _check_follower(db, member_id, draft)
    db.about(name=name)
    return insert(db, "ambassador_agreement", stored_row(asdict(draft)) | {"member_id": member_id})


@op("Change what was agreed with {name}")
def change_agreement(db: Database, agreement_id: int, changes: Mapping[str, Any]) -> None:
    """Set just these fields of a draft."""
    known = find_agreement(db, agreement_id)
    changed = replace(known, **changes)
    check_agreement(changed)
    _check_follower(db, known.member_id, changed)
    db.about(name=find_member(db, known.member_id).name)
    update(db, "ambassador_agreement", agreement_id, stored_row(dict(changes)))


@op("Remove an agreement with {name}")
def remove_agreement(db: Database, agreement_id: int) -> None:
    known = find_agreement(db, agreement_id)
    db.about(name=find_member(db, known.member_id).name)
    delete(db, "ambassador_agreement", agreement_id)


@op("Set the hours wanted of ambassadors")
def want_hours(db: Database, minutes: int | None) -> None:
    """Hours a week of all together, in minutes; None or nothing: not counted."""
    if not 0 <= (minutes or 0) <= _MOST_WANTED:
        raise Refused("A week does not hold so many hours.", field="minutes")
    set_facts(db, **{WANTED_FACT: int(minutes or 0)})


def drop_agreements(db: Database, member_id: int) -> None:
    """Inside an op: whoever is no ambassador has no agreement as one."""
    for each in agreements_of(db, member_id):
        delete(db, "ambassador_agreement", each.id)


def _check_follower(db: Database, member_id: int, draft: AgreementDraft) -> None:
    if draft.follower_id is None:
        return
    sql = "SELECT member_id FROM ambassador WHERE id = :id"
    found = db.value(sql, {"id": draft.follower_id})
    if found is None:
        raise Refused("This ambassador is no longer in the workbook.", field="follower_id")
    if found == member_id:
        raise Refused("Nobody follows themselves: choose somebody else.", field="follower_id")
