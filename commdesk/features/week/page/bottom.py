"""Under the days: hours per kind of work, and beside it what waits or the content calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from commdesk.core.feature import WeekItem
from commdesk.core.words import Words
from commdesk.features.week.model import WeekPlan
from commdesk.features.week.page.blocks import BlockList
from commdesk.features.week.page.days import row_of
from commdesk.features.week.page.kinds import KindsCard
from commdesk.features.week.page.publishing import calendar_rows
from commdesk.kit import theme
from commdesk.kit.cardpaint import CardDelegate
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, Slot, button
from commdesk.kit.tabs import tab_button, write_tab

_WAITING, _CONTENT = 0, 1


class Bottom(QWidget):
    """The kinds at the left; at the right one of two lists, by its tab."""

    def __init__(self, words: Words, carry: Slot, publish: Slot, *, has_content: bool) -> None:
        super().__init__()
        self.words = words
        self.kinds = KindsCard(words)
        self.left = _list(words("Still to plan"))
        self.calendar = _list(words("Content calendar"))
        self.calendar.setAcceptDrops(False)  # an item goes to a day, not into a list
        self._lists = QStackedWidget()
        self.tabs = [
            tab_button(words("Still to plan"), lambda: self.show_tab(_WAITING)),
            tab_button(words("Content"), lambda: self.show_tab(_CONTENT)),
        ]
        self.carry = button("", carry, "link")
        self.publish = button(words("New item"), publish, "link")
        if not has_content:
            self.tabs[_CONTENT].hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.REGION_GAP)
        row.addWidget(self.kinds, 5)
        row.addWidget(self._card(), 4)
        self._count = 0
        self.show_tab(_WAITING)

    def show_plan(self, plan: WeekPlan, behind: int) -> None:
        """`behind`: how much of what waits or stands on days past can be carried over."""
        words = self.words
        rows = [row_of(item, words) for item in plan.left_over]
        self.left.show_rows([replace(row, tickable=False) for row in rows])
        self.left.empty.setVisible(not rows)
        self.kinds.show_kinds(plan.kinds, plan.available)
        write_tab(self.tabs[_WAITING], _counted(words("Still to plan"), len(rows)))
        self.carry.setText(words("Carry over {n}", n=behind))
        self._count = behind
        self._show_links()

    def show_calendar(self, items: Sequence[WeekItem], today: date) -> None:
        rows = calendar_rows(items, self.words, today)
        self.calendar.show_rows(rows)
        self.calendar.empty.setVisible(not rows)
        self._show_links()
        write_tab(self.tabs[_CONTENT], _counted(self.words("Content"), len(rows)))

    def show_tab(self, tab: int) -> None:
        self._lists.setCurrentIndex(tab)
        for place, each in enumerate(self.tabs):
            each.setChecked(place == tab)
        self._show_links()

    def show_content(self) -> None:
        self.show_tab(_CONTENT)
        self.calendar.setFocus()

    def height_of_kinds(self) -> int:
        return self.kinds.sizeHint().height()

    def _show_links(self) -> None:
        is_waiting = self._lists.currentIndex() == _WAITING
        self.carry.setVisible(is_waiting and self._count > 0)
        self.publish.setVisible(not is_waiting and bool(self.calendar.rows))

    def _card(self) -> Card:
        card = Card()
        head = Flow(gap=4)
        for part in (*self.tabs, self.carry, self.publish):
            head.addWidget(part)
        for each in (self.left, self.calendar):
            self._lists.addWidget(each)
        card.body.addLayout(head)
        card.body.addWidget(self._lists, 1)
        return card


def _list(title: str) -> BlockList:
    made = BlockList(title)
    made.setItemDelegate(CardDelegate(made))
    return made


def _counted(title: str, count: int) -> str:
    return f"{title}  {count}" if count else title
