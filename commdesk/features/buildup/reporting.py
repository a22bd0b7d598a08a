"""What the build-up tells in the weekly report and hands over: where the plan is and goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from commdesk.core.database import Database
from commdesk.core.printed import Grid, Printed, PrintedCell, Said
from commdesk.core.reporting import Handout, ReportPart, ReportScope
from commdesk.core.words import N_, Text, Words, say, say_n
from commdesk.features.buildup.steps import Step, is_overdue, list_steps, next_step
from commdesk.features.buildup.steps.wording import (
    STATES,
    TONES,
    Plan,
    forecast_words,
    pace_words,
    plan_words,
    state_words,
)

if TYPE_CHECKING:
    from commdesk.core.desk import Desk

_SLIPS_FROM = 14
"""Days that the last step ends later than planned before it is put to anybody."""
_HEADINGS = (N_("Step"), N_("How it stands"), N_("Forecast"), N_("Owner"))
_WIDTHS = (30, 32, 26, 12)
_POINTS = 9


def report(db: Database, scope: ReportScope) -> list[ReportPart]:
    """How many steps are done, which one is at hand, where the plan goes."""
    steps = list_steps(db)
    if not steps:
        return []
    plan = Plan.of(steps, scope.today)
    return [
        ReportPart(
            title=N_("Build-up"),
            name="buildup",
            rank=30,
            lines=tuple(_lines(plan)),
            asks=_asks(plan),
        )
    ]


def _lines(plan: Plan) -> list[Text]:
    done = sum(step.is_done for step in plan.steps)
    counted = say("{done} of {steps} steps done", done=done, steps=len(plan.steps))
    at_hand = next_step(plan.steps, plan.today)
    if at_hand is None:
        return [plan_words(plan)]
    state = Text(dict(STATES)[plan.state(at_hand)])
    now = say("{counted}; now: {step} ({state}).", counted=counted, step=at_hand.title, state=state)
    return [now, plan_words(plan)]


def _asks(plan: Plan) -> tuple[Text, ...]:
    late = [step for step in plan.steps if is_overdue(step, plan.today)]
    slips = max((plan.forecast(step).slips for step in plan.steps if not step.is_done), default=0)
    if not late or slips < _SLIPS_FROM:
        return ()
    return (
        say_n(
            "{n} step of the build-up is late: more hours for it, or a later date? Without a "
            "decision the plan ends about {weeks} weeks later.",
            "{n} steps of the build-up are late: more hours for them, or a later date? Without a "
            "decision the plan ends about {weeks} weeks later.",
            len(late),
            weeks=round(slips / 7),
        ),
    )


def _plan(desk: Desk) -> Sequence[Printed]:
    steps = list_steps(desk.db)
    if not steps:
        return []
    words, plan = desk.words, Plan.of(steps, desk.today())
    rows = tuple(_row(plan, step, words) for step in steps)
    return [
        Printed(
            title=words("Build-up plan"),
            line=f"{desk.workbook.name} · {words.full_date(desk.today())}",
            parts=(
                Said(f"{words(plan_words(plan))} {words(pace_words(plan))}"),
                Grid(tuple(map(words, _HEADINGS)), rows, _WIDTHS),
            ),
            is_landscape=True,
            points=_POINTS,
        )
    ]


def _row(plan: Plan, step: Step, words: Words) -> tuple[str | PrintedCell, ...]:
    number = f"{plan.number(step)}. {step.title}"
    state = PrintedCell(words(state_words(plan, step)), TONES[plan.state(step)])
    return number, state, words(forecast_words(plan, step)), step.owner


HANDOUTS = (Handout(N_("Build-up plan"), _plan),)
