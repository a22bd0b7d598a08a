"""Under the grid: the people of the chosen cell, and beside them why, or a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from commdesk.core.values import Week
from commdesk.core.workbook import list_closing_days
from commdesk.features.moderation.coverage import (
    Cell,
    Coverage,
    ExpertiseWeek,
    TaskWeek,
    steps_of,
)
from commdesk.features.moderation.coverage.who import Candidate, who
from commdesk.features.moderation.page.cellforms import BudgetCard, ShiftCard
from commdesk.features.moderation.page.people import PeopleList
from commdesk.features.moderation.page.why import Reasons, why
from commdesk.features.moderation.roster.ops import remove_shift
from commdesk.features.moderation.tasks import Task, list_tasks
from commdesk.kit import theme
from commdesk.kit.detail import DetailPane
from commdesk.kit.parts import Card, button
from commdesk.kit.regions import Regions
from commdesk.kit.signals import on_key

if TYPE_CHECKING:
    from commdesk.features.moderation.page import ModerationPage

_LEAST_HEIGHT = 240


class CellPane(QWidget):
    """Who covers it and why; the buttons and Enter lead to the hours or to somebody's shift."""

    def __init__(self, page: ModerationPage, leave: Callable[[], object]) -> None:
        """`leave` goes back to the grid."""
        super().__init__()
        self._page, self.words, self._leave = page, page.words, leave
        self._cell: Cell | None = None
        self._coverage = Coverage((), (), ())
        self.people = PeopleList(self.words)
        self.people.opened.connect(lambda _row: self._begin_with_person())
        self.people.left.connect(leave)
        on_key(self.people, "Delete", self.remove_shift)
        self.why = DetailPane(self.words("Choose a week to see who covers it and why."))
        self.budget, self.shift = BudgetCard(page), ShiftCard(page)
        self._side = QStackedWidget()
        for part in (self.why, self.budget, self.shift):
            self._side.addWidget(part)
        for form in (self.budget, self.shift):
            form.done.connect(lambda _result: self._end_form())
        card = Card(padding=8)
        card.body.addWidget(self.people, 1)
        card.setFocusProxy(self.people)
        self._regions = Regions(
            "moderation", (card, self._side), words=self.words, memory=page.host.memory
        )
        self._regions.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._regions)

    def show_cell(self, cell: Cell | None, name: str, read: Coverage) -> None:
        """`name` is its row; `read` holds the cells that a sum adds up."""
        self._cell, self._coverage = cell, read
        if cell is None:
            self.people.show_rows([])
            self.why.show_nothing()
            return
        self._explain_people()
        cells = self._cells_of(cell)
        known = {task.id: task for task in list_tasks(self._page.desk.db)}
        self._show_people(cell, [known[each.task_id] for each in cells if each.task_id in known])
        task = known.get(cell.task_id) if isinstance(cell, TaskWeek) else None
        self._show_why(cell, cells, task, name)

    def open_cell(self) -> None:
        """What Enter on a cell does: its hours, or the people of a sum."""
        if isinstance(self._cell, TaskWeek):
            self.begin_budget()
        else:
            self._regions.reveal(0)
            self.people.setFocus()

    def begin_shift(self, chosen: Candidate | None = None) -> None:
        """A form for planned hours of the chosen task, in the chosen week."""
        this = Week.of(self._page.desk.today())
        week = max(self._cell.week, this) if self._cell else this
        self._show_side(self.shift)
        self.shift.begin(self._task_cell(week), week, chosen)

    def begin_budget(self) -> None:
        """A form for the hours of the chosen week."""
        if isinstance(self._cell, TaskWeek):
            self._show_side(self.budget)
            self.budget.begin(self._cell)

    def remove_shift(self) -> None:
        if (shift := self.people.shift()) and (row := self.people.current()):
            said = self.words("Removed: {title}", title=row.title)
            self._page.do(remove_shift, shift.id, then=lambda _none: self._page.tell(said))

    def has_unsaved(self) -> bool:
        return self.shift.form.is_dirty or self.budget.form.is_dirty

    def drop_unsaved(self) -> None:
        for form in (self.shift, self.budget):
            form.empty()
        self._side.setCurrentWidget(self.why)

    def _show_people(self, cell: Cell, tasks: list[Task]) -> None:
        db, today = self._page.desk.db, self._page.desk.today()
        expertise = cell.expertise if isinstance(cell, TaskWeek | ExpertiseWeek) else ""
        said = {} if isinstance(cell, TaskWeek) else {task.id: task.name for task in tasks}
        self.people.show_who(who(db, tasks, expertise, cell.week, today), said)

    def _show_why(self, cell: Cell, cells: list[TaskWeek], task: Task | None, name: str) -> None:
        db, today = self._page.desk.db, self._page.desk.today()
        has_steps = task is not None and cell.week <= Week.of(today)
        found = Reasons(
            name=name,
            cell=cell,
            tasks=() if isinstance(cell, TaskWeek) else cells,
            closed=[
                each
                for each in list_closing_days(db, since=cell.week.monday)
                if each.day <= cell.week.sunday
            ],
            steps=steps_of(db, task, cell.week, today) if task and has_steps else (),
            today=today,
            task=task,
        )
        self.why.show_detail(why(found, self.words, self._buttons(cell)))

    def _cells_of(self, cell: Cell) -> list[TaskWeek]:
        """The tasks that a cell stands for."""
        if isinstance(cell, TaskWeek):
            return [cell]
        found = [each for each in self._coverage.by_task if each.week == cell.week]
        if not isinstance(cell, ExpertiseWeek):
            return found
        wanted = cell.expertise.casefold()
        return [each for each in found if each.expertise.casefold() == wanted]

    def _task_cell(self, week: Week) -> TaskWeek | None:
        """The cell of a task in that week: of a sum its first task that is short."""
        cells = self._cells_of(self._cell) if self._cell else []
        ids = [each.task_id for each in sorted(cells, key=lambda each: not each.missing)]
        there = {each.task_id: each for each in self._coverage.by_task if each.week == week}
        return next((there[task_id] for task_id in ids if task_id in there), None)

    def _buttons(self, cell: Cell) -> list[QPushButton]:
        words = self.words
        made: list[QPushButton] = []
        if cell.week >= Week.of(self._page.desk.today()):
            made.append(button(words("Roster somebody"), self.begin_shift))
        if isinstance(cell, TaskWeek):
            made.append(button(words("Hours of this week"), self.begin_budget))
        if self._page.host.has_page("roster"):
            made.append(button(words("To the roster"), lambda: self._open_roster(cell)))
        return made

    def _open_roster(self, cell: Cell) -> None:
        task = f"/{cell.task_id}" if isinstance(cell, TaskWeek) else ""
        self._page.host.open_page("roster", f"{cell.week}{task}")

    def _explain_people(self) -> None:
        """Nobody is rostered before there are a task and a moderator: the button begins there."""
        words, first = self.words, self._page.first_step()
        self.people.set_empty(
            words("Nobody is on the roster of this week"),
            words("Planned hours cover what a task needs."),
            words(first.text),
            first.slot,
        )

    def _begin_with_person(self) -> None:
        candidate = self.people.candidate()
        if candidate and candidate.why_not is None:
            self.begin_shift(candidate)

    def _show_side(self, part: QWidget) -> None:
        self._side.setCurrentWidget(part)
        self._regions.reveal(1)

    def _end_form(self) -> None:
        self._side.setCurrentWidget(self.why)
        self._regions.reveal(0)
        self._leave()
