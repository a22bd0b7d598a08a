"""Command line: the account of hours, in totals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from msgspec.structs import asdict

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.terminal import (
    WEEK,
    Program,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.values import Week
from commdesk.core.words import N_, Words
from commdesk.features.moderation.accounting import wording
from commdesk.features.moderation.accounting.cut import USUAL_CUT, Cut
from commdesk.features.moderation.accounting.model import (
    MOST_WEEKS,
    TRENDS,
    USUAL_WEEKS,
    Account,
    Span,
    TaskAccount,
    weeks_of,
)
from commdesk.features.moderation.accounting.queries import account_for, cut_of, first_week

_HEADINGS = (
    N_("Moderation task"),
    N_("Needed"),
    N_("Worked"),
    N_("Worked, %"),
    N_("Still open"),
    N_("Carried over"),
    N_("Planned"),
    N_("Weeks short"),
    N_("Trend"),
    N_("Coming"),
)
_FIGURES = ("needed", "worked", "planned", "open", "carried", "weeks_short", "coming", "weekly")


@click.command(help=N_("Account for hours in totals: needed, worked, open, what a cut would end."))
@file_argument
@click.option("--from", "first", type=WEEK, metavar="2026-W35", help=N_("The first week."))
@click.option(
    "--weeks", type=click.IntRange(1, MOST_WEEKS), default=USUAL_WEEKS, help=N_("How many weeks.")
)
@click.option(
    "--cut", type=click.IntRange(0, 100), default=USUAL_CUT, help=N_("Per cent of hours that goes.")
)
@json_option
@click.pass_obj
def accounting(
    program: Program, /, file: Path, first: Week | None, weeks: int, cut: int, as_json: bool
) -> None:
    with program.read(file) as desk:
        account = account_for(desk.db, _weeks(desk, first, weeks), desk.today())
        after = cut_of(desk.db, account, cut)
        if as_json:
            print_json(_document(account, after, desk.words), desk.words)
        else:
            _print(account, after, desk.words)


def _weeks(desk: Desk, first: Week | None, count: int) -> tuple[Week, ...]:
    """From the week given on, as far as they are over; without one the last that are."""
    today, over = desk.today(), Week.of(desk.today()) - 1
    if first is None:
        since = first_week(desk.db)
        asked = weeks_of(Span.TYPED, today, since, (over - (count - 1), over))
        return tuple(week for week in asked if since and week >= since)
    if first > over:
        raise Refused("{week} is not over yet.", week=first)
    return weeks_of(Span.TYPED, today, None, (first, min(first + (count - 1), over)))


def _print(account: Account, cut: Cut, words: Words) -> None:
    click.echo(wording.headline(account, words))
    lines = [_line(task, words) for task in account.tasks] if account.weeks else []
    if lines:
        lines.append([words("Total"), *_line(account.total, words)[1:]])
        title = wording.which_weeks(account, words)
        print_table(words, _HEADINGS, lines, title=title, right=(1, 2, 3, 4, 5, 6, 7, 9))
    click.echo("\n".join(wording.sentences(account, cut, words)))


def _line(task: TaskAccount, words: Words) -> list[Any]:
    lengths = (task.open, task.carried, task.planned)
    return [
        task.task,
        words.hours(task.needed),
        words.hours(task.worked),
        "–" if task.share is None else words.percent(task.share),
        *map(words.hours, lengths),
        task.weeks_short,
        words(dict(TRENDS)[task.trend]),
        words.hours(task.coming) if task.coming else "–",
    ]


def _document(account: Account, cut: Cut, words: Words) -> dict[str, Any]:
    """Lengths are minutes; no person is in it."""
    return {
        "weeks": [str(week) for week in account.weeks],
        "says": wording.headline(account, words),
        "total": _figures(account.total),
        "tasks": [
            {"task_id": task.task_id, "task": task.task, "priority": task.priority} | _figures(task)
            for task in account.tasks
        ],
        "by_week": [asdict(week) for week in account.by_week],
        "shortages": account.coming,
        "available": account.available,
        "cases": list(account.cases),
        "cut": {
            "percent": cut.percent,
            "needed": cut.needed,
            "base": cut.base,
            "left": cut.left,
            "tasks": [
                asdict(slip) | {"lost": slip.lost, "fate": slip.fate, "says": slip.said}
                for slip in cut.slips
            ],
        },
        "decisions": wording.decisions(account, cut, words),
    }


def _figures(task: TaskAccount) -> dict[str, Any]:
    return {key: getattr(task, key) for key in _FIGURES} | {
        "share": None if task.share is None else round(task.share, 4),
        "trend": task.trend,
    }


COMMANDS = (accounting,)
