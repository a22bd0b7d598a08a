"""The hours of moderation week by week: needed, planned, worked, all tasks together."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.database import Database
from commdesk.core.developing import Chart, Line, NextStep, Span
from commdesk.core.values import decimal_hours
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.moderation.coverage import shortages
from commdesk.features.moderation.coverage.weeks import (
    WeekHours,
    first_known_week,
    hours_of_weeks,
)

ROSTER, TASKS, HOURS = "roster", "moderation_tasks", "hours"
Values = tuple[int | None, ...]


def development(db: Database, span: Span) -> list[Chart]:
    """One chart in minutes; of weeks before the first shift, hours or budget nothing is known."""
    first = first_known_week(db)
    if first is None or first > span.weeks[-1]:
        return [_empty(db)]
    weeks = hours_of_weeks(db, span.weeks, span.last_day)
    short = len(shortages(db, span.today)) if span.is_running else 0

    def values(name: str) -> Values:
        return tuple(getattr(each, name) if each.week >= first else None for each in weeks)

    return [
        Chart(
            name="hours",
            title=N_("Hours of moderation"),
            question=N_("Do we have the hours that moderation takes?"),
            answer=_answer(weeks, short, is_running=span.is_running),
            places=span.weeks,
            lines=(
                Line("hours_needed", say("Needed"), values("needed"), better="", adds_up=True),
                Line("hours_planned", say("Planned"), values("planned"), adds_up=True),
                Line("hours_worked", say("Worked"), values("worked"), better="", adds_up=True),
            ),
            unit="minutes",
            next_step=_next_step(short),
            rank=50,
        )
    ]


def _empty(db: Database) -> Chart:
    has_tasks = db.value("SELECT EXISTS (SELECT 1 FROM moderation_task)")
    step = (
        NextStep(say("Make a roster"), ROSTER)
        if has_tasks
        else NextStep(say("Add a moderation task"), TASKS)
    )
    return Chart(
        name="hours",
        title=N_("Hours of moderation"),
        question=N_("Do we have the hours that moderation takes?"),
        answer=say("No hours are planned or written yet; a roster and hours worked stand here."),
        next_step=step,
        rank=50,
    )


def _answer(weeks: Sequence[WeekHours], short: int, *, is_running: bool) -> Text:
    """Of the week that runs what is planned, of one that is over also what was worked."""
    last = weeks[-1]
    figures = {
        "needed": decimal_hours(last.needed),
        "planned": decimal_hours(last.planned),
        "worked": decimal_hours(last.worked),
    }
    if not is_running:
        return say(
            "In {week} {needed} hours were needed, {planned} planned and {worked} worked.",
            week=last.week,
            **figures,
        )
    told = say("This week {planned} of the {needed} hours needed are planned", **figures)
    if not short:
        return say("{told}; nothing is short in this and the coming three weeks.", told=told)
    return say_n(
        "{told}; there is {n} shortage in this and the coming three weeks.",
        "{told}; there are {n} shortages in this and the coming three weeks.",
        short,
        told=told,
    )


def _next_step(short: int) -> NextStep:
    if short:
        return NextStep(say("Fill the roster"), ROSTER)
    return NextStep(say("Write hours"), HOURS)
