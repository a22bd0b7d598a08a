"""A rule as it holds in this workbook, and how it stands with it today; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from commdesk.core.retaining import Retention, last_past, months_after
from commdesk.core.words import Text, say, say_n

_YEAR = 12
ALL = "all"
"""In place of an id: everything of a rule."""


class Rule(Struct, frozen=True):
    """What a feature handed in, with the months of this workbook and the policy on top."""

    retention: Retention
    months: int | None
    """None: without an end."""
    most_days: int = 0
    """How many days the organisation lets it be kept at most; 0: it does not say."""
    held_until: date | None = None
    """Up to and with this day nothing of it goes."""
    held_because: str = ""

    @property
    def key(self) -> str:
        return self.retention.key

    def kept_until(self, since: date) -> date | None:
        """The last day on which what is of `since` is kept; None: without an end."""
        ends = []
        if self.months is not None:
            ends.append(months_after(since, self.months))
            if self.held_until:
                ends = [max(ends[0], self.held_until)]
        if self.most_days:
            ends.append(since + timedelta(days=self.most_days))
        return min(ends, default=None)

    def last_past(self, today: date) -> date | None:
        """The last day of which nothing may be kept any more today; None: everything may.

        What the organisation sets goes before what is kept longer here.
        """
        found = []
        if self.months is not None and not (self.held_until and self.held_until >= today):
            found.append(last_past(today, self.months))
        if self.most_days:
            found.append(today - timedelta(days=self.most_days + 1))
        return max(found, default=None)

    @property
    def told(self) -> Text:
        """How long and from when, in words."""
        since = Text(self.retention.counts_from)
        if self.retention.is_fixed:
            return say("until {since}", since=since)
        return say("{length} after {since}", length=self.length, since=since)

    @property
    def length(self) -> Text:
        """How long it is kept, in words."""
        if self.retention.is_fixed:
            return say("own day")
        own = months_text(self.months)
        if not self.most_days:
            return own
        return say_n("{own}, at most {n} day", "{own}, at most {n} days", self.most_days, own=own)


class Standing(Struct, frozen=True):
    """How it stands with one rule today."""

    rule: Rule
    past: int = 0
    """How many rows are past their date."""
    oldest_on: date | None = None
    """The oldest of those."""
    next_on: date | None = None
    """The day on which the next one is past its date."""

    @property
    def id(self) -> str:
        return self.rule.key


class Due(Struct, frozen=True):
    """Somebody past their date."""

    id: int
    rule: Rule
    name: str
    since_on: date
    due_on: date
    """The last day on which they were to be kept."""


class RunPart(Struct, frozen=True):
    """What went by one rule."""

    rule: str
    count: int
    oldest_on: date


class Run(Struct, frozen=True):
    """One time that the rules were applied; no name is in it."""

    id: int
    at: datetime
    actor: str
    people: int
    texts: int
    parts: tuple[RunPart, ...] = ()


def months_text(months: int | None) -> Text:
    """`24 months` reads as `2 years`."""
    if months is None:
        return say("without an end")
    if months % _YEAR == 0:
        return say_n("{n} year", "{n} years", months // _YEAR)
    return say_n("{n} month", "{n} months", months)


def people_and_texts(people: int, texts: int) -> Text:
    """What there is of both, in words: `3 people and 12 texts`."""
    said_people = say_n("{n} person", "{n} people", people)
    said_texts = say_n("{n} text", "{n} texts", texts)
    if people and texts:
        return say("{people} and {texts}", people=said_people, texts=said_texts)
    return said_people if people else said_texts


def totals(standings: Sequence[Standing]) -> tuple[int, int]:
    """How many people and how many texts are past their date."""
    people = sum(each.past for each in standings if each.rule.retention.is_people)
    return people, sum(each.past for each in standings) - people
