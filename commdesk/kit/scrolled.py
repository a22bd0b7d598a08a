"""A form that scrolls inside its card when the card is lower than the form is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from commdesk.kit import theme


def scrolled(*parts: QWidget) -> QScrollArea:
    """The parts under each other with the padding of a card; not itself in the Tab order."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(padded(*parts))
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
