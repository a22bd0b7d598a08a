"""Command line: the hours of weeks and tasks, and writing hours down."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec.structs import asdict

from commdesk.core.errors import Refused
from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
    week_option,
)
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, Words
from commdesk.features.moderation.model import TaskWeek, Worked
from commdesk.features.moderation.ops import log_hours
from commdesk.features.moderation.queries import (
    find_moderator_by_words,
    find_task_by_words,
    task_weeks,
)

_KEYS = ("week", "task", "expertise", "needed", "available", "planned", "worked", "carried")
_HEADINGS = (
    N_("Week"),
    N_("Moderation task"),
    N_("Expertise"),
    N_("Needed"),
    N_("Available"),
    N_("Planned"),
    N_("Worked"),
    N_("Short"),
)
_MOST_WEEKS = 520


@click.command(help=N_("Show needed, available, planned and worked hours per week and task."))
@file_argument
@week_option
@click.option("--weeks", type=click.IntRange(1, _MOST_WEEKS), default=1, help=N_("How many weeks."))
@json_option
@click.pass_obj
def hours(program: Program, file: Path, week: Week | None, weeks: int, as_json: bool) -> None:
    with program.read(file) as desk:
        first = week or Week.of(desk.today())
        cells = task_weeks(desk.db, [first + n for n in range(weeks)])
        if as_json:
            print_json([{key: getattr(cell, key) for key in _KEYS} for cell in cells])
            return
        lines = [_line(cell, desk.words) for cell in cells]
        empty = N_("There are no moderation tasks yet.")
        print_table(desk.words, _HEADINGS, lines, right=(3, 4, 5, 6, 7), empty=empty)


@click.command("hours-log", help=N_("Write down hours that a moderator worked on a task."))
@file_argument
@click.argument("moderator")
@click.argument("task")
@click.argument("length")
@click.option("--from", "start", metavar="HH:MM", help=N_("When it began."))
@click.option("--note", default="", help=N_("Nothing about clients, health or political views."))
@date_option
@json_option
@click.pass_obj
def hours_log(
    program: Program,
    /,
    file: Path,
    moderator: str,
    task: str,
    length: str,
    day: date | None,
    as_json: bool,
    **more: Any,
) -> None:
    with program.write(file) as desk:
        found = find_moderator_by_words(desk.db, moderator)
        entry = Worked(
            task_id=find_task_by_words(desk.db, task).id,
            moderator_id=found.id,
            day=day or desk.today(),
            minutes=_minutes(length),
            note=more["note"],
            start_minute=_minutes(more["start"]) if more["start"] else None,
        )
        log_id = desk.do(log_hours, entry, today=desk.today())
        if as_json:
            print_json(asdict(entry) | {"id": log_id})
        else:
            program.say(
                "Written down: {minutes} by {name} on {day}",
                minutes=entry.minutes,
                name=found.name,
                day=entry.day,
            )


def _line(cell: TaskWeek, words: Words) -> list[Any]:
    figures = (cell.needed, cell.available, cell.planned, cell.worked)
    short = words.hours(cell.missing) if cell.missing else "–"
    return [cell.week, cell.task, cell.expertise, *map(words.hours, figures), short]


def _minutes(typed: str) -> Minutes:
    try:
        return Minutes.parse(typed)
    except ValueError:
        raise Refused(
            "{typed} is not a length of time; write 1:30, 1,5 or 90m.", typed=typed
        ) from None


COMMANDS = (hours, hours_log)
