"""Writes of off-topic cases: one more, or one fewer."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.moderation.cases.queries import find_case, known_boundaries
from commdesk.features.moderation.hours.model import check_past

MOST_AT_ONCE = 1_000


@op("Count off-topic: {boundary}")
def count_case(db: Database, boundary: str, day: date, cases: int = 1, *, today: date) -> int:
    """Add so many cases of a boundary to a day, below zero to take them back; gives its count.

    The same name in other capitals is the same boundary.
    """
    name = " ".join(boundary.split())
    if not name:
        raise Refused("Which boundary is it about?", field="boundary")
    if not cases or abs(cases) > MOST_AT_ONCE:
        raise Refused("Count between 1 and {most} cases.", most=MOST_AT_ONCE, field="cases")
    check_past(day, today)
    known = {each.casefold(): each for each in known_boundaries(db)}
    name = known.get(name.casefold(), name)
    db.about(boundary=name)
    return _count(db, name, day, cases)


def _count(db: Database, name: str, day: date, cases: int) -> int:
    case_id, there = find_case(db, name, day) or (0, 0)
    now = there + cases
    if now < 0:
        raise Refused("{boundary} has no case on {day} to take back.", boundary=name, day=day)
    if not there:
        row = {"boundary": name, "day": day.isoformat(), "cases": now}
        insert(db, "moderation_case", row)
    elif now:
        update(db, "moderation_case", case_id, {"cases": now})
    else:
        delete(db, "moderation_case", case_id)
    return now
