"""Reads of the account: one walk through coverage, summed per task and per week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from commdesk.core.database import Database
from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.accounting.cut import Cut, cut_hours
from commdesk.features.moderation.accounting.model import (
    NOTHING,
    Account,
    CaseCount,
    TaskAccount,
    WeekAccount,
    trend_of,
)
from commdesk.features.moderation.coverage import TaskWeek, shortage_weeks, task_weeks
from commdesk.features.moderation.tasks import Task, list_tasks
from commdesk.features.moderation.team import list_moderators

ALL_TASKS = Task(name="", id=0)


def account_for(db: Database, weeks: Sequence[Week], today: date) -> Account:
    """The account of these weeks, which are over, and what is short in the coming four."""
    after = [weeks[-1] + 1] if weeks else []
    asked = sorted({*weeks, *after, *shortage_weeks(today)})
    cells = task_weeks(db, asked, today)
    by_task: defaultdict[int, list[TaskWeek]] = defaultdict(list)
    for cell in cells:
        by_task[cell.task_id].append(cell)
    tasks = [task for task in list_tasks(db) if task.id in by_task]
    team = list_moderators(db, only_active=True)
    return Account(
        weeks=tuple(weeks),
        tasks=tuple(_task_account(task, by_task[task.id], weeks, today) for task in tasks),
        total=_total(tasks, cells, weeks, today),
        by_week=tuple(_week_accounts(cells, weeks)),
        coming=sum(cell.is_shortage(today) for cell in cells),
        available=Minutes(sum(person.weekly_minutes for person in team)),
        cases=tuple(_cases(db, weeks)),
    )


def cut_of(db: Database, account: Account, percent: int) -> Cut:
    """What slips of the tasks as they are now."""
    return cut_hours(list_tasks(db, only_active=True), account.available, percent)


def first_week(db: Database) -> Week | None:
    """The first week with hours worked, a shift or a budget: before it nobody kept account."""
    sql = """
        SELECT min(week) FROM (
            SELECT strftime('%G-W%V', min(day)) AS week FROM moderation_log
             UNION ALL
            SELECT strftime('%G-W%V', min(day)) FROM moderation_shift
             UNION ALL
            SELECT min(week) FROM moderation_budget)
    """
    found = db.value(sql)
    return Week.parse(found) if found else None


def _task_account(
    task: Task, cells: Sequence[TaskWeek], weeks: Sequence[Week], today: date
) -> TaskAccount:
    period, short = _within(cells, weeks), [cell for cell in cells if cell.is_shortage(today)]
    return TaskAccount(
        task_id=task.id,
        task=task.name,
        priority=task.priority,
        needed=_sum(cell.needed for cell in period),
        worked=_sum(cell.worked for cell in period),
        planned=_sum(cell.planned for cell in period),
        carried=_carried(cells, weeks),
        weeks_short=len({cell.week for cell in period if cell.missing}),
        coming=_sum(cell.missing for cell in short),
        trend=trend_of([(cell.needed, cell.worked) for cell in period]),
        weekly=Minutes(task.weekly_minutes * task.is_active),
    )


def _total(
    tasks: Iterable[Task], cells: Sequence[TaskWeek], weeks: Sequence[Week], today: date
) -> TaskAccount:
    together = _task_account(ALL_TASKS, cells, weeks, today)
    by_week = [(each.needed, each.worked) for each in _week_accounts(cells, weeks)]
    return TaskAccount(
        **{key: getattr(together, key) for key in TaskAccount.__struct_fields__}
        | {
            "trend": trend_of(by_week),
            "weekly": _sum(task.weekly_minutes * task.is_active for task in tasks),
        }
    )


def _week_accounts(cells: Iterable[TaskWeek], weeks: Sequence[Week]) -> list[WeekAccount]:
    by_week: dict[Week, list[TaskWeek]] = {week: [] for week in weeks}
    for cell in cells:
        if cell.week in by_week:
            by_week[cell.week].append(cell)
    return [
        WeekAccount(
            week,
            needed=_sum(cell.needed for cell in found),
            planned=_sum(cell.planned for cell in found),
            worked=_sum(cell.worked for cell in found),
        )
        for week, found in by_week.items()
    ]


def _within(cells: Iterable[TaskWeek], weeks: Sequence[Week]) -> list[TaskWeek]:
    wanted = frozenset(weeks)
    return [cell for cell in cells if cell.week in wanted]


def _carried(cells: Iterable[TaskWeek], weeks: Sequence[Week]) -> Minutes:
    """Into the week after the last one."""
    after = weeks[-1] + 1 if weeks else None
    return _sum(cell.carried for cell in cells if cell.week == after)


def _cases(db: Database, weeks: Sequence[Week]) -> list[CaseCount]:
    """Off-topic cases in these weeks, by boundary, the most first."""
    if not weeks:
        return []
    sql = """
        SELECT boundary, sum(cases) AS cases FROM moderation_case
         WHERE day BETWEEN :first AND :last GROUP BY boundary ORDER BY 2 DESC, 1
    """
    days = {"first": weeks[0].monday.isoformat(), "last": weeks[-1].sunday.isoformat()}
    return [CaseCount(**row) for row in db.query(sql, days)]


def _sum(minutes: Iterable[int]) -> Minutes:
    return Minutes(sum(minutes, NOTHING))
