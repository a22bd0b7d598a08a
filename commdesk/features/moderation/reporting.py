"""What moderation tells in the weekly report and hands over: hours per task, shortages, roster."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from commdesk.core.database import Database
from commdesk.core.printed import Printed
from commdesk.core.reporting import Handout, ReportPart, ReportScope, ReportTable, Told
from commdesk.core.values import Minutes, Week, decimal_hours
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.moderation.accounting.cut import USUAL_CUT
from commdesk.features.moderation.accounting.model import Span, weeks_of
from commdesk.features.moderation.accounting.paper import printed as printed_account
from commdesk.features.moderation.accounting.queries import account_for, cut_of, first_week
from commdesk.features.moderation.coverage import TaskWeek, shortage_weeks, shortages, task_weeks

if TYPE_CHECKING:
    from commdesk.core.desk import Desk

_MOST_NAMED = 3


def report(db: Database, scope: ReportScope) -> list[ReportPart]:
    """Hours per task of the week, and what is short in four weeks: the count of the side bar."""
    cells = task_weeks(db, [scope.week], scope.today)
    short = shortages(db, scope.today)
    parts = [_hours(cells)] if cells else []
    return [*parts, _shortages(short)] if cells or short else []


def _roster(desk: Desk) -> Sequence[Printed]:
    """Each week of the coming four that has a shift."""
    from commdesk.features.moderation.roster.publishing.papers import printed_week
    from commdesk.features.moderation.roster.publishing.queries import read_roster

    weeks = shortage_weeks(desk.today())
    roster = read_roster(desk.db, weeks, desk.now())
    busy = {Week.of(shift.day) for shift in roster.shifts}
    name, words = desk.workbook.name, desk.words
    return [printed_week(roster, week, name, words) for week in weeks if week in busy]


def _accounting(desk: Desk) -> Sequence[Printed]:
    weeks = weeks_of(Span.WEEKS, desk.today(), first_week(desk.db))
    if not weeks:
        return []
    account = account_for(desk.db, weeks, desk.today())
    cut = cut_of(desk.db, account, USUAL_CUT)
    return [printed_account(account, cut, desk.workbook.name, desk.words)]


HANDOUTS = (
    Handout(N_("Roster"), _roster, has_people=True),
    Handout(N_("Accounting for hours"), _accounting),
)


def _hours(cells: Sequence[TaskWeek]) -> ReportPart:
    total = [Minutes(sum(each)) for each in zip(*map(_figures, cells), strict=True)]
    needed, _planned, worked, *_ = total
    return ReportPart(
        title=N_("Hours per moderation task"),
        name="hours",
        rank=10,
        lines=(_worked(needed, worked),),
        table=ReportTable(
            headings=(
                N_("Moderation task"),
                N_("Needed"),
                N_("Planned"),
                N_("Worked"),
                N_("Still open"),
                N_("Carried over"),
            ),
            rows=tuple(_row(cell) for cell in cells),
            right=frozenset(range(1, 6)),
            widths=(30, 11, 11, 11, 13, 19),
            total=(say("Total"), *total),
            others=_other_tasks,
        ),
    )


def _worked(needed: Minutes, worked: Minutes) -> Text:
    if not needed:
        return say("{worked} hours were worked; nothing was needed.", worked=decimal_hours(worked))
    return say(
        "{worked} of the {needed} hours needed were worked: {percent}%.",
        worked=decimal_hours(worked),
        needed=decimal_hours(needed),
        percent=round(100 * worked / needed),
    )


def _figures(cell: TaskWeek) -> tuple[Minutes, ...]:
    return cell.needed, cell.planned, cell.worked, cell.left, cell.carried


def _row(cell: TaskWeek) -> tuple[object, ...]:
    return cell.task, *_figures(cell)


def _other_tasks(n: int) -> Text:
    return say_n("and {n} other task", "and {n} other tasks", n)


def _shortages(short: Sequence[TaskWeek]) -> ReportPart:
    title, name = N_("Shortages four weeks ahead"), "shortages"
    if not short:
        none = say("No task is short in this week and the coming three.")
        return ReportPart(title=title, name=name, rank=15, lines=(none,))
    by_task: dict[str, list[TaskWeek]] = {}
    for cell in short:
        by_task.setdefault(cell.task, []).append(cell)
    missing = Minutes(sum(cell.missing for cell in short))
    return ReportPart(
        title=title,
        name=name,
        rank=15,
        lines=(
            say_n(
                "{n} shortage in this week and the coming three: {hours} hours together.",
                "{n} shortages in this week and the coming three: {hours} hours together.",
                len(short),
                hours=decimal_hours(missing),
            ),
        ),
        table=ReportTable(
            headings=(N_("Moderation task"), N_("Weeks"), N_("Short")),
            rows=tuple(
                (task, [cell.week for cell in cells], Told(_missing(cells), "bad"))
                for task, cells in by_task.items()
            ),
            right=frozenset({2}),
            widths=(32, 51, 12),
            others=_other_tasks,
        ),
        asks=(_ask(short, list(by_task)),),
    )


def _missing(cells: Sequence[TaskWeek]) -> Minutes:
    return Minutes(sum(cell.missing for cell in cells))


def _ask(short: Sequence[TaskWeek], tasks: Sequence[str]) -> Text:
    question = say_n(
        "{n} shortage ({hours} hours) in the coming four weeks: who takes it, or what may wait?",
        "{n} shortages ({hours} hours) in the coming four weeks: who takes them, or what may wait?",
        len(short),
        hours=decimal_hours(_missing(short)),
    )
    rest = len(tasks) - _MOST_NAMED
    named = [*tasks[:_MOST_NAMED], *([say("{n} more", n=rest)] if rest > 0 else [])]
    without = say("Without a decision those hours are not done: {tasks}.", tasks=named)
    return Text("{question} {without}", {"question": question, "without": without})
