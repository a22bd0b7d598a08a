"""The sheet of the account: totals per task with live formulas; no person is in it."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor
from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.values import Week
from commdesk.core.words import N_
from commdesk.features.moderation.accounting.cut import USUAL_CUT, Cut
from commdesk.features.moderation.accounting.model import TRENDS, USUAL_WEEKS, Account, WeekAccount
from commdesk.features.moderation.accounting.queries import account_for, cut_of, first_week
from commdesk.features.moderation.tasks import PRIORITIES

_PRIORITIES = tuple((str(number), text) for number, text in PRIORITIES)
COLUMNS = (
    Column("task", N_("Moderation task"), width=24),
    Column("priority", N_("Priority"), "choice", 12, choices=_PRIORITIES),
    Column("needed", N_("Needed"), "hours", 9),
    Column("worked", N_("Worked"), "hours", 9),
    Column("share", N_("Worked, %"), "number", 9,
           formula='=IF({needed}=0,"",ROUND(100*{worked}/{needed},1))'),
    Column("open", N_("Still open"), "hours", 9, formula="={needed}-{worked}"),
    Column("carried", N_("Carried over"), "hours", 9),
    Column("planned", N_("Planned"), "hours", 9),
    Column("weeks_short", N_("Weeks short"), "number", 9),
    Column("trend", N_("Trend"), "choice", 16, choices=TRENDS),
    Column("coming", N_("Coming"), "hours", 9),
    Column("now", N_("Per week"), "hours", 9),
    Column("left", N_("After cut"), "hours", 9),
    Column("lost", N_("Lost"), "hours", 9, formula="={now}-{left}"),
    Column("cut", N_("Cut, %"), "number", 8),
    Column("task_id", N_("Id"), "id", 22),
)  # fmt: skip
TOTALS = ("needed", "worked", "open", "carried", "planned", "coming", "now", "left", "lost")
WEEK_COLUMNS = (
    Column("week", N_("Week"), width=12),
    Column("needed", N_("Needed"), "hours", 12),
    Column("planned", N_("Planned"), "hours", 12),
    Column("worked", N_("Worked"), "hours", 12),
    Column("open", N_("Still open"), "hours", 12, formula="={needed}-{worked}"),
)
WEEK_TOTALS = ("needed", "planned", "worked", "open")
TEXT_COLUMNS = (Column("text", N_("In words"), width=100),)


def task_rows(account: Account, cut: Cut) -> list[dict[str, Any]]:
    """One row a task; what it has in a usual week stands empty for one that is switched off."""
    slips = {slip.task_id: slip for slip in cut.slips}
    keys = ("task_id", "task", "priority", "needed", "worked", "carried", "planned", "weeks_short",
            "trend", "coming")  # fmt: skip
    rows = []
    for task in account.tasks:
        row = {key: getattr(task, key) for key in keys} | {
            "trend": str(task.trend),
            "priority": str(task.priority),
        }
        row |= {"open": task.needed - task.worked, "share": _percent(task.worked, task.needed)}
        if slip := slips.get(task.task_id):
            row |= {"now": slip.now, "left": slip.left, "cut": cut.percent}
        row["lost"] = row.get("now", 0) - row.get("left", 0)
        rows.append(row)
    return rows


def week_rows(weeks: Iterable[WeekAccount]) -> list[dict[str, Any]]:
    keys = ("needed", "planned", "worked")
    return [
        {"week": str(w.week), "open": w.needed - w.worked} | {key: getattr(w, key) for key in keys}
        for w in weeks
    ]


def _percent(worked: int, needed: int) -> float | str:
    """One decimal, half up, as Excel rounds."""
    return floor(1000 * worked / needed + 0.5) / 10 if needed else ""


def export_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """The 13 weeks up to the week of the export, or to last week when that is not over."""
    last = min(max(scope.weeks), Week.of(scope.today) - 1)
    since = first_week(db)
    weeks = [last - number for number in reversed(range(USUAL_WEEKS))]
    account = account_for(db, [w for w in weeks if since and w >= since], scope.today)
    return task_rows(account, cut_of(db, account, USUAL_CUT)) if account.weeks else []


SHEET = Sheet(
    name="accounting",
    title=N_("Accounting for hours"),
    columns=COLUMNS,
    rows=export_rows,
    totals=TOTALS,
)
