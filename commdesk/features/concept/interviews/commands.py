"""Command line: recording an interview, and all interviews with what was said."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec.structs import asdict

from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
    typed_minutes,
)
from commdesk.core.words import N_, Text
from commdesk.features.concept.interviews.model import (
    PLAN_FULFILLED,
    WILLING,
    Answer,
    Interview,
    InterviewDraft,
)
from commdesk.features.concept.interviews.ops import add_interview
from commdesk.features.concept.interviews.queries import (
    answers_of,
    find_interview,
    list_interviews,
    plan_fulfilled,
    whom_meant,
)
from commdesk.features.concept.statement import list_versions


@click.command(help=N_("Record an interview: with whom, and whether they would contribute."))
@file_argument
@click.argument("name")
@click.option("--willing", type=click.Choice([str(key) for key, _ in WILLING]), required=True,
              help=N_("Whether they would contribute actively."))  # fmt: skip
@click.option("--hours", default="", metavar="1:30", help=N_("How long a week."))
@click.option("--circle", default="", help=N_("Which group they speak for."))
@date_option
@json_option
@click.pass_obj
def interview(
    program: Program,
    /,
    file: Path,
    name: str,
    willing: str,
    hours: str,
    circle: str,
    day: date | None,
    as_json: bool,
) -> None:
    with program.write(file) as desk:
        member = whom_meant(desk.db, name)
        draft = InterviewDraft(
            name=member.name if member else name,
            member_id=member.id if member else None,
            circle=circle,
            held_on=day or desk.today(),
            willing=willing,
            weekly_minutes=typed_minutes(hours) if hours else None,
        )
        plan = plan_fulfilled(desk.db, draft)
        interview_id = desk.do(add_interview, draft, today=desk.today())
        if as_json:
            print_json(asdict(find_interview(desk.db, interview_id)))
            return
        program.say("Written down: the interview with {name}", name=draft.name)
        if plan:
            program.say(PLAN_FULFILLED)


@click.command(help=N_("The interviews: to be held first, then the newest, with what was said."))
@file_argument
@json_option
@click.pass_obj
def interviews(program: Program, file: Path, as_json: bool) -> None:
    with program.read(file) as desk:
        found = list_interviews(desk.db)
        said = answers_of(desk.db, [each.id for each in found])
        numbers: dict[int | None, int] = {each.id: each.number for each in list_versions(desk.db)}
        if as_json:
            print_json(
                [
                    _document(each, numbers.get(each.version_id), said.get(each.id, []))
                    for each in found
                ]
            )
            return
        headings = (N_("Name"), N_("Group"), N_("Planned on"), N_("Held on"),
                    N_("Willing to contribute"), N_("Hours a week"))  # fmt: skip
        empty = N_("There are no interviews yet.")
        print_table(desk.words, headings, map(_line, found), empty=empty)


def _line(each: Interview) -> list[Any]:
    willing = Text(dict(WILLING)[each.willing]) if each.willing else None
    return [each.name, each.circle, each.planned_on, each.held_on, willing, each.weekly_minutes]


def _document(each: Interview, version: int | None, said: list[Answer]) -> dict[str, Any]:
    values = {key: value for key, value in asdict(each).items() if key != "version_id"}
    return {**values, "version": version, "answers": [asdict(answer) for answer in said]}


COMMANDS = (interview, interviews)
