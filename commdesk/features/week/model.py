"""A week laid out: its days with work and hours, what is left to plan, hours per kind of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from commdesk.core.feature import WeekItem, WorkTarget
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Text, say
from commdesk.core.workhours import is_overtaken, once, own_minutes, stands

Targets = Callable[[Minutes], tuple[WorkTarget, ...]]
NOTHING = Minutes(0)


class Frame(Struct, frozen=True):
    """What is known of a week before anything is planned in it."""

    week: Week
    today: date
    hours: Mapping[date, Minutes]
    """One's own working time on each day that has any."""
    closed: Mapping[date, str] = field(default_factory=dict)
    """Closing days by name."""
    absent: Mapping[date, str] = field(default_factory=dict)
    """Days of own absence, with the note."""


class Day(Struct, frozen=True):
    """One column of the week."""

    day: date
    items: tuple[WeekItem, ...]
    available: Minutes
    closed: str | None = None
    """The name of the closing day, when it is one."""
    absence: str | None = None
    """The note of own absence, perhaps empty, when away."""

    @property
    def planned(self) -> Minutes:
        return own_minutes(self.items)

    @property
    def is_idle(self) -> bool:
        """No hours and nothing on it: a weekend, mostly."""
        return not (self.available or self.items)

    @property
    def is_over(self) -> bool:
        """More is planned than there are hours."""
        return self.planned > self.available


class KindHours(Struct, frozen=True):
    """One kind of work in a week: what it should get, what is planned for it, what is done."""

    kind: str
    title: str
    """English msgid, or the kind itself when no feature names it."""
    target: Minutes
    planned: Minutes
    done: Minutes
    is_most: bool = False

    @property
    def is_over(self) -> bool:
        return self.is_most and self.planned > self.target


class WeekPlan(Struct, frozen=True):
    """Everything that a week shows."""

    week: Week
    days: tuple[Day, ...]
    left_over: tuple[WeekItem, ...]
    kinds: tuple[KindHours, ...]

    @property
    def has_own_work(self) -> bool:
        """Whether anything in it can be moved by hand: a to-do."""
        return bool(self.left_over) or any(item.move for day in self.days for item in day.items)

    @property
    def planned(self) -> Minutes:
        return Minutes(sum(day.planned for day in self.days))

    @property
    def available(self) -> Minutes:
        return Minutes(sum(day.available for day in self.days))


def lay_out(frame: Frame, items: Sequence[WeekItem], targets: Targets | None) -> WeekPlan:
    """Put every item in its place. What stands on a day still to come is nobody's left-over."""
    items = once([item for item in items if stands(item, frame.today)])
    return WeekPlan(
        week=frame.week,
        days=tuple(_day(frame, day, items) for day in frame.week.days),
        left_over=tuple(_left_over(items, frame.today)),
        kinds=_kinds(items, targets(_total(frame)) if targets else ()),
    )


def off_reason(day: Day) -> Text | None:
    """Why there are no hours on a day that could have them."""
    if day.closed is not None:
        return say("Closed: {name}", name=day.closed)
    if day.absence:
        return say("Away: {note}", note=day.absence)
    return None if day.absence is None else say("Away")


def shared_off_reason(day: Day) -> Text | None:
    """What others may read of it: why one is away stays here."""
    return off_reason(replace(day, absence="") if day.absence else day)


def _day(frame: Frame, day: date, items: Sequence[WeekItem]) -> Day:
    return Day(
        day=day,
        items=tuple(sorted((i for i in items if i.day == day), key=lambda i: not i.is_own)),
        available=frame.hours.get(day, NOTHING),
        closed=frame.closed.get(day),
        absence=frame.absent.get(day),
    )


def _left_over(items: Sequence[WeekItem], today: date) -> list[WeekItem]:
    open_now = [i for i in items if i.day is None and not i.is_done]
    waiting = [item for item in open_now if not is_overtaken(item, today)]
    waiting = [item for item in waiting if item.was_on is None or item.was_on < today]
    return sorted(waiting, key=lambda item: item.due_on or item.was_on or date.max)


def _kinds(items: Sequence[WeekItem], targets: Sequence[WorkTarget]) -> tuple[KindHours, ...]:
    known = {target.kind: target for target in targets}
    planned = [item for item in items if item.day is not None and item.is_own]
    more = sorted({item.kind for item in planned} - known.keys())
    rows = [*targets, *(WorkTarget(kind, kind, NOTHING) for kind in more)]
    hours = (
        KindHours(
            kind=row.kind,
            title=row.title,
            target=row.minutes,
            planned=own_minutes(i for i in planned if i.kind == row.kind),
            done=own_minutes(i for i in planned if i.kind == row.kind and i.is_done),
            is_most=row.is_most,
        )
        for row in rows
    )
    return tuple(each for each in hours if each.target or each.planned)


def _total(frame: Frame) -> Minutes:
    return Minutes(sum(frame.hours.values()))
