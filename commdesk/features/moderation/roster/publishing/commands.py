"""Command line: publishing a roster."""

from __future__ import annotations

from pathlib import Path

import click

from commdesk.core.exports import purpose_unsaid
from commdesk.core.terminal import (
    FILE,
    Program,
    file_argument,
    json_option,
    print_json,
    week_option,
)
from commdesk.core.values import Week
from commdesk.core.words import N_, say_n
from commdesk.features.moderation.roster.publishing.handing import (
    MOST_WEEKS,
    people_in,
    publish_roster,
)


@click.command(
    "roster-publish", help=N_("Make the roster's Excel files and calendars for team and people.")
)
@file_argument
@week_option
@click.option("--weeks", type=click.IntRange(1, MOST_WEEKS), default=1, help=N_("How many weeks."))
@click.option("--to", "folder", type=FILE, required=True, metavar="FOLDER", help=N_("Where to."))
@click.option(
    "--purpose",
    default="",
    help=N_("What people's data is for; kept in the export log."),
)
@json_option
@click.pass_obj
def roster_publish(
    program: Program,
    /,
    file: Path,
    week: Week | None,
    weeks: int,
    folder: Path,
    purpose: str,
    *,
    as_json: bool,
) -> None:
    if not purpose.strip():
        with program.read(file) as twin:
            people = people_in(twin, _weeks(week or Week.of(twin.today()), weeks))
            raise purpose_unsaid(people)
    with program.write(file) as desk:
        chosen = _weeks(week or Week.of(desk.today()), weeks)
        placed = publish_roster(desk, chosen, folder, purpose)
        if as_json:
            print_json({"files": placed})
            return
        program.say(
            say_n(
                "{n} file is made in {folder}.",
                "{n} files are made in {folder}.",
                len(placed),
                folder=str(folder),
            )
        )


def _weeks(first: Week, count: int) -> list[Week]:
    return [first + n for n in range(count)]


COMMANDS = (roster_publish,)
