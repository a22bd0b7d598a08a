"""Writes of the report: what is added by hand, what stays out, its day, and that it was made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from commdesk.core.database import Database, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import check_length
from commdesk.core.values import Week
from commdesk.core.workbook import set_facts
from commdesk.features.report.model import (
    DAY_FACT,
    LEFT_OUT_FACT,
    LONGEST_ASK,
    LONGEST_OPENING,
    MOST_ASKS,
    WEEKDAYS,
)
from commdesk.features.report.queries import left_out, note_id


@op("Add to the weekly report of {week}")
def set_note(db: Database, week: Week, *, opening: str, asks: Sequence[str]) -> None:
    """Keep the manager's own sentence and the decisions they ask; refuses what has no room."""
    opening = " ".join(opening.split())
    kept = [line for ask in asks if (line := " ".join(ask.split()))]
    check_length(opening, "opening", LONGEST_OPENING)
    for ask in kept:
        check_length(ask, "asks", LONGEST_ASK)
    if len(kept) > MOST_ASKS:
        raise Refused(
            "At most {most} decisions have room on the page; there are {found}.",
            most=MOST_ASKS,
            found=len(kept),
            field="asks",
        )
    _keep(db, week, {"opening": opening, "asks": "\n".join(kept)})


@op("Weekly report of {week} made")
def mark_made(db: Database, week: Week, *, today: date) -> None:
    """Today asks for it no more."""
    _keep(db, week, {"made_on": today.isoformat()})


@op("Set the day of the weekly report")
def set_report_day(db: Database, weekday: int) -> None:
    """On which day Today asks for it; 1 is Monday."""
    if weekday not in dict(WEEKDAYS):
        raise Refused("Choose a day of the week.", field="day")
    set_facts(db, **{DAY_FACT: weekday})


@op("Choose the parts of the weekly report")
def leave_out(db: Database, part: str, *, is_out: bool) -> None:
    """Keep a part out of the report of every week, or put it back."""
    known = set(left_out(db))
    known = known | {part} if is_out else known - {part}
    set_facts(db, **{LEFT_OUT_FACT: sorted(known)})


def _keep(db: Database, week: Week, changes: dict[str, Any]) -> None:
    db.about(week=str(week))
    known = note_id(db, week)
    if known is None:
        insert(db, "report_note", {"week": str(week), **changes})
    else:
        update(db, "report_note", known, changes)
