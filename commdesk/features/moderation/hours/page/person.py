"""The week sheet of one person: for Team only, where worked hours of a named person show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.hours.cells import Cell, Place
from commdesk.features.moderation.hours.model import outside_team
from commdesk.features.moderation.hours.ops import set_hours, set_many_hours
from commdesk.features.moderation.hours.page.lines import LinesPane, lines_of
from commdesk.features.moderation.hours.page.sheet import ALL, WeekSheet
from commdesk.features.moderation.hours.queries import worked_in_week
from commdesk.features.moderation.tasks import list_tasks, name_of_task
from commdesk.features.moderation.team import find_moderator
from commdesk.kit.page import Page


class PersonSheet(WeekSheet):
    """Hours typed for one person; Alt+Enter shows the lines that a cell is made of."""

    def __init__(self, page: Page) -> None:
        title = page.words("Hours of this moderator")
        super().__init__(page.words, self._write, title, self._write_many)
        self._page = page
        self._person: int | None = None
        self._place: Place | None = None
        self.lines = LinesPane(page)
        self.lines.hide()
        self.column.insertWidget(0, self.lines, ALL)
        self.lines.closed.connect(self.close_lines)
        self.opened.connect(self.open_lines)
        self.add_act(page.words("Show the lines of this cell"), "Alt+Enter", self.open_cell)
        self.refused.connect(page.host.announce)
        self.told.connect(page.host.announce)

    def show_person(self, moderator_id: int, week: Week) -> None:
        """The active tasks, and those that are off but have hours of this person in the week."""
        db = self._page.desk.db
        if moderator_id != self._person:
            self.model.drop_all()  # what was refused was of somebody else
            self.drop_proposal()
        if (moderator_id, week) != (self._person, self.model.week):
            self.close_lines()
        self._person = moderator_id
        worked = worked_in_week(db, week, moderator_id)
        has_hours = {task_id for task_id, _day in worked}
        tasks = [task for task in list_tasks(db) if task.is_active or task.id in has_hours]
        self.show_week(week, tasks, worked)
        if self._place:
            self._show_lines(*self._place)

    def open_lines(self, task_id: int, day: date) -> None:
        """In place of the week: what this cell adds up."""
        self._show_lines(task_id, day)
        self.table.hide()
        self.lines.show()
        self.lines.table.setFocus()

    def close_lines(self) -> None:
        had_focus = self.lines.isAncestorOf(self._page.focusWidget() or self)
        self._place = None
        self.lines.hide()
        self.table.show()
        if had_focus:
            self.table.setFocus()

    def _show_lines(self, task_id: int, day: date) -> None:
        db, words, person = self._page.desk.db, self._page.words, self._person
        if person is None:
            return
        self._place = task_id, day
        name, task = find_moderator(db, person).name, name_of_task(db, task_id)
        title = f"{name}: {task}, {words.date(day)}"
        self.lines.show_lines(title, lines_of(db, person, task_id, day))

    def _write(
        self, task_id: int, day: date, minutes: Minutes, refused: Callable[[Refused], None]
    ) -> None:
        page, person = self._page, self._person
        if person is None:
            return
        page.host.perform(
            lambda: page.desk.do(
                set_hours, task_id, day, minutes, today=page.desk.today(), moderator_id=person
            ),
            lambda _none: self._remark([day] if minutes else []),
            refused,
        )

    def _write_many(self, cells: Sequence[Cell], refused: Callable[[Refused], None]) -> None:
        page, person = self._page, self._person
        if person is None:
            return
        days = [cell.day for cell in cells if cell.minutes]
        page.host.perform(
            lambda: page.desk.do(
                set_many_hours, cells, today=page.desk.today(), moderator_id=person
            ),
            lambda _count: self._remark(days),
            refused,
        )

    def _remark(self, days: Sequence[date]) -> None:
        """Say it when they were not in the team: it is written, and may be a slip."""
        if self._person is None:
            return
        person = find_moderator(self._page.desk.db, self._person)
        said = [text for day in sorted(days) if (text := outside_team(person, day))]
        self.note.setText(self._page.words(said[0]) if said else "")
        self.note.setVisible(bool(said))
        if said:
            self.told.emit(self.note.text())
