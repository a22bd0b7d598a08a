"""The grid of weeks and tasks: each cell says in words how much of what is needed is covered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from commdesk.core.values import Week, decimal_hours
from commdesk.core.words import N_, Words
from commdesk.features.moderation.coverage import TaskWeek
from commdesk.kit import theme
from commdesk.kit.parts import EmptyState
from commdesk.kit.theme import Tone

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
TONE = Qt.ItemDataRole.UserRole + 2
_WIDEST = 210
_FIXED = (N_("Moderation task"), N_("Expertise"))


def cell_words(cell: TaskWeek, today: date, words: Words) -> tuple[str, Tone]:
    """What a cell says, and in which tone: a shortage counts, a later gap is only muted."""
    planned = words.number(decimal_hours(cell.planned))
    covered = words("{planned} of {needed}", planned=planned, needed=words.hours(cell.needed))
    if cell.week < Week.of(today):
        return words("{worked} worked", worked=words.hours(cell.worked)), "plain"
    if not cell.needed:
        return (
            (words("{planned} planned", planned=words.hours(cell.planned)), "plain")
            if (cell.planned)
            else ("–", "plain")
        )
    if cell.is_shortage(today):
        short = words("{missing} short", missing=words.hours(cell.missing))
        return f"{covered} · {short}", "bad"
    if cell.missing:
        return covered, "plain"
    return f"{covered} · {words('covered')}", "good"


class GridModel(QAbstractTableModel):
    """One row for each task, one column for each week."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self._weeks: tuple[Week, ...] = ()
        self._rows: list[tuple[TaskWeek, dict[Week, TaskWeek]]] = []
        self._today = date.min

    def show_cells(self, cells: Sequence[TaskWeek], weeks: Sequence[Week], today: date) -> None:
        self.beginResetModel()
        self._weeks, self._today = tuple(weeks), today
        by_task: dict[int, dict[Week, TaskWeek]] = {}
        for cell in cells:
            by_task.setdefault(cell.task_id, {})[cell.week] = cell
        self._rows = [(next(iter(row.values())), row) for row in by_task.values()]
        self.endResetModel()

    def cell(self, index: Index) -> TaskWeek | None:
        """The task and week at this place; a place under no week stands for the first one."""
        if not index.isValid() or not self._weeks:
            return None
        week = self._weeks[max(index.column() - len(_FIXED), 0)]
        return self._rows[index.row()][1].get(week)

    def place_of(self, task_id: int, week: Week) -> QModelIndex:
        column = self._weeks.index(week) if week in self._weeks else 0
        for row, (first, _) in enumerate(self._rows):
            if first.task_id == task_id:
                return self.index(row, column + len(_FIXED))
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(_FIXED) + len(self._weeks)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < len(_FIXED):
            return self.words(_FIXED[section])
        return self.words.week(self._weeks[section - len(_FIXED)])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        first = self._rows[index.row()][0]
        if index.column() < len(_FIXED):
            text = (first.task, first.expertise or self.words("anybody"))[index.column()]
            return text if role == Qt.ItemDataRole.DisplayRole else None
        cell = self.cell(index)
        if cell is None or role == CELL:
            return cell
        text, tone = cell_words(cell, self._today, self.words)
        if role == TONE:
            return tone
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            said = f"{first.task}, {self.words.week(cell.week)}: {text}"
            is_later = cell.missing > 0 and not cell.is_shortage(self._today)
            later = self.words("later: no shortage yet")
            return f"{said} · {later}" if is_later else said
        return text if role == Qt.ItemDataRole.DisplayRole else None


class Grid(QTableView):
    """Arrow keys go from cell to cell; Enter goes to what can be done about it."""

    chosen = Signal(object)
    """The TaskWeek under the keyboard, or None."""
    opened = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.grid_model = GridModel(words, self)
        self.setModel(self.grid_model)
        self.setAccessibleName(words("Planned and needed"))
        self.setItemDelegate(PillDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        self.empty = EmptyState(self)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.grid_model.cell(index)))

    def show_cells(self, cells: Sequence[TaskWeek], weeks: Sequence[Week], today: date) -> None:
        """Show these; the same task and week stay chosen."""
        kept = self.current()
        self.grid_model.show_cells(cells, weeks, today)
        self.empty.setVisible(not cells)
        self.horizontalHeader().setVisible(bool(cells))
        self._fit_names()
        if cells:
            self.choose(*(kept.task_id, kept.week) if kept else (cells[0].task_id, weeks[0]))

    def _fit_names(self) -> None:
        """Names as wide as they are, within reason; the weeks share what is left."""
        across = self.horizontalHeader()
        for column, least in ((0, 130), (1, 90)):
            if across.count() > column:
                across.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                wanted = max(self.sizeHintForColumn(column) + 12, theme.px(least))
                across.resizeSection(column, min(wanted, theme.px(_WIDEST)))

    def current(self) -> TaskWeek | None:
        return self.grid_model.cell(self.currentIndex())

    def choose(self, task_id: int, week: Week) -> None:
        index = self.grid_model.place_of(task_id, week)
        if not index.isValid():
            index = self.grid_model.index(0, len(_FIXED))
        self.setCurrentIndex(index)

    def full_height(self) -> int:
        """As high as all rows together."""
        rows = self.grid_model.rowCount() * self.verticalHeader().defaultSectionSize()
        return rows + self.horizontalHeader().sizeHint().height() + 4

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.grid_model.cell(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current():
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.empty.setGeometry(self.viewport().geometry())


class PillDelegate(QStyledItemDelegate):
    """Words on a soft ground of their tone; names as plain text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = theme.tokens()
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, now.colour("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.colour("line"))
        text, tone = str(index.data() or ""), index.data(TONE)
        painter.setFont(theme.font("small" if tone else "body"))
        if tone:
            self._paint_pill(painter, rect, text, tone, option.state)
        else:
            painter.setPen(now.colour("muted" if index.column() else "text"))
            self._paint_text(painter, rect.adjusted(8, 0, -4, 0), text, Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def _paint_pill(
        self, painter: QPainter, rect: QRect, text: str, tone: Tone, state: QStyle.StateFlag
    ) -> None:
        ink, ground = theme.tone_colours(tone)
        inside = QRectF(rect.adjusted(4, 4, -4, -5))
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        pen = QPen(theme.tokens().colour("accent"), 2) if is_chosen else QPen(ground, 1)
        painter.setBrush(ground)
        painter.setPen(pen)
        painter.drawRoundedRect(inside, 4, 4)
        if tone == "bad":
            painter.setFont(theme.font("label"))
        painter.setPen(ink)
        covered, _, state_words = text.partition(" · ")
        short = state_words if tone == "bad" else covered
        across = Qt.AlignmentFlag.AlignHCenter
        self._paint_text(painter, rect.adjusted(6, 0, -6, 0), text, across, short)

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        across: Qt.AlignmentFlag,
        short: str = "",
    ) -> None:
        """`short` is said instead where the whole does not fit."""
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(text) > rect.width():
            text = short or text
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, across | Qt.AlignmentFlag.AlignVCenter, cut)
