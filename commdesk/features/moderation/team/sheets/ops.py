"""The one write of an availability sheet that came back."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database, delete
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.moderation.team.model import DaysOff
from commdesk.features.moderation.team.ops import (
    add_days_off,
    change_days_off,
    change_moderator,
)
from commdesk.features.moderation.team.queries import find_moderator, list_days_off
from commdesk.features.moderation.team.sheets.model import AvailabilityPlan, Run


@op("Take in the availability of {name}")
def apply_availability(db: Database, plan: AvailabilityPlan) -> None:
    """Do everything that the plan says, or refuse; who is gone meanwhile is refused too."""
    if plan.problems:
        raise Refused("The sheet of {name} must be corrected first. Nothing was changed.",
                      name=plan.name)  # fmt: skip
    db.about(name=find_moderator(db, plan.moderator_id).name)
    if plan.changes:
        change_moderator(db, plan.moderator_id, plan.changes)
    for run in plan.removed:
        delete(db, "moderator_days_off", run.id)
    for run in plan.moved:
        _move(db, plan, run)
    for run in plan.added:
        add_days_off(db, _days_off(plan, run))


def _move(db: Database, plan: AvailabilityPlan, run: Run) -> None:
    """To its new days; anew when it went, or was joined with another, meanwhile."""
    known = list_days_off(db, date.min, date.max, plan.moderator_id)
    if any(each.id == run.id for each in known):
        change_days_off(db, run.id, run.first_on, run.last_on)
    else:
        add_days_off(db, _days_off(plan, run))


def _days_off(plan: AvailabilityPlan, run: Run) -> DaysOff:
    return DaysOff(plan.moderator_id, run.first_on, run.last_on)
