"""What outreach tells in the weekly report, in counts, and hands over: what is still promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from commdesk.core.database import Database
from commdesk.core.printed import Grid, Printed, Said
from commdesk.core.reporting import Handout, ReportPart, ReportScope, Withheld
from commdesk.core.values import Period
from commdesk.core.words import N_, Text, Words, say, say_n
from commdesk.features.outreach.outcomes.model import USUAL_WEEKS, Count, last_weeks, says
from commdesk.features.outreach.outcomes.queries import outcomes
from commdesk.features.outreach.promises.model import STAGES, Promise, Side
from commdesk.features.outreach.promises.queries import count_open, list_promises

if TYPE_CHECKING:
    from commdesk.core.desk import Desk

_HEADINGS = (N_("Whose promise"), N_("What"), N_("Help it needs"), N_("By"), N_("How far"))
_WIDTHS = (19, 34, 23, 11, 13)
_POINTS = 9
_NONE = "–"


def report(db: Database, scope: ReportScope) -> list[ReportPart]:
    """What was sent in the week and what it brought, in counts; nobody and no text is named."""
    week = scope.week
    of_week = outcomes(db, Period(week.monday, week.sunday), scope.today).total
    lately = outcomes(db, last_weeks(scope.today, USUAL_WEEKS), scope.today)
    promised = count_open(db)
    if not (of_week.sent or lately.total.sent or promised):
        return []
    lines = [_brought(of_week)]
    if lately.total.sent:
        lines.append(say("The last {n} weeks: {told}", n=USUAL_WEEKS, told=says(lately)))
    if promised:
        lines.append(_promised(promised, count_open(db, Side.OURS)))
    return [ReportPart(title=N_("Messages"), name="messages", rank=50, lines=tuple(lines))]


def _brought(count: Count) -> Text:
    if not count.sent:
        return say("In this week no message was sent.")
    return say_n(
        "{n} message sent in this week; so far {answered} answered and {contributed} followed by a "
        "contribution.",
        "{n} messages sent in this week; so far {answered} answered and {contributed} followed by "
        "a contribution.",
        count.sent,
        answered=count.answered,
        contributed=count.contributed,
    )


def _promised(n: int, ours: int) -> Text:
    return say_n(
        "{n} promise is open, {ours} of it by us.",
        "{n} promises are open, {ours} of them by us.",
        n,
        ours=ours,
    )


def _promises(desk: Desk) -> Sequence[Printed]:
    """Everything that is open, by person."""
    found = [each for each in list_promises(desk.db, desk.today()) if each.is_open]
    if not found:
        return []
    words = desk.words
    by_name = sorted(found, key=lambda each: (each.name.casefold(), each.member_id))
    parts: list[Said | Grid] = []
    for _, group in groupby(by_name, key=lambda each: each.member_id):
        own = list(group)
        rows = tuple(_row(each, desk.today(), words) for each in own)
        parts += [Said(own[0].name, "section"), Grid(tuple(map(words, _HEADINGS)), rows, _WIDTHS)]
    line = f"{desk.workbook.name} · {words.full_date(desk.today())}"
    return [Printed(words("Open promises"), tuple(parts), line, points=_POINTS)]


def _row(promise: Promise, today: date, words: Words) -> tuple[str, ...]:
    side = say("promised by us") if promise.is_ours else say("promised by them")
    due = words.date(promise.due_on, today=today) if promise.due_on else _NONE
    stage = words(dict(STAGES)[promise.stage])
    return words(side), words(promise.title), promise.help, due, stage


HANDOUTS = (Handout(N_("Open promises"), _promises, has_people=True),)
WITHHELD = (
    Withheld("outreach_message", ("text",), N_("Texts of messages")),
    Withheld("outreach_draft", (), N_("Drafts of messages")),
)
