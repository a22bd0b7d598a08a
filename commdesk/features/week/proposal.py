"""A proposal for a week that is shown before it is taken: it can be moved, and parts dropped."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.feature import WeekItem
from commdesk.core.values import Minutes
from commdesk.core.words import Text, say
from commdesk.features.week.filling import AFTER_DUE, Filling, Placed
from commdesk.features.week.model import Day, KindHours, WeekPlan

Way = Literal["fill", "copy"]


class ProposedItem(WeekItem, frozen=True):
    """A block that stands on a day in a proposal only; its `reason` says why there."""


class Proposal(Struct, frozen=True):
    """What is proposed, and how it came about."""

    way: Way
    filling: Filling
    only: frozenset[str] = frozenset()
    """The kinds of work it was asked for; none: all."""

    def moved(self, key: str, day: date) -> Proposal:
        """One block on another day, by hand; past its due day the reason says so."""
        return self._with(
            tuple(
                replace(each, day=day, reason=_by_hand(each.item, day))
                if _key(each) == key
                else each
                for each in self.filling.placed
            )
        )

    def without(self, key: str) -> Proposal:
        return self._with(tuple(each for each in self.filling.placed if _key(each) != key))

    def still(self, plan: WeekPlan) -> Proposal:
        """What of it can still be done, after something else changed."""
        if self.way == "copy":
            return self
        waiting = {item.key for item in plan.left_over}
        return self._with(tuple(e for e in self.filling.placed if e.item.key in waiting))

    def _with(self, placed: tuple[Placed, ...]) -> Proposal:
        return replace(self, filling=replace(self.filling, placed=placed))

    @property
    def minutes(self) -> Minutes:
        return Minutes(sum(each.item.minutes for each in self.filling.placed))


def shown_with(plan: WeekPlan, proposal: Proposal) -> WeekPlan:
    """The week as it would be, with why the rest of what waits does not fit."""
    filling = proposal.filling
    items = [proposed(each) for each in filling.placed]
    taken = {item.key for item in items}
    why = {each.item.key: each.reason for each in filling.not_placed}
    left = [
        replace(item, reason=why.get(item.key, item.reason))
        for item in plan.left_over
        if item.key not in taken
    ]
    return replace(
        plan,
        days=tuple(_day(day, items) for day in plan.days),
        left_over=tuple(left),
        kinds=tuple(_kind(kind, items) for kind in plan.kinds),
    )


def proposed(placed: Placed) -> ProposedItem:
    """The block as it shows on the day of the proposal."""
    known = {name: getattr(placed.item, name) for name in placed.item.__struct_fields__}
    mine = {
        "key": _key(placed),
        "day": placed.day,
        "reason": placed.reason,
        "is_done": False,
        "toggle": None,
    }
    return ProposedItem(**known | mine)


def of_kinds(items: Collection[WeekItem], only: Collection[str]) -> list[WeekItem]:
    """Those of the chosen kinds of work; none chosen: all."""
    return [item for item in items if not only or item.kind in only]


def _key(placed: Placed) -> str:
    """A copy has a key of its own: what it is like may stand in the same week."""
    item = placed.item
    return item.key if item.day is None else f"copy/{item.key}"


def _day(day: Day, items: list[ProposedItem]) -> Day:
    """What is proposed stands first: a full day would hide it under what stood there."""
    mine = tuple(item for item in items if item.day == day.day)
    return replace(day, items=(*mine, *day.items)) if mine else day


def _kind(kind: KindHours, items: list[ProposedItem]) -> KindHours:
    more = sum(item.minutes for item in items if item.kind == kind.kind)
    return replace(kind, planned=Minutes(kind.planned + more)) if more else kind


def _by_hand(item: WeekItem, day: date) -> Text:
    if item.due_on and day > item.due_on:
        return say(AFTER_DUE, due=item.due_on)
    return say("Put here by hand")
