"""The side bar: pages in groups, each with what waits there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from commdesk.core.feature import Badge
from commdesk.core.marks import Bookmark
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.parts import separator
from commdesk.kit.twolines import in_two, paint_in_two
from commdesk.shell.pages import Groups

_WIDTH = 216  # badges come after the first paint; with this much nothing moves then
_SIDE = 12
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SideItem(QAbstractButton):
    """One page in the side bar: its title, and a count or a word behind it."""

    stepped = Signal(int)
    """An arrow: to the one below (1) or above (-1)."""

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows are for the side bar: Qt would go through the pages alone."""
        if step := _STEPS.get(Qt.Key(event.key())):
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("accent_soft" if self.isChecked() else "ground"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        inside = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
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


class MarkItem(SideItem):
    """A view of the page that shows, under it and a little to the right."""

    INDENT = 10

    def __init__(self, name: str) -> None:
        super().__init__(name, "")
        self.setAutoExclusive(False)
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_mark(self, mark: Bookmark, words: Words) -> None:
        self.setText(words(mark.title))
        self.setToolTip(self.text())
        self.show_badge("" if mark.count is None else words.number(mark.count), is_bad=False)

    def sizeHint(self) -> QSize:
        """As wide as the side bar is already; a long name goes on two lines there."""
        return QSize(60, theme.px(theme.ROW_HEIGHT - 6))

    def heightForWidth(self, width: int) -> int:
        """Measured in the bolder letters of the one that is shown: it must not jump when chosen."""
        more = len(self._lines(width - 2 * _SIDE, "label")) - 1
        return self.sizeHint().height() + more * theme.metrics("label").height()

    def _paint_title(self, painter: QPainter, inside: QRect) -> None:
        role: theme.Role = "label" if self.isChecked() else "small"
        painter.setFont(theme.font(role))
        painter.setPen(theme.tokens().colour("accent" if self.isChecked() else "muted"))
        room = inside.adjusted(self.INDENT, 0, 0, 0)
        paint_in_two(painter, room, self._lines(inside.width(), role))

    def _lines(self, width: int, role: theme.Role) -> list[str]:
        """The name on one line or two, beside the count."""
        badge = theme.metrics("small").horizontalAdvance(self._badge) + 8
        return in_two(self.text(), width - self.INDENT - badge, theme.metrics(role))


class SideBar(QFrame):
    """Up and down move through the pages; one of them is in the Tab order."""

    chosen = Signal(str)
    mark_chosen = Signal(str, str)
    """A page, and the target of one of its bookmarks."""

    def __init__(self, groups: Groups, words: Words) -> None:
        super().__init__()
        self.words = words
        self.setProperty("role", "sidebar")
        self.setAccessibleName(words("Pages"))
        self.items: list[SideItem] = []
        self.marks: list[MarkItem] = []
        self._marked = ""
        inside = QWidget()
        self._column = column = QVBoxLayout(inside)
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
        return any(item.hasFocus() for item in self._walk())

    def show_current(self, name: str) -> None:
        for item in self.items:
            is_current = item.name == name
            item.setChecked(is_current)
            tab = Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus
            item.setFocusPolicy(tab)

    def show_marks(self, page: str, marks: Sequence[Bookmark], current: str) -> None:
        """Put these under that page, and the current one in the light."""
        if page != self._marked or [mark.target for mark in marks] != [m.name for m in self.marks]:
            self._replace_marks(page, marks)
        for item, mark in zip(self.marks, marks, strict=False):
            item.show_mark(mark, self.words)
            item.setChecked(mark.target == current)

    def _replace_marks(self, page: str, marks: Sequence[Bookmark]) -> None:
        for old in self.marks:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        above = next((item for item in self.items if item.name == page), None)
        self._marked = page
        self.marks = [self._mark(page, mark) for mark in marks] if above else []
        at = self._column.indexOf(above) + 1 if above else 0
        for place, item in enumerate(self.marks):
            self._column.insertWidget(at + place, item)

    def _mark(self, page: str, mark: Bookmark) -> MarkItem:
        item = MarkItem(mark.target)
        item.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        item.stepped.connect(self._step)
        item.clicked.connect(partial(self.mark_chosen.emit, page, mark.target))
        return item

    def _walk(self) -> list[SideItem]:
        """Everything from top to bottom."""
        found: list[SideItem] = []
        for item in self.items:
            found += [item, *(self.marks if item.name == self._marked else ())]
        return found

    def show_badges(self, badges: Mapping[str, Badge | None]) -> None:
        """By name of the page, which is that of its feature."""
        for item in self.items:
            badge = badges.get(item.name)
            text = self.words(badge.text) if badge else ""
            item.show_badge(text, is_bad=bool(badge and badge.is_bad))
        self.setFixedWidth(self.sizeHint().width())

    def _step(self, step: int) -> None:
        items = self._walk()
        focused = next((n for n, item in enumerate(items) if item.hasFocus()), 0)
        target = items[(focused + step) % len(items)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()

    def _item(self, name: str, title: str) -> SideItem:
        item = SideItem(name, title)
        item.clicked.connect(lambda _checked=False: self.chosen.emit(name))
        item.stepped.connect(self._step)
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
