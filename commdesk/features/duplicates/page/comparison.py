"""Two members side by side: what differs is chosen per field, what is joined is said in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from msgspec import Struct, field
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, EmptyState, button, empty_layout, label, separator
from commdesk.kit.scrolled import quiet_area

_LABELS = 84
_SCROLL_BAR, _MOST_NEEDED = 14, 560


class Line(Struct, frozen=True):
    """One field of both, already worded."""

    key: str
    title: str
    values: tuple[str, str]
    differs: bool
    takes_other: bool = False


class Sides(Struct, frozen=True):
    """All that a comparison shows, already worded."""

    title: str
    reason: str
    heads: tuple[str, str]
    lines: Sequence[Line]
    told: Sequence[str]
    """What happens beside what is chosen, a sentence each."""
    told_title: str = ""
    hint: str = ""
    buttons: Sequence[QPushButton] = field(default_factory=tuple)
    nothing: str = ""
    """What stands where one has no value."""
    take_all: str = ""
    """What the buttons say that choose one side for all; without it there is nothing to choose."""


class Comparison(Card):
    """Shows two members; `taken` are the fields chosen from the second one."""

    def __init__(self, nothing: str) -> None:
        super().__init__(padding=0)
        self.heading.hide()
        self._groups: dict[str, QButtonGroup] = {}
        inside = QWidget()
        inside.setProperty("role", "page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        self._column.setSpacing(theme.GAP)
        self._area = quiet_area(inside)
        self._empty = EmptyState(self)
        self._empty.explain("", nothing)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(16, 8, 16, 16)
        self._hint = label(role="small", wraps=True)
        self._buttons = Flow()
        foot.addLayout(self._buttons)
        foot.addWidget(self._hint)
        self.body.setSpacing(0)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._foot)
        self.body.addWidget(self._empty)
        self.show_nothing()

    @property
    def taken(self) -> tuple[str, ...]:
        """The keys of the fields that come from the second one."""
        return tuple(key for key, group in self._groups.items() if group.checkedId() == 1)

    def show_nothing(self) -> None:
        self._groups = {}
        self._area.hide()
        self._foot.hide()
        self._empty.show()

    def show_sides(self, sides: Sides) -> None:
        empty_layout(self._column)
        self._groups = {}
        self._column.addWidget(label(sides.title, "section", wraps=True))
        self._column.addWidget(label(sides.reason, "small", wraps=True))
        self._column.addLayout(self._grid(sides))
        if sides.told:
            self._column.addWidget(separator())
            self._column.addWidget(label(sides.told_title, "label"))
            for sentence in sides.told:
                self._column.addWidget(label(sentence, "fine", wraps=True))
        self._column.addStretch()
        empty_layout(self._buttons)
        for each in sides.buttons:
            self._buttons.addWidget(each)
        self._hint.setText(sides.hint)
        self._hint.setVisible(bool(sides.hint))
        self.setAccessibleName(sides.title)
        self._empty.hide()
        self._area.show()
        self._foot.show()
        self._area.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def take_all(self, side: int) -> None:
        """Choose every field of the first (0) or the second one (1)."""
        for group in self._groups.values():
            group.button(side).setChecked(True)

    def choose(self, key: str, side: int) -> None:
        self._groups[key].button(side).setChecked(True)

    def focus_choices(self) -> None:
        """To the first choice, else to the first button."""
        group = next(iter(self._groups.values()), None)
        item = self._buttons.itemAt(0)
        target = group.checkedButton() if group else item.widget() if item else None
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """As wide as the two beside each other need; wider words scroll."""
        needed = self._column.minimumSize().width() + theme.px(_SCROLL_BAR)
        hint = super().minimumSizeHint()
        return QSize(min(max(hint.width(), needed), theme.px(_MOST_NEEDED)), hint.height())

    def _grid(self, sides: Sides) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, theme.px(_LABELS))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for side, head in enumerate(sides.heads):
            grid.addWidget(label(head, "small", wraps=True), 0, 1 + side)
            if sides.take_all and any(line.differs for line in sides.lines):
                take = button(sides.take_all, partial(self.take_all, side), "link")
                take.setAccessibleName(f"{sides.take_all}: {head}")
                grid.addWidget(take, 1, 1 + side, Qt.AlignmentFlag.AlignLeft)
        for row, line in enumerate(sides.lines, 2):
            name = label(line.title, "label", wraps=True)
            name.setContentsMargins(0, 3, 0, 0)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            if line.differs and sides.take_all:
                self._add_choice(grid, row, line, sides.nothing)
            else:
                _add_values(grid, row, line, sides.nothing)
        return grid

    def _add_choice(self, grid: QGridLayout, row: int, line: Line, nothing: str) -> None:
        group = QButtonGroup(self)
        self._groups[line.key] = group
        for side, value in enumerate(line.values):
            option = _Option(line.title, value, nothing)
            option.radio.setChecked(side == int(line.takes_other))
            group.addButton(option.radio, side)
            grid.addWidget(option, row, 1 + side, Qt.AlignmentFlag.AlignTop)


class _Option(QWidget):
    """A value that can be chosen; long ones wrap, which a radio button alone does not do."""

    def __init__(self, title: str, value: str, nothing: str) -> None:
        super().__init__()
        self.radio = QRadioButton()
        self.radio.setAccessibleName(f"{title}: {value or nothing}")
        self.radio.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        text = label(breakable(value or nothing), "" if value else "muted", wraps=True)
        text.setContentsMargins(0, 3, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The words belong to the button."""
        self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
        self.radio.click()
        event.accept()


def _add_values(grid: QGridLayout, row: int, line: Line, nothing: str) -> None:
    """Nothing to choose: the same value once, or both beside each other."""
    for side, value in enumerate(line.values if line.differs else line.values[:1]):
        text = label(breakable(value or nothing), "muted", wraps=True)
        text.setContentsMargins(0, 3, 0, 0)
        span = 1 if line.differs else 2
        grid.addWidget(text, row, 1 + side, 1, span, Qt.AlignmentFlag.AlignTop)


def breakable(text: str) -> str:
    """An address goes on at the next line instead of making the column wider."""
    return re.sub(r"(?<=[@._/-])(?=\w)", "\u200b", text)
