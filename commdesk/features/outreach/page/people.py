"""The list at the left: whose turn it is, and who still owes an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget

from commdesk.core.words import Text, Words
from commdesk.features.outreach.model import PURPOSES, Message
from commdesk.features.outreach.page.person import excerpt
from commdesk.features.outreach.turns import Queue, Turn
from commdesk.kit import theme
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, FilterField, button, label, separator

QUEUE, WAITING = 0, 1
_TAB_PADDING = 18  # both stand beside each other at the usual width of the window


class People(Card):
    """Two lists behind two tabs with one filter; rows carry a `Turn` or a `Message`."""

    chosen = Signal(object)
    """The CardRow that became current in the list that shows, or None."""
    opened = Signal(object)
    filtered = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__(padding=8)
        self.words = words
        self.has_scores = False
        """Whether each row says how much its turn weighs."""
        self._apart: Mapping[int, str] = {}
        self.queue = CardList(words("Whose turn it is"))
        self.waiting = CardList(words("Waiting for an answer"))
        self.filter = FilterField(words("Filter by name"), words("Filter this list by name"))
        self._tabs = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._foot = label(role="small", wraps=True)
        self._foot.setContentsMargins(8, 4, 8, 4)
        row = Flow(gap=4)
        row.setContentsMargins(0, 4, 0, 0)
        for index, each in enumerate((self.queue, self.waiting)):
            tab = button("", None, "tab")
            tab.setCheckable(True)
            tab.setProperty("fit", "dense")
            self._tabs.addButton(tab, index)
            row.addWidget(tab)
            self._stack.addWidget(each)
            each.selected.connect(lambda _row, each=each: self._emit_chosen(each))
            each.opened.connect(self.opened)
        self._tabs.button(QUEUE).setChecked(True)
        self._tabs.idClicked.connect(self.show_tab)
        self.filter.textChanged.connect(lambda _text: self.filtered.emit())
        self.filter.went_down.connect(self._go_down)
        self.body.addLayout(row)
        self.body.addWidget(self.filter)
        self.body.addWidget(self._stack, 1)
        self._line = separator()
        self.body.addWidget(self._line)
        self.body.addWidget(self._foot)

    @property
    def list(self) -> CardList:
        """The list that shows."""
        return self.waiting if self._stack.currentIndex() == WAITING else self.queue

    @property
    def tab(self) -> int:
        return self._stack.currentIndex()

    def toggle_scores(self) -> None:
        """The score of every turn, for whoever wonders about the order."""
        self.has_scores = not self.has_scores
        self.filtered.emit()

    def show_tab(self, index: int) -> None:
        wanted = (self.queue, self.waiting)[index]
        if wanted.current() is None:  # before it gets the keyboard, which makes a row current
            wanted.select_first()
        self._stack.setCurrentIndex(index)
        self._tabs.button(index).setChecked(True)
        self.setFocusProxy(self.list)
        self._foot.setVisible(index == QUEUE and bool(self._foot.text()))
        self._line.setVisible(not self._foot.isHidden())
        self._emit_chosen(self.list)

    def show_queue(self, found: Queue, typed: str, apart: Mapping[int, str]) -> None:
        """`apart`: what stands behind the name of a member whose name is somebody else's too."""
        self._apart = apart
        rows = [self._turn_row(turn, found) for turn in found.offered]
        rows += [
            self._turn_row(turn, found, self._day_title(day, found.today))
            for day, turn in found.later
        ]
        self.queue.show_rows([row for row in rows if _fits(row.data.name, typed)])
        self._name_tab(QUEUE, self.words("To write"), len(found.offered))
        left_out = [self.words(reason) for reason in found.reasons_left_out]
        count = sum(found.excluded.values())
        self._foot.setText(
            self.words("{n} not in the list: {reasons}", n=count, reasons=", ".join(left_out))
            if left_out
            else ""
        )
        self._foot.setVisible(bool(left_out) and self.tab == QUEUE)
        self._line.setVisible(not self._foot.isHidden())

    def take_out(self, member_id: int) -> None:
        """Somebody was written to: the next one's turn, without reading the list again."""
        self.queue.take_out(member_id)
        offered = sum(not row.group for row in self.queue.rows)
        self._name_tab(QUEUE, self.words("To write"), offered)

    def show_waiting(
        self, messages: Sequence[Message], count: int, today: date, apart: Mapping[int, str]
    ) -> None:
        rows = [_message_row(each, today, self.words, apart) for each in messages]
        self.waiting.show_rows(rows)
        self._name_tab(WAITING, self.words("Waiting"), count)

    def _turn_row(self, turn: Turn, found: Queue, group: str = "") -> CardRow:
        return CardRow(
            key=turn.member_id,
            title=_title(turn.name, self._apart.get(turn.member_id)),
            reason=self.words(turn.reason(found.today)),
            right=str(found.score(turn)) if self.has_scores else "",
            group=group,
            data=turn,
        )

    def _name_tab(self, index: int, text: str, count: int) -> None:
        """The tab that shows is bold, and as wide then as it was before."""
        tab = self._tabs.button(index)
        tab.setText(f"{text} {count}")
        width = theme.metrics("strong").horizontalAdvance(tab.text())
        tab.setMinimumWidth(width + theme.px(_TAB_PADDING))

    def _day_title(self, day: date, today: date) -> str:
        if day == today + timedelta(days=1):
            return self.words("Tomorrow")
        title = self.words.long_date(day)
        return title[:1].upper() + title[1:]

    def _go_down(self) -> None:
        self.list.setFocus()

    def _emit_chosen(self, source: CardList) -> None:
        if source is self.list:
            self.chosen.emit(source.current())


def _message_row(message: Message, today: date, words: Words, apart: Mapping[int, str]) -> CardRow:
    purpose = Text(dict(PURPOSES).get(message.purpose, message.purpose))
    days = (today - message.sent_on).days
    return CardRow(
        key=message.id,
        title=_title(message.name, apart.get(message.member_id)),
        reason=f"{words(purpose)}: {excerpt(message.text, 60)}",
        right=words.plural("{n} day", "{n} days", days) if days else words("today"),
        data=message,
    )


def _title(name: str, apart: str | None) -> str:
    return f"{name} · {apart}" if apart else name


def _fits(name: str, typed: str) -> bool:
    words = name.casefold().split()
    return all(any(w.startswith(part) for w in words) for part in typed.casefold().split())
