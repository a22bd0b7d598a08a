"""A filtered list of cards, and beside it the selected one or a form: one of the two at a time."""

from __future__ import annotations

from collections.abc import MutableMapping

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from commdesk.core.words import Words
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList
from commdesk.kit.detail import DetailPane
from commdesk.kit.formcard import FormCard
from commdesk.kit.parts import Card
from commdesk.kit.regions import Regions


class ListBeside(QWidget):
    """`name` is what the splitter is remembered by; the form's `done` gives the key to go to."""

    def __init__(
        self,
        name: str,
        cards: CardList,
        beside: tuple[DetailPane, FormCard],
        words: Words,
        memory: MutableMapping[str, str],
    ) -> None:
        super().__init__()
        self.list = cards
        self.detail, self.form = beside
        self.filter = CardFilter(words, cards)
        self._right = QStackedWidget()
        self._right.addWidget(self.detail)
        self._right.addWidget(self.form)
        card = Card(padding=8)
        card.body.addWidget(self.filter)
        card.body.addWidget(cards)
        card.setFocusProxy(cards)
        self._regions = Regions(name, (card, self._right), words=words, memory=memory)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._regions)
        self.setFocusProxy(cards)
        self.form.done.connect(self._end_form)

    @property
    def shows_form(self) -> bool:
        return self._right.currentWidget() is self.form

    def show_form(self) -> None:
        self._right.setCurrentWidget(self.form)
        self._regions.reveal(1)

    def drop_form(self) -> None:
        """Let go of what is typed."""
        self.form.empty()
        self._right.setCurrentWidget(self.detail)

    def go_to(self, key: object) -> None:
        """Select this one, also when the filter left it out, with the keyboard on it."""
        self.filter.clear()
        self.list.select_key(key)
        self._regions.reveal(1)
        self.list.setFocus()

    def _end_form(self, key: object) -> None:
        self._right.setCurrentWidget(self.detail)
        if key is not None:
            self.list.select_key(key)
        self._regions.reveal(0)
        self.list.setFocus()
