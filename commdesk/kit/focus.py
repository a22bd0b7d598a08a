"""The focus ring: two pixels of accent around whatever has the keyboard, two pixels off it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QMenuBar,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from commdesk.kit import theme

_RING = 2
_GAP = 2
_DRAWS_ITS_OWN = (QAbstractItemView, QMenuBar)
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class FocusRing(QObject):
    """Follows the focus of the whole program; lists draw the focus in their rows themselves."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent or app)
        self._ring: _Ring | None = None
        self._followed: list[QWidget] = []
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        if now is None or not _is_ringed(now):
            return
        stage = _stage_of(now)
        self._ring = _Ring(stage)
        step: QWidget | None = now
        while step is not None and step is not stage:
            self._followed.append(step)
            step.installEventFilter(self)
            step = step.parentWidget()
        self._place()

    def _place(self) -> None:
        if self._ring is None or not isValid(self._ring) or not isValid(self._followed[0]):
            return
        widget, stage = self._followed[0], self._ring.stage
        outside = widget.rect().translated(widget.mapTo(stage, QPoint()))
        width = _RING + _GAP
        self._ring.setGeometry(outside.adjusted(-width, -width, width, width))
        self._ring.setVisible(widget.isVisible())
        self._ring.raise_()

    def _leave(self) -> None:
        for widget in self._followed:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._followed.clear()
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None


class _Ring(QWidget):
    """Lies over the others, lets every click through, is nothing to a screen reader."""

    def __init__(self, stage: QWidget) -> None:
        super().__init__(stage)
        self.stage = stage
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.tokens().colour("accent"), _RING))
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inside, theme.RADIUS + _GAP, theme.RADIUS + _GAP)


def _is_ringed(widget: QWidget) -> bool:
    if widget.isWindow() or isinstance(widget, _DRAWS_ITS_OWN) or widget.property("ring") == "none":
        return False
    is_area = isinstance(widget, QAbstractScrollArea)
    return not is_area or isinstance(widget, QPlainTextEdit | QTextEdit | QScrollArea)


def _stage_of(widget: QWidget) -> QWidget:
    """What the ring may lie on: the content of the nearest scroll area, else the window."""
    step = widget.parentWidget()
    while step is not None and not step.isWindow():
        above = step.parentWidget()
        if above is not None and isinstance(above.parentWidget(), QAbstractScrollArea):
            return step
        step = above
    return widget.window()
