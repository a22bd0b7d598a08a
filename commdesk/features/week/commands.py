"""Command line: a week with its days, what is left to plan, and hours per kind of work."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from commdesk.core.desk import Desk
from commdesk.core.feature import WeekItem
from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
    week_option,
)
from commdesk.core.values import Week
from commdesk.core.words import N_, Text, Words, say
from commdesk.features.week.model import Day, WeekPlan, off_reason
from commdesk.features.week.queries import week_plan

_DAYS = (N_("Day"), N_("What"), N_("Time"), N_("Done"))
_KINDS = (N_("Kind of work"), N_("Target"), N_("Planned"), N_("Done"))
_LEFT = (N_("Still to plan"), N_("Why"), N_("Time"))


@click.command(help=N_("Show a week: its days, what is left to plan, hours per kind of work."))
@file_argument
@week_option
@date_option
@json_option
@click.pass_obj
def week(program: Program, file: Path, week: Week | None, day: date | None, as_json: bool) -> None:
    with program.read(file, on=day) as desk:
        plan = week_plan(desk.db, desk.features, week or Week.of(desk.today()), desk.today())
        if as_json:
            print_json(document(plan), desk.words)
        else:
            print_week(desk, plan)


def document(plan: WeekPlan) -> dict[str, Any]:
    """The week as JSON: minutes are whole, ids are texts."""
    return {
        "week": plan.week,
        "planned": plan.planned,
        "available": plan.available,
        "days": [_day(day) for day in plan.days],
        "left_over": [_item(item) for item in plan.left_over],
        "kinds": [
            {
                "kind": row.kind,
                "title": Text(row.title),
                "target": row.target,
                "planned": row.planned,
                "done": row.done,
            }
            for row in plan.kinds
        ],
    }


def print_week(desk: Desk, plan: WeekPlan) -> None:
    """Three tables: the days, what is left over, hours per kind of work."""
    words = desk.words
    title = say(
        "{week}: {planned} of {available} planned",
        week=plan.week,
        planned=words.hours(plan.planned),
        available=words.hours(plan.available),
    )
    lines = [line for day in plan.days for line in _day_lines(day, words)]
    print_table(words, _DAYS, lines, title=title, right=(2,))
    if plan.left_over:
        left = [(item.title, item.reason, item.minutes) for item in plan.left_over]
        print_table(words, _LEFT, left, right=(2,))
    kinds = [
        (Text(row.title), *map(words.hours, (row.target, row.planned, row.done)))
        for row in plan.kinds
    ]
    print_table(words, _KINDS, kinds, right=(1, 2, 3))


def _day_lines(day: Day, words: Words) -> list[list[Any]]:
    """The first line of a day names it."""
    lines: list[list[Any]] = [
        [None, item.title, item.minutes, words("yes") if item.is_done else None]
        for item in day.items
    ]
    if reason := off_reason(day):
        lines.insert(0, [None, reason, None, None])
    if not lines:
        lines.append([None, "–", None, None])
    lines[0][0] = day.day
    return lines


def _day(day: Day) -> dict[str, Any]:
    return {
        "date": day.day,
        "planned": day.planned,
        "available": day.available,
        "off": off_reason(day),
        "items": [_item(item) for item in day.items],
    }


def _item(item: WeekItem) -> dict[str, Any]:
    return {
        "feature": item.feature,
        "id": item.id,
        "title": item.title,
        "kind": item.kind,
        "minutes": item.minutes,
        "is_done": item.is_done,
        "is_own": item.is_own,
        "due_on": item.due_on,
        "reason": item.reason,
    }


COMMANDS = (week,)
