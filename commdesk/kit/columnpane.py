"""A pane in which a user chooses the columns of a table and their order, by keyboard too."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from commdesk.core.words import Words
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.columns import Columns
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, button, label
from commdesk.kit.signals import on_key


class ColumnPane(Card):
    """Space shows or hides a column, Alt+Up and Alt+Down move it; it holds at once."""

    done = Signal(object)

    def __init__(self, columns: Columns, words: Words) -> None:
        super().__init__(words("Columns"))
        self.setAccessibleName(words("Columns"))
        self._columns, self.words = columns, words
        text = words("Space shows or hides a column, Alt+Up and Alt+Down move it.")
        self.list = CardList(words("Columns"))
        self.list.ticked.connect(lambda row: self._toggle(str(row.key)))
        buttons = QWidget()
        row = Flow(buttons)
        for name, slot in (
            (words("Move up"), lambda: self.move_column(-1)),
            (words("Move down"), lambda: self.move_column(1)),
            (words("Usual columns"), lambda: self._choose([])),
            (words("Close"), lambda: self.done.emit(None)),
        ):
            row.addWidget(button(name, slot))
        self.body.addWidget(label(text, "small", wraps=True))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(buttons)
        on_key(self, "Alt+Up", lambda: self.move_column(-1))
        on_key(self, "Alt+Down", lambda: self.move_column(1))
        on_key(self, "Esc", lambda: self.done.emit(None))

    def begin(self) -> None:
        self._show()
        self.list.select_first()

    def take_focus(self) -> None:
        self.list.setFocus()

    def move_column(self, step: int) -> None:
        """Move the chosen column one place to the left (-1) or right (1)."""
        keys, key = list(self._columns.keys), str(self.list.current_key())
        if key not in keys:
            return
        place = keys.index(key)
        to = min(max(place + step, 0), len(keys) - 1)
        keys.insert(to, keys.pop(place))
        self._choose(keys)

    def _toggle(self, key: str) -> None:
        keys = list(self._columns.keys)
        if key not in keys:
            keys.append(key)
        elif len(keys) > 1:
            keys.remove(key)
        self._choose(keys)

    def _choose(self, keys: list[str]) -> None:
        self._columns.choose(keys)
        self._show()

    def _show(self) -> None:
        """What is shown in its order, then the rest."""
        shown = self._columns.keys
        offered = {column.key: column for column in self._columns.offered}
        rest = [key for key in offered if key not in shown]
        self.list.show_rows(
            [
                CardRow(
                    key=key,
                    title=self.words(offered[key].heading),
                    tickable=True,
                    is_ticked=key in shown,
                )
                for key in (*shown, *rest)
            ]
        )
