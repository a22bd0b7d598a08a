"""Around the list of what came back: where a file is dropped, and who sent it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, EmptyState, label

_NAME_WIDTH = 260


def door(words: Words, choose: Callable[[], object]) -> QWidget:
    """What this is for, before a file is chosen."""
    card = Card(padding=0)
    empty = EmptyState(card)
    empty.explain(
        words("Drop the edited Excel file here"),
        words(
            "A colleague without commdesk can tick to-dos, add some, write hours, say when "
            "they can and what came of messages, in the file that you exported. Here you see "
            "what they changed, cell by cell, before anything changes."
        ),
        words("Choose a file"),
        choose,
    )
    empty.show()
    card.body.addWidget(empty, 1)
    return card


def sender_row(name: QLineEdit, known: Sequence[str], words: Words) -> QWidget:
    """The field for who sent it, with the names that are known to choose from."""
    row = QWidget()
    flow = Flow(row)
    asked = label(words("Sent back by"))
    asked.setBuddy(name)
    asked.setMinimumHeight(name.sizeHint().height())
    name.setAccessibleName(words("Sent back by"))
    name.setPlaceholderText(words("The name of your colleague"))
    name.setFixedWidth(theme.px(_NAME_WIDTH))
    completer = QCompleter(list(known), name)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    name.setCompleter(completer)
    flow.addWidget(asked)
    flow.addWidget(name)
    return row
