"""The chart of replies per question, by the week in which a question was published."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from commdesk.core.developing import Chart, Line, Reference, Span
from commdesk.core.words import N_, Text, say
from commdesk.features.content.development.behind import behind_replies
from commdesk.features.content.development.drawing import drawn, kept, none_kept, to_questions
from commdesk.features.content.development.model import ENOUGH_QUESTIONS, WEEKS_BACK, Asked
from commdesk.features.content.evidence import REPLIES_LINE


def replies(asked: Sequence[Asked], span: Span) -> Chart:
    """By the week in which a question was published."""
    by_week: list[list[Asked]] = [[] for _ in span.weeks]
    for each in asked:
        if (place := span.place(each.published_on)) >= 0:
            by_week[place].append(each)
    chart = Chart(
        name="replies",
        title=N_("Replies per question"),
        question=N_("Does a question bring a conversation?"),
        answer=_replies_answer([each for week in by_week[-WEEKS_BACK:] for each in week], asked),
        next_step=to_questions(asked),
        rank=30,
    )
    if not any(by_week):
        return chart
    averages = tuple(_average(week) for week in by_week)
    return drawn(
        chart,
        span,
        Line(
            "replies_per_question",
            say("Replies per question"),
            averages,
            of=tuple(len(week) for week in by_week),
        ),
        shape="columns",
        unit="ratio",
        references=(
            Reference(
                REPLIES_LINE,
                say("{n} replies a question", n=REPLIES_LINE),
                say("In the community of a Dutch funeral insurer every question drew ten replies "
                    "on average (2020)."),
            ),
        ),
        behind=partial(behind_replies, span.last_day),
    )  # fmt: skip


def _average(asked: Sequence[Asked]) -> float | None:
    return sum(each.replies for each in asked) / len(asked) if asked else None


def _replies_answer(recent: Sequence[Asked], asked: Sequence[Asked]) -> Text:
    if not asked:
        return none_kept()
    if not recent:
        return say("In the last {weeks} weeks no question was kept as an item.", weeks=WEEKS_BACK)
    count = sum(each.replies for each in recent)
    told = kept(len(recent))
    if len(recent) < ENOUGH_QUESTIONS:
        return say(
            "Too few to tell: {questions} in the last {weeks} weeks, with {replies} replies.",
            questions=told,
            weeks=WEEKS_BACK,
            replies=count,
        )
    average = count / len(recent)
    shown = round(average, 1)
    if average < REPLIES_LINE:
        shown = min(shown, REPLIES_LINE - 0.1)
    return say(
        "A question of the last {weeks} weeks has {average} replies on average ({replies} on "
        "{questions}); {line} is what to aim for.",
        weeks=WEEKS_BACK,
        average=shown,
        replies=count,
        questions=told,
        line=REPLIES_LINE,
    )
