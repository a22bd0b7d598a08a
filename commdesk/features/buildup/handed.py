"""What the build-up hands in: steps that are late and experiments that end for Today, a tile."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Tile, TodayItem
from commdesk.core.values import Minutes
from commdesk.core.words import Text, say
from commdesk.features.buildup.experiments import Experiment, to_judge
from commdesk.features.buildup.steps import Step, is_overdue, list_steps, next_step
from commdesk.features.buildup.steps.wording import Plan, plan_words, state_words

_MOST_STEPS = 3
_TO_LOOK = Minutes(30)
_TO_JUDGE = Minutes(20)
_LONGEST = 80


def today_items(db: Database, today: date) -> list[TodayItem]:
    """A few steps that should have begun or been done, and every experiment that ends."""
    plan = Plan.of(list_steps(db), today)
    late = [step for step in plan.steps if is_overdue(step, today)]
    free = [step for step in late if plan.state(step) != "blocked"]
    steps = [_step_item(plan, step) for step in (free or late)[:_MOST_STEPS]]
    return steps + [_experiment_item(each) for each in to_judge(db, today)]


def tiles(db: Database, today: date) -> list[Tile]:
    """How many steps are done, and the next one; nothing without a plan."""
    steps = list_steps(db)
    if not steps:
        return []
    plan, coming = Plan.of(steps, today), next_step(steps, today)
    done = sum(step.is_done for step in steps)
    return [
        Tile(
            title=say("Build-up plan"),
            figure=say("{done} of {steps} steps", done=done, steps=len(steps)),
            note=say("next: {step}", step=coming.title) if coming else plan_words(plan),
            page="buildup",
            done=done,
            of=len(steps),
        )
    ]


def find(db: Database, typed: str) -> list[tuple[int, str, str]]:
    """Steps whose title holds every typed word."""
    parts = typed.casefold().split()
    if not parts:
        return []
    found = [s for s in list_steps(db) if all(part in s.title.casefold() for part in parts)]
    return [(step.id, step.title, "") for step in found[:8]]


def _step_item(plan: Plan, step: Step) -> TodayItem:
    state = plan.state(step)
    title = say("Begin the step {step}", step=step.title)
    if step.began_on is not None:
        title = say("Finish the step {step}", step=step.title)
    return TodayItem(
        feature="buildup",
        key=f"step/{step.id}",
        title=title,
        reason=state_words(plan, step),
        due_on=plan.today,
        minutes=_TO_LOOK,
        urgency="valuable",
        chip=say("late") if state == "late" else say("should have begun"),
        page="buildup",
        target=step.id,
    )


def _experiment_item(experiment: Experiment) -> TodayItem:
    return TodayItem(
        feature="buildup",
        key=f"experiment/{experiment.id}",
        title=say("Judge the experiment: {belief}", belief=_short(experiment.belief)),
        reason=_ended(experiment),
        due_on=experiment.until_on,
        minutes=_TO_JUDGE,
        page="experiments",
        target=experiment.id,
    )


def _ended(experiment: Experiment) -> Text:
    if experiment.threshold:
        return say("its last day is {day}; it holds from: {threshold}",
                   day=experiment.until_on, threshold=_short(experiment.threshold))  # fmt: skip
    return say("its last day is {day}: keep, change or stop?", day=experiment.until_on)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
