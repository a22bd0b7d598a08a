"""The tab of moderation tasks: what moderation has to do, with which expertise, for how long."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict
from PySide6.QtCore import Qt

from commdesk.core.errors import Refused
from commdesk.core.values import Week
from commdesk.core.words import N_
from commdesk.features.moderation.page.known import Known
from commdesk.features.moderation.page.register import Register
from commdesk.features.moderation.tasks import (
    Carry,
    Task,
    TaskDraft,
    find_task,
    known_expertise,
    list_budgets,
    list_tasks,
    stretches,
)
from commdesk.features.moderation.tasks.page.comes_to import comes_to, hindrances
from commdesk.features.moderation.tasks.page.periods import PeriodsCard, said_weeks
from commdesk.features.moderation.tasks.page.register import tasks
from commdesk.features.moderation.tasks.page.starter import StarterCard
from commdesk.features.moderation.team import Moderator, list_moderators
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import label


class TasksPage(Page):
    """The register of tasks; Ctrl+N adds one, Ctrl+Enter saves."""

    NAME = "moderation_tasks"
    TITLE = N_("Moderation tasks")
    HELP = N_(
        "Which tasks moderation has, which expertise each asks, how many hours a week and in which "
        "day parts. Enter goes from the table to the form, Ctrl+Enter saves, Esc goes back, Ctrl+N "
        "adds a task, Ctrl+D one like the selected. In the day parts arrows move, Space chooses, "
        "Shift+Space a whole row, Ctrl+Space a whole day. Ctrl+Shift+H gives weeks other hours."
    )
    WATCHES = frozenset({"moderation_task", "moderation_budget", "moderator"})
    ICON = "shield-account-outline"

    def build(self) -> None:
        words = self.words
        self._team: list[Moderator] = []
        self.register = Register(self, tasks(self.desk.db, words, self.desk.today))
        form = self.register.form
        self._comes_to, self._wrong = (
            label(role="small", wraps=True),
            label(role="warn", wraps=True),
        )
        form.add_under("shift_minutes", self._wrong)
        form.add_under("shift_minutes", self._comes_to)
        self._known = Known(form.control("expertise"))
        self.periods, self.starter = PeriodsCard(self), StarterCard(self)
        for card in (self.periods, self.starter):
            self.register.add_side(card)
            card.left.connect(self.register.leave_side)
        self.register.add_button(words("Other hours for a period"), self.begin_period)
        self.register.shown.connect(self._shown)
        form.edited.connect(self._say)
        why = words("Which tasks does moderation have, which expertise, how many hours?")
        title, do = words("No moderation tasks yet"), words("Choose from a starter set")
        self.register.table.set_empty(title, why, do, self.begin_starter)
        self.content.addWidget(self.register, 1)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Add task"), self.register.begin, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Choose from a starter set"), self.begin_starter, in_header=False),
            PageAction(N_("Task like this one"), self.begin_like, "Ctrl+D", in_header=False),
            PageAction(
                N_("Other hours for a period"), self.begin_period, "Ctrl+Shift+H", in_header=False
            ),
        ]

    def reload(self) -> None:
        self._team = list_moderators(self.desk.db, only_active=True)
        self._known.show(known_expertise(self.desk.db))
        self.register.reload()
        self.periods.reload()
        self._say()

    def show_target(self, target: object) -> None:
        """A task by its id; `new` begins one, `starter` offers the set."""
        if target == "new":
            self.register.begin()
        elif target == "starter":
            self.begin_starter()
        else:
            self.register.table.select_id(int(str(target)))

    def take_focus(self) -> None:
        """In the table; the grid of day parts is a list too, and stands in the form."""
        self.register.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_unsaved(self) -> bool:
        return self.register.form.is_dirty or self.periods.form.is_dirty

    def drop_unsaved(self) -> None:
        self.register.form.load(None)
        self.periods.form.load(None)

    def begin_starter(self) -> None:
        """The tasks that most communities have, to tick."""
        self.starter.offer()
        self.register.show_side(self.starter)

    def begin_like(self) -> None:
        """A new task that is as the selected one but for its name."""
        if task := self._selected():
            names = {each.name.casefold() for each in list_tasks(self.desk.db)}
            free = next(n for n in range(2, len(names) + 3)
                        if f"{task.name} {n}".casefold() not in names)  # fmt: skip
            self.register.begin(asdict(task) | {"name": f"{task.name} {free}"})

    def begin_period(self) -> None:
        """More or fewer hours of the selected task, for a campaign or holidays."""
        if task := self._selected():
            self.periods.show_task(task.id)
            self.register.show_side(self.periods)
            self.periods.form.focus_first()

    def _selected(self) -> Task | None:
        task_id = self.register.current_id
        return None if task_id is None else find_task(self.desk.db, task_id)

    def _shown(self, thing: Any) -> None:
        """Another task in the table is another task beside it, unless its period is half typed."""
        is_other = thing is not None and thing.id != self.periods.task_id
        if is_other and self.periods.isVisible() and not self.periods.form.is_dirty:
            self.periods.show_task(thing.id)
        self._say()

    def _say(self) -> None:
        """What the task in the form comes to, as it is typed."""
        form = self.register.form
        carry = form.value_now("carry")
        form.show_field("carry_weeks", shown=carry == Carry.ENDS)
        form.show_field("carry_from", shown=carry != Carry.NONE)
        form.show_field("shift_minutes", shown=not form.value_now("slots"))
        typed = self._typed()
        lines = [comes_to(typed, self.words), self._other_weeks()] if typed else []
        self._comes_to.setText("\n".join(line for line in lines if line))
        self._comes_to.setVisible(bool(self._comes_to.text()))
        wrong = hindrances(typed, self._team) if typed else []
        self._wrong.setText("\n".join(self.words(text) for text in wrong))
        self._wrong.setVisible(bool(wrong))

    def _typed(self) -> Task | None:
        """The task as it stands in the form; None while something in it cannot be read."""
        form = self.register.form
        try:
            values = {key: form.value_now(key) for key in TaskDraft.__struct_fields__}
        except Refused:
            return None
        if not (values["weekly_minutes"] and values["people"] and values["shift_minutes"]):
            return None
        if min(values["people"], values["shift_minutes"], values["weekly_minutes"]) < 0:
            return None
        return Task(**values)

    def _other_weeks(self) -> str:
        """`Andere uren: week 51 t/m 53 (3 u)`."""
        if self.register.current_id is None:
            return ""
        this = Week.of(self.desk.today())
        found = stretches(list_budgets(self.desk.db, self.register.current_id))
        coming = [each for each in found if each.last >= this]
        said = [f"{said_weeks(e, self.words)} ({self.words.hours(e.minutes)})" for e in coming]
        return self.words("Other hours in {weeks}", weeks=", ".join(said)) if said else ""
