"""A filtered list of cards, and beside it the selected one or a form: one of them at a time."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from commdesk.core.words import Words
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList
from commdesk.kit.detail import DetailPane
from commdesk.kit.formcard import FormCard
from commdesk.kit.parts import Card
from commdesk.kit.regions import Regions


class ListBeside(QWidget):
    """`name` is what the splitter is remembered by; a form's `done` gives the key to go to.

    The first of the forms is the usual one; `shares` is how the list and what is beside it divide
    the width at first.
    """

    def __init__(
        self,
        name: str,
        cards: CardList,
        beside: tuple[DetailPane, *tuple[FormCard, ...]],
        words: Words,
        memory: MutableMapping[str, str],
        shares: Sequence[int] = (3, 2),
        *,
        filters_when_asked: bool = False,
    ) -> None:
        super().__init__()
        self.list = cards
        self.detail, *self.forms = beside
        self.filter = CardFilter(words, cards, comes_when_asked=filters_when_asked)
        self._right = QStackedWidget()
        self._right.addWidget(self.detail)
        for form in self.forms:
            self._right.addWidget(form)
            form.done.connect(self._end_form)
        card = Card(padding=8)
        card.body.addWidget(self.filter)
        card.body.addWidget(cards)
        card.setFocusProxy(cards)
        self._regions = Regions(
            name, (card, self._right), words=words, memory=memory, shares=shares
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._regions)
        self.setFocusProxy(cards)

    @property
    def is_narrow(self) -> bool:
        """Whether only the list or only what is beside it shows."""
        return self._regions.is_narrow

    def reveal_detail(self) -> None:
        """Go from the list to what is selected, where only one of them shows."""
        self._regions.reveal(1)

    @property
    def shown_form(self) -> FormCard | None:
        shown = self._right.currentWidget()
        return next((form for form in self.forms if form is shown), None)

    @property
    def is_typed(self) -> bool:
        """Whether the form that shows holds something that is not saved."""
        form = self.shown_form
        return form is not None and form.is_typed

    def show_form(self, form: FormCard | None = None) -> None:
        """The usual form, or this one."""
        self._right.setCurrentWidget(form or self.forms[0])
        self._regions.reveal(1)

    def drop_form(self) -> None:
        """Let go of what is typed."""
        for form in self.forms:
            form.empty()
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
