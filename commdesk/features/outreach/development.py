"""What writing brings, week by week: sent, answered, followed by a contribution."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.developing import Chart, Line, NextStep, Span
from commdesk.core.values import Period, day_starts_at
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.outreach.outcomes.model import WITHIN_DAYS, Count, added, is_open
from commdesk.features.outreach.outcomes.weekly import week_outcomes

WEEKS_BACK = 8
PAGE, OUTCOMES_PAGE = "outreach", "outcomes"
Values = tuple[int | None, ...]


def development(db: Database, span: Span) -> list[Chart]:
    """One chart: messages by the week in which they were sent."""
    counts = week_outcomes(db, Period(span.first_day, span.last_day))
    begins = 0 if _wrote_before(db, span) else _first(counts)
    is_empty = begins == len(counts)
    over = [n for n, week in enumerate(span.weeks) if not is_open(week, span.last_day)]
    waiting = added(counts[len(over) :]).sent
    chart = Chart(
        name="outreach",
        title=N_("Sent, answered, contributed"),
        question=N_("Does writing to people bring something?"),
        answer=_answer(
            [counts[n] for n in over if n >= begins][-WEEKS_BACK:],
            waiting,
            span.first_day + timedelta(days=7 * len(over)),
            is_empty=is_empty,
        ),
        next_step=_next_step(is_empty=is_empty),
        rank=40,
    )
    return [chart if is_empty else _drawn(chart, span, counts, range(begins, len(over)))]


def _wrote_before(db: Database, span: Span) -> bool:
    sql = """
        SELECT EXISTS (SELECT 1 FROM outreach_message INDEXED BY outreach_message_sent
                        WHERE sent_at < :first AND is_outgoing = 1)
    """
    return bool(db.value(sql, {"first": day_starts_at(span.first_day)}))


def _first(counts: Sequence[Count]) -> int:
    """The first week in which something was sent, or past the last one."""
    return next((n for n, count in enumerate(counts) if count.sent), len(counts))


def _drawn(chart: Chart, span: Span, counts: Sequence[Count], over: range) -> Chart:
    def values(name: str, *, is_final: bool) -> Values:
        """Of a week that is still open nobody knows yet what it brings."""
        return tuple(
            None if n < over.start or (is_final and n >= over.stop) else getattr(count, name)
            for n, count in enumerate(counts)
        )

    return replace(
        chart,
        places=span.weeks,
        lines=(
            Line("messages_sent", say("Sent"), values("sent", is_final=False), adds_up=True),
            Line(
                "messages_answered",
                say("Answered"),
                values("answered", is_final=True),
                adds_up=True,
            ),
            Line(
                "messages_contributed",
                say("Contributed"),
                values("contributed", is_final=True),
                adds_up=True,
            ),
        ),
    )


def _answer(recent: Sequence[Count], waiting: int, since: date, *, is_empty: bool) -> Text:
    """`since` is the first day of the weeks that are not over."""
    if is_empty:
        return say("No message was sent yet; every message that you log counts here.")
    total = added(recent)
    open_ = say_n(
        "{n} message sent since {day} does not count yet",
        "{n} messages sent since {day} do not count yet",
        waiting,
        day=since,
    )
    sent = say_n("{n} message", "{n} messages", total.sent)
    if not total.sent:
        return say("No week is over yet in which something was sent; {open}.", open=open_)
    if not total.answers.is_enough:
        return say(
            "Too few to tell: of {sent} {answered} were answered and {contributed} followed by a "
            "contribution; {open}.",
            sent=sent, answered=total.answered, contributed=total.contributed, open=open_,
        )  # fmt: skip
    return say(
        "In the last {weeks} weeks that are over {sent} went out: {answered} were answered and "
        "{contributed} were followed by a contribution within {days} days; {open}.",
        sent=sent,
        weeks=len(recent),
        answered=total.answered,
        contributed=total.contributed,
        days=WITHIN_DAYS,
        open=open_,
    )


def _next_step(*, is_empty: bool) -> NextStep:
    if is_empty:
        return NextStep(say("Write to somebody"), PAGE)
    return NextStep(say("See which messages bring most"), OUTCOMES_PAGE)
