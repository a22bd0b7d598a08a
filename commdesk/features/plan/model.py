"""What a to-do is, the kinds of work, and how one's own hours are divided over them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from commdesk.core.feature import WorkTarget
from commdesk.core.values import Minutes
from commdesk.core.words import N_, Text, say

DAY_MINUTES = 24 * 60
MOST_TITLE = 200
HALF_HOUR = Minutes(30)
_SHARES_OF = 40


class Kind(StrEnum):
    """The kinds of work of a community manager."""

    STRATEGY = "strategy"
    GROWTH = "growth"
    MODERATION = "moderation"
    CONTENT = "content"
    RELATIONS = "relations"
    EVENTS = "events"
    ACCOUNTABILITY = "accountability"
    TECHNOLOGY = "technology"
    OTHER = "other"


KINDS: tuple[tuple[str, str], ...] = (
    (Kind.GROWTH, N_("Growth")),
    (Kind.MODERATION, N_("Moderation")),
    (Kind.RELATIONS, N_("Relations")),
    (Kind.CONTENT, N_("Content")),
    (Kind.EVENTS, N_("Events")),
    (Kind.STRATEGY, N_("Strategy")),
    (Kind.ACCOUNTABILITY, N_("Accountability")),
    (Kind.TECHNOLOGY, N_("Technology")),
    (Kind.OTHER, N_("Other")),
)
# Of 40 hours a week, by FeverBee (product.md); technology is a ceiling. What nobody gave a kind
# yet has no share.
SHARES: dict[str, int] = {
    Kind.GROWTH: 10,
    Kind.MODERATION: 8,
    Kind.RELATIONS: 6,
    Kind.CONTENT: 4,
    Kind.EVENTS: 4,
    Kind.STRATEGY: 2,
    Kind.ACCOUNTABILITY: 2,
    Kind.TECHNOLOGY: 4,
    Kind.OTHER: 0,
}


class TodoDraft(Struct, frozen=True):
    """What can be typed about a to-do; only the title is needed."""

    title: str = ""
    due_on: date | None = None
    planned_on: date | None = None
    minutes: Minutes = HALF_HOUR
    kind: str = Kind.OTHER
    owner: str = ""
    is_promise: bool = False
    note: str = ""
    member_id: int | None = None
    link_table: str = ""
    link_id: int | None = None


class Todo(TodoDraft, frozen=True):
    """A stored to-do."""

    id: int = 0
    added_on: date = date.min
    done_on: date | None = None
    series_id: int | None = None
    occurs_on: date | None = None
    """The day that the rule of its series gave it, wherever it was put since."""
    rule: str = ""
    """Of its series; empty when it comes once."""
    missed: int = 0
    """How many times before this one nothing was done, since the last that was."""
    next_on: date | None = None
    """For what only a rule says: the day on which the next of its series stands for it."""

    @property
    def is_done(self) -> bool:
        return self.done_on is not None


def moved(todo: Todo, day: date) -> dict[str, date]:
    """What changes when a to-do goes to another day, by what one expects of it.

    A promise keeps its day, whatever day it is done on; so does a day due that is not passed. What
    only has a day due, that is no promise, is due on the new one.
    """
    if todo.is_promise or todo.due_on is None:
        return {"planned_on": day}
    if todo.planned_on is None:
        return {"due_on": day}
    return {"planned_on": day, "due_on": max(todo.due_on, day)}


def shared_title(todo: Todo) -> Text | None:
    """What an export says instead of a title that is about somebody; None when it is not."""
    return None if todo.member_id is None else say("To-do about a member")


def work_targets(weekly: Minutes) -> tuple[WorkTarget, ...]:
    """The hours split of product.md scaled to `weekly`: whole minutes that add up to it.

    Minutes lost by rounding down go to the kinds that lost most (largest remainder).
    """
    shares = [SHARES[kind] for kind, _ in KINDS]
    floors = [int(weekly) * share // _SHARES_OF for share in shares]
    lost = [int(weekly) * share % _SHARES_OF for share in shares]
    by_loss = sorted(range(len(shares)), key=lambda place: -lost[place])
    for place in by_loss[: int(weekly) - sum(floors)]:
        floors[place] += 1
    return tuple(
        WorkTarget(kind, title, Minutes(minutes), is_most=kind == Kind.TECHNOLOGY)
        for (kind, title), minutes in zip(KINDS, floors, strict=True)
    )
