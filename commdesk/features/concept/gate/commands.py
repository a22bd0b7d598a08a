"""Command line: the 20 % gate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commdesk.core.terminal import Program, file_argument, json_option, print_json
from commdesk.core.words import N_
from commdesk.features.concept.gate.model import VERDICTS, Gate
from commdesk.features.concept.gate.queries import gate_now


@click.command(help=N_("Say whether enough of those interviewed want to contribute actively."))
@file_argument
@json_option
@click.pass_obj
def gate(program: Program, file: Path, as_json: bool) -> None:
    with program.read(file) as desk:
        now = gate_now(desk.db)
        if as_json:
            print_json(_document(now))
            return
        words = desk.words
        low, high = now.interval
        program.say(
            "{willing} of {interviews} want to contribute: {share}, probably between "
            "{low} and {high}",
            willing=str(now.willing),
            interviews=str(now.interviews),
            share=words.percent(now.share),
            low=words.percent(low),
            high=words.percent(high),
        )
        program.say(dict(VERDICTS)[now.verdict])
        program.say(now.explanation)


def _document(now: Gate) -> dict[str, Any]:
    low, high = now.interval
    return {
        "interviews": now.interviews,
        "willing": now.willing,
        "share": now.share,
        "low": low,
        "high": high,
        "verdict": now.verdict,
        "still_needed": now.still_needed,
        "sure_if_of_next_10": now.sure_if_of_next_10,
    }


COMMANDS = (gate,)
