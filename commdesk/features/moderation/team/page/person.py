"""Under the table: the hours, the days off and the shifts of whoever is selected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.core.words import N_
from commdesk.features.moderation.hours import worked_in_week
from commdesk.features.moderation.hours.ops import set_hours
from commdesk.features.moderation.hours.page.sheet import WeekSheet
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team import name_of_moderator
from commdesk.features.moderation.team.page.daysoff import DaysOffPane
from commdesk.features.moderation.team.page.rows import TeamRows
from commdesk.features.moderation.team.page.shifts import ShiftsPane
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.page import Page
from commdesk.kit.parts import label, separator
from commdesk.kit.tabs import tab_button, write_tab

HOURS, DAYS_OFF, SHIFTS = range(3)
_LEAST_HEIGHT = 190
_TASK_WIDTH = 130
_TABS = (N_("Hours worked"), N_("Days off"), N_("Shifts"))


class PersonPane(QWidget):
    """One of three at a time; the week is that of the page."""

    def __init__(self, page: Page, team: TeamRows) -> None:
        super().__init__()
        self._page, self._team = page, team
        words = page.words
        self._person: int | None = None
        self.hours = WeekSheet(words, self._write, words("Hours of this moderator"))
        self.hours.table.horizontalHeader().resizeSection(0, theme.px(_TASK_WIDTH))
        self.hours.refused.connect(page.host.announce)
        self.days_off = DaysOffPane(page)
        self.shifts = ShiftsPane(page, team)
        self._stack = QStackedWidget()
        for pane in (self.hours, self.days_off, self.shifts):
            self._stack.addWidget(pane)
        self.tabs = [tab_button(words(t), partial(self.turn_to, n)) for n, t in enumerate(_TABS)]
        flow = Flow()
        for tab in self.tabs:
            flow.addWidget(tab)
        self.heading = label(role="section", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(separator())
        column.addWidget(self.heading)
        column.addLayout(flow)
        column.addWidget(self._stack, 1)
        self._stack.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self.turn_to(HOURS)

    @property
    def shown(self) -> int:
        return self._stack.currentIndex()

    def turn_to(self, pane: int) -> None:
        """Show the hours, the days off or the shifts."""
        self._stack.setCurrentIndex(pane)
        for number, tab in enumerate(self.tabs):
            tab.setChecked(number == pane)

    def show_person(self, moderator_id: int | None) -> None:
        self._person = moderator_id
        self.setVisible(moderator_id is not None)
        if moderator_id is None:
            return
        db, words, week = self._page.desk.db, self._page.words, self._team.week
        name = name_of_moderator(db, moderator_id)
        self.heading.setText(f"{name}, {words.week(week)}")
        worked = worked_in_week(db, week, moderator_id)
        self.hours.show_week(week, list_tasks(db, only_active=True), worked)
        unfit = self._team.unfit_of(moderator_id)
        self.days_off.show_person(moderator_id, unfit)
        self.shifts.show_person(moderator_id)
        said = words.plural("{n} no longer fits", "{n} no longer fit", len(unfit))
        name = words(_TABS[SHIFTS])
        write_tab(self.tabs[SHIFTS], f"{name} · {said}" if unfit else name)

    def _write(
        self, task_id: int, day: date, minutes: Minutes, refused: Callable[[Refused], None]
    ) -> None:
        page, moderator_id = self._page, self._person
        today = page.desk.today()
        page.host.perform(
            lambda: page.desk.do(
                set_hours, task_id, day, minutes, today=today, moderator_id=moderator_id
            ),
            None,
            refused,
        )
