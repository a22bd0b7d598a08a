"""The charts of activity: how much is done in a week, by how many, and who create."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from statistics import median

from commdesk.core.database import Database
from commdesk.core.developing import Behind, Chart, Line, NextStep, Span
from commdesk.core.values import Week
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.activity.counting.creators import creators_chart
from commdesk.features.activity.counting.model import WeekCounts
from commdesk.features.activity.counting.queries import members_behind, week_counts
from commdesk.features.members import name_of_member

_BEFORE = 8
"""Weeks that tell what is usual."""
_FEW = 15
"""Under so many in a week a difference is soon chance."""


def development(db: Database, span: Span) -> list[Chart]:
    """Four charts; without anything known each says what brings its figures."""
    weeks = week_counts(db, span)
    return [
        _members(weeks, span),
        _activity(weeks, span),
        creators_chart(db, span),
        _asking(weeks, span),
    ]


def _members(weeks: Sequence[WeekCounts], span: Span) -> Chart:
    active, contributing = _values(weeks, "active"), _values(weeks, "contributing")
    lines = (
        Line("active", say("Active members"), active),
        Line("contributing", say("Contributing members"), contributing),
    )
    return Chart(
        name="members",
        title=N_("Active members"),
        question=N_("How many members take part?"),
        answer=_told(span, active, _people(_last(active), _last(contributing))),
        places=span.weeks,
        lines=_known(lines),
        next_step=_step(active, "outreach", say("Write to who has gone quiet")),
        rank=20,
        behind=partial(behind, team=span.team),
    )


def _activity(weeks: Sequence[WeekCounts], span: Span) -> Chart:
    given, talked = _values(weeks, "contributions"), _values(weeks, "conversations")
    own = tuple(each.of_members("contributions") for each in weeks)
    whole = tuple(each.figure("contributions") for each in weeks)
    lines = (
        Line("contributions", say("Contributions"), given),
        Line("members_contributions", say("Contributions of members"), own, whole),
        Line("conversations", say("Conversations"), talked),
    )
    return Chart(
        name="activity",
        title=N_("Activity"),
        question=N_("How much is brought, and does it come from the members?"),
        answer=_told(span, given, _brought(_last(given), _last(own))),
        places=span.weeks,
        lines=_known(lines),
        next_step=_step(given, "content", say("Plan a question that asks for contributions")),
        rank=22,
        behind=partial(behind, team=span.team),
    )


def _asking(weeks: Sequence[WeekCounts], span: Span) -> Chart:
    asked, came = _values(weeks, "questions"), _values(weeks, "attendance")
    lines = (
        Line("questions_asked", say("Questions asked"), asked),
        Line("attendance", say("Came to a meeting"), came),
    )
    known = _last(asked) if _last(asked) is not None else _last(came)
    return Chart(
        name="asking",
        title=N_("Questions and meetings"),
        question=N_("Do members ask, and do they come?"),
        answer=_told(span, asked if _last(asked) is not None else came,
                     None if known is None else _asked(_last(asked), _last(came))),
        places=span.weeks,
        lines=_known(lines),
        next_step=_step(asked, "content", say("Plan a question or a meeting")),
        rank=26,
        behind=partial(behind, team=span.team),
    )  # fmt: skip


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


def _last(values: Sequence[int | None]) -> int | None:
    return values[-1] if values else None


def _known(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if any(value is not None for value in line.values))


def _step(values: Sequence[int | None], page: str, text: Text) -> NextStep:
    """Without figures of this week: count it."""
    if _last(values) is None:
        return NextStep(say("Count the week"), "counting")
    return NextStep(text, page)


def _told(span: Span, values: Sequence[int | None], sentence: Text | None) -> Text:
    """The figure of the last week and what is usual; or why there is none."""
    if sentence is None or _last(values) is None:
        return _unknown(span, values)
    more = _compared(span, values)
    return say("{answer} {more}", answer=sentence, more=more) if more else sentence


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


def _people(active: int | None, contributing: int | None) -> Text | None:
    if active is None:
        return None
    if not contributing:
        return say_n("{n} member did something this week; nobody contributed.",
                     "{n} members did something this week; nobody contributed.", active) if active \
            else say("No member did anything this week.")  # fmt: skip
    return say_n("{n} member did something this week, {contributing} contributed.",
                 "{n} members did something this week, {contributing} of them contributed.",
                 active, contributing=contributing)  # fmt: skip


def _brought(given: int | None, own: int | None) -> Text | None:
    if given is None or own is None:
        return None
    if not given:
        return say("Nothing was brought this week.")
    return say_n("{own} of {n} contribution this week came from members.",
                 "{own} of {n} contributions this week came from members.", given,
                 own=own)  # fmt: skip


def _asked(asked: int | None, came: int | None) -> Text:
    questions = say_n("{n} question was asked this week", "{n} questions were asked this week",
                      asked or 0)  # fmt: skip
    people = say_n("{n} came to a meeting", "{n} came to a meeting", came or 0)
    if asked is None:
        return say("{people} this week.", people=people)
    return say("{questions}.", questions=questions) if came is None else say(
        "{questions}; {people}.", questions=questions, people=people
    )  # fmt: skip


def _compared(span: Span, values: Sequence[int | None]) -> Text | None:
    """Against the weeks before; a week that is not over is not held against whole ones."""
    now = _last(values)
    before = [value for value in values[-1 - _BEFORE : -1] if value is not None]
    if now is None or len(before) < _BEFORE:
        return None
    if span.last_day < span.weeks[-1].sunday:
        return say("The week is not over; usual is {usual}.", usual=round(median(before)))
    usual = round(median(before))
    if max(now, usual) < _FEW:
        return say("Usual is {usual}; too few to tell a change.", usual=usual)
    if now == usual:
        return say("That is as usual.")
    if now > usual:
        return say("That is {n} more than usual.", n=now - usual)
    return say("That is {n} fewer than usual.", n=usual - now)
