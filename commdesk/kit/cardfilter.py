"""A field that filters a list of cards by what stands on them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from commdesk.core.words import Words
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.parts import FilterField, Slot


class CardFilter(FilterField):
    """Give it the rows and what to say without any; it shows those that fit in the list.

    One that `comes_when_asked` hides while it has nothing to do.
    """

    def __init__(self, words: Words, cards: CardList, *, comes_when_asked: bool = False) -> None:
        super().__init__(words("Filter this list"), words("Filter this list"))
        self.words = words
        self._cards = cards
        self._rows: list[CardRow] = []
        self._empty: tuple[str, str, str, Slot | None] = ("", "", "", None)
        self._comes_when_asked = comes_when_asked
        if comes_when_asked:
            self.hide()
        self.textChanged.connect(lambda _text: self._show())
        self.went_down.connect(self._into_list)

    def set_empty(self, title: str, text: str = "", do: str = "", slot: Slot | None = None) -> None:
        """What the list says without rows, from the next `show_rows` on."""
        self._empty = (title, text, do, slot)

    def show_rows(self, rows: Sequence[CardRow]) -> None:
        """Of these rows those that fit; `selected` of the list tells which one is, or None."""
        self._rows = list(rows)
        self._show()

    def _show(self) -> None:
        typed = self.text().strip()
        if typed and self._rows:
            self._cards.set_empty(
                self.words("Nothing found for “{typed}”", typed=typed),
                "",
                self.words("Show all"),
                self.clear,
            )
        else:
            self._cards.set_empty(*self._empty)
        self._cards.show_rows([row for row in self._rows if _fits(typed, row)])
        if self._cards.current() is None:
            self._cards.select_first()
        if self._cards.current() is None:
            self._cards.selected.emit(None)  # an empty list has no index that could change

    def _into_list(self) -> None:
        self._cards.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and a second Esc go into the list."""
        leaves = event.key() == Qt.Key.Key_Escape and not self.text()
        if leaves or event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._into_list()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._comes_when_asked and not self.text():
            self.hide()


def _fits(typed: str, row: CardRow) -> bool:
    """Whether every typed word stands somewhere on the card."""
    on_it = f"{row.title} {row.reason} {' '.join(text for text, _ in row.chips)}".casefold()
    return all(word in on_it for word in typed.casefold().split())
