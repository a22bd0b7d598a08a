"""The small records that features hand in: lines of Today, blocks of Week, facts, tiles, badges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Literal

from msgspec import Struct, field

from commdesk.core.values import Minutes
from commdesk.core.words import Text, say

Urgency = Literal["late", "promised", "due", "valuable", "quick"]


class Act(Struct, frozen=True):
    """One op with its arguments, to be given to `desk.do(act.op, *act.args, **act.kwargs)`."""

    op: Callable[..., Any]
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)


class TodayItem(Struct, frozen=True):
    """One line of Today. `key` is stable across days (it carries snoozes), unique in a workbook."""

    feature: str
    key: str
    title: Text
    reason: Text
    due_on: date
    minutes: Minutes
    urgency: Urgency = "due"
    member_id: int | None = None
    chip: Text | None = None
    tick: Act | None = None
    """What Space does; None when only doing the thing itself ends it."""
    page: str = ""
    """The page that Enter opens, with `target` selected there."""
    target: int | str | None = None
    owner: str = ""
    """Who is to do it; empty: whoever keeps the workbook."""
    move: Callable[[date], Act] | None = None
    """The act that puts it on another day; None when it has no day of its own to move."""
    hand_over: Callable[[str], Act] | None = None
    """The act that makes somebody else its owner."""


class WeekItem(Struct, frozen=True):
    """One block of the week: a to-do, a shift, planned messages."""

    feature: str
    key: str
    day: date | None
    """None: still to be planned."""
    title: Text
    minutes: Minutes
    kind: str
    """Kind of work: a key of `plan` kinds (strategy, growth, moderation...)."""
    is_done: bool = False
    due_on: date | None = None
    reason: Text | None = None
    id: int | None = None
    is_own: bool = True
    """Counts in the hours of the manager; a shift of somebody else only shows."""
    was_on: date | None = None
    """For what is still to be planned: the day on which it stood and was not done."""
    move: Callable[[date | None], Act] | None = None
    """The act that puts it on another day, or back among what is still to be planned."""
    toggle: Callable[[date], Act] | None = None
    """What Space does, given today: done, or not done after all."""
    shared_title: Text | None = None
    """What an export says instead of the title, where that names somebody."""
    done_on: date | None = None
    """The day it was done, when that may be another than the day it stands on."""
    is_promise: bool = False
    """Promised to somebody: it has a day before what was not."""
    copy: Callable[[date, date], Act] | None = None
    """The act that makes a new one like it, given its day and today; None: it is no pattern."""
    next_on: date | None = None
    """Of what comes back: the day from which the next one stands for this one too."""


class WorkTarget(Struct, frozen=True):
    """How many minutes of a week one kind of work should get."""

    kind: str
    title: str
    """English msgid."""
    minutes: Minutes
    is_most: bool = False
    """A ceiling, not something to reach."""


class TimelineItem(Struct, frozen=True):
    """One line in the story of a member."""

    at: datetime
    kind: Text
    text: Text
    feature: str


class Fact(Struct, frozen=True):
    """One thing to know of a member before being in touch: what they look for, what we owe."""

    label: Text
    text: Text
    is_chip: bool = False
    """Short enough to stand beside the name; `is_warning` colours it."""
    is_warning: bool = False


class Balance(Struct, frozen=True):
    """What we gave a member and what we asked of them, over so many days."""

    gives: int = 0
    asks: int = 0
    days: int = 90

    @property
    def value(self) -> int:
        return self.gives - self.asks

    @property
    def is_negative(self) -> bool:
        """Whether more was asked than given: the next thing is a give."""
        return self.value < 0

    @property
    def text(self) -> Text:
        return say("{gives}× given, {asks}× asked", gives=self.gives, asks=self.asks)


class Tile(Struct, frozen=True):
    """One figure on Today: counts one thing, names its target, opens the list it counts."""

    title: Text
    figure: Text
    note: Text
    page: str
    done: int | None = None
    of: int | None = None
    """`done` of `of` draws a bar."""


class Badge(Struct, frozen=True):
    """What the side bar shows behind a page: a count, and a word when it is a shortage."""

    text: Text
    is_bad: bool = False
