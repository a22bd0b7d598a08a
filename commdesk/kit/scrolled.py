"""A form that scrolls inside its card when the card is lower than the form is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from commdesk.kit import theme
from commdesk.kit.signals import soon

_ROUND = 72
"""Seen along with the field: the label above it and what may stand under it."""


def scrolled(*parts: QWidget) -> QScrollArea:
    """The parts under each other with the padding of a card."""
    return quiet_area(padded(*parts))


def quiet_area(inside: QWidget, *, only_down: bool = False) -> QScrollArea:
    """It scrolls when it must, along with the keyboard inside, and is no stop of Tab itself."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if only_down:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


def padded(*parts: QWidget) -> QWidget:
    """What stands in such an area; another one can be set later."""
    inside = QWidget()
    inside.setProperty("role", "page")
    column = QVBoxLayout(inside)
    column.setContentsMargins(*(theme.CARD_PADDING,) * 4)
    column.setSpacing(theme.px(12))
    for each in parts:
        column.addWidget(each)
    column.addStretch()
    return inside


def keep_in_sight(controls: Iterable[QWidget], area: QScrollArea) -> None:
    """Scroll to the one that gets the keyboard, also when it is put there by the program."""
    sight = _Sight(area)
    for control in controls:
        control.installEventFilter(sight)


class _Sight(QObject):
    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area.widget())
        self._area = area

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_arrival = isinstance(event, QFocusEvent) and event.gotFocus()
        if is_arrival and isinstance(watched, QWidget) and not _by_mouse(event):
            soon(watched, lambda: self._area.ensureWidgetVisible(watched, 0, theme.px(_ROUND)))
        return super().eventFilter(watched, event)


def _by_mouse(event: QEvent) -> bool:
    """What is clicked is seen already, and should not move under the mouse."""
    return isinstance(event, QFocusEvent) and event.reason() == Qt.FocusReason.MouseFocusReason
