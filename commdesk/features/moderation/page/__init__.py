"""The Moderation page: weeks and tasks, what is short, and what can be done about it."""

from __future__ import annotations

from commdesk.core.values import Week, decimal_hours
from commdesk.core.words import N_
from commdesk.features.moderation.page.overview import Overview
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team import list_moderators
from commdesk.kit.page import NEW, Page, PageAction


class ModerationPage(Page):
    """The overview; tasks, team, roster and hours are tabs of their own beside it."""

    NAME = "moderation"
    TITLE = N_("Moderation")
    HELP = N_(
        "Which tasks moderation has, which expertise, how many hours a week, and who covers them. "
        "Arrow keys go through the weeks, Home and End to the first and the last, Ctrl+PgUp and "
        "Ctrl+PgDown as many as show. Enter sets the hours of a week; under the weeks stands who "
        "covers it and why. Enter on somebody who could puts them on the roster, Delete takes a "
        "shift off it."
    )
    WATCHES = frozenset(
        {
            "moderation_task",
            "moderation_task_earlier",
            "moderation_budget",
            "moderator",
            "moderator_days_off",
            "moderation_shift",
            "moderation_log",
        }
    )
    ICON = "shield-account-outline"

    def build(self) -> None:
        self._has_tasks = self._has_team = True
        self.overview = Overview(self)
        self.content.addWidget(self.overview, 1)

    def primary_action(self) -> PageAction:
        """What comes next for somebody to be on the roster."""
        return self.first_step()

    def first_step(self) -> PageAction:
        """What comes next for somebody to be on the roster."""
        if not self._has_tasks:
            return PageAction(N_("Add task"), self._begin_task, NEW)
        if not self._has_team:
            return PageAction(N_("Add moderator"), self._begin_moderator, NEW)
        return PageAction(N_("Roster somebody"), self.overview.pane.begin_shift, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Write hours"), lambda: self.host.open_page("hours"), in_header=True),
            PageAction(N_("Earlier weeks"), lambda: self.go(-1), "Ctrl+PgUp", in_header=False),
            PageAction(N_("Later weeks"), lambda: self.go(1), "Ctrl+PgDown", in_header=False),
        ]

    def reload(self) -> None:
        self._note_what_is_there()
        self.overview.reload()
        self._show_header()

    def show_target(self, target: object) -> None:
        """The chosen task in the first week in which it is short."""
        self.overview.choose(int(str(target)))

    def has_unsaved(self) -> bool:
        return self.overview.pane.has_unsaved()

    def drop_unsaved(self) -> None:
        self.overview.pane.drop_unsaved()

    def go(self, weeks: int) -> None:
        self.overview.go(weeks)

    def _show_header(self) -> None:
        """This week's hours, and the one count of shortages."""
        today = self.desk.today()
        read, words = self.overview.coverage, self.words
        now = next(each for each in read.by_week if each.week == Week.of(today))
        line = words(
            "{needed} hours a week needed, {available} available",
            needed=decimal_hours(now.needed),
            available=decimal_hours(now.available),
        )
        short = len(read.shortages(today))
        said = words.plural(
            "{n} shortage in the coming four weeks", "{n} shortages in the coming four weeks", short
        )
        self.header.show_words(line=f"{line} · {said}" if read.by_task else "")
        self._explain_emptiness(is_empty=not read.by_task)

    def _note_what_is_there(self) -> None:
        db, before = self.desk.db, (self._has_tasks, self._has_team)
        self._has_tasks = bool(list_tasks(db, only_active=True))
        self._has_team = bool(list_moderators(db, only_active=True))
        if before != (self._has_tasks, self._has_team):
            self.show_actions()
            self.host.refresh_actions()

    def _explain_emptiness(self, *, is_empty: bool) -> None:
        if is_empty:
            self.overview.grid.empty.explain(
                self.words("No moderation tasks yet"),
                self.words("Which tasks does moderation have, which expertise, how many hours?"),
                self.words("Add task"),
                self._begin_task,
            )

    def _begin_task(self) -> None:
        self.host.open_page("moderation_tasks", "new")

    def _begin_moderator(self) -> None:
        self.host.open_page("team", "new")
