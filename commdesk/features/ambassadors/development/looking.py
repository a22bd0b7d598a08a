"""The chart of whether members got what they were looking for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.developing import Behind, Chart, Line, NextStep, Span
from commdesk.core.shares import ENOUGH
from commdesk.core.values import Week
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.ambassadors.checks.model import ANSWERS, Answer
from commdesk.features.ambassadors.development.queries import answered, answers_on
from commdesk.features.ambassadors.handed import PAGE
from commdesk.features.members import name_of_member

_MEMBERS = "members"
_MOST_BEHIND = 20
_UNASKED = ""


def looking_for(db: Database, span: Span) -> Chart:
    """By their last answer, of every member who looks for something."""
    found = answers_on(db, span.last_day)
    asked = sum(n for answer, n in found.items() if answer)
    chart = Chart(
        name="looking_for",
        title=N_("Got what they were looking for"),
        question=N_("Do people get here what they are looking for?"),
        answer=_answer(found, asked),
        next_step=NextStep(say("Look back with somebody"), PAGE)
        if found
        else NextStep(say("Go to the members"), _MEMBERS),
        rank=75,
    )
    if not found:
        return chart
    order = [*ANSWERS, (_UNASKED, N_("not asked yet"))]
    counts = tuple(found.get(answer, 0) for answer, _ in order)
    line = Line("members_by_gain", say("Members"), counts, better="")

    def behind(db: Database, _line: str, _week: Week) -> list[Behind]:
        return _not_got(db, span.last_day)

    return replace(
        chart,
        places=tuple(Text(title) for _, title in order),
        lines=(line,),
        shape="bars",
        behind=behind,
    )


def _not_got(db: Database, day: date) -> list[Behind]:
    """Those who did not get it, or only partly: the newest answer first."""
    titles = dict(ANSWERS)
    return [
        Behind(
            name_of_member(db, row["member_id"]),
            say(
                "{answer}, on {day}",
                answer=Text(titles[row["answer"]]),
                day=date.fromisoformat(row["checked_on"]),
            ),
            _MEMBERS,
            row["member_id"],
        )
        for row in answered(db, (Answer.NO, Answer.PARTLY), day, _MOST_BEHIND)
    ]


def _answer(found: Mapping[str, int], asked: int) -> Text:
    if not found:
        return say("What members are looking for is not known yet; note it with the member.")
    looking = say_n(
        "{n} member who looks for something", "{n} members who look for something",
        sum(found.values()),
    )  # fmt: skip
    if not asked:
        return say("Of {looking} nobody was asked yet whether they got it.", looking=looking)
    told = say(
        "Of {looking} {asked} were asked; {yes} got it, {partly} partly, {no} not",
        looking=looking,
        asked=asked,
        **{str(answer): found.get(answer, 0) for answer in Answer},
    )
    if asked < ENOUGH:
        return say("{told}: too few to tell.", told=told)
    return Text("{told}.", {"told": told})
