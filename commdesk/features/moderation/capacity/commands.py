"""Command line: the hours that the messages of a week ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from msgspec.structs import asdict, replace

from commdesk.core.terminal import (
    Program,
    file_argument,
    json_option,
    print_json,
    print_table,
    typed_count,
    typed_minutes,
    typed_number,
)
from commdesk.core.values import Minutes
from commdesk.core.words import N_
from commdesk.features.moderation.capacity.model import Load, Share, spread
from commdesk.features.moderation.capacity.ops import check_load
from commdesk.features.moderation.capacity.queries import Counted, count_activity, read_load
from commdesk.features.moderation.capacity.said import compared, formula
from commdesk.features.moderation.tasks import list_tasks

_HEADINGS = (N_("Moderation task"), N_("Now"), N_("Proposal"))
_TYPED: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "posts": ("posts", typed_count),
    "topics": ("topics", typed_count),
    "post_minutes": ("post_minutes", typed_number),
    "topic_minutes": ("topic_minutes", typed_number),
    "admin": ("admin_minutes", typed_minutes),
    "channels": ("channels", typed_count),
}
"""Option -> what it fills in, and how it is read."""


@click.command(help=N_("Work out the hours that moderation asks a week; changes nothing."))
@file_argument
@click.option("--posts", metavar="90", help=N_("Messages a week."))
@click.option("--topics", metavar="12", help=N_("Topics a week, each with what follows in it."))
@click.option("--post-minutes", metavar="8,5", help=N_("Minutes a message."))
@click.option("--topic-minutes", metavar="8,5", help=N_("Minutes a topic."))
@click.option("--admin", metavar="1:30", help=N_("Administration a week."))
@click.option("--channels", metavar="2", help=N_("How many channels."))
@click.option("--counted", is_flag=True, help=N_("Take the messages from imported activity."))
@json_option
@click.pass_obj
def capacity(program: Program, /, file: Path, as_json: bool, counted: bool, **typed: Any) -> None:
    with program.read(file) as desk:
        found = count_activity(desk.db, desk.today())
        load = _load(read_load(desk.db), found if counted else None, typed)
        shares = spread(list_tasks(desk.db, only_active=True), load.minutes)
        if as_json:
            print_json(_document(load, found, shares))
            return
        words, now = desk.words, sum(share.now for share in shares)
        program.say(formula(load, words))
        program.say(compared(load, Minutes(now), words))
        lines = [(s.task, words.hours(s.now), words.hours(s.then)) for s in shares]
        empty = N_("There are no moderation tasks yet.")
        print_table(words, _HEADINGS, lines, right=(1, 2), empty=empty)


def _load(known: Load, found: Counted | None, typed: dict[str, Any]) -> Load:
    """What is in the workbook, with what activity says and what was typed over it."""
    changes: dict[str, Any] = {"posts": found.posts, "topics": 0} if found else {}
    given = {key: value for key, value in typed.items() if value is not None}
    read = {_TYPED[key][0]: _TYPED[key][1](value) for key, value in given.items()}
    load = replace(known, **changes | read)
    check_load(load)
    return load


def _document(load: Load, found: Counted, shares: list[Share]) -> dict[str, Any]:
    budgeted = sum(share.now for share in shares)
    return {
        **asdict(load),
        "minutes": load.minutes,
        "budgeted": budgeted,
        "missing": load.minutes - budgeted,
        "moderators": load.moderators,
        "counted": {
            "weeks": found.weeks,
            "posts": found.posts,
            "topics": found.topics,
            "by_weekday": found.by_weekday,
        },
        "proposal": shares,
    }


COMMANDS = (capacity,)
