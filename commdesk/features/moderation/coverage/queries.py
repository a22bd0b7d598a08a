"""Reads of coverage: the grid of weeks and tasks, its sums, its shortages, the hours carried."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import compress
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.coverage.model import (
    NOTHING,
    CarryStep,
    ExpertiseWeek,
    TaskWeek,
    WeekSum,
    carried_by_week,
    carry_steps,
    shortage_weeks,
    sum_by_expertise,
    sum_by_week,
)
from commdesk.features.moderation.tasks import Task, list_tasks
from commdesk.features.moderation.tasks.budgets import weeks_between
from commdesk.features.moderation.team import hours_by_week, list_moderators

_Row = Mapping[str, Any]


class Coverage(Struct, frozen=True):
    """Weeks read once: by task, by expertise, and all tasks together."""

    by_task: Sequence[TaskWeek]
    by_expertise: Sequence[ExpertiseWeek]
    by_week: Sequence[WeekSum]

    def shortages(self, today: date) -> list[TaskWeek]:
        """Of these weeks every task that is short, soonest first."""
        return [each for each in self.by_task if each.is_shortage(today)]


def coverage(db: Database, weeks: Sequence[Week], today: date) -> Coverage:
    """The grid of these weeks with its sums."""
    cells, available = _cells(db, weeks, today)
    everybody = {week: available["", week] for week in sorted(set(weeks))}
    by_expertise = sum_by_expertise(cells, available)
    return Coverage(cells, by_expertise, sum_by_week(by_expertise, everybody))


def task_weeks(db: Database, weeks: Sequence[Week], today: date) -> list[TaskWeek]:
    """Every task in every week: needed, available, planned, worked, carried; by week, then task.

    A task that is no longer active shows where it has hours, a budget of its own, or needed hours
    before it was switched off.
    """
    return _cells(db, weeks, today)[0]


def expertise_weeks(db: Database, weeks: Sequence[Week], today: date) -> list[ExpertiseWeek]:
    """The same weeks by expertise: the sums of its tasks, and what its people have, once."""
    return list(coverage(db, weeks, today).by_expertise)


def shortages(db: Database, today: date) -> list[TaskWeek]:
    """Every task and week that is short, soonest first: the one count that everything shows."""
    cells = task_weeks(db, shortage_weeks(today), today)
    return [each for each in cells if each.is_shortage(today)]


def steps_of(db: Database, task: Task, until: Week, today: date) -> list[CarryStep]:
    """How the hours that one task carries into this week came about, week after week."""
    until = min(until, Week.of(today))
    first = _first_weeks(db).get(task.id)
    if first is None or first >= until:
        return []
    rows = _counted(db, weeks_between(first, until - 1), (), task.id)
    return carry_steps(task, _left_by_task(rows, {task.id: first}, until)[task.id], until)


def _cells(
    db: Database, weeks: Sequence[Week], today: date
) -> tuple[list[TaskWeek], dict[tuple[str, Week], Minutes]]:
    """The cells, and what (expertise in lower case, week) has available."""
    asked = sorted(set(weeks))
    if not asked:
        return [], {}
    until, first_weeks = min(asked[-1], Week.of(today)), _first_weeks(db)
    before = weeks_between(min(first_weeks.values()), until - 1) if first_weeks else []
    rows = _counted(db, asked, before)
    tasks = {task.id: task for task in list_tasks(db)}
    available = _available(db, {task.expertise for task in tasks.values()}, asked)
    left = _left_by_task(rows, first_weeks, until)
    carried = {
        task_id: carried_by_week(tasks[task_id], each, until) for task_id, each in left.items()
    }
    shown = {str(week): week for week in asked}
    cells = [
        _task_week(row, shown[row["week"]], tasks[row["task_id"]], available, carried)
        for row in rows
        if row["week"] in shown and _is_shown(row, tasks[row["task_id"]])
    ]
    return cells, available


def _counted(
    db: Database, asked: Sequence[Week], before: Sequence[Week], task_id: int | None = None
) -> Sequence[_Row]:
    """Needed, planned and worked of every task (or one) in every week; by week, then task.

    Of weeks `before` only of tasks that carry hours on.
    """
    sql = """
        WITH wanted AS MATERIALIZED (
            SELECT value ->> 0 AS week, value ->> 1 AS first, value ->> 2 AS last,
                   value ->> 3 AS is_asked
              FROM json_each(:weeks))
        SELECT wanted.week, task.id AS task_id,
               coalesce(
                   budget.minutes,
                   (SELECT earlier.minutes FROM moderation_task_earlier AS earlier
                     WHERE earlier.task_id = task.id AND earlier.before_week > wanted.week
                  ORDER BY earlier.before_week LIMIT 1),
                   task.weekly_minutes * task.is_active) AS needed,
               (SELECT coalesce(sum(minutes), 0) FROM moderation_shift
                 WHERE task_id = task.id AND day BETWEEN wanted.first AND wanted.last) AS planned,
               (SELECT coalesce(sum(minutes), 0) FROM moderation_log
                 WHERE task_id = task.id AND day BETWEEN wanted.first AND wanted.last) AS worked,
               budget.id IS NOT NULL AS is_override,
               coalesce(budget.reason, '') AS reason
          FROM wanted CROSS JOIN moderation_task AS task
          LEFT JOIN moderation_budget AS budget
                 ON budget.task_id = task.id AND budget.week = wanted.week
         WHERE (:task IS NULL OR task.id = :task) AND (wanted.is_asked OR task.carry <> 'none')
      ORDER BY wanted.week, task.is_active DESC, task.priority, task.id
    """
    weeks = {**dict.fromkeys(before, 0), **dict.fromkeys(asked, 1)}
    days = [(str(w), w.monday.isoformat(), w.sunday.isoformat(), n) for w, n in weeks.items()]
    return db.query(sql, {"weeks": json.dumps(days), "task": task_id})


def _first_weeks(db: Database) -> dict[int, Week]:
    """Task -> the week from which it carries hours, of those that do and have such a week.

    It is the week that was agreed, else the first with hours worked or a budget of its own.
    """
    sql = """
        SELECT id, coalesce(
                   strftime('%G-W%V', carry_from),
                   min(coalesce(budget, log), coalesce(log, budget))) AS week
          FROM (SELECT id, carry_from,
                       (SELECT min(week) FROM moderation_budget WHERE task_id = task.id) AS budget,
                       (SELECT strftime('%G-W%V', min(day)) FROM moderation_log
                         WHERE task_id = task.id) AS log
                  FROM moderation_task AS task WHERE carry <> 'none')
    """
    return {row["id"]: Week.parse(row["week"]) for row in db.query(sql) if row["week"]}


def _left_by_task(
    rows: Iterable[_Row], first_weeks: Mapping[int, Week], until: Week
) -> dict[int, dict[Week, int]]:
    """Task -> week -> needed less worked, from its first week on and before `until`."""
    weeks: dict[str, Week] = {}
    left: defaultdict[int, dict[Week, int]] = defaultdict(dict)
    end = str(until)
    firsts = {task_id: str(week) for task_id, week in first_weeks.items()}
    for row in rows:
        name, first = row["week"], firsts.get(row["task_id"])
        if first is not None and first <= name < end:
            week = weeks.get(name) or weeks.setdefault(name, Week.parse(name))
            left[row["task_id"]][week] = row["needed"] - row["worked"]
    return left


def _available(
    db: Database, expertises: set[str], weeks: Sequence[Week]
) -> dict[tuple[str, Week], Minutes]:
    """(expertise in lower case, week) -> what everybody with it has in that week; "": all."""
    team = list_moderators(db, only_active=True)
    hours = hours_by_week(db, team, weeks)
    by_week = {week: [hours[each.id, week] for each in team] for week in weeks}
    able = {
        expertise: [each.can_do(expertise) for each in team]
        for expertise in {"", *(each.casefold() for each in expertises)}
    }
    return {
        (expertise, week): Minutes(sum(compress(by_week[week], can)))
        for expertise, can in able.items()
        for week in weeks
    }


def _is_shown(row: _Row, task: Task) -> bool:
    return bool(
        task.is_active or row["is_override"] or row["needed"] or row["planned"] or row["worked"]
    )


def _task_week(
    row: _Row,
    week: Week,
    task: Task,
    available: Mapping[tuple[str, Week], Minutes],
    carried: Mapping[int, Mapping[Week, Minutes]],
) -> TaskWeek:
    return TaskWeek(
        week,
        task.id,
        task.name,
        task.expertise,
        Minutes(row["needed"]),
        Minutes(row["planned"]),
        Minutes(row["worked"]),
        available[task.expertise.casefold(), week],
        bool(row["is_override"]),
        carried.get(task.id, {}).get(week, NOTHING),
        row["reason"],
    )
