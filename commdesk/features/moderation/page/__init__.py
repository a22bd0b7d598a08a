"""The Moderation page: overview of weeks, tasks, the team, and hours typed straight in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week, decimal_hours
from commdesk.core.words import N_
from commdesk.features.moderation.coverage import shortages, task_weeks
from commdesk.features.moderation.hours import worked_in_week
from commdesk.features.moderation.hours.ops import set_hours
from commdesk.features.moderation.page import registers
from commdesk.features.moderation.page.overview import Overview
from commdesk.features.moderation.page.register import Register
from commdesk.features.moderation.page.sheet import WeekSheet
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team import list_moderators
from commdesk.kit import theme
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import Card, button, label
from commdesk.kit.regions import first_to_focus

OVERVIEW, TASKS, TEAM, HOURS = range(4)
_TABS = (N_("Overview"), N_("Moderation tasks"), N_("Team"), N_("Hours"))


class ModerationPage(Page):
    """Four tabs; each keeps itself, this only wires them."""

    NAME = "moderation"
    TITLE = N_("Moderation")
    HELP = N_(
        "Which tasks moderation has, which expertise, how many hours a week, and who covers them. "
        "Arrow keys go through the weeks, Enter sets the hours of a week, Ctrl+N adds what belongs "
        "to the tab. In Hours, type 1:30, 1,5 or 90m; Enter goes down, Tab to the right."
    )
    WATCHES = frozenset(
        {"moderation_task", "moderation_budget", "moderator", "moderation_shift", "moderation_log"}
    )
    ICON = "shield-account-outline"

    def build(self) -> None:
        db, words = self.desk.db, self.words
        self.week = Week.of(self.desk.today())
        self._has_tasks = self._has_team = True
        self.overview = Overview(self)
        self.tasks = Register(self, registers.tasks(db, words, self.desk.today))
        self.team = Register(self, registers.team(db, words, self.week))
        self.hours = WeekSheet(words, self._write_total, words("Hours of the week"))
        self.own_hours = WeekSheet(words, self._write_own, words("Hours of this moderator"))
        self.team.table.selected.connect(lambda _row: self._show_own())
        for sheet in (self.hours, self.own_hours):
            sheet.refused.connect(self.host.announce)
        self._stack = QStackedWidget()
        for part in (self.overview, self.tasks, self._team_part(), self._hours_part()):
            self._stack.addWidget(part)
        self.content.addWidget(self._make_tabs())
        self.content.addWidget(self._stack, 1)

    def primary_action(self) -> PageAction | None:
        """What the tab is for; before anything can be rostered, what is wanted for that."""
        tab = self.tab
        if tab == TASKS or (tab != TEAM and not self._has_tasks):
            return PageAction(N_("Add task"), self._begin_task, NEW)
        if tab == TEAM:
            return PageAction(N_("Add moderator"), self._begin_moderator, NEW)
        return self.first_step() if tab == OVERVIEW else None

    def first_step(self) -> PageAction:
        """What comes next for somebody to be on the roster."""
        if not self._has_tasks:
            return PageAction(N_("Add task"), self._begin_task, NEW)
        if not self._has_team:
            return PageAction(N_("Add moderator"), self._begin_moderator, NEW)
        return PageAction(N_("Roster somebody"), self.overview.begin_shift, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Write hours"), lambda: self.show_tab(HOURS), in_header=True),
            PageAction(N_("Earlier weeks"), lambda: self.go(-1), "Ctrl+PgUp", in_header=False),
            PageAction(N_("Later weeks"), lambda: self.go(1), "Ctrl+PgDown", in_header=False),
        ]

    @property
    def tab(self) -> int:
        return self._stack.currentIndex() if hasattr(self, "_stack") else OVERVIEW

    def reload(self) -> None:
        self._note_what_is_there()
        self._show_header()
        self.overview.reload()
        self.tasks.reload()
        self.team.reload()
        self._show_hours()
        self._show_own()

    def show_target(self, target: object) -> None:
        """The chosen task in the first week in which it is short."""
        self.show_tab(OVERVIEW)
        self.overview.choose(int(str(target)))

    def has_unsaved(self) -> bool:
        return any(form.is_dirty for form in self._forms())

    def drop_unsaved(self) -> None:
        for form in self._forms():
            form.load(None)

    def show_tab(self, tab: int) -> None:
        self._tabs[tab].setChecked(True)
        self._stack.setCurrentIndex(tab)
        self.show_actions()
        self.host.refresh_actions()
        part = self._stack.currentWidget()
        if part is not None:
            first_to_focus(part).setFocus()

    def go(self, weeks: int) -> None:
        """To other weeks: of the grid, or of the sheet of hours."""
        if self.tab == OVERVIEW:
            self.overview.go(weeks)
        else:
            self.week += weeks
            self._show_hours()
            self._show_own()

    def _show_header(self) -> None:
        db, today = self.desk.db, self.desk.today()
        cells = task_weeks(db, [Week.of(today)], today)
        needed = decimal_hours(sum(cell.needed for cell in cells))
        team = list_moderators(db, only_active=True)
        available = decimal_hours(sum(each.weekly_minutes for each in team))
        line = self.words(
            "{needed} hours a week needed, {available} available",
            needed=needed,
            available=available,
        )
        short = len(shortages(db, today))
        said = self.words.plural(
            "{n} shortage in the coming four weeks", "{n} shortages in the coming four weeks", short
        )
        self.header.show_words(line=f"{line} · {said}" if cells else "")
        self._explain_emptiness(is_empty=not cells)

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
        self.show_tab(TASKS)
        self.tasks.begin()

    def _begin_moderator(self) -> None:
        self.show_tab(TEAM)
        self.team.begin()

    # --- hours ------------------------------------------------------------------------------------

    def _show_hours(self) -> None:
        db = self.desk.db
        tasks = [t for t in list_tasks(db) if t.is_active]
        self._hours_title.setText(self._week_title())
        self.hours.show_week(self.week, tasks, worked_in_week(db, self.week))

    def _show_own(self) -> None:
        db, moderator_id = self.desk.db, self.team.current_id
        self._own.setVisible(moderator_id is not None)
        if moderator_id is None:
            return
        name = next((m.name for m in list_moderators(db) if m.id == moderator_id), "")
        title = self.words("Hours of {name}, {week}", name=name, week=self.week)
        self._own.heading.setText(title)
        tasks = list_tasks(db, only_active=True)
        self.own_hours.show_week(self.week, tasks, worked_in_week(db, self.week, moderator_id))

    def _week_title(self) -> str:
        week = self.words.week(self.week)
        first, last = self.words.date(self.week.monday), self.words.date(self.week.sunday)
        return self.words("Hours {week}, {first} to {last}", week=week, first=first, last=last)

    def _write_total(
        self, task_id: int, day: date, minutes: Minutes, refused: Callable[[Refused], None]
    ) -> None:
        self._write(task_id, day, minutes, None, refused)

    def _write_own(
        self, task_id: int, day: date, minutes: Minutes, refused: Callable[[Refused], None]
    ) -> None:
        self._write(task_id, day, minutes, self.team.current_id, refused)

    def _write(
        self,
        task_id: int,
        day: date,
        minutes: Minutes,
        moderator_id: int | None,
        refused: Callable[[Refused], None],
    ) -> None:
        self.host.perform(
            lambda: self.desk.do(
                set_hours,
                task_id,
                day,
                minutes,
                today=self.desk.today(),
                moderator_id=moderator_id,
            ),
            None,
            refused,
        )

    # --- parts ------------------------------------------------------------------------------------

    def _forms(self) -> list[Any]:
        return [self.overview.shift, self.overview.budget, self.tasks.form, self.team.form]

    def _make_tabs(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        self._group = QButtonGroup(self)
        self._tabs: list[QPushButton] = []
        for number, text in enumerate(_TABS):
            tab = button(self.words(text), None, "tab")
            tab.setCheckable(True)
            strong = theme.metrics("strong").horizontalAdvance(tab.text())
            tab.setMinimumWidth(strong + theme.px(28))  # the chosen one is bolder
            tab.setChecked(number == OVERVIEW)
            tab.clicked.connect(lambda _checked=False, number=number: self.show_tab(number))
            self._group.addButton(tab)
            self._tabs.append(tab)
            row.addWidget(tab)
        row.addStretch()
        return holder

    def _hours_part(self) -> QWidget:
        words = self.words
        card = Card(" ")
        self._hours_title = card.heading
        arrows = QHBoxLayout()
        arrows.addWidget(card.heading, 1)
        arrows.addWidget(button(words("Previous week"), lambda: self.go(-1)))
        arrows.addWidget(button(words("Next week"), lambda: self.go(1)))
        card.body.insertLayout(0, arrows)
        help_text = words("Type 1:30, 1,5 or 90m. All hours of a task together; by name in Team.")
        card.body.addWidget(label(help_text, "small", wraps=True))
        card.body.addWidget(self.hours, 1)
        return card

    def _team_part(self) -> QWidget:
        """The register, and across under it the week of whoever is selected."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        self._own = Card(" ")
        self._own.body.addWidget(self.own_hours, 1)
        self._own.setMinimumHeight(theme.px(230))
        column.addWidget(self.team, 5)
        column.addWidget(self._own, 4)
        return part
