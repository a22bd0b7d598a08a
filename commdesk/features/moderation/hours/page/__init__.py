"""The tab of hours: a week typed straight in, all hours of a task together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_
from commdesk.features.moderation.hours import worked_in_week
from commdesk.features.moderation.hours.ops import set_hours
from commdesk.features.moderation.hours.page.sheet import WeekSheet
from commdesk.features.moderation.tasks import list_tasks
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import Card, button, label


class HoursPage(Page):
    """Tasks under each other, days beside each other; typing begins at once."""

    NAME = "hours"
    TITLE = N_("Hours")
    HELP = N_(
        "The hours worked in a week, all of a task together; by name they stand in Team. Type "
        "1:30, 1,5 or 90m; Enter goes down, Tab to the right, Delete empties a cell."
    )
    WATCHES = frozenset({"moderation_task", "moderation_log"})
    ICON = "clock-outline"

    def build(self) -> None:
        words = self.words
        self.week = Week.of(self.desk.today())
        self.hours = WeekSheet(words, self._write, words("Hours of the week"))
        self.hours.refused.connect(self.host.announce)
        card = Card(" ")
        self._title = card.heading
        arrows = QHBoxLayout()
        arrows.addWidget(card.heading, 1)
        arrows.addWidget(button(words("Previous week"), lambda: self.go(-1)))
        arrows.addWidget(button(words("Next week"), lambda: self.go(1)))
        card.body.insertLayout(0, arrows)
        help_text = words("Type 1:30, 1,5 or 90m. All hours of a task together; by name in Team.")
        card.body.addWidget(label(help_text, "small", wraps=True))
        card.body.addWidget(self.hours, 1)
        self.content.addWidget(card, 1)

    def primary_action(self) -> PageAction | None:
        """Without a task there are no hours to write."""
        if list_tasks(self.desk.db, only_active=True):
            return None
        return PageAction(
            N_("Add task"), lambda: self.host.open_page("moderation_tasks", "new"), NEW
        )

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Earlier weeks"), lambda: self.go(-1), "Ctrl+PgUp", in_header=False),
            PageAction(N_("Later weeks"), lambda: self.go(1), "Ctrl+PgDown", in_header=False),
        ]

    def reload(self) -> None:
        db, words = self.desk.db, self.words
        week, days = words.week(self.week), (self.week.monday, self.week.sunday)
        first, last = (words.date(day) for day in days)
        title = words("Hours {week}, {first} to {last}", week=week, first=first, last=last)
        self._title.setText(title)
        tasks = list_tasks(db, only_active=True)
        self.hours.show_week(self.week, tasks, worked_in_week(db, self.week))
        self.show_actions()

    def go(self, weeks: int) -> None:
        self.week += weeks
        self.reload()

    def _write(
        self, task_id: int, day: date, minutes: Minutes, refused: Callable[[Refused], None]
    ) -> None:
        today = self.desk.today()
        self.host.perform(
            lambda: self.desk.do(set_hours, task_id, day, minutes, today=today), None, refused
        )
