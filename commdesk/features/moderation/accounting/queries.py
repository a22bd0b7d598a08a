"""Reads of the account: one walk through coverage, summed per task and per week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, groupby

from msgspec import Struct
from msgspec.structs import replace

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

_ALL_TASKS = Task(name="", id=0)


class _Cells(Struct, frozen=True):
    """What the account of a task, or of all of them, is made of."""

    period: Sequence[TaskWeek] = ()
    coming: Sequence[TaskWeek] = ()
    """Those that are short."""
    after: Sequence[TaskWeek] = ()
    """In the week after the last one."""


def account_for(db: Database, weeks: Sequence[Week], today: date) -> Account:
    """The account of these weeks, which are over, and what is short in the coming four."""
    after = [weeks[-1] + 1] if weeks else []
    coming = shortage_weeks(today)
    found = task_weeks(db, sorted({*weeks, *after, *coming}), today)
    by_week = {week: list(cells) for week, cells in groupby(found, key=lambda cell: cell.week)}
    period = [by_week.get(week, []) for week in weeks]
    cells = _Cells(
        period=[*chain(*period)],
        coming=[c for week in coming for c in by_week.get(week, []) if c.is_shortage(today)],
        after=[*chain(*(by_week.get(week, []) for week in after))],
    )
    own, shown = _by_task(cells), {cell.task_id for cell in found}
    tasks = [_task_account(t, own.get(t.id, _Cells())) for t in list_tasks(db) if t.id in shown]
    weekly = tuple(_week_account(*each) for each in zip(weeks, period, strict=True))
    team = list_moderators(db, only_active=True)
    return Account(
        weeks=tuple(weeks),
        tasks=tuple(tasks),
        total=_total(tasks, cells, weekly),
        by_week=weekly,
        coming=len(cells.coming),
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


def _by_task(cells: _Cells) -> dict[int, _Cells]:
    found: defaultdict[int, dict[str, list[TaskWeek]]] = defaultdict(dict)
    for key in _Cells.__struct_fields__:
        for cell in getattr(cells, key):
            found[cell.task_id].setdefault(key, []).append(cell)
    return {task_id: _Cells(**own) for task_id, own in found.items()}


def _task_account(task: Task, cells: _Cells) -> TaskAccount:
    period = cells.period
    return TaskAccount(
        task_id=task.id,
        task=task.name,
        priority=task.priority,
        needed=_sum(cell.needed for cell in period),
        worked=_sum(cell.worked for cell in period),
        planned=_sum(cell.planned for cell in period),
        carried=_sum(cell.carried for cell in cells.after),
        weeks_short=len({cell.week for cell in period if cell.missing}),
        coming=_sum(cell.missing for cell in cells.coming),
        trend=trend_of([(cell.needed, cell.worked) for cell in period]),
        weekly=Minutes(task.weekly_minutes * task.is_active),
    )


def _total(
    tasks: Iterable[TaskAccount], cells: _Cells, weeks: Iterable[WeekAccount]
) -> TaskAccount:
    """All tasks as if they were one; its trend is that of the weeks as a whole."""
    return replace(
        _task_account(_ALL_TASKS, cells),
        trend=trend_of([(week.needed, week.worked) for week in weeks]),
        weekly=_sum(task.weekly for task in tasks),
    )


def _week_account(week: Week, cells: Sequence[TaskWeek]) -> WeekAccount:
    return WeekAccount(
        week,
        needed=_sum(cell.needed for cell in cells),
        planned=_sum(cell.planned for cell in cells),
        worked=_sum(cell.worked for cell in cells),
    )


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
