"""What can be done with a cell, under the right mouse button, each with its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from commdesk.core.words import Words
from commdesk.features.moderation.roster.page.table import RosterTable

Act = Callable[[str], object]


def offer_menu(table: RosterTable, act: Act, words: Words, where: QPoint) -> QMenu:
    """Of the cell that the keyboard is at; without a person in it only who could take it."""
    choices = [(words("Who can take it"), "Enter", "open")]
    chip = table.chip()
    if chip and chip.shift:
        pin = words("Unpin") if chip.is_pinned else words("Pin")
        choices += [
            (words("Move"), "Ctrl+X", "cut"),
            (pin, "P", "pin"),
            (words("15 minutes longer"), "+", "longer"),
            (words("15 minutes shorter"), "−", "shorter"),
            (words("Take off the roster"), "Del", "remove"),
        ]
    menu = QMenu(table)
    for text, key, name in choices:
        action = menu.addAction(f"{text}\t{key}")
        action.triggered.connect(lambda _checked=False, name=name: act(name))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(table.viewport().mapToGlobal(where))
    return menu
