"""Command line: writing down hours worked."""

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
    typed_minutes,
)
from commdesk.core.words import N_
from commdesk.features.moderation.hours.model import Worked, minute_of_day, outside_team
from commdesk.features.moderation.hours.ops import log_hours
from commdesk.features.moderation.tasks import find_task_by_words
from commdesk.features.moderation.team import find_moderator_by_words


@click.command(
    "hours-log",
    help=N_("Write down hours that a moderator worked on a task."),
    context_settings={"ignore_unknown_options": True},  # -1 is a length that is refused
)
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
            minutes=typed_minutes(length),
            note=more["note"],
            start_minute=_clock(more["start"]) if more["start"] else None,
        )
        log_id = desk.do(log_hours, entry, today=desk.today())
        remark = outside_team(found, entry.day)
        if as_json:
            said = program.words(remark) if remark else ""
            print_json(asdict(entry) | {"id": log_id, "remark": said})
            return
        program.say(
            "Written down: {minutes} by {name} on {day}",
            minutes=entry.minutes,
            name=found.name,
            day=entry.day,
        )
        if remark:
            program.say(remark)


def _clock(typed: str) -> int:
    if (minute := minute_of_day(typed)) is None:
        raise Refused("{typed} is not a time of the day; write 09:30.", typed=typed)
    return minute


COMMANDS = (hours_log,)
