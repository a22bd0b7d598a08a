"""What stayed behind on days that are past goes along to today and the days after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from commdesk.core.feature import WeekItem
from commdesk.core.words import Words
from commdesk.core.workhours import is_overtaken
from commdesk.core.workingblocks import WorkingBlock
from commdesk.features.week.filling import Filling, fill
from commdesk.features.week.model import Day, WeekPlan
from commdesk.features.week.room import open_rooms


def left_behind(plan: WeekPlan, today: date) -> list[WeekItem]:
    """Open work that stood on a day before today, in this week or in one before it."""
    here = [item for day in plan.days if day.day < today for item in day.items]
    before = [item for item in plan.left_over if item.was_on is not None]
    mine = [item for item in (*before, *here) if item.move and item.is_own and not item.is_done]
    return [item for item in mine if not is_overtaken(item, today)]


def carry(
    items: Sequence[WeekItem], ahead: Sequence[Day], blocks: Sequence[WorkingBlock], today: date
) -> Filling:
    """Where they go: today first, then the days with room after it.

    One block alone goes on from its own day, when that is not past yet; what somebody else does
    takes no room of one's own.
    """
    if len(items) == 1 and (own := items[0].day):
        ahead = [day for day in ahead if day.day > own]
    return fill(open_rooms(ahead, blocks, today), items, today, is_carried=True)


_NAMED = 3


def told(filling: Filling, words: Words) -> str:
    """`Carried over: 2 to Mon 23 Nov and 1 to Tue 24 Nov. No day has room for …`."""
    counts = Counter(each.day for each in filling.placed)
    where = [words("{n} to {day}", n=count, day=day) for day, count in sorted(counts.items())]
    parts = []
    if where:
        parts.append(words("Carried over: {where}.", where=words.listed(where)))
    if stuck := filling.not_placed:
        titles = words.listed([words(each.item.title) for each in stuck[:_NAMED]])
        more = words(" and more") if len(stuck) > _NAMED else ""
        parts.append(words("No day has room for {titles}.", titles=titles + more))
    return " ".join(parts)
