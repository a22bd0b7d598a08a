"""Writes of introductions: bring two members together, change it, say what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commdesk.core.database import Database, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.workbook import workdays
from commdesk.features.members import find_member
from commdesk.features.outreach.introductions.model import OUTCOMES, Outcome, follow_up_on
from commdesk.features.outreach.introductions.queries import find_introduction, introduced
from commdesk.features.outreach.model import Channel, MessageDraft, Purpose, local_day
from commdesk.features.outreach.ops import log_message

MOST_CHARACTERS = 2_000
_CHANGEABLE = frozenset({"why", "follow_up_on"})


@op("Introduce {name} and {other}")
def introduce(
    db: Database,
    member_id: int,
    other_id: int,
    why: str,
    *,
    now: datetime,
    channel: str = Channel.MAIL,
    text: str = "",
) -> int:
    """Bring two members together: a message to both, and a day two weeks on to ask after it.

    `text` is what was written to them, usually the why. Refuses one person twice, two who were
    introduced already, and whatever `log_message` refuses for either.
    """
    why = _checked(why)
    if member_id == other_id:
        raise Refused("Choose two different people.", field="other")
    known = introduced(db, member_id, other_id)
    if known and known.result != Outcome.NOTHING:
        raise Refused(
            "{name} and {other} were introduced already, on {day}.",
            name=known.name,
            other=known.other_name,
            day=known.introduced_on,
            field="other",
        )
    names = [find_member(db, each).name for each in (member_id, other_id)]
    for each in (member_id, other_id):
        said = text.strip() or why
        draft = MessageDraft(each, channel, Purpose.INTRODUCE, said, is_closed=True)
        log_message(db, draft, now=now)
    day = local_day(now)
    row = {
        "member_id": member_id,
        "other_id": other_id,
        "why": why,
        "introduced_on": day.isoformat(),
        "follow_up_on": follow_up_on(day, workdays(db)).isoformat(),
    }
    db.about(name=names[0], other=names[1])
    return insert(db, "outreach_introduction", row)


@op("Change the introduction of {name} and {other}")
def change_introduction(db: Database, introduction_id: int, changes: Mapping[str, Any]) -> None:
    """Set just these of why and follow_up_on; a day is a date or None."""
    known = find_introduction(db, introduction_id)
    if unknown := set(changes) - _CHANGEABLE:
        raise ValueError(unknown)
    row = dict(changes)
    if "why" in row:
        row["why"] = _checked(row["why"])
    if row.get("follow_up_on"):
        row["follow_up_on"] = row["follow_up_on"].isoformat()
    db.about(name=known.name, other=known.other_name)
    update(db, "outreach_introduction", introduction_id, row)


@op("Say what came of introducing {name} and {other}")
def set_outcome(db: Database, introduction_id: int, result: str, *, now: datetime) -> None:
    """Found each other, helped each other, or nothing; empty asks after it again."""
    known = find_introduction(db, introduction_id)
    if result not in dict(OUTCOMES):
        raise Refused("{result} is not a result of an introduction.", result=result, field="result")
    day = local_day(now)
    is_open = result == Outcome.WAITING
    again = follow_up_on(day, workdays(db)).isoformat()
    row = {
        "result": result,
        "result_on": None if is_open else day.isoformat(),
        "follow_up_on": again if is_open else None,
    }
    db.about(name=known.name, other=known.other_name)
    update(db, "outreach_introduction", introduction_id, row)


def _checked(why: str) -> str:
    why = why.replace("\x00", "").strip()
    if not why:
        raise Refused("Say why these two can support each other.", field="why")
    if len(why) > MOST_CHARACTERS:
        raise Refused(
            "The text has {found} characters; at most {most} fit.",
            found=len(why),
            most=MOST_CHARACTERS,
            field="why",
        )
    return why
