"""The parts of a week's days to choose in: seven days beside each other, three parts of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from commdesk.core.words import N_, Words
from commdesk.features.moderation.dayparts import DAY_PARTS, PARTS, WEEKDAYS, Slot, Slots
from commdesk.kit import theme
from commdesk.kit.inputs import Input
from commdesk.kit.parts import label
from commdesk.kit.theme import Tone

Index = QModelIndex | QPersistentModelIndex
_MONDAY = date(2024, 1, 1)
_ROW, _HEAD, _CELL = 26, 24, 30
_STATE = Qt.ItemDataRole.UserRole + 1


class SlotState(Struct, frozen=True):
    """What a day part can be; the first one is that of a part in none of the slots."""

    name: str
    """English msgid."""
    tone: Tone = "plain"
    sign: str = ""
    """Stands in the cell: colour is never alone."""


WANTED = (SlotState(N_("not wanted")), SlotState(N_("wanted"), "accent", "✓"))
"""When a task is done."""
CAN = (
    SlotState(N_("cannot")),
    SlotState(N_("can"), "good", "✓"),
    SlotState(N_("rather not"), "warn", "~"),
)
"""When somebody can moderate."""
Marks = tuple[Slots, ...]
"""One `Slots` for each state but the first; no day part is in two of them."""


class SlotsModel(QAbstractTableModel):
    """Day parts under each other, weekdays beside each other; each cell has one state."""

    def __init__(self, states: Sequence[SlotState], words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self.words, self.states = words, states
        self._marked: dict[Slot, int] = {}

    @property
    def marks(self) -> Marks:
        return tuple(
            Slots(slot for slot, state in self._marked.items() if state == wanted)
            for wanted in range(1, len(self.states))
        )

    def load(self, marks: Sequence[Slots]) -> None:
        """Later ones win: who can on a part but rather would not, rather would not."""
        self._marked = {slot: n for n, slots in enumerate(marks, 1) for slot in slots}
        self._tell_all()

    def state(self, slot: Slot) -> int:
        return self._marked.get(slot, 0)

    def mark(self, slots: Iterable[Slot], state: int) -> None:
        for slot in slots:
            if state:
                self._marked[slot] = state
            else:
                self._marked.pop(slot, None)
        self._tell_all()

    def after(self, slots: Sequence[Slot]) -> int:
        """The state that comes next for all of these; the first marked one where they differ."""
        known = {self.state(slot) for slot in slots}
        return (known.pop() + 1) % len(self.states) if len(known) == 1 else 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(PARTS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(WEEKDAYS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.words.weekday(_MONDAY + timedelta(days=section))
        return self.words(DAY_PARTS[section][1])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        state = self.state(slot_at(index))
        if role == _STATE:
            return self.states[state]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.states[state].sign
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._said(index, self.states[state])
        return None

    def _said(self, index: Index, state: SlotState) -> str:
        """`maandag avond: kan`."""
        day, _, _ = self.words.long_date(_MONDAY + timedelta(days=index.column())).partition(" ")
        return f"{day} {self.words(DAY_PARTS[index.row()][1])}: {self.words(state.name)}"

    def _tell_all(self) -> None:
        last = self.index(len(PARTS) - 1, len(WEEKDAYS) - 1)
        self.dataChanged.emit(self.index(0, 0), last)


def slot_at(index: Index) -> Slot:
    return WEEKDAYS[index.column()], PARTS[index.row()]


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
        wide = self.verticalHeader().sizeHint().width() + len(WEEKDAYS) * theme.px(_CELL + 14)
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
        state: SlotState = index.data(_STATE)
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


class SlotsInput(Input):
    """The grid as a field of a form; under it stands in words what is chosen.

    Its value is one `Slots` where there is one state to mark, else a tuple of them (`Marks`).
    `none` (English msgid) is what no mark at all means.
    """

    def __init__(
        self, words: Words, states: Sequence[SlotState] = WANTED, none: str = N_("Any day part")
    ) -> None:
        self.grid = SlotGrid(words, states)
        super().__init__(self.grid)
        self._words, self._states, self._none = words, states, none
        self._said = label(role="small", wraps=True)
        row = self.layout()
        if isinstance(row, QBoxLayout):
            row.setDirection(QBoxLayout.Direction.TopToBottom)
            row.addWidget(self._said)
        self.grid.changed.connect(self._changed)
        self._say()

    def load(self, value: Any) -> None:
        is_one = value is None or isinstance(value, Slots)
        self.grid.load((value or Slots(),) if is_one else tuple(value))
        self._say()

    def value(self) -> Any:
        marks = self.grid.marks
        return marks[0] if len(marks) == 1 else marks

    def _changed(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        marks, words = self.grid.marks, self._words
        if len(marks) == 1:
            text = marks[0].said(words)
        else:
            named = zip(self._states[1:], marks, strict=True)
            text = "; ".join(f"{words(s.name)}: {each.said(words)}" for s, each in named if each)
        self._said.setText(text or words(self._none))
