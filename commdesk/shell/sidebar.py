"""The side bar: pages in groups, each with what waits there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QVBoxLayout, QWidget

from commdesk.core.feature import Badge
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.parts import separator
from commdesk.shell.pages import Groups

_WIDTH = 216  # badges come after the first paint; with this much nothing moves then
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SideItem(QAbstractButton):
    """One page in the side bar: its title, and a count or a word behind it."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.name = name
        self.setText(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._badge = ""
        self._is_bad = False
        self.show_badge("", is_bad=False)

    def show_badge(self, text: str, *, is_bad: bool) -> None:
        self._badge, self._is_bad = text, is_bad
        self.setAccessibleName(f"{self.text()}, {text}" if text else self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        title = theme.metrics("strong").horizontalAdvance(self.text())
        badge = theme.metrics("label").horizontalAdvance(self._badge)
        return QSize(title + badge + 12 * 3, theme.px(theme.ROW_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("accent_soft" if self.isChecked() else "ground"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        inside = self.rect().adjusted(12, 0, -12, 0)
        self._paint_title(painter, inside)
        self._paint_badge(painter, inside)

    def _paint_title(self, painter: QPainter, inside: QRect) -> None:
        now = theme.tokens()
        painter.setFont(theme.font("strong" if self.isChecked() else "body"))
        painter.setPen(now.colour("accent" if self.isChecked() else "text"))
        painter.drawText(inside, _middle(Qt.AlignmentFlag.AlignLeft), self.text())

    def _paint_badge(self, painter: QPainter, inside: QRect) -> None:
        now = theme.tokens()
        painter.setFont(theme.font("label" if self._is_bad else "small"))
        painter.setPen(now.colour("bad" if self._is_bad else "muted"))
        painter.drawText(inside, _middle(Qt.AlignmentFlag.AlignRight), self._badge)


class SideBar(QFrame):
    """Up and down move through the pages; one of them is in the Tab order."""

    chosen = Signal(str)

    def __init__(self, groups: Groups, words: Words) -> None:
        super().__init__()
        self.words = words
        self.setProperty("role", "sidebar")
        self.setAccessibleName(words("Pages"))
        self.items: list[SideItem] = []
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(0)
        for place, group in enumerate(groups):
            if place:
                _add_separator(column)
            for page in group:
                column.addWidget(self._item(page.name, words(page.title)))
        column.addStretch()
        self._area = _quiet_area(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def sizeHint(self) -> QSize:
        widest = max((item.sizeHint().width() for item in self.items), default=0)
        return QSize(max(theme.px(_WIDTH), widest + 20), super().sizeHint().height())

    def has_focus(self) -> bool:
        """Whether the keyboard is in the side bar (arrows move through the pages then)."""
        return any(item.hasFocus() for item in self.items)

    def show_current(self, name: str) -> None:
        for item in self.items:
            is_current = item.name == name
            item.setChecked(is_current)
            tab = Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus
            item.setFocusPolicy(tab)

    def show_badges(self, badges: Mapping[str, Badge | None]) -> None:
        """By name of the page, which is that of its feature."""
        for item in self.items:
            badge = badges.get(item.name)
            text = self.words(badge.text) if badge else ""
            item.show_badge(text, is_bad=bool(badge and badge.is_bad))
        self.setFixedWidth(self.sizeHint().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        focused = next((n for n, item in enumerate(self.items) if item.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        target = self.items[(focused + step) % len(self.items)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()

    def _item(self, name: str, title: str) -> SideItem:
        item = SideItem(name, title)
        item.clicked.connect(lambda _checked=False: self.chosen.emit(name))
        self.items.append(item)
        return item


def _add_separator(column: QVBoxLayout) -> None:
    column.addSpacing(8)
    holder = QVBoxLayout()
    holder.setContentsMargins(12, 0, 12, 0)
    holder.addWidget(separator())
    column.addLayout(holder)
    column.addSpacing(8)


def _quiet_area(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    inside.setProperty("role", "page")
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


def _middle(side: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    return side | Qt.AlignmentFlag.AlignVCenter
