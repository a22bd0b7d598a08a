"""Command line: counting a week by hand, and what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from commdesk.core.desk import Desk
from commdesk.core.developing import Span
from commdesk.core.errors import Refused
from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
    printable,
    typed_count,
    week_option,
)
from commdesk.core.values import Week
from commdesk.core.words import N_, say
from commdesk.features.activity.counting.model import NAMES, OF_PEOPLE, Figure
from commdesk.features.activity.counting.ops import count_week
from commdesk.features.activity.counting.queries import (
    known_by_name,
    members_now,
    typed_counts,
    week_counts,
)
from commdesk.features.activity.counting.sheet import team_of


@click.command(
    "count", help=N_("Count a week by hand (contributions=12 team-contributions=3), or show it.")
)
@file_argument
@click.argument("figures", nargs=-1, metavar="[NAME=NUMBER]...")
@week_option
@date_option
@json_option
@click.pass_obj
def count(
    program: Program,
    /,
    file: Path,
    figures: tuple[str, ...],
    week: Week | None,
    day: date | None,
    as_json: bool,
) -> None:
    program.speak_as(file)
    typed = [_figure(each) for each in figures]
    with (program.write if typed else program.read)(file, on=day) as desk:
        wanted = week or Week.of(desk.today())
        if typed:
            desk.do(count_week, wanted, typed, today=desk.today())
            _warn(desk, typed)
        rows = _rows(desk, wanted)
        if as_json:
            print_json({"week": str(wanted), "figures": rows})
            return
        saved, shown = (
            say("The count of {week} is saved.", week=wanted),
            say("Count {week}", week=wanted),
        )
        program.say(saved if typed else shown)
        print_table(
            program.words,
            (N_("Figure"), N_("Name"), N_("Typed"), N_("Known by name"), N_("Counts")),
            [(program.words(NAMES[row["name"]].text), *row.values()) for row in rows],
        )


def _figure(typed: str) -> Figure:
    """`contributions=12`; `contributions=` takes it out."""
    name, is_set, number = typed.partition("=")
    if name not in NAMES or not is_set:
        raise Refused(
            "{typed} is not a figure: write NAME=NUMBER, with a name of {names}.",
            typed=typed,
            names=", ".join(NAMES),
        )
    return replace(NAMES[name], n=typed_count(number) if number else None)


def _warn(desk: Desk, typed: Sequence[Figure]) -> None:
    """More who take part than there are members may be: it is said, and not refused."""
    members = members_now(desk.db)
    for each in typed:
        if each.kind in OF_PEOPLE and members and (each.n or 0) > members:
            said = desk.words("{n} is more than the {members} members in the workbook: {figure}.",
                              n=each.n, members=members, figure=each.text)  # fmt: skip
            click.echo(printable(said), err=True)


def _rows(desk: Desk, week: Week) -> list[dict[str, Any]]:
    span = Span((week,), desk.today(), team_of(desk.db, desk.features))
    by_hand = typed_counts(desk.db, [week]).get(week, {})
    known, counts = known_by_name(desk.db, span)[0], week_counts(desk.db, span)[0]
    return [
        {
            "name": name,
            "typed": by_hand.get(name),
            "known": known.told(each),
            "counts": counts.told(each),
        }
        for name, each in NAMES.items()
    ]


COMMANDS = (count,)
