"""The charts of answers: how soon the first one comes, and which questions have none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from statistics import median

from commdesk.core.developing import Chart, Line, Reference, Span
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.content.development.behind import behind_first_reply, behind_unanswered
from commdesk.features.content.development.drawing import drawn, kept, none_kept, to_questions
from commdesk.features.content.development.model import ENOUGH_QUESTIONS, WEEKS_BACK, Asked, waiting

_PATIENCE_DAYS = 1


def first_reply(asked: Sequence[Asked], span: Span) -> Chart:
    """By the week in which the first reply came: that changes no more, whatever waits still."""
    by_week: list[list[int]] = [[] for _ in span.weeks]
    for each in asked:
        if each.first_reply_on and span.first_day <= each.first_reply_on <= span.last_day:
            by_week[span.place(each.first_reply_on)].append(each.days)
    chart = Chart(
        name="first_reply",
        title=N_("Time to the first reply"),
        question=N_("How long does somebody who asks wait for a reply?"),
        answer=_waited([days for week in by_week[-WEEKS_BACK:] for days in week], asked),
        next_step=to_questions(asked),
        rank=31,
    )
    if not any(by_week):
        return chart
    return drawn(
        chart,
        span,
        Line(
            "days_to_first_reply",
            say("Days until the first reply"),
            tuple(float(median(week)) if week else None for week in by_week),
            of=tuple(len(week) for week in by_week),
            better="down",
        ),
        shape="columns",
        unit="days",
        references=(
            Reference(
                _PATIENCE_DAYS,
                say_n("{n} day", "{n} days", _PATIENCE_DAYS),
                say("After a day without a reply Today asks to find somebody who can answer."),
            ),
        ),
        behind=partial(behind_first_reply, span.last_day),
    )


def _waited(recent: Sequence[int], asked: Sequence[Asked]) -> Text:
    if not any(each.first_reply_on for each in asked):
        return say("The day of the first reply is not known of any question kept as an item; count "
                   "a reply on the day it comes, or type that day in the item.")  # fmt: skip
    if not recent:
        return say(
            "In the last {weeks} weeks no question kept as an item had its first reply.",
            weeks=WEEKS_BACK,
        )
    told = kept(len(recent))
    longest = say_n("{n} day", "{n} days", max(recent))
    if len(recent) < ENOUGH_QUESTIONS:
        return say(
            "Too few to tell: {questions} had a first reply in the last {weeks} weeks, the slowest "
            "after {longest}.",
            questions=told,
            weeks=WEEKS_BACK,
            longest=longest,
        )
    return say(
        "Half of {questions} with a first reply in the last {weeks} weeks had it within {middle}; "
        "the slowest took {longest}.",
        questions=told,
        weeks=WEEKS_BACK,
        middle=_days(median(recent)),
        longest=longest,
    )


def _days(days: float) -> Text:
    """A median may lie between two days."""
    whole = int(days)
    return say_n("{n} day", "{n} days", whole) if whole == days else say("{n} days", n=days)


def unanswered(asked: Sequence[Asked], span: Span) -> Chart:
    values = waiting(asked, span)
    now = sum(each.waits_on(span.last_day) for each in asked)
    chart = Chart(
        name="unanswered",
        title=N_("Questions without an answer"),
        question=N_("Which questions does nobody answer?"),
        answer=_waiting_answer(asked, now, values, span.last_day),
        next_step=to_questions(asked),
        rank=32,
    )
    if not asked:
        return chart
    line = Line("unanswered", say("Questions without an answer"), values, better="down")
    return drawn(
        chart, span, line, shape="columns", behind=partial(behind_unanswered, span.last_day)
    )


def _waiting_answer(
    asked: Sequence[Asked], now: int, values: Sequence[int | None], last_day: date
) -> Text:
    if not asked:
        return none_kept()
    if not now:
        return say_n(
            "The one question kept as an item has an answer.",
            "All {n} questions kept as items have an answer.",
            len(asked),
        )
    oldest = next(each for each in asked if each.waits_on(last_day))
    longest = say_n("{n} day", "{n} days", (last_day - oldest.published_on).days)
    told = say_n("{n} question kept as an item has no answer",
                 "{n} questions kept as items have no answer", now)  # fmt: skip
    before = values[-1 - WEEKS_BACK] if len(values) > WEEKS_BACK else None
    if before is None:
        return say("{told}; the oldest waits for {longest}.", told=told, longest=longest)
    return say(
        "{told}, {weeks} weeks before {before}; the oldest waits for {longest}.",
        told=told,
        weeks=WEEKS_BACK,
        before=before,
        longest=longest,
    )
