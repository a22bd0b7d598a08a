"""The grid against a recount: plain SQL for the sums, a queue of quarters for the hours carried."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.core.database import Database
from commdesk.core.values import Week
from commdesk.features.moderation.coverage import coverage, expertise_weeks, steps_of, task_weeks
from commdesk.features.moderation.tasks import list_tasks
from tests.features.moderation.coverage_cases import QUARTER, fill

FIGURES = ("needed", "planned", "worked", "carried", "missing")


@pytest.fixture
def db(workbook_path: Path) -> Iterator[Database]:
    opened = Database.connect(workbook_path)
    yield opened
    opened.close()


class Recount:
    """Counts every figure anew, of one task and week at a time."""

    def __init__(self, db: Database, weeks: list[Week], today: date) -> None:
        self.db, self.weeks, self.today = db, weeks, today
        self.tasks = db.query("SELECT * FROM moderation_task")
        self.team = db.query("SELECT * FROM moderator")
        self.closed = set(db.column("SELECT day FROM closing_day"))

    def total(self, table: str, where: str, week: Week) -> int:
        sql = f"SELECT total(minutes) FROM {table} WHERE day BETWEEN :first AND :last AND {where}"
        days = {"first": week.monday.isoformat(), "last": week.sunday.isoformat()}
        return int(self.db.value(sql, days))

    def needed(self, task: dict[str, Any], week: Week) -> int:
        for table, column in (("budget", "week"), ("task_earlier", "before_week")):
            sign = "=" if table == "budget" else ">"
            sql = f"""
                SELECT minutes FROM moderation_{table} WHERE task_id = {task["id"]}
                   AND {column} {sign} '{week}' ORDER BY {column} LIMIT 1
            """
            if (found := self.db.value(sql)) is not None:
                return int(found)
        return int(task["weekly_minutes"]) if task["is_active"] else 0

    def carried(self, task: dict[str, Any], week: Week) -> int:
        """Quarters of hours in a queue, each with the week that left it; the oldest give way."""
        this = Week.of(self.today)
        first = self._first_week(task)
        if task["carry"] == "none" or first is None or not first <= week <= this:
            return 0
        queue: list[tuple[Week, int]] = []
        at = first
        while True:
            if task["carry"] == "ends":
                oldest = at - task["carry_weeks"]
                queue = [(since, sign) for since, sign in queue if since >= oldest]
            if at == week:
                return sum(sign for _, sign in queue) * QUARTER
            own = f"task_id = {task['id']}"
            left = self.needed(task, at) - self.total("moderation_log", own, at)
            sign = 1 if left > 0 else -1
            for _ in range(abs(left) // QUARTER):
                other = next((each for each in queue if each[1] == -sign), None)
                if other:
                    queue.remove(other)
                else:
                    queue.append((at, sign))
            at += 1

    def _first_week(self, task: dict[str, Any]) -> Week | None:
        if task["carry_from"]:
            return Week.of(date.fromisoformat(task["carry_from"]))
        own = {"id": task["id"]}
        days = self.db.column("SELECT day FROM moderation_log WHERE task_id = :id", own)
        weeks = [Week.of(date.fromisoformat(day)) for day in days]
        sql = "SELECT week FROM moderation_budget WHERE task_id = :id"
        return min([*weeks, *map(Week.parse, self.db.column(sql, own))], default=None)

    def available(self, expertise: str, week: Week) -> int:
        return sum(
            self._hours(person, week)
            for person in self.team
            if not expertise or expertise.lower() in person["expertise"].lower().split(", ")
        )

    def _hours(self, person: dict[str, Any], week: Week) -> int:
        if not person["is_active"]:
            return 0
        own = {int(code[0]) for code in person["availability"].split()} or {1, 2, 3, 4, 5}
        sql = "SELECT first_on, last_on FROM moderator_days_off WHERE moderator_id = :id"
        off = self.db.query(sql, {"id": person["id"]})
        there = 0
        for weekday in own:
            day = (week.monday + timedelta(weekday - 1)).isoformat()
            is_off = any(run["first_on"] <= day <= run["last_on"] for run in off)
            begins, ends = person["from_on"] or "0", person["until_on"] or "9"
            there += not is_off and day not in self.closed and begins <= day <= ends
        return int(person["weekly_minutes"] * there / len(own) + 0.5)

    def cell(self, task: dict[str, Any], week: Week) -> dict[str, int]:
        own = f"task_id = {task['id']}"
        needed = self.needed(task, week)
        planned = self.total("moderation_shift", own, week)
        return {
            "needed": needed,
            "planned": planned,
            "worked": self.total("moderation_log", own, week),
            "carried": self.carried(task, week),
            "missing": max(needed - planned, 0),
        }


def figures(cell: object) -> dict[str, int]:
    return {name: int(getattr(cell, name)) for name in FIGURES}


def added(cells: list[dict[str, int]]) -> dict[str, int]:
    return {name: sum(cell[name] for cell in cells) for name in FIGURES}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**9))
def test_the_grid_equals_a_recount(db: Database, seed: int) -> None:
    """Weeks with another hour, week 53, carry-over of all kinds, budgets, changed hours, people
    who come, go, are away; by task, by expertise, in all."""
    db.execute("BEGIN")
    try:
        weeks, today = fill(db, random.Random(seed))  # noqa: S311 - examples, not secrets
        check_recount(db, weeks, today)
    finally:
        db.execute("ROLLBACK")


def check_recount(db: Database, weeks: list[Week], today: date) -> None:
    again, read = Recount(db, weeks, today), coverage(db, weeks, today)
    shown = {(cell.task_id, cell.week): cell for cell in read.by_task}
    assert read.by_task == task_weeks(db, weeks, today)
    counted: dict[Week, list[tuple[str, dict[str, int]]]] = {week: [] for week in weeks}
    for task in again.tasks:
        for week in weeks:
            expected = again.cell(task, week)
            cell = shown.get((task["id"], week))
            if cell is None:
                assert not task["is_active"]
                assert not expected["needed"] + expected["planned"] + expected["worked"]
                continue
            assert figures(cell) == expected, f"{task['name']} in {week}"
            assert cell.available == again.available(task["expertise"], week)
            counted[week].append((task["expertise"].lower(), expected))
    check_sums(read, again, counted)
    assert read.by_expertise == expertise_weeks(db, weeks, today)


def check_sums(
    read: Any, again: Recount, counted: dict[Week, list[tuple[str, dict[str, int]]]]
) -> None:
    for whole in read.by_week:
        assert figures(whole) == added([cell for _, cell in counted[whole.week]])
        assert whole.available == again.available("", whole.week)
        assert whole.planned == again.total("moderation_shift", "1", whole.week)
        assert whole.worked == again.total("moderation_log", "1", whole.week)
    expected = {(week, name) for week, cells in counted.items() for name, _ in cells}
    assert {(each.week, each.expertise.lower()) for each in read.by_expertise} == expected
    assert len(read.by_expertise) == len(expected)
    for each in read.by_expertise:
        own = [cell for name, cell in counted[each.week] if name == each.expertise.lower()]
        assert figures(each) == added(own)
        assert each.available == again.available(each.expertise, each.week)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**9))
def test_the_story_of_carried_hours_adds_up_to_what_the_grid_says(db: Database, seed: int) -> None:
    db.execute("BEGIN")
    try:
        weeks, today = fill(db, random.Random(seed))  # noqa: S311 - examples, not secrets
        cells = {(c.task_id, c.week): c for c in task_weeks(db, weeks, today)}
        for task in list_tasks(db):
            steps = steps_of(db, task, Week.of(today), today)
            at = 0
            for step in steps:
                at -= step.let_go
                assert step.carried == at, f"{task.name} in {step.week}"
                at += step.left
            cell = cells.get((task.id, Week.of(today)))
            if cell and steps:
                assert cell.carried == steps[-1].carried
    finally:
        db.execute("ROLLBACK")
