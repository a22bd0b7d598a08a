"""Writes of looks back: note one, take it out."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database, delete, insert
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import check_length
from commdesk.features.ambassadors.checks.model import ANSWERS, CheckDraft
from commdesk.features.ambassadors.checks.queries import checks_of
from commdesk.features.members import find_member


@op("Look back with {name}")
def note_check(db: Database, draft: CheckDraft, *, today: date) -> int:
    """Whether a member got what they were looking for; refuses a day to come.

    Of every member: refused only of whom nobody knows what they look for.
    """
    day = draft.on_day or today
    member = find_member(db, draft.member_id)
    name = member.name
    sql = "SELECT looking_for FROM ambassador WHERE member_id = :id"
    looking_for = db.value(sql, {"id": draft.member_id})
    if looking_for is None and not member.looking_for:
        raise Refused("Nobody knows yet what {name} is looking for: note that first.", name=name)
    if draft.answer not in dict(ANSWERS):
        raise Refused("{text} is not in the list.", text=draft.answer, field="answer")
    if day > today:
        raise Refused("{day} is still to come.", day=day, field="on_day")
    check_length(draft.note, "note")
    db.about(name=name)
    row = {
        "member_id": draft.member_id,
        "looking_for": looking_for or "",
        "answer": draft.answer,
        "checked_on": day.isoformat(),
        "note": draft.note.strip(),
    }
    return insert(db, "ambassador_check", row)


@op("Remove a look back with {name}")
def remove_check(db: Database, check_id: int) -> None:
    member_id = db.value("SELECT member_id FROM ambassador_check WHERE id = :id", {"id": check_id})
    if member_id is None:
        raise Refused("This look back is no longer in the workbook.")
    db.about(name=find_member(db, member_id).name)
    delete(db, "ambassador_check", check_id)


def drop_checks(db: Database, member_id: int) -> None:
    """Inside an op: with whoever is off the list there is nothing to look back on."""
    for each in checks_of(db, member_id):
        delete(db, "ambassador_check", each.id)
