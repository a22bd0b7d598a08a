"""What a to-do is, the kinds of work, and how one's own hours are divided over them."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from commdesk.core.feature import Urgency, WorkTarget
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, Text, say, say_n
from commdesk.core.workbook import Workdays

DAY_MINUTES = 24 * 60
ANNOUNCED_BEFORE = 2
"""Working days before the last one, on which a promise that falls in an absence is announced."""
MOST_TITLE = 200
_YEAR = timedelta(days=366)
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

    @property
    def is_done(self) -> bool:
        return self.done_on is not None


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


def today_reason(todo: Todo, today: date, workdays: Workdays) -> tuple[Text, Urgency, date] | None:
    """Why an open to-do is on Today, how urgent it is, and for which day; None when it is not.

    Nothing falls due on a day that is not worked: it moves to the next working day, and is late
    when that has passed. A promise for such a day is announced on the last working days before.
    What was planned earlier and not done comes back as today's.
    """
    due, planned = todo.due_on, _worked(todo.planned_on, today, workdays)
    if due and due < today and (moved := workdays.next_from(due)) < today:
        return _late(todo, due, (today - moved).days), "late", moved
    if due and planned is None and due not in workdays and abs(due - today) < _YEAR:
        return _around_absence(todo, due, today, workdays)
    if planned and planned < today:
        return say("Was planned for {day} and not done", day=planned), _urgency(todo), today
    day = planned or due
    if day is None or day > Week.of(today).sunday:
        return None
    return _coming(todo, day), _urgency(todo), day


def _around_absence(
    todo: Todo, due: date, today: date, workdays: Workdays
) -> tuple[Text, Urgency, date] | None:
    """What is due on a day that is not worked: before it when promised, else after it."""
    after = workdays.next_from(due)
    if todo.is_promise and today < due:
        day = _last_worked(due, workdays)
        if day > Week.of(today).sunday and day > workdays.add(today, ANNOUNCED_BEFORE):
            return None
        text = say("Promised for {day}, not a working day: do it before", day=due)
        return text, "promised", max(day, today)
    if due > Week.of(today).sunday:
        return None
    said = say("Promised for {day}, not a working day; so on {next}", day=due, next=after)
    soft = say("Due {day}, not a working day; so on {next}", day=due, next=after)
    return said if todo.is_promise else soft, _urgency(todo), after


def _last_worked(day: date, workdays: Workdays) -> date:
    """The last working day before `day`; the day itself when there is none in a year."""
    before = (day - timedelta(days=n) for n in range(1, _YEAR.days))
    return next((each for each in before if each in workdays), day)


def _worked(planned: date | None, today: date, workdays: Workdays) -> date | None:
    """A day to do it, unless that became a closing day or own absence: then the next working one.

    Whoever plans something on a Saturday means it.
    """
    if planned is None or planned not in workdays.closed or abs(planned - today) >= _YEAR:
        return planned
    return workdays.next_from(planned)


def week_reason(todo: Todo, *, is_planned: bool) -> Text | None:
    """What a to-do says of itself in a week: what it was promised for, when it is due."""
    if todo.due_on:
        promised = say("Promised for {day}", day=todo.due_on)
        return promised if todo.is_promise else say("Due {day}", day=todo.due_on)
    if todo.is_promise:
        return say("Promised")
    if is_planned or todo.planned_on is None:
        return None
    return say("Was planned for {day} and not done", day=todo.planned_on)


def _late(todo: Todo, due: date, days: int) -> Text:
    if todo.is_promise:
        return say_n(
            "{n} day late; promised for {due}", "{n} days late; promised for {due}", days, due=due
        )
    return say_n("{n} day late; due {due}", "{n} days late; due {due}", days, due=due)


def _coming(todo: Todo, day: date) -> Text:
    if todo.due_on and todo.due_on != day:
        promised = say("Planned; promised for {due}", due=todo.due_on)
        return promised if todo.is_promise else say("Planned; due {due}", due=todo.due_on)
    if todo.is_promise:
        return say("Promised for {day}", day=day)
    return say("Due {day}", day=day) if todo.due_on else say("Planned for {day}", day=day)


def _urgency(todo: Todo) -> Urgency:
    return "promised" if todo.is_promise else "due"
