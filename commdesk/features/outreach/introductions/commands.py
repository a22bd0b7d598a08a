"""Command line: bring two members together."""

from __future__ import annotations

from pathlib import Path

import click

from commdesk.core.terminal import Program, file_argument
from commdesk.core.words import N_, say
from commdesk.features.members import find_by_words
from commdesk.features.outreach.introductions.ops import introduce as bring_together
from commdesk.features.outreach.introductions.queries import find_introduction
from commdesk.features.outreach.model import CHANNELS, Channel


@click.command(help=N_("Introduce two members to each other and log it with both."))
@file_argument
@click.argument("member")
@click.argument("other")
@click.option("--why", required=True, help=N_("What they can do for each other."))
@click.option(
    "--channel", type=click.Choice([str(key) for key, _ in CHANNELS]), default=str(Channel.MAIL)
)
@click.option("--text", default="", help=N_("What was written to both; usually the why."))
@click.pass_obj
def introduce(
    program: Program, file: Path, member: str, other: str, why: str, channel: str, text: str
) -> None:
    with program.write(file) as desk:
        one, two = find_by_words(desk.db, member), find_by_words(desk.db, other)
        made = desk.do(
            bring_together, one.id, two.id, why, now=desk.now(), channel=channel, text=text
        )
        day = find_introduction(desk.db, made).follow_up_on
        told = say(
            "Introduced: {name} and {other}. Ask after it on {day}.",
            name=one.name,
            other=two.name,
            day=day,
        )
        program.say(told)
