"""Command line: whose turn it is, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from commdesk.core.database import Database
from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.words import N_, Text, say
from commdesk.core.workbook import workdays
from commdesk.features.outreach.turns.leaving import Exclusion
from commdesk.features.outreach.turns.model import RULES
from commdesk.features.outreach.turns.queries import queue
from commdesk.features.outreach.turns.ranking import Queue

_HEADINGS = (N_("Name"), N_("Source"), N_("Why now"))


@click.command(name="queue")
@file_argument
@date_option
@click.option("--limit", type=click.IntRange(min=1), help=N_("At most so many people."))
@json_option
@click.pass_obj
def queue_command(
    program: Program, file: Path, day: date | None, limit: int | None, as_json: bool
) -> None:
    """List who to write to today, the most worthwhile first, each with the reason."""
    with program.read(file) as desk:
        today = day or desk.today()
        found = queue(desk.db, today)
        offered = found.offered[:limit]
        if as_json:
            rows = [
                {
                    "member_id": str(turn.member_id),
                    "name": turn.name,
                    "rule": turn.rule,
                    "reason": desk.words(turn.reason(today)),
                    "score": found.score(turn),
                    "follow_up_on": turn.due_on,
                }
                for turn in offered
            ]
            excluded = {str(why): found.excluded.get(why, 0) for why in Exclusion}
            print_json({"queue": rows, "excluded": excluded}, desk.words)
            return
        titles = dict(RULES)
        lines = [
            (turn.name, desk.words(titles[turn.rule]), desk.words(turn.reason(today)))
            for turn in offered
        ]
        print_table(desk.words, _HEADINGS, lines, empty=_why_nobody(desk.db, found))
        for reason in found.reasons_left_out:
            program.say(reason)


def _why_nobody(db: Database, found: Queue) -> Text:
    if found.is_workday:
        return say("Nobody's turn today")
    back = workdays(db).next_from(found.today)
    if back == found.today:  # no day of the coming year is worked
        return say("{day} is not a working day.", day=found.today)
    return say("{day} is not a working day; the next is {next}.", day=found.today, next=back)
