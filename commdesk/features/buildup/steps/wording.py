"""How a step stands and where the plan goes, in words; for the page, Today, Excel and a shell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from commdesk.core.values import Week
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.buildup.steps.model import (
    Forecast,
    Outlook,
    State,
    Step,
    open_before,
    outlook,
    state_of,
)

MILESTONE = "small-circle"
_A_WEEK = 7
STATES: tuple[tuple[State, str], ...] = (
    ("done", N_("done")),
    ("running", N_("running")),
    ("late", N_("late")),
    ("blocked", N_("blocked")),
    ("ready", N_("can begin")),
    ("later", N_("still to come")),
)
TONES: Mapping[State, Literal["good", "accent", "bad", "warn", "plain"]] = {
    "done": "good",
    "running": "accent",
    "late": "bad",
    "blocked": "bad",
    "ready": "warn",
    "later": "plain",
}


class Plan(Struct, frozen=True):
    """The steps as they stand today, with their forecast."""

    steps: Sequence[Step]
    today: date
    outlook: Outlook
    by_id: Mapping[int, Step]

    @classmethod
    def of(cls, steps: Sequence[Step], today: date) -> Plan:
        return cls(steps, today, outlook(steps, today), {step.id: step for step in steps})

    def state(self, step: Step) -> State:
        return state_of(step, self.by_id, self.today)

    def forecast(self, step: Step) -> Forecast:
        return self.outlook.steps[step.id]

    def waits(self, step: Step) -> list[Step]:
        return open_before(step, self.by_id)

    def number(self, step: Step) -> int:
        """Its place in the plan, from 1."""
        return self.steps.index(step) + 1


def state_words(plan: Plan, step: Step) -> Text:
    """How it stands, in a sentence: since when, how late, and what holds it."""
    state, today = plan.state(step), plan.today
    if state == "done":
        return _done(step)
    if state == "running":
        return say(
            "running since {day}, until {until}", day=step.began_on, until=step.planned_until
        )
    if state == "late":
        late = _days((today - step.planned_until).days)
        return say("running since {day}, {late} late", day=step.began_on, late=late)
    if state == "later":
        return say("from {day} until {until}", day=step.planned_from, until=step.planned_until)
    return _not_begun(plan, step)


def forecast_words(plan: Plan, step: Step) -> Text:
    """When it will be, against when it was planned; empty for one that is done."""
    if step.is_done:
        return Text("")
    seen = plan.forecast(step)
    if step.began_on is not None and step.began_on <= plan.today:
        week, moves = Week.of(seen.ends_on), seen.slips
        on_time = say("at this pace done in {week}, as planned", week=week)
        moved = say("at this pace done in {week} ({day})", week=week, day=seen.ends_on)
    else:
        week, moves = Week.of(seen.begins_on), seen.begins_later
        on_time = say("at this pace it begins in {week}, as planned", week=week)
        moved = say("at this pace it begins in {week} ({day})", week=week, day=seen.begins_on)
    if moves == 0:
        return on_time
    by = _length(abs(moves))
    if moves > 0:
        return say("{when}, {by} later than planned", when=moved, by=by)
    return say("{when}, {by} earlier than planned", when=moved, by=by)


def plan_words(plan: Plan) -> Text:
    """Where the plan goes: the start in a small circle, or what comes last once that has begun."""
    step = _milestone(plan)
    if step is None:
        return say("Every step is done.")
    seen = plan.forecast(step)
    week = Week.of(seen.begins_on)
    values = {"step": step.title, "week": week, "day": seen.begins_on}
    if week == Week.of(step.planned_from):
        return say("{step} is on course for {week}.", **values)
    by = _length(abs(seen.begins_later))
    if seen.begins_later < 0:
        return say("At this pace {step} comes forward to {week} ({day}), {by} earlier.",
                   **values, by=by)  # fmt: skip
    return say("At this pace {step} moves to {week} ({day}), {by} later.", **values, by=by)


def pace_words(plan: Plan) -> Text:
    """What “this pace” is counted with."""
    if not plan.outlook.is_measured:
        return say("Fewer than two steps are done, so their planned length is counted with.")
    percent = round(100 * plan.outlook.pace)
    return say("The steps that are done took {percent}% of the time planned for them.",
               percent=percent)  # fmt: skip


def _milestone(plan: Plan) -> Step | None:
    coming = [step for step in plan.steps if step.began_on is None and not step.is_done]
    running = [step for step in plan.steps if not step.is_done]
    key = (step for step in coming if step.key == MILESTONE)
    last = next(reversed(coming or running), None)
    return next(key, last)


def _not_begun(plan: Plan, step: Step) -> Text:
    """Of one whose first day has come: it can, or something holds it."""
    waits = [each.title for each in plan.waits(step)]
    is_past = step.planned_from < plan.today
    if waits and is_past:
        return say("should have begun on {day}, but waits for {steps}",
                   day=step.planned_from, steps=waits)  # fmt: skip
    if waits:
        return say("waits for {steps}", steps=waits)
    if is_past:
        return say("can begin, and should have on {day}", day=step.planned_from)
    return say("can begin today")


def _done(step: Step) -> Text:
    if step.done_on is None or step.done_on == step.planned_until:
        return say("done on {day}", day=step.done_on)
    moved = (step.done_on - step.planned_until).days
    by = _length(abs(moved))
    if moved > 0:
        return say("done on {day}, {by} later than planned", day=step.done_on, by=by)
    return say("done on {day}, {by} earlier than planned", day=step.done_on, by=by)


def _length(days: int) -> Text:
    """Whole weeks from a week on."""
    return say_n("{n} week", "{n} weeks", round(days / _A_WEEK)) if days >= _A_WEEK else _days(days)


def _days(days: int) -> Text:
    return say_n("{n} day", "{n} days", days)
