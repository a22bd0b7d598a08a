"""What the sections do in a thread: on a desk of its own, with progress, to be stopped any time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from commdesk.core.desk import Desk
from commdesk.core.feature import Intake, Sheet
from commdesk.core.values import Week
from commdesk.features.exchange import exporting, importing
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.ops import take_in
from commdesk.features.exchange.page.plan_view import SortedPlan
from commdesk.features.exchange.sources.listing import Wanted
from commdesk.kit.jobs import Progress, stoppable


def read_list(
    desk: Desk, path: Path, intake: Intake, progress: Progress
) -> tuple[Taken, SortedPlan]:
    """Read a file and plan it."""
    wanted = Wanted(intake.columns, desk.words, desk.today(), progress.report)
    taken = importing.take_in(
        path,
        wanted,
        progress=lambda rows: progress.report(rows, 0),
        is_cancelled=lambda: progress.is_stopped,
    )
    return taken, plan_again(desk, taken, intake, progress)


def plan_again(desk: Desk, taken: Taken, intake: Intake, progress: Progress) -> SortedPlan:
    """Plan what was read before, against the workbook as it is now."""
    progress.check()
    twin = Desk.open(desk.path, desk.features, clock=desk.clock, read_only=True)
    with twin:
        made = importing.plan(twin.db, twin.features, intake, taken, desk.today())
        return SortedPlan.of(made)


def apply_plan(desk: Desk, plan: SortedPlan, progress: Progress) -> SortedPlan:
    """Do what the plan says; stopping it leaves everything as it was."""
    progress.check()
    with stoppable(desk, progress):
        desk.do(take_in, plan.made, today=desk.today())
    return plan


def gather(desk: Desk, sheets: Sequence[Sheet], week: Week, progress: Progress) -> exporting.Export:
    """Read what goes out, on a reading connection."""
    twin = Desk.open(desk.path, desk.features, clock=desk.clock, read_only=True)
    with twin:
        return exporting.gather(twin, sheets, week, progress.report)


def hand_out(
    desk: Desk, export: exporting.Export, path: Path, purpose: str, progress: Progress
) -> exporting.Export:
    """Write the file; with people in it also the line in the log."""
    progress.report(len(export.contents), len(export.contents) + 1)
    exporting.hand_out(desk, export, path, purpose)
    return export
