"""The tab of the team: who moderates, for how many hours, and the hours of whoever is selected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_
from commdesk.features.moderation.hours import worked_in_week
from commdesk.features.moderation.hours.ops import set_hours
from commdesk.features.moderation.hours.page.sheet import WeekSheet
from commdesk.features.moderation.page.register import Register
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team import name_of_moderator
from commdesk.features.moderation.team.page.register import team
from commdesk.kit import theme
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import Card


class TeamPage(Page):
    """The register, and across under it the week of whoever is selected."""

    NAME = "team"
    TITLE = N_("Team")
    HELP = N_(
        "Who moderates, with which expertise, for how many hours a week. Enter goes from the table "
        "to the form, Ctrl+Enter saves, Ctrl+N adds somebody. Hours worked by a named person show "
        "only here: type 1:30, 1,5 or 90m; Enter goes down, Tab to the right."
    )
    WATCHES = frozenset(
        {"moderation_task", "moderator", "moderator_days_off", "moderation_shift", "moderation_log"}
    )
    ICON = "account-group-outline"

    def build(self) -> None:
        db, words = self.desk.db, self.words
        self.week = Week.of(self.desk.today())
        self.register = Register(self, team(db, words, self.week))
        self.register.table.selected.connect(lambda _row: self._show_own())
        self.own_hours = WeekSheet(words, self._write, words("Hours of this moderator"))
        self.own_hours.refused.connect(self.host.announce)
        self._own = Card(" ")
        self._own.body.addWidget(self.own_hours, 1)
        self._own.setMinimumHeight(theme.px(230))
        self.content.addWidget(self.register, 5)
        self.content.addWidget(self._own, 4)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Add moderator"), self.register.begin, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Earlier weeks"), lambda: self.go(-1), "Ctrl+PgUp", in_header=False),
            PageAction(N_("Later weeks"), lambda: self.go(1), "Ctrl+PgDown", in_header=False),
        ]

    def reload(self) -> None:
        self.register.reload()
        self._show_own()

    def show_target(self, target: object) -> None:
        """A moderator by their id; `new` begins one."""
        if target == "new":
            self.register.begin()
        else:
            self.register.table.select_id(int(str(target)))

    def go(self, weeks: int) -> None:
        """To the hours of other weeks."""
        self.week += weeks
        self._show_own()

    def has_unsaved(self) -> bool:
        return self.register.form.is_dirty

    def drop_unsaved(self) -> None:
        self.register.form.load(None)

    def _show_own(self) -> None:
        db, moderator_id = self.desk.db, self.register.current_id
        self._own.setVisible(moderator_id is not None)
        if moderator_id is None:
            return
        name = name_of_moderator(db, moderator_id)
        title = self.words("Hours of {name}, {week}", name=name, week=self.week)
        self._own.heading.setText(title)
        tasks = list_tasks(db, only_active=True)
        self.own_hours.show_week(self.week, tasks, worked_in_week(db, self.week, moderator_id))

    def _write(
        self, task_id: int, day: date, minutes: Minutes, refused: Callable[[Refused], None]
    ) -> None:
        today, moderator_id = self.desk.today(), self.register.current_id
        self.host.perform(
            lambda: self.desk.do(
                set_hours, task_id, day, minutes, today=today, moderator_id=moderator_id
            ),
            None,
            refused,
        )
