"""The sheet of the build-up plan: every step with its dates, evidence and forecast; no people."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_
from commdesk.features.buildup.steps.queries import list_steps
from commdesk.features.buildup.steps.seeing import look, seen_of
from commdesk.features.buildup.steps.wording import STATES, Plan

COLUMNS = (
    Column("step", N_("Step"), width=34),
    Column("state", N_("State"), "choice", 14, choices=STATES),
    Column("planned_from", N_("Planned from"), "date", 14),
    Column("planned_until", N_("Planned until"), "date", 14),
    Column("began_on", N_("Began on"), "date", 14),
    Column("done_on", N_("Done on"), "date", 14),
    Column("begins_on", N_("Forecast from"), "date", 14),
    Column("ends_on", N_("Forecast until"), "date", 14),
    Column("slips", N_("Days later"), "number", 12),
    Column("met", N_("Evidence met"), "number", 16),
    Column("asked", N_("Evidence asked"), "number", 16),
    Column("waits_for", N_("Waits for"), width=34),
    Column("step_id", N_("Id"), "id", 22),
)


def export_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """One row a step; its owner, note and evidence by hand may name people and stay behind."""
    plan = Plan.of(list_steps(db), scope.today)
    sight = look(db, scope.features, plan.steps, scope.today)
    rows = []
    for step in plan.steps:
        forecast, seen = plan.forecast(step), seen_of(step, sight)
        rows.append(
            {
                "step": step.title,
                "state": plan.state(step),
                "planned_from": step.planned_from,
                "planned_until": step.planned_until,
                "began_on": step.began_on,
                "done_on": step.done_on,
                "begins_on": forecast.begins_on,
                "ends_on": forecast.ends_on,
                "slips": forecast.slips,
                "met": sum(each.is_met for each in seen),
                "asked": len(seen),
                "waits_for": ", ".join(e.title for e in plan.steps if e.id in step.waits_for),
                "step_id": step.id,
            }
        )
    return rows


SHEET = Sheet(name="build-up", title=N_("Build-up plan"), columns=COLUMNS, rows=export_rows)
