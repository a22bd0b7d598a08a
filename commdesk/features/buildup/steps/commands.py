"""Command line: the build-up plan with what is seen of it and where it goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commdesk.core.terminal import Program, file_argument, json_option, print_json, print_table
from commdesk.core.words import N_, Text, Words
from commdesk.features.buildup.steps.model import Step
from commdesk.features.buildup.steps.queries import list_steps, proofs_of
from commdesk.features.buildup.steps.seeing import Sight, look, seen_of
from commdesk.features.buildup.steps.wording import (
    STATES,
    Plan,
    forecast_words,
    pace_words,
    plan_words,
)

_HEADINGS = (N_("Step"), N_("State"), N_("From"), N_("Until"), N_("Forecast"), N_("Evidence met"))
_DAYS = ("planned_from", "planned_until", "began_on", "done_on")


@click.command(
    name="build-up", help=N_("Show the steps of the build-up plan: state, evidence, forecast.")
)
@file_argument
@json_option
@click.pass_obj
def build_up(program: Program, file: Path, as_json: bool) -> None:
    with program.read(file) as desk:
        today = desk.today()
        plan = Plan.of(list_steps(desk.db), today)
        sight = look(desk.db, desk.features, plan.steps, today)
        if as_json:
            proofs = proofs_of(desk.db)
            by_hand = {s.id: [p.text for p in proofs if p.step_id == s.id] for s in plan.steps}
            words = desk.words
            print_json([_document(plan, s, sight, by_hand[s.id], words) for s in plan.steps])
            return
        lines = [_line(plan, step, sight) for step in plan.steps]
        empty = N_("There is no build-up plan yet.")
        print_table(desk.words, _HEADINGS, lines, empty=empty)
        if plan.steps:
            program.say(plan_words(plan))
            program.say(pace_words(plan))


def _line(plan: Plan, step: Step, sight: Sight) -> list[Any]:
    seen = seen_of(step, sight)
    met = f"{sum(each.is_met for each in seen)}/{len(seen)}" if seen else "–"
    title = f"{plan.number(step)} {step.title}"
    state = Text(dict(STATES)[plan.state(step)])
    days = (step.planned_from, step.planned_until)
    return [title, state, *days, forecast_words(plan, step), met]


def _document(
    plan: Plan, step: Step, sight: Sight, by_hand: list[str], words: Words
) -> dict[str, Any]:
    seen = plan.forecast(step)
    return {
        "id": step.id,
        "key": step.key,
        "title": step.title,
        "state": plan.state(step),
        "owner": step.owner,
        **{key: getattr(step, key) for key in _DAYS},
        "waits_for": [each.key for each in plan.steps if each.id in step.waits_for],
        "blocked_by": [each.key for each in plan.waits(step)],
        "evidence": [
            {"key": each.key, "met": each.is_met, "text": words(each.text)}
            for each in seen_of(step, sight)
        ],
        "evidence_by_hand": by_hand,
        "forecast": {"begins_on": seen.begins_on, "ends_on": seen.ends_on, "slips": seen.slips},
    }


COMMANDS = (build_up,)
