"""What keys and mouse do to the blocks of a week: from list to list, from day to day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from commdesk.core.feature import WeekItem
from commdesk.core.words import N_, say
from commdesk.features.week.page.blocks import BlockList
from commdesk.features.week.proposal import ProposedItem

if TYPE_CHECKING:
    from commdesk.features.week.page import WeekPage

KEYS = (
    ("Space", N_("Tick off")),
    ("Enter", N_("Open it, or begin a to-do on an empty day")),
    ("Alt+Left", N_("To the day before")),
    ("Alt+Right", N_("To the day after")),
    ("Alt+Up", N_("Onto the chosen day")),
    ("Alt+Down", N_("Back to be planned")),
    ("Ctrl+Right", N_("To the next day with room")),
    ("Ctrl+Return", N_("Take over the proposal")),
    ("Del", N_("Leave it out of the proposal")),
)


class Hands:
    """Wires the lists of the page to what can be done with their blocks."""

    def __init__(self, page: WeekPage) -> None:
        self._page = page

    def take(self, block_list: BlockList, place: int | None) -> None:
        """`place`: which column of the week; None for what is still to be planned."""
        page, planning = self._page, self._page.planning
        self._take_any(block_list, place)
        block_list.carried.connect(self._carry)
        block_list.begun.connect(page.add)
        block_list.stepped.connect(lambda step: self._step(place, step))
        block_list.lifted.connect(self._lift)
        block_list.pushed.connect(planning.carry_one)
        block_list.let_out.connect(self._let_out)
        block_list.taken.connect(planning.take)
        block_list.dropped.connect(lambda key: self._drop(key, place))

    def take_calendar(self, calendar: BlockList) -> None:
        """Items that are published: they go to a day, never back to be planned."""
        self._take_any(calendar, None)
        calendar.carried.connect(self._carry_item)
        calendar.begun.connect(self._page.publish)
        calendar.lifted.connect(self._lift_item)

    def _take_any(self, block_list: BlockList, place: int | None) -> None:
        page = self._page
        block_list.opened.connect(page.open)
        block_list.ticked.connect(page.toggle)
        block_list.chosen.connect(lambda _item: self._choose(block_list, place))
        block_list.left.connect(page.planning.leave)

    def _choose(self, chosen: BlockList, place: int | None) -> None:
        if place is not None:
            self._page.chosen = self._page.week.days[place]
        for each in self._page.lists:
            if each is not chosen:
                each.let_go()

    def _step(self, place: int | None, step: int) -> None:
        columns = self._page.columns
        if place is not None and 0 <= place + step < len(columns):
            columns[place + step].list.setFocus()

    def _carry(self, item: WeekItem, step: int) -> None:
        if item.day is not None:
            self._page.put_on(item, item.day + timedelta(days=step))

    def _lift(self, item: WeekItem, step: int) -> None:
        if step > 0 and item.day is not None:
            self._page.put_on(item, None)
        elif step < 0 and item.day is None:
            self._page.put_on(item, self._page.chosen)

    def _carry_item(self, item: WeekItem, step: int) -> None:
        if not self._is_out(item):
            self._carry(item, step)

    def _is_out(self, item: WeekItem) -> bool:
        """What people have read already stays on its day, and that is said."""
        page = self._page
        if item.day is None or item.day > page.desk.today():
            return False
        page.tell_plainly(say("{title} is published already: it keeps its day.", title=item.title))
        return True

    def _lift_item(self, item: WeekItem, step: int) -> None:
        """Up is onto the chosen day; what is published always has one."""
        if step < 0:
            if not self._is_out(item):
                self._page.put_on(item, self._page.chosen)
        else:
            self._page.tell(N_("What is published always has a day."))

    def _let_out(self, item: WeekItem) -> None:
        if isinstance(item, ProposedItem):
            self._page.planning.let_out(item)

    def _drop(self, key: str, place: int | None) -> None:
        day = None if place is None else self._page.week.days[place]
        for block_list in self._page.lists:
            for row in block_list.rows:
                if row.key == key and row.data.day != day:
                    self._page.put_on(row.data, day)
                    return
