"""The tab of hours: a week typed straight in, all hours of a task together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week, decimal_hours
from commdesk.core.words import N_, say
from commdesk.features.moderation.coverage import task_weeks
from commdesk.features.moderation.hours import worked_in_week
from commdesk.features.moderation.hours.cells import Cell
from commdesk.features.moderation.hours.ops import set_hours, set_many_hours
from commdesk.features.moderation.hours.page.figures import Need
from commdesk.features.moderation.hours.page.sheet import WeekSheet
from commdesk.features.moderation.hours.proposal import pattern_of
from commdesk.features.moderation.tasks import list_tasks
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import Card, EmptyState, button, label
from commdesk.kit.regions import first_to_focus


class HoursPage(Page):
    """Tasks under each other, days beside each other; typing begins at once."""

    NAME = "hours"
    TITLE = N_("Hours")
    HELP = N_(
        "The hours worked in a week, all of a task together; by name they stand in Team. Type "
        "1:30, 1,5 or 90m; Enter goes down, while typing Tab goes to the right, F2 changes what "
        "stands there, Delete empties. Shift and the arrows select a block: Ctrl+C copies it, "
        "Ctrl+V pastes cells from Excel, Ctrl+D fills down, Ctrl+R to the right. Ctrl+Page Up and "
        "Page Down go to other weeks; Esc takes back what was refused."
    )
    WATCHES = frozenset({"moderation_task", "moderation_log", "moderation_budget", "moderator"})
    ICON = "clock-outline"

    def build(self) -> None:
        words = self.words
        self.week = Week.of(self.desk.today())
        self.hours = WeekSheet(words, self._write, words("Hours of the week"), self._write_many)
        self.hours.refused.connect(self.host.announce)
        self.hours.told.connect(self.host.announce)
        card = Card(" ")
        self._title = card.heading
        arrows = QHBoxLayout()
        arrows.addWidget(card.heading, 1)
        arrows.addWidget(button(words("Previous week"), lambda: self.go(-1)))
        arrows.addWidget(button(words("This week"), self.go_to_today))
        arrows.addWidget(button(words("Next week"), lambda: self.go(1)))
        card.body.insertLayout(0, arrows)
        help_text = words("Type 1:30, 1,5 or 90m. All hours of a task together; by name in Team.")
        card.body.addWidget(label(help_text, "small", wraps=True))
        card.body.addWidget(self.hours, 1)
        self._empty = EmptyState(self.hours)
        self.content.addWidget(card, 1)

    def primary_action(self) -> PageAction | None:
        """Without a task there are no hours to write."""
        if list_tasks(self.desk.db, only_active=True):
            return None
        return PageAction(N_("Add task"), self._begin_task, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Propose last week's hours"), self.propose, "Ctrl+Shift+L"),
            PageAction(N_("Earlier weeks"), lambda: self.go(-1), "Ctrl+PgUp", in_header=False),
            PageAction(N_("Later weeks"), lambda: self.go(1), "Ctrl+PgDown", in_header=False),
            PageAction(N_("This week"), self.go_to_today, in_header=False),
        ]

    def reload(self) -> None:
        db, words = self.desk.db, self.words
        week, days = words.week(self.week), (self.week.monday, self.week.sunday)
        first, last = (words.date(day) for day in days)
        title = words("Hours {week}, {first} to {last}", week=week, first=first, last=last)
        self._title.setText(title)
        found = task_weeks(db, [self.week], self.desk.today())
        needs = {cell.task_id: Need(cell.needed, cell.carried) for cell in found}
        hours = worked_in_week(db, self.week)
        worked_on = {task_id for task_id, _day in hours}
        tasks = [task for task in list_tasks(db) if task.is_active or task.id in worked_on]
        self.hours.show_week(self.week, tasks, hours, needs)
        worked, needed = sum(hours.values()), sum(need.needed for need in needs.values())
        self.header.show_words(line=self._worked_of(worked, needed) if needs else "")
        self._explain_emptiness()
        self.show_actions()

    def show_target(self, target: object) -> None:
        """A week, as `2026-W48`."""
        try:
            self.week = Week.parse(str(target))
        except ValueError:
            return
        self.reload()

    def take_focus(self) -> None:
        """In the table; without a task at what adds one."""
        shown = self._empty if self.hours.table.isHidden() else self.hours.table
        first_to_focus(shown).setFocus(Qt.FocusReason.OtherFocusReason)

    def has_unsaved(self) -> bool:
        """What was refused is still to be mended; a proposal is still to be taken over."""
        return bool(self.hours.model.refused or self.hours.model.proposed)

    def drop_unsaved(self) -> None:
        self.hours.model.drop_all()
        self.hours.drop_proposal()

    def go(self, weeks: int) -> None:
        self.week += weeks
        self.reload()

    def go_to_today(self) -> None:
        self.week = Week.of(self.desk.today())
        self.reload()

    def propose(self) -> None:
        """The hours of the week before, in the empty cells of this one, to look at first."""
        before, today = self.week - 1, self.desk.today()
        tasks = {task.id for task in list_tasks(self.desk.db, only_active=True)}
        hours = {week: worked_in_week(self.desk.db, week) for week in (before, self.week)}
        written = {**hours[self.week], **dict.fromkeys(self.hours.model.refused, Minutes(0))}
        cells = pattern_of(hours[before], written, tasks, today)
        if not cells:
            self.tell(say("{week} has no hours for the cells that are empty.", week=before))
            return
        why = say(
            "{hours} proposed, as worked in {week}. Nothing is written yet.",
            hours=Minutes(sum(cells.values())),
            week=before,
        )
        self.hours.propose(cells, why)
        self.tell(why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.hours.rect())

    def _worked_of(self, worked: int, needed: int) -> str:
        return self.words(
            "{worked} of {needed} hours worked in {week}",
            worked=decimal_hours(worked),
            needed=decimal_hours(needed),
            week=self.week,
        )

    def _explain_emptiness(self) -> None:
        is_empty = not self.hours.model.tasks
        self.hours.table.setVisible(not is_empty)
        self._empty.setVisible(is_empty)
        self._empty.setGeometry(self.hours.rect())
        if is_empty:
            self._empty.explain(
                self.words("No moderation tasks yet"),
                self.words("Hours are written per task: begin with what moderation has to do."),
                self.words("Add task"),
                self._begin_task,
            )

    def _begin_task(self) -> None:
        self.host.open_page("moderation_tasks", "new")

    def _write(
        self, task_id: int, day: date, minutes: Minutes, refused: Callable[[Refused], None]
    ) -> None:
        today = self.desk.today()
        self.host.perform(
            lambda: self.desk.do(set_hours, task_id, day, minutes, today=today), None, refused
        )

    def _write_many(self, cells: Sequence[Cell], refused: Callable[[Refused], None]) -> None:
        today = self.desk.today()
        self.host.perform(lambda: self.desk.do(set_many_hours, cells, today=today), None, refused)
