"""Command line of the team: hours available and planned, and days off. Hours worked stay out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from commdesk.core.terminal import (
    DAY,
    Program,
    file_argument,
    json_option,
    print_json,
    print_table,
    week_option,
)
from commdesk.core.values import Week
from commdesk.core.words import N_, Words
from commdesk.features.moderation.roster import Load, loads
from commdesk.features.moderation.team.model import DaysOff
from commdesk.features.moderation.team.ops import add_days_off
from commdesk.features.moderation.team.queries import find_days_off, find_moderator_by_words

_HEADINGS = (
    N_("Moderator"),
    N_("Expertise"),
    N_("Available"),
    N_("Planned"),
    N_("Too much"),
)


@click.command(help=N_("Show the hours of a week that the team has, and how many are planned."))
@file_argument
@week_option
@json_option
@click.pass_obj
def team(program: Program, file: Path, week: Week | None, as_json: bool) -> None:
    with program.read(file) as desk:
        found = loads(desk.db, week or Week.of(desk.today()))
        if as_json:
            print_json([_row(load) for load in found])
            return
        lines = [_line(load, desk.words) for load in found if load.moderator.is_active]
        empty = N_("Nobody is in the team yet.")
        print_table(desk.words, _HEADINGS, lines, right=(2, 3, 4), empty=empty)


@click.command("day-off", help=N_("Note days on which a moderator is not there."))
@file_argument
@click.argument("moderator")
@click.argument("first", type=DAY, metavar="FROM")
@click.argument("last", type=DAY, metavar="UNTIL", required=False)
@json_option
@click.pass_obj
def day_off(
    program: Program, /, file: Path, moderator: str, first: date, last: date | None, as_json: bool
) -> None:
    with program.write(file) as desk:
        person = find_moderator_by_words(desk.db, moderator)
        run_id = desk.do(add_days_off, DaysOff(person.id, first, last or first))
        run = find_days_off(desk.db, run_id)
        if as_json:
            days = {"first_on": run.first_on, "last_on": run.last_on}
            print_json({"id": run.id, "moderator_id": person.id, **days})
        elif run.first_on == run.last_on:
            program.say("{name} is off on {day}.", name=person.name, day=run.first_on)
        else:
            program.say(
                "{name} is off from {first} to {last}.",
                name=person.name,
                first=run.first_on,
                last=run.last_on,
            )


def _row(load: Load) -> dict[str, Any]:
    person = load.moderator
    return {
        "week": load.week,
        "moderator_id": person.id,
        "name": person.name,
        "expertise": list(person.expertise),
        "is_active": person.is_active,
        "available": load.available,
        "planned": load.planned,
    }


def _line(load: Load, words: Words) -> list[Any]:
    person = load.moderator
    over = words.hours(load.over) if load.over else "–"
    figures = (words.hours(load.available), words.hours(load.planned))
    return [person.name, ", ".join(person.expertise), *figures, over]


COMMANDS = (team, day_off)
