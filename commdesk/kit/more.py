"""A button with a menu under it: what is done less often, two keys away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from commdesk.core.words import Words
from commdesk.kit.parts import Slot, button

Choice = tuple[str, Slot, str]
"""What it says, what it does, and the key that does the same; without a key an empty text."""


def more_button(words: Words, choices: Sequence[Choice]) -> QPushButton:
    """Enter or Space opens the menu, with its first choice one Enter away."""
    made = button(words("More…"))
    made.setToolTip(" · ".join(text for text, _slot, _key in choices))
    made.clicked.connect(lambda _checked=False: _offer(made, choices))
    return made


def _offer(beside: QPushButton, choices: Sequence[Choice]) -> None:
    menu = QMenu(beside.window())
    for text, slot, key in choices:
        action = menu.addAction(f"{text}\t{key}" if key else text)
        action.triggered.connect(lambda _checked=False, slot=slot: slot())
    menu.setActiveAction(menu.actions()[0])
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(beside.mapToGlobal(QPoint(0, beside.height())))
