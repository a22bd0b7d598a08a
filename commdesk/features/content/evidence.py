"""What content can see of its own, for the build-up plan: items that are ready, replies."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Evidence, Found
from commdesk.core.values import Period
from commdesk.core.words import N_, say
from commdesk.features.content.queries import count_items, replies_of_questions

ENOUGH_ITEMS = 10
REPLIES_LINE = 10
_WINDOW_DAYS = 90


def items_ready(db: Database, _today: date) -> Found:
    """Ten items to begin with."""
    count = count_items(db)
    text = say("{n} of {enough} items are ready", n=count, enough=ENOUGH_ITEMS)
    return Found(is_met=count >= ENOUGH_ITEMS, text=text)


def replies_per_question(db: Database, today: date) -> Found:
    """Ten replies on average, over the questions of the last 90 days."""
    window = Period.window(today, _WINDOW_DAYS)
    questions, replies = replies_of_questions(db, window)
    if not questions:
        return Found(is_met=False, text=say("no questions in the last 90 days"))
    is_met = replies >= REPLIES_LINE * questions
    average = round(replies / questions, 1)
    text = say(
        "{average} of {line} replies per question, over {n} questions of the last 90 days",
        average=average if is_met else min(average, REPLIES_LINE - 0.1),
        line=REPLIES_LINE,
        n=questions,
    )
    return Found(is_met=is_met, text=text)


EVIDENCE = (
    Evidence("items-ready", N_("First items are ready"), items_ready),
    Evidence("replies-per-question", N_("Replies per question"), replies_per_question),
)
