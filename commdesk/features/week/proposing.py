"""Make a proposal out of the workbook: fill a week, copy the one before, carry over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import chain

from commdesk.core.database import Database
from commdesk.core.feature import Features, WeekItem
from commdesk.core.workingblocks import working_blocks
from commdesk.features.week.carrying import carry, left_behind
from commdesk.features.week.filling import Filling, fill
from commdesk.features.week.model import Day, WeekPlan
from commdesk.features.week.pattern import copy_pattern
from commdesk.features.week.proposal import Proposal, of_kinds
from commdesk.features.week.queries import week_plan, weeks_ahead
from commdesk.features.week.room import open_rooms


def propose_filling(
    db: Database, plan: WeekPlan, today: date, only: Collection[str] = ()
) -> Proposal:
    """What waits, on the days of this week that have room for it; `only` these kinds of work."""
    rooms = open_rooms(plan.days, working_blocks(db), today)
    items = of_kinds(to_plan(plan), only)
    return Proposal("fill", fill(rooms, items, today, plan.kinds), frozenset(only))


def to_plan(plan: WeekPlan) -> list[WeekItem]:
    """What waits for a day and is one's own: others plan their work themselves."""
    return [item for item in plan.left_over if item.is_own]


def propose_pattern(db: Database, features: Features, plan: WeekPlan, today: date) -> Proposal:
    """What was done or planned in the week before this one, once more."""
    last = week_plan(db, features, plan.week - 1, today)
    return Proposal("copy", copy_pattern(last, plan, today))


def propose_carrying(db: Database, features: Features, today: date) -> Filling:
    """Where everything goes that stayed behind on days that are past."""
    ahead = weeks_ahead(db, features, today)
    now = next(ahead)
    return _carry_into(db, left_behind(now, today), chain([now], ahead), today)


def propose_carrying_one(db: Database, features: Features, item: WeekItem, today: date) -> Filling:
    """Where one block goes: the next day with room."""
    return _carry_into(db, [item], weeks_ahead(db, features, today), today)


def _carry_into(
    db: Database, items: Sequence[WeekItem], ahead: Iterable[WeekPlan], today: date
) -> Filling:
    """Into as many weeks as it takes: what fits in this one does not ask for the next."""
    days: list[Day] = []
    blocks, found = working_blocks(db), Filling()
    for plan in ahead:
        days += [day for day in plan.days if day.day >= today]
        found = carry(items, days, blocks, today)
        if not found.not_placed:
            break
    return found


def kinds_of(items: Sequence[WeekItem]) -> list[str]:
    """The kinds of work among these, each once, in their order."""
    return list(dict.fromkeys(item.kind for item in items))
