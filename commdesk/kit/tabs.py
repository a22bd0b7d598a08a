"""Buttons of which one is chosen: tabs above a list or a page."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton

from commdesk.kit import theme
from commdesk.kit.parts import Slot, button

_PADDING = 20


def tab_button(text: str, slot: Slot) -> QPushButton:
    made = button("", slot, "tab")
    made.setCheckable(True)
    write_tab(made, text)
    return made


def write_tab(tab: QPushButton, text: str) -> None:
    """A tab is as wide when it is chosen, and bold, as when it is not."""
    tab.setText(text)
    bold = theme.font()
    bold.setWeight(bold.Weight.DemiBold)
    tab.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(text) + theme.px(_PADDING))
