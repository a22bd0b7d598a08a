"""The charts of activity: how much is done in a week, by how many, and who create."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from statistics import median

from commdesk.core.database import Database
from commdesk.core.developing import Behind, Chart, Line, NextStep, Span
from commdesk.core.values import Week
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.activity.counting.model import WeekCounts
from commdesk.features.activity.counting.queries import members_behind
from commdesk.features.members import name_of_member

_BEFORE = 8
"""Weeks that tell what is usual."""
_FEW = 15
"""Under so many in a week a difference is soon chance."""


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
        answer=_told(span, active, _people(active[at], contributing[at], _when(span, at))),
        places=span.weeks,
        lines=_known(lines),
        next_step=_step(active[at], "outreach", say("Write to who has gone quiet")),
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
        question=N_("How much is brought, and does it come from the members?"),
        answer=_told(span, given, _brought(given[at], own[at], _when(span, at))),
        places=span.weeks,
        lines=_known(lines),
        next_step=_step(given[at], "content", say("Plan a question that asks for contributions")),
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
        answer=_told(span, asked, _asked(asked[at], came[at], _when(span, at))),
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
    if name not in {"active", "contributing", "contributions", "members_contributions"}:
        return []
    is_own = name == "members_contributions"
    what, but = ("contributions", team) if is_own else (name, ())
    people = members_behind(db, what, week, but)
    found = [(each, name_of_member(db, each), n) for each, n in people]
    return [
        Behind(name, say_n("{n} contribution or conversation",
                                  "{n} contributions and conversations", n), "members", each)
        if what == "active"
        else Behind(name, say_n("{n} contribution", "{n} contributions", n), "members", each)
        for each, name, n in found
    ]  # fmt: skip


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


def _told(span: Span, values: Sequence[int | None], sentence: Text | None) -> Text:
    """The figure and what is usual; or why there is none."""
    if sentence is None:
        return _unknown(span, values)
    more = _compared(span, values)
    return Text("{answer} {more}", {"answer": sentence, "more": more}) if more else sentence


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


def _people(active: int | None, contributing: int | None, when: Text) -> Text | None:
    if active is None:
        return None
    if not active:
        return say("No member did anything {when}.", when=when)
    if not contributing:
        return say_n(
            "{n} member did something {when}; nobody contributed.",
            "{n} members did something {when}; nobody contributed.",
            active,
            when=when,
        )
    return say_n(
        "{n} member did something {when}, {contributing} contributed.",
        "{n} members did something {when}, {contributing} of them contributed.",
        active,
        when=when,
        contributing=contributing,
    )


def _brought(given: int | None, own: int | None, when: Text) -> Text | None:
    if given is None or own is None:
        return None
    if not given:
        return say("Nothing was brought {when}.", when=when)
    return say_n(
        "{own} of {n} contribution {when} came from members.",
        "{own} of {n} contributions {when} came from members.",
        given,
        own=own,
        when=when,
    )


def _asked(asked: int | None, came: int | None, when: Text) -> Text | None:
    if asked is None:
        return None
    questions = say_n(
        "{n} question was asked {when}", "{n} questions were asked {when}", asked, when=when
    )
    if came is None:
        return Text("{questions}.", {"questions": questions})
    people = say_n("{n} came to a meeting", "{n} came to a meeting", came)
    return Text("{questions}; {people}.", {"questions": questions, "people": people})


def _compared(span: Span, values: Sequence[int | None]) -> Text | None:
    """Against the eight weeks before; a week that is not over is not held against whole ones."""
    at = len(values) + _last_known(span, values)
    now = values[at]
    before = [value for value in values[max(at - _BEFORE, 0) : at] if value is not None]
    if now is None or len(before) < _BEFORE:
        return None
    usual = round(median(before))
    if span.last_day < span.weeks[at].sunday:
        return None
    if max(now, usual) < _FEW:
        return say("Usual is {usual}; too few to tell a change.", usual=usual)
    if now == usual:
        return say("That is as usual.")
    if now > usual:
        return say("That is {n} more than usual.", n=now - usual)
    return say("That is {n} fewer than usual.", n=usual - now)
