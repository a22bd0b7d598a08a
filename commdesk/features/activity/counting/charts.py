"""The charts of activity: how much is done in a week, by how many, and who create."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from commdesk.core.database import Database
from commdesk.core.developing import Behind, Chart, Line, NextStep, Span, told_beside
from commdesk.core.values import Week
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.activity.counting.model import WeekCounts
from commdesk.features.activity.counting.queries import members_behind
from commdesk.features.members import name_of_member

_MADE_OF = {"members_contributions": "contributions", "questions_asked": "questions"}
"""The figure of a line, where it is named otherwise."""


def counted(weeks: Sequence[WeekCounts], span: Span) -> list[Chart]:
    """Three charts; without anything known each says what brings its figures."""
    return [_members(weeks, span), _activity(weeks, span), _asking(weeks, span)]


def _members(weeks: Sequence[WeekCounts], span: Span) -> Chart:
    active, contributing = _values(weeks, "active"), _values(weeks, "contributing")
    lines = (
        Line("active", say("Active members"), active),
        Line("contributing", say("Contributing members"), contributing),
    )
    at = _last_known(span, active)
    return Chart(
        name="members",
        title=N_("Active members"),
        question=N_("How many members take part?"),
        answer=_people(span, weeks) or _unknown(span, active),
        places=span.weeks,
        lines=_known(lines),
        next_step=_step(active[at], "outreach", say("Write to members who have gone quiet")),
        rank=20,
        behind=partial(behind, team=span.team),
    )


def _activity(weeks: Sequence[WeekCounts], span: Span) -> Chart:
    given, talked = _values(weeks, "contributions"), _values(weeks, "conversations")
    own = tuple(each.of_members("contributions") for each in weeks)
    lines = (
        Line("contributions", say("Contributions"), given, adds_up=True),
        Line("members_contributions", say("Contributions of members"), own, given, adds_up=True),
        Line("conversations", say("Conversations"), talked, adds_up=True),
    )
    at = _last_known(span, given)
    return Chart(
        name="activity",
        title=N_("Activity"),
        question=N_("How much is contributed, and how much of it by members?"),
        answer=_brought(span, weeks) or _unknown(span, given),
        places=span.weeks,
        lines=_known(lines),
        next_step=NextStep(say("Link the moderators to members"), "team")
        if given[at] and own[at] is None
        else _step(given[at], "content", say("Plan a question that asks for contributions")),
        rank=22,
        behind=partial(behind, team=span.team),
    )


def _asking(weeks: Sequence[WeekCounts], span: Span) -> Chart:
    asked, came = _values(weeks, "questions"), _values(weeks, "attendance")
    lines = (
        Line("questions_asked", say("Questions asked"), asked, adds_up=True),
        Line("attendance", say("Came to a meeting"), came, is_watched=False, adds_up=True),
    )
    at = _last_known(span, asked)
    return Chart(
        name="asking",
        title=N_("Questions and meetings"),
        question=N_("Do members ask, and do they come?"),
        answer=_asked(span, weeks) or _unknown(span, asked),
        places=span.weeks,
        lines=_known(lines),
        next_step=_step(asked[at], "content", say("Plan a question or a meeting")),
        rank=26,
        behind=partial(behind, team=span.team),
    )


def behind(
    db: Database, name: str, week: Week, team: Collection[int] = frozenset()
) -> list[Behind]:
    """The members whose figure it is; nobody whose data is restricted."""
    but = team if name == "members_contributions" else ()
    what = _MADE_OF.get(name, name)
    people = members_behind(db, what, week, but)
    return [
        Behind(name_of_member(db, each), _deeds(what, n), "members", each) for each, n in people
    ]


def _deeds(what: str, n: int) -> Text:
    """How much of a figure somebody did."""
    return {
        "active": say_n("{n} contribution or conversation",
                        "{n} contributions and conversations", n),
        "conversations": say_n("{n} conversation", "{n} conversations", n),
        "questions": say_n("{n} question", "{n} questions", n),
        "attendance": say_n("{n} meeting", "{n} meetings", n),
    }.get(what, say_n("{n} contribution", "{n} contributions", n))  # fmt: skip


def _values(weeks: Sequence[WeekCounts], name: str) -> tuple[int | None, ...]:
    return tuple(each.figure(name) for each in weeks)


def _known(lines: Sequence[Line]) -> tuple[Line, ...]:
    """All of them, or none while nothing of them is known."""
    return tuple(lines) if any(v is not None for line in lines for v in line.values) else ()


def _last_known(span: Span, values: Sequence[int | None]) -> int:
    """The place that is told of: the last week that is over; the one that runs while it is all."""
    if not span.is_running or len(values) == 1:
        return -1
    return -1 if values[-2] is None and values[-1] is not None else -2


def _when(span: Span, at: int) -> Text:
    week = span.weeks[at]
    return say("this week") if span.today in week.days else say("in {week}", week=week)


def _step(value: int | None, page: str, text: Text) -> NextStep:
    """Without a figure of the week: count it."""
    return NextStep(say("Count the week"), "counting") if value is None else NextStep(text, page)


def _unknown(span: Span, values: Sequence[int | None]) -> Text:
    known = [week for week, value in zip(span.weeks, values, strict=True) if value is not None]
    if not known:
        return say(
            "Nothing is known yet: import what was done on the platform, or count the week by hand."
        )
    return say(
        "Nothing is known after {week}: import what was done since, or count by hand.",
        week=known[-1],
    )


def _people(span: Span, weeks: Sequence[WeekCounts]) -> Text | None:
    active = _values(weeks, "active")
    at = _last_known(span, active)
    n, contributing, when = active[at], weeks[at].figure("contributing"), _when(span, at)
    if n is None:
        return None
    told = say_n("{n} member did something {when}", "{n} members did something {when}",
                 n, when=when)  # fmt: skip
    if not n:
        told = say("No member did anything {when}", when=when)
    told = told_beside(told, active, at)
    if not n or contributing is None:
        return Text("{told}.", {"told": told})
    if not contributing:
        return say("{told}; nobody contributed.", told=told)
    return say_n("{told}; {n} of them contributed.", "{told}; {n} of them contributed.",
                 contributing, told=told)  # fmt: skip


def _brought(span: Span, weeks: Sequence[WeekCounts]) -> Text | None:
    given = _values(weeks, "contributions")
    at = _last_known(span, given)
    n, own, when = given[at], weeks[at].of_members("contributions"), _when(span, at)
    if n is None:
        return None
    told = say_n("{n} contribution {when}", "{n} contributions {when}", n, when=when)
    if not n:
        told = say("Nothing was contributed {when}", when=when)
    told = told_beside(told, given, at)
    if not n or own is None:
        return Text("{told}.", {"told": told})
    return say_n("{told}; {n} of them came from members.", "{told}; {n} of them came from members.",
                 own, told=told)  # fmt: skip


def _asked(span: Span, weeks: Sequence[WeekCounts]) -> Text | None:
    asked = _values(weeks, "questions")
    at = _last_known(span, asked)
    n, came, when = asked[at], weeks[at].figure("attendance"), _when(span, at)
    if n is None:
        return None
    told = say_n("{n} question was asked {when}", "{n} questions were asked {when}", n, when=when)
    told = told_beside(told, asked, at)
    if came is None:
        return Text("{told}.", {"told": told})
    people = say_n("{n} came to a meeting", "{n} came to a meeting", came)
    return Text("{told}; {people}.", {"told": told, "people": people})
