"""The charts of ambassadors by stage, and of what was given and asked over 90 days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.developing import Behind, Chart, Line, NextStep, Span
from commdesk.core.values import Week
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.ambassadors.development.queries import exchange_days, owing_on, stages_on
from commdesk.features.ambassadors.handed import LEAST_AGREED, PAGE
from commdesk.features.ambassadors.model import BALANCE_DAYS, STAGES
from commdesk.features.ambassadors.stages import AT_WORK
from commdesk.features.members import name_of_member

_BOARD = "pipeline"
_MOST_BEHIND = 20
Values = tuple[int | None, ...]


def stages(db: Database, span: Span) -> Chart:
    """How many are in which stage, of those in the list now."""
    found = stages_on(db, span.last_day)
    chart = Chart(
        name="ambassadors",
        title=N_("Ambassadors by stage"),
        question=N_("Who carries the community with us?"),
        answer=_stages_answer(found),
        next_step=NextStep(say("Go to the board"), _BOARD)
        if found
        else NextStep(say("Add an ambassador"), PAGE),
        rank=70,
    )
    if not found:
        return chart
    counts = tuple(found.get(stage, 0) for stage, _ in STAGES)
    line = Line("ambassadors_by_stage", say("Ambassadors"), counts)
    return replace(
        chart, places=tuple(Text(title) for _, title in STAGES), lines=(line,), shape="bars"
    )


def _stages_answer(found: Mapping[str, int]) -> Text:
    if not found:
        return say("There are no ambassadors yet: begin with somebody who does much already.")
    at_work = sum(found.get(stage, 0) for stage in AT_WORK)
    told = say_n(
        "{at_work} of {n} ambassador agreed or is active",
        "{at_work} of {n} ambassadors agreed or are active",
        sum(found.values()),
        at_work=at_work,
    )
    if at_work >= LEAST_AGREED:
        return say("{told}; at least {least} is what the build-up asks.", told=told,
                   least=LEAST_AGREED)  # fmt: skip
    return say("{told}; the build-up asks {least}, {short} more.", told=told, least=LEAST_AGREED,
               short=LEAST_AGREED - at_work)  # fmt: skip


def balance(db: Database, span: Span) -> Chart:
    """Gives and asks of the 90 days up to the end of each week."""
    days = exchange_days(db, span.last_day)
    begins = min((each[0] for each in days.values() if each), default=None)
    owing = len(owing_on(db, span.last_day)) if begins else 0
    chart = Chart(
        name="balance",
        title=N_("Given and asked"),
        question=N_("Do we give ambassadors more than we ask?"),
        answer=_balance_answer(days, owing, span.last_day),
        next_step=NextStep(say("Give first"), PAGE) if owing else NextStep(say("Log a give"), PAGE),
        rank=71,
    )
    if begins is None:
        return chart

    def values(kind: str) -> Values:
        return tuple(None if end < begins else _within(days[kind], end) for end in span.ends)

    def behind(db: Database, _line: str, week: Week) -> list[Behind]:
        """Who was asked more than given by then."""
        found = owing_on(db, min(week.sunday, span.last_day))[:_MOST_BEHIND]
        return [
            Behind(
                name_of_member(db, each.member_id),
                say("{gives}× given, {asks}× asked", gives=each.gives, asks=each.asks),
                PAGE,
                each.id,
            )
            for each in found
        ]

    return replace(
        chart,
        places=span.weeks,
        lines=(
            Line("ambassador_gives", say("Given"), values("give"), weeks=13),
            Line("ambassador_asks", say("Asked for"), values("ask"), better="", weeks=13),
        ),
        behind=behind,
    )


def _within(days: Sequence[date], end: date) -> int:
    """How many lie in the window of 90 days that ends there."""
    since = end - timedelta(days=BALANCE_DAYS - 1)
    return bisect_right(days, end) - bisect_left(days, since)


def _balance_answer(days: Mapping[str, Sequence[date]], owing: int, last_day: date) -> Text:
    if not any(days.values()):
        return say("Nothing that was given or asked is written down yet.")
    told = say(
        "In {days} days we gave {gives}× and asked {asks}×",
        days=BALANCE_DAYS,
        gives=_within(days["give"], last_day),
        asks=_within(days["ask"], last_day),
    )
    if not owing:
        return say("{told}; nobody was asked more than given.", told=told)
    return say_n(
        "{told}; {n} was asked more than given.",
        "{told}; {n} were asked more than given.",
        owing,
        told=told,
    )
