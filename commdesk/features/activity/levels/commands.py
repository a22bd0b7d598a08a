"""Command line: members by level, how that moves, one member's explained, and the thresholds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from commdesk.core.desk import Desk
from commdesk.core.developing import agreed_levels
from commdesk.core.errors import Refused
from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.words import N_, Text, say
from commdesk.features.activity.levels.charts import month_of
from commdesk.features.activity.levels.model import month_end
from commdesk.features.activity.levels.ops import set_least
from commdesk.features.activity.levels.queries import read_moves, standing_of
from commdesk.features.activity.levels.said import TITLES, explained, next_step, title_of
from commdesk.features.members import find_by_words

_LEVELS = (N_("Level"), N_("Members"))
_MOVED = (N_("Level before"), N_("Level after"), N_("Members"))


@click.command()
@file_argument
@click.option("--month", metavar="YYYY-MM", help="The month of the movements; else this month.")
@click.option("--member", metavar="NAME", help="Explain the level of one member.")
@click.option("--set", "least", multiple=True, metavar="LEVEL=N", help="From how many it begins.")
@date_option
@json_option
@click.pass_obj
def levels(
    program: Program,
    file: Path,
    month: str | None,
    member: str | None,
    least: tuple[str, ...],
    day: date | None,
    as_json: bool,
) -> None:
    """List how many members have each level, and how many moved in a month."""
    if least:
        with program.write(file, on=day) as desk:
            desk.do(set_least, dict(map(_threshold, least)))
    with program.read(file, on=day) as desk:
        if member:
            _explain(desk, member, as_json=as_json)
        else:
            _tell(desk, _asked(month, desk.today()), as_json=as_json)


def _threshold(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    if name not in dict(TITLES) or not number.isdecimal():
        raise Refused("Write a threshold as core=12.")
    return name, int(number)


def _asked(month: str | None, today: date) -> date:
    """The last day of it that counts."""
    if month is None:
        return today
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Refused("Write a month as 2026-11.") from None
    if first > today:
        raise Refused("There is nothing to tell yet: {month} has not begun.",
                      month=month_of(first))  # fmt: skip
    return min(month_end(first), today)


def _title(day: date, today: date) -> Text:
    """Of which month, and up to which day of the one that runs."""
    told = say("Levels in {month}", month=month_of(day))
    if month_end(day) < today:
        return told
    return say("{title}, up to {day}", title=told, day=today)


def _tell(desk: Desk, day: date, *, as_json: bool) -> None:
    """As the month was closed; of the running one up to today."""
    moves = read_moves(desk.db, desk.today(), agreed_levels(desk.db, desk.features))
    counts, found = moves.counts(month_end(day)), moves.movements(day, day)
    if as_json:
        month = day.isoformat()[:7]
        print_json({"month": month, "levels": counts, "movements": found}, desk.words)
        return
    lines: list[list[Any]] = [[title_of(name), counts[name]] for name, _ in TITLES]
    click.echo(desk.words(_title(day, desk.today())))
    print_table(desk.words, _LEVELS, lines, right=(1,))
    click.echo()
    rows: list[list[Any]] = [
        [title_of(each.was), title_of(each.level), each.members] for each in found
    ]
    print_table(desk.words, _MOVED, rows, right=(2,), empty=N_("Nobody changed level that month."))


def _explain(desk: Desk, name: str, *, as_json: bool) -> None:
    member = find_by_words(desk.db, name)
    agreed = agreed_levels(desk.db, desk.features)
    standing = standing_of(desk.db, member.id, desk.today(), agreed)
    step = next_step(standing)
    if as_json:
        told = {
            "member": member.id, "name": member.name, "level": standing.held.level,
            "since": standing.held.since, "because": explained(standing), "next": step,
        }  # fmt: skip
        print_json(told, desk.words)
        return
    click.echo(desk.words(explained(standing)))
    if step:
        click.echo(desk.words(step))


COMMANDS = (levels,)
