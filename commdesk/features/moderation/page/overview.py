"""Overview: weeks by task or by expertise, and under them who covers the chosen one and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from commdesk.core.values import Week
from commdesk.core.workbook import list_closing_days
from commdesk.features.moderation.coverage import Cell, Coverage, coverage
from commdesk.features.moderation.page.cellpane import CellPane
from commdesk.features.moderation.page.grid import Grid
from commdesk.features.moderation.page.gridmodel import Shown
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, button, icon_button
from commdesk.kit.tabs import tab_button

if TYPE_CHECKING:
    from commdesk.features.moderation.page import ModerationPage

_BACK, _AHEAD = 4, 12
_FURTHEST = 52
"""So many weeks back and ahead can be gone to."""
_BY = "moderation/by_expertise"


class Overview(QWidget):
    """The grid above; under it the people of the chosen cell, and beside them why, or a form."""

    def __init__(self, page: ModerationPage) -> None:
        super().__init__()
        self._page, self.words = page, page.words
        self._back, self._ahead = _BACK, _AHEAD
        self.coverage = Coverage((), (), ())
        self.grid = Grid(self.words)
        self.pane = CellPane(page, self.grid.setFocus)
        self.grid.chosen.connect(self._show_cell)
        self.grid.opened.connect(lambda _cell: self.pane.open_cell())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self._make_top())
        column.addWidget(self.pane, 1)
        column.addStretch()  # without tasks there is no pane, and the card stays at the top
        self._show_switch()

    @property
    def by_expertise(self) -> bool:
        return self._page.host.memory.get(_BY) == "1"

    def reload(self) -> None:
        today = self._page.desk.today()
        this = Week.of(today)
        weeks = [this + n for n in range(-self._back, self._ahead + 1)]
        self.coverage = coverage(self._page.desk.db, weeks, today)
        notes = self._notes(weeks)
        with QSignalBlocker(self.grid):  # the cell that stays chosen shows below, once
            self.grid.show_weeks(Shown(weeks, self.coverage, today, self.by_expertise, notes))
        self.grid.updateGeometry()
        self.pane.setVisible(bool(self.coverage.by_task))
        self._show_cell(self.grid.current())

    def choose(self, task_id: int) -> None:
        """The first week in which this task is short, else this week."""
        today = self._page.desk.today()
        self.show_by(by_expertise=False)
        short = [c.week for c in self.coverage.shortages(today) if c.task_id == task_id]
        self.grid.show_week(Week.of(today))
        self.grid.choose(("task", task_id), (short or [Week.of(today)])[0])
        self.grid.setFocus()

    def go(self, weeks: int) -> None:
        """As many weeks on as show beside each other; further than is read, more is read."""
        if (place := self.grid.current_place()) is None:
            return
        this, model = Week.of(self._page.desk.today()), self.grid.grid_model
        key, week = place[0], place[1] + weeks * self.grid.weeks_in_sight()
        week = min(max(week, this - _FURTHEST), this + _FURTHEST)
        if not model.weeks[0] <= week <= model.weeks[-1]:
            self._back = max(self._back, (this.monday - week.monday).days // 7)
            self._ahead = max(self._ahead, (week.monday - this.monday).days // 7)
            self.reload()
        self.grid.show_week(week)
        self.grid.choose(key, week)

    def go_to_this_week(self) -> None:
        this = Week.of(self._page.desk.today())
        if place := self.grid.current_place():
            self.grid.show_week(this)
            self.grid.choose(place[0], this)
            self.grid.setFocus()

    def show_by(self, *, by_expertise: bool) -> None:
        """Rows of tasks, or of expertises; kept on this computer."""
        self._page.host.memory[_BY] = "1" if by_expertise else ""
        self._show_switch()
        self.reload()

    def _show_cell(self, cell: Cell | None) -> None:
        row = self.grid.currentIndex().row()
        name = self.grid.grid_model.lines[row].name if row >= 0 else ""
        self.pane.show_cell(cell, name, self.coverage)

    def _notes(self, weeks: list[Week]) -> dict[Week, str]:
        """Closing days of a week, and why it has budgets of its own."""
        found: dict[Week, dict[str, None]] = {week: {} for week in weeks}
        days = list_closing_days(self._page.desk.db, since=weeks[0].monday)
        for week, count in Counter(Week.of(each.day) for each in days).items():
            if week in found:
                said = self.words.plural("{n} day closed", "{n} days closed", count)
                found[week][said] = None
        for cell in self.coverage.by_task:
            if cell.reason:
                found[cell.week][cell.reason] = None
        return {week: ", ".join(notes) for week, notes in found.items() if notes}

    def _show_switch(self) -> None:
        self._by_task.setChecked(not self.by_expertise)
        self._by_skill.setChecked(self.by_expertise)

    def _make_top(self) -> Card:
        words = self.words
        card = Card(words("Planned and needed"))
        self._by_task = tab_button(words("By task"), lambda: self.show_by(by_expertise=False))
        self._by_skill = tab_button(words("By expertise"), lambda: self.show_by(by_expertise=True))
        earlier = icon_button(words("Earlier weeks"), "chevron-left", lambda: self.go(-1), "‹")
        later = icon_button(words("Later weeks"), "chevron-right", lambda: self.go(1), "›")
        this_week = button(words("This week"), self.go_to_this_week)
        head = QHBoxLayout()
        head.addWidget(card.heading, 1)
        controls = Flow()
        for each in (self._by_task, self._by_skill, earlier, this_week, later):
            controls.addWidget(each)
        head.addLayout(controls)
        card.body.insertLayout(0, head)
        card.body.addWidget(self.grid)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return card
