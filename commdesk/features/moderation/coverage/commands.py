"""Command line: the hours of weeks and tasks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commdesk.core.terminal import (
    Program,
    file_argument,
    json_option,
    print_json,
    print_table,
    week_option,
)
from commdesk.core.values import Week
from commdesk.core.words import N_, Words
from commdesk.features.moderation.coverage.model import TaskWeek
from commdesk.features.moderation.coverage.queries import task_weeks

_KEYS = ("week", "task", "expertise", "needed", "available", "planned", "worked", "carried")
_HEADINGS = (
    N_("Week"),
    N_("Moderation task"),
    N_("Expertise"),
    N_("Needed"),
    N_("Available"),
    N_("Planned"),
    N_("Worked"),
    N_("Carried over"),
    N_("Short"),
)
_MOST_WEEKS = 520


@click.command(
    help=N_("Show needed, available, planned, worked and carried hours per week and task.")
)
@file_argument
@week_option
@click.option("--weeks", type=click.IntRange(1, _MOST_WEEKS), default=1, help=N_("How many weeks."))
@json_option
@click.pass_obj
def hours(program: Program, file: Path, week: Week | None, weeks: int, as_json: bool) -> None:
    with program.read(file) as desk:
        first = week or Week.of(desk.today())
        cells = task_weeks(desk.db, [first + n for n in range(weeks)], desk.today())
        if as_json:
            print_json([{key: getattr(cell, key) for key in _KEYS} for cell in cells])
            return
        lines = [_line(cell, desk.words) for cell in cells]
        empty = N_("There are no moderation tasks yet.")
        print_table(desk.words, _HEADINGS, lines, right=(3, 4, 5, 6, 7, 8), empty=empty)


def _line(cell: TaskWeek, words: Words) -> list[Any]:
    figures = (cell.needed, cell.available, cell.planned, cell.worked)
    carried = words.hours(cell.carried) if cell.carried else "–"
    short = words.hours(cell.missing) if cell.missing else "–"
    return [cell.week, cell.task, cell.expertise, *map(words.hours, figures), carried, short]


COMMANDS = (hours,)
