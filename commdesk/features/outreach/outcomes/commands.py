"""Command line: what the messages of a period brought."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from commdesk.core.errors import Refused
from commdesk.core.shares import Share
from commdesk.core.terminal import (
    DAY,
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.values import Period
from commdesk.core.words import N_, Words
from commdesk.features.outreach.outcomes.model import (
    DIMENSIONS,
    MOST_DAYS,
    USUAL_WEEKS,
    WITHIN_DAYS,
    Count,
    Line,
    Outcomes,
    last_weeks,
    says,
)
from commdesk.features.outreach.outcomes.queries import outcomes, outcomes_by_tag
from commdesk.features.outreach.outcomes.wording import share_words

_HEADINGS = (
    N_("Sent"),
    N_("Answered"),
    N_("Share"),
    N_("Will contribute"),
    N_("Contributed"),
    N_("Share"),
    N_("What that says"),
)


@click.command("outreach-stats")
@file_argument
@click.option(
    "--by",
    type=click.Choice([key for key, _ in DIMENSIONS]),
    default="purpose",
    help="What to tell apart; purpose unless told otherwise.",
)
@click.option("--weeks", type=click.IntRange(1, 260), help="So many ISO weeks up to now; 13.")
@click.option("--from", "first", type=DAY, metavar="D", help="The first day.")
@click.option("--until", "last", type=DAY, metavar="D", help="The last day.")
@date_option
@json_option
@click.pass_obj
def outreach_stats(
    program: Program,
    file: Path,
    by: Any,
    weeks: int | None,
    first: date | None,
    last: date | None,
    day: date | None,
    as_json: bool,
) -> None:
    """Tell what messages brought: sent, answered, contributed within 14 days."""
    with program.read(file, on=day) as desk:
        period = _period(desk.today(), weeks, first, last)
        found = outcomes(desk.db, period, desk.today())
        if by == "tag":
            found = replace(found, tags=outcomes_by_tag(desk.db, period))
        if as_json:
            print_json(_document(found, by), desk.words)
            return
        program.say(says(found))
        if not found.total.sent:
            return
        rows = [_cells(line, desk.words) for line in found.lines(by)]
        heading = dict(DIMENSIONS)[by]
        right = (1, 2, 3, 4, 5, 6)
        print_table(desk.words, (heading, *_HEADINGS), rows, right=right)


def _period(today: date, weeks: int | None, first: date | None, last: date | None) -> Period:
    if weeks and (first or last):
        raise Refused("Give a number of weeks, or a first and a last day; not both.")
    if not (first or last):
        return last_weeks(today, weeks or USUAL_WEEKS)
    last = last or max(today, first or today)
    period = Period(first or last_weeks(last, USUAL_WEEKS).first, last)
    if period.first > period.last:
        raise Refused("The last day lies before the first.")
    if (period.last - period.first).days > MOST_DAYS:
        raise Refused("That is more than five years; choose a shorter period.")
    return period


def _cells(line: Line, words: Words) -> tuple[Any, ...]:
    count = line.count
    return (
        line.title,
        count.sent,
        count.answered,
        share_words(count.answers, words),
        count.promised,
        count.contributed,
        share_words(count.contributions, words),
        line.verdict,
    )


def _document(found: Outcomes, by: Any) -> dict[str, Any]:
    return {
        "by": by,
        "from": found.period.first,
        "until": found.period.last,
        "within_days": WITHIN_DAYS,
        "says": says(found),
        "total": _counts(found.total),
        "rows": [
            {"key": line.id, "name": line.title, **_counts(line.count), "verdict": line.verdict}
            for line in found.lines(by)
        ],
    }


def _counts(count: Count) -> dict[str, Any]:
    return {
        "sent": count.sent,
        "answered": count.answered,
        "answered_share": _share(count.answers),
        "will_contribute": count.promised,
        "contributed": count.contributed,
        "contributed_share": _share(count.contributions),
    }


def _share(share: Share) -> dict[str, Any] | None:
    """The share and between which bounds it lies; None of nothing."""
    if not share.of:
        return None
    low, high = share.interval
    return {"share": share.share, "low": low, "high": high}


COMMANDS = (outreach_stats,)
