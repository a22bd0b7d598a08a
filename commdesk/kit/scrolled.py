"""A form that scrolls inside its card when the card is lower than the form is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from commdesk.kit import theme


def scrolled(form: QWidget) -> QScrollArea:
    """The form with the padding of a card; not itself in the Tab order."""
    inside = QWidget()
    inside.setProperty("role", "page")
    column = QVBoxLayout(inside)
    column.setContentsMargins(*(theme.CARD_PADDING,) * 4)
    column.addWidget(form)
    column.addStretch()
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
