"""The grid of weeks and tasks: each cell says in words how much of what is needed is covered."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from commdesk.core.values import Week, decimal_hours
from commdesk.core.words import N_, Words
from commdesk.features.moderation.coverage import Cell
from commdesk.features.moderation.page.gridmodel import GridModel, Index, Shown
from commdesk.features.moderation.page.gridpaint import (
    Corner,
    NamesHeader,
    PillDelegate,
    WeeksHeader,
)
from commdesk.kit import theme
from commdesk.kit.copies import CopiesCells
from commdesk.kit.parts import EmptyState
from commdesk.kit.press import is_enter, presses_shown

_BY_TASK = (N_("Moderation task"), N_("Expertise"))
_BY_EXPERTISE = (N_("Expertise"), N_("Moderation tasks"))
_FEWEST = 4
"""Weeks in which a gap is a shortage: they are in sight together."""
_CELL, _LEAST, _PADDING = 158, 86, 16
_LEAST_ROWS, _MOST_HEIGHT = 4, 420
_WIDER = 1.55
"""So much this week is wider when hours are carried into it."""
_USUAL = 375


class Grid(CopiesCells, QTableView):
    """Arrow keys go from cell to cell, Home and End along the weeks; Enter goes to the cell.

    Names stay in sight while the weeks scroll; weeks are as wide as lets whole ones show.
    """

    chosen = Signal(object)
    """The cell under the keyboard, or None."""
    opened = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.grid_model = GridModel(words, self)
        self._names, self._weeks = NamesHeader(self), WeeksHeader(self)
        self.setVerticalHeader(self._names)
        self.setHorizontalHeader(self._weeks)
        self.setModel(self.grid_model)
        self._this: Week | None = None
        self._carried: set[Week] = set()
        self._set_up(words)
        self.empty = EmptyState(self)
        self._corner = Corner(self, self._names, words)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.grid_model.cell(index)))

    def _set_up(self, words: Words) -> None:
        view = QAbstractItemView
        self.setAccessibleName(words("Planned and needed"))
        self.setItemDelegate(PillDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(view.ScrollMode.ScrollPerItem)
        self.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        for header in (self._names, self._weeks):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)

    def show_weeks(self, shown: Shown) -> None:
        """Show these; the same row and week stay chosen, and in their place."""
        kept, at = self.current_place(), self._left_week()
        self._this = Week.of(shown.today)
        was = self._carried
        self._carried = {each.week for each in shown.coverage.by_task if each.carried}
        is_other = self.grid_model.show(shown)
        self._show_emptiness(shown)
        if is_other or was != self._carried:
            self._fit_weeks()
        if is_other and self.grid_model.lines:
            self.show_week(at if at in self.grid_model.weeks else self._this)
            self.choose(*kept or (None, self._this))

    def _show_emptiness(self, shown: Shown) -> None:
        is_empty = not self.grid_model.lines
        headings = _BY_EXPERTISE if shown.by_expertise else _BY_TASK
        self._corner.headings = [self.words(each) for each in headings]
        self._names.fit(self.grid_model, self._corner.headings)
        self.empty.setVisible(is_empty)
        for part in (self._names, self._weeks, self._corner):
            part.setVisible(not is_empty)
        bars = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            bars.ScrollBarAlwaysOff if is_empty else bars.ScrollBarAsNeeded
        )
        self.updateGeometries()
        self._corner.update()

    def current(self) -> Cell | None:
        return self.grid_model.cell(self.currentIndex())

    def current_place(self) -> tuple[tuple[Any, ...], Week] | None:
        """The row and week under the keyboard, also where there is no cell."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        return self.grid_model.lines[index.row()].key, self.grid_model.weeks[index.column()]

    def choose(self, key: tuple[Any, ...] | None, week: Week) -> None:
        """Go to this row and week; to the first row when there is no such one."""
        index = self.grid_model.place_of(key, week) if key else self.grid_model.index(-1, -1)
        if not index.isValid() and self.grid_model.lines:
            index = self.grid_model.place_of(self.grid_model.lines[0].key, week)
        self.setCurrentIndex(index)

    def show_week(self, week: Week) -> None:
        """Scroll until this week is the first that shows, as far as it goes."""
        self.executeDelayedItemsLayout()
        if week in self.grid_model.weeks:
            bar = self.horizontalScrollBar()
            bar.setValue(self.grid_model.weeks.index(week))
            self._weeks.setOffsetToSectionPosition(bar.value())

    def weeks_in_sight(self) -> int:
        """How many weeks show beside each other."""
        width = max(self._weeks.sectionSize(len(self.grid_model.weeks) - 1), 1)
        return max(self.viewport().width() // width, 1)

    def sizeHint(self) -> QSize:
        """All rows, of many tasks a good part: the rest scrolls."""
        most = theme.px(_MOST_HEIGHT)
        return QSize(super().sizeHint().width(), min(self.full_height(), most))

    def minimumSizeHint(self) -> QSize:
        """Four rows, or the words that say why there are none."""
        if not self.grid_model.lines:
            return QSize(super().minimumSizeHint().width(), theme.px(200))
        hidden = max(self.grid_model.rowCount() - _LEAST_ROWS, 0)
        height = self.full_height() - hidden * self._names.defaultSectionSize()
        return QSize(super().minimumSizeHint().width(), height)

    def full_height(self) -> int:
        """As high as all rows together, with the bar that scrolls the weeks."""
        rows = self.grid_model.rowCount() * self._names.defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        return rows + self._weeks.sizeHint().height() + bar + 2

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.grid_model.cell(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self.current():
            self.opened.emit(self.current())
        elif presses_shown(event, self.empty):
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:
        at = self._left_week()
        super().resizeEvent(event)
        self.empty.setGeometry(self.viewport().geometry())
        if event.size().width() != event.oldSize().width():
            self._fit_weeks()
            if at is not None:
                self.show_week(at)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "_corner"):
            self._corner.setGeometry(0, 0, self._names.width(), self._weeks.height())

    def _left_week(self) -> Week | None:
        """The first week that shows."""
        column = self.columnAt(0)
        return self.grid_model.weeks[column] if 0 <= column < len(self.grid_model.weeks) else None

    def _fit_weeks(self) -> None:
        """As many whole weeks as have room for their words, and never fewer than four.

        A week into which hours are carried says more; this one says most.
        """
        weeks, room, wide = self.grid_model.weeks, self.viewport().width(), self._wide()
        is_wide = self._this in self._carried
        extra = _WIDER - 1 if is_wide else 0.0
        count = max(_FEWEST, int(room / theme.px(_CELL) - extra))
        each = int(room / (count + extra))
        most = max(room - (count - 1) * theme.px(_LEAST), each)
        this = min(max(round(each * _WIDER), wide), most) if is_wide else each
        each = max(min(each, (room - this) // (count - 1)), theme.px(_LEAST))
        for column, week in enumerate(weeks):
            width = this if week == self._this else wide if week in self._carried else each
            if self._weeks.sectionSize(column) != width:
                self._weeks.resizeSection(column, width)

    def _wide(self) -> int:
        """What a usual cell with hours carried needs."""
        words = self.words
        said = words("{hours} carried", hours=words.hours(-_USUAL))
        done, needed = words.number(decimal_hours(_USUAL)), words.hours(_USUAL)
        of = words("{planned} of {needed}", planned=done, needed=needed)
        return theme.metrics("small").horizontalAdvance(f"{of} · {said}") + _PADDING
