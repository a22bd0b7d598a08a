"""What of Development scrolls: where the keyboard lands in it, and the keys that scroll it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from commdesk.kit import theme
from commdesk.kit.scrolled import quiet_area


def scrolling(name: str, parts: Iterable[QWidget]) -> QScrollArea:
    """The parts under each other."""
    inside = QWidget()
    inside.setProperty("role", "page")
    column = QVBoxLayout(inside)
    column.setContentsMargins(4, 4, theme.GAP, 4)  # so that the ring of the keyboard stays free
    column.setSpacing(theme.REGION_GAP)
    for part in parts:
        column.addWidget(part)
    column.addStretch()
    area = quiet_area(inside, only_down=True)
    area.setAccessibleName(name)
    area.setProperty("ring", "none")  # it has the keyboard only until there is something on it
    return area


def first_stop(stops: Iterable[QWidget], area: QScrollArea) -> QWidget:
    """The first of them that shows, or the area itself while there is none."""
    return next((each for each in stops if each.isVisible()), area)


def scroll(area: QScrollArea, event: QKeyEvent) -> bool:
    """Whether it is a key that scrolls; then it does."""
    bar = area.verticalScrollBar()
    places = {
        Qt.Key.Key_Home: bar.minimum(),
        Qt.Key.Key_End: bar.maximum(),
        Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
        Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
    }
    key = Qt.Key(event.key())
    if key not in places or event.modifiers():
        return False
    bar.setValue(places[key])
    return True
