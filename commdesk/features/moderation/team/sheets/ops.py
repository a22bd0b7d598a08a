"""The one write of an availability sheet that came back."""

from __future__ import annotations

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.moderation.team.ops import change_moderator
from commdesk.features.moderation.team.queries import find_moderator
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
        if not update(db, "moderator_days_off", run.id, _days(run)):
            insert(db, "moderator_days_off", _row(plan, run))
    for run in plan.added:
        insert(db, "moderator_days_off", _row(plan, run))


def _row(plan: AvailabilityPlan, run: Run) -> dict[str, object]:
    return {"moderator_id": plan.moderator_id, **_days(run)}


def _days(run: Run) -> dict[str, object]:
    return {"first_on": run.first_on.isoformat(), "last_on": run.last_on.isoformat()}
