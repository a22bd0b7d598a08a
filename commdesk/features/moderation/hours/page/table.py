"""The table of a week sheet: what its keys do, how its cells are painted and typed in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from commdesk.features.moderation.hours.page.headings import CARRIED, DAYS, on_two_lines
from commdesk.features.moderation.hours.page.model import HoursModel
from commdesk.kit import theme
from commdesk.kit.copies import CopiesCells

Index = QModelIndex | QPersistentModelIndex
_NAME_WIDTH, _LEAST_NAME = 220, 100
_INSIDE = 6  # between the line and what stands in a cell
_WIDEST_DAY = "88:88"
_HEADING = f"QHeaderView::section {{ padding-left: {_INSIDE}px; padding-right: {_INSIDE}px; }}"
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_EMPTIES = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEYS = QKeySequence.StandardKey


class HoursTable(CopiesCells, QTableView):
    """Typing begins at once; Enter goes down, Tab goes right, Delete empties, Esc takes back.

    Shift and the arrows select a block, which Ctrl+C, X, V, D, R and Delete are about.
    """

    copied = Signal()
    cut = Signal()
    pasted = Signal()
    emptied = Signal()
    filled_down = Signal()
    filled_right = Signal()
    left = Signal()
    opened = Signal()
    moved = Signal()
    """Another cell is the current one."""

    def __init__(self, model: HoursModel, title: str) -> None:
        super().__init__()
        self._hours = model
        self.setModel(model)
        self.setAccessibleName(title)
        self.setItemDelegate(_HoursDelegate(self))
        self.setShowGrid(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.EditKeyPressed)
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStyleSheet(_HEADING)
        model.modelReset.connect(self._fit)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit)
        model.dataChanged.connect(self._later.start)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # what the field let through; it closes by itself
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.opened.emit()
        elif event.key() in _ENTER and not event.modifiers() & _CONTROL:
            is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._go(index.row() + (-1 if is_back else 1), index.column())
        elif act := self._act(event):
            act()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
            if self._hours.is_wrong(index) or self._hours.proposed:
                event.accept()
                self.left.emit()
        elif event.modifiers() & _CONTROL and event.text() and not event.text().isprintable():
            event.ignore()  # a chord of the window, not something to type
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keys of a block are the table's own, whatever the window does with them elsewhere."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and self._act(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
            self._fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        index = self.currentIndex()
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go(index.row() + 1, index.column())

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.matches(_KEYS.Copy):
            return self.copied.emit
        if event.matches(_KEYS.Cut):
            return self.cut.emit
        if event.matches(_KEYS.Paste):
            return self.pasted.emit
        if event.key() in _EMPTIES and not event.modifiers():
            return self.emptied.emit
        if event.modifiers() == _CONTROL:
            return {
                Qt.Key.Key_D: self.filled_down.emit,
                Qt.Key.Key_R: self.filled_right.emit,
            }.get(Qt.Key(event.key()))
        return None

    def _go(self, row: int, column: int) -> None:
        if 0 <= row < self.model().rowCount() - 1:
            self.setCurrentIndex(self.model().index(row, column))

    def _fit(self) -> None:
        """Days share what is left, the names first; the rows are as high as they need.

        Where there is no room for what is carried in, it is only counted in what is left.
        """
        across, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        rows = self.model().rowCount() * self.verticalHeader().defaultSectionSize()
        high = across.sizeHint().height() + rows + 2 * self.frameWidth()
        bar = self.verticalScrollBar().sizeHint().width() if high > self.height() else 0
        room = self.width() - 2 * self.frameWidth() - bar
        widths, least = self._widths_in(room)
        if CARRIED in widths:
            is_shown = self._hours.has_carried and least <= room
            self.setColumnHidden(CARRIED, not is_shown)
            least -= 0 if is_shown else widths[CARRIED]
        across.setMinimumSectionSize(widths.get(1, 0))
        for column, width in widths.items():
            is_day = column <= DAYS
            across.setSectionResizeMode(column, modes.Stretch if is_day else modes.Fixed)
            if not is_day:
                across.resizeSection(column, width)
        across.setSectionResizeMode(0, modes.Fixed)
        name = theme.px(_LEAST_NAME) + max(room - least, 0)
        across.resizeSection(0, min(name, theme.px(_NAME_WIDTH)))
        # Bars that come and go by each other's room would stay: only what is missing gets one.
        below = self.horizontalScrollBar().sizeHint().height() if least > room else 0
        bars = Qt.ScrollBarPolicy
        policy = bars.ScrollBarAsNeeded if below else bars.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)
        self.setMaximumHeight(high + below)

    def _widths_in(self, room: int) -> tuple[dict[int, int], int]:
        """The least widths and their sum; a day under its name where it does not fit beside it."""
        for low in (True, False):
            widths = self._least_widths(low=low)
            least = theme.px(_LEAST_NAME) + sum(widths.values())
            if least - widths.get(CARRIED, 0) <= room:
                break
        self._hours.make_headings(low=low)
        return widths, least

    def _least_widths(self, *, low: bool) -> dict[int, int]:
        """Column -> what it needs for its heading and what stands in it; days all the same."""
        model, cell = self._hours, QFontMetrics(theme.font("strong"))
        heading = self.horizontalHeader().fontMetrics()
        texts = (model.heading(column) for column in range(1, model.columnCount()))
        lines = ([text] if low else on_two_lines(text).splitlines() for text in texts)
        headings = [max(map(heading.horizontalAdvance, each)) for each in lines]
        day = max([cell.horizontalAdvance(_WIDEST_DAY), *headings[:DAYS]])
        needs = dict.fromkeys(range(1, DAYS + 1), day)
        for column, wide in enumerate(headings[DAYS:], DAYS + 1):
            texts = (model.text(model.index(row, column)) for row in range(model.rowCount()))
            needs[column] = max([day, wide, *map(cell.horizontalAdvance, texts)])
        return {column: need + 2 * _INSIDE + 2 for column, need in needs.items()}


class _HoursDelegate(QStyledItemDelegate):
    """The field in a cell is as high as the cell; the current cell has a ring, not a colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = theme.tokens()
        rect: QRect = option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        table = option.widget
        is_current = isinstance(table, QTableView) and table.currentIndex() == index
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        painter.save()
        painter.fillRect(rect, ground or now.colour("accent_soft" if is_chosen else "surface"))
        painter.setFont(index.data(Qt.ItemDataRole.FontRole) or theme.font())
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or now.colour("text"))
        inside = rect.adjusted(_INSIDE, 0, -_INSIDE, 0)
        text = str(index.data() or "")
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), cut)
        if is_current:
            painter.setPen(QPen(now.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setProperty("role", "cell")
        line.setStyleSheet("min-height: 0; border-radius: 0; padding: 0 4px;")
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return line

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)
