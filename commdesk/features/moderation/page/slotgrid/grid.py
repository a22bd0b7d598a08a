"""The parts of a week's days to choose in: seven days beside each other, three parts of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from commdesk.core.words import Words
from commdesk.features.moderation.dayparts import PARTS, WEEKDAYS, Slot, Slots
from commdesk.features.moderation.page.slotgrid.model import (
    STATE,
    WANTED,
    Index,
    Marks,
    SlotsModel,
    SlotState,
    slot_at,
)
from commdesk.kit import theme

_ROW, _HEAD, _CELL = 26, 24, 26


class SlotGrid(QTableView):
    """Arrows move, Space goes to the next state, and with Shift or Ctrl that of a whole row or day.

    A click does what Space does, dragging paints the same; a click on a heading is for all of it.
    """

    changed = Signal()
    """By the user; not by `load`."""

    def __init__(self, words: Words, states: Sequence[SlotState] = WANTED, name: str = "") -> None:
        super().__init__()
        self.slots_model = SlotsModel(states, words, self)
        self.setModel(self.slots_model)
        self.setAccessibleName(name)
        self.setItemDelegate(_CellDelegate(self))
        self._paints: int | None = None
        self._set_up_view()
        self._set_up_headings()
        self.setCurrentIndex(self.slots_model.index(0, 0))

    @property
    def marks(self) -> Marks:
        return self.slots_model.marks

    def load(self, marks: Sequence[Slots]) -> None:
        """Show these, one `Slots` for each state but the first."""
        self.slots_model.load(marks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc are for the form around it."""
        key, shift = event.key(), event.modifiers()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            event.ignore()
        elif key != Qt.Key.Key_Space:
            super().keyPressEvent(event)
        elif shift & Qt.KeyboardModifier.ShiftModifier:
            self._turn_part(self.currentIndex().row())
        elif shift & Qt.KeyboardModifier.ControlModifier:
            self._turn_day(self.currentIndex().column())
        else:
            self._turn([slot_at(self.currentIndex())])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.setCurrentIndex(index)
            self._turn([slot_at(index)])
            self._paints = self.slots_model.state(slot_at(index))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self._paints is None or not index.isValid():
            return
        if self.slots_model.state(slot_at(index)) != self._paints:
            self.setCurrentIndex(index)
            self._mark([slot_at(index)], self._paints)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._paints = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks in a row are two clicks."""
        self.mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        wide = self.verticalHeader().sizeHint().width() + len(WEEKDAYS) * theme.px(_CELL + 18)
        return QSize(wide, self._height())

    def minimumSizeHint(self) -> QSize:
        wide = self.verticalHeader().sizeHint().width() + len(WEEKDAYS) * theme.px(_CELL)
        return QSize(wide, self._height())

    def _turn_day(self, column: int) -> None:
        self._turn([(WEEKDAYS[column], part) for part in PARTS])

    def _turn_part(self, row: int) -> None:
        self._turn([(weekday, PARTS[row]) for weekday in WEEKDAYS])

    def _turn(self, slots: Sequence[Slot]) -> None:
        self._mark(slots, self.slots_model.after(slots))

    def _mark(self, slots: Sequence[Slot], state: int) -> None:
        self.slots_model.mark(slots, state)
        self.changed.emit()

    def _height(self) -> int:
        return theme.px(_HEAD) + len(PARTS) * theme.px(_ROW) + 2

    def _set_up_view(self) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QTableCornerButton::section { background: transparent; border: 0; }")

    def _set_up_headings(self) -> None:
        mode = QHeaderView.ResizeMode
        for heading in (self.horizontalHeader(), self.verticalHeader()):
            heading.setHighlightSections(False)
            heading.setSectionsClickable(True)
            heading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            heading.setMinimumSectionSize(0)
            heading.setSectionResizeMode(
                mode.Stretch if heading is self.horizontalHeader() else mode.Fixed
            )
        self.horizontalHeader().sectionClicked.connect(self._turn_day)
        self.verticalHeader().sectionClicked.connect(self._turn_part)
        for heading, side in (
            (self.horizontalHeader(), Qt.AlignmentFlag.AlignHCenter),
            (self.verticalHeader(), Qt.AlignmentFlag.AlignLeft),
        ):
            heading.setDefaultAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            heading.setStyleSheet(_HEADING)

        self.horizontalHeader().setFixedHeight(theme.px(_HEAD))
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self.setFixedHeight(self._height())


_HEADING = "QHeaderView::section { border: 0; padding: 0 6px 0 0; min-height: 0; }"


class _CellDelegate(QStyledItemDelegate):
    """A rounded cell in the tone of its state with its sign; a ring where the keyboard is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, grid = theme.tokens(), self.parent()
        rect: QRect = option.rect
        state: SlotState = index.data(STATE)
        ink, ground = theme.tone_colours(state.tone)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(rect).adjusted(2.5, 2.5, -2.5, -2.5)
        painter.setBrush(ground if state.sign else now.colour("surface"))
        painter.setPen(QPen(ink if state.sign else now.colour("edge"), 1))
        painter.drawRoundedRect(inside, 4, 4)
        painter.setFont(theme.font("label"))
        painter.setPen(ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, state.sign)
        if isinstance(grid, SlotGrid) and grid.hasFocus() and index == grid.currentIndex():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(now.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)
        painter.restore()
