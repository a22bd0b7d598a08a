"""The two forms of a cell: the hours of a week or a period, and somebody on the roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_
from commdesk.features.moderation.coverage import TaskWeek
from commdesk.features.moderation.coverage.who import Candidate
from commdesk.features.moderation.dayparts import DAY_PARTS
from commdesk.features.moderation.page.firstspot import beginning
from commdesk.features.moderation.roster import Shift, planned_by_moderator
from commdesk.features.moderation.roster.ops import add_shift
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.tasks.ops import set_budgets
from commdesk.features.moderation.team import hours_by_week, list_moderators
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.parts import button

if TYPE_CHECKING:
    from commdesk.features.moderation.page import ModerationPage

_PERIOD = 13
SHIFT_FIELDS = (
    Field("task_id", N_("Moderation task"), "choice", stretch=3),
    Field("minutes", N_("How long"), "minutes", beside=True, stretch=2),
    Field("moderator_id", N_("Who, and hours left"), "choice"),
    Field("day", N_("Day"), "date", stretch=3),
    Field("day_part", N_("Day part"), "choice", DAY_PARTS, beside=True, stretch=2),
)
BUDGET_FIELDS = (
    Field("minutes", N_("Hours a week"), "minutes"),
    Field("until", N_("Until and including"), "choice", beside=True),
    Field("reason", N_("Why"), placeholder=N_("Campaign, holidays")),
)


class BudgetCard(FormCard):
    """Hours of its own for a week, or for the weeks up to another one, with the reason."""

    def __init__(self, page: ModerationPage) -> None:
        words = page.words
        self._page = page
        self._back = button(words("Back to the hours of the task"), self.clear)
        form = Form(BUDGET_FIELDS, words, today=page.desk.today)
        super().__init__(words, form, self._back)
        self._cell: TaskWeek | None = None

    def begin(self, cell: TaskWeek) -> None:
        words = self.words
        self._cell = cell
        self.heading.setText(f"{cell.task}, {words.week(cell.week)}")
        later = [cell.week + n for n in range(1, _PERIOD)]
        only = [(0, words("this week"))]
        choices = [(n, words.week(week)) for n, week in enumerate(later, 1)]
        self.form.set_choices("until", only + choices)
        self.form.load({"minutes": cell.needed, "until": 0, "reason": cell.reason})
        self._back.setVisible(cell.is_override)
        self.form.focus_first()

    def save(self) -> None:
        with self._page.refusals(self.form):
            values = self.form.values()
            self._set(values["minutes"], values["until"], values["reason"])

    def clear(self) -> None:
        """The week, or all weeks up to the chosen one, ask what the task asks again."""
        with self._page.refusals(self.form):
            self._set(None, self.form.values()["until"], "")

    def _set(self, minutes: Minutes | None, more: int, reason: str) -> None:
        if (cell := self._cell) is None:
            return
        weeks = [cell.week + n for n in range(more + 1)]
        self._page.do(
            set_budgets,
            cell.task_id,
            weeks,
            minutes,
            reason,
            form=self.form,
            then=lambda _none: self._stored(),
        )

    def _stored(self) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(self._cell)


class ShiftCard(FormCard):
    """Planned hours of one person; who can do it and has most hours left comes first."""

    def __init__(self, page: ModerationPage) -> None:
        self._page = page
        form = Form(SHIFT_FIELDS, page.words, today=page.desk.today)
        super().__init__(page.words, form, saves=page.words("Put on the roster"))
        self.heading.setText(page.words("Roster somebody"))

    def begin(self, cell: TaskWeek | None, week: Week, chosen: Candidate | None = None) -> None:
        """For this task in this week, at its first open place; by `chosen`, where somebody was."""
        db, words, today = self._page.desk.db, self.words, self._page.desk.today()
        tasks = list_tasks(db, only_active=True)
        task = next((t for t in tasks if cell and t.id == cell.task_id), None)
        team = list_moderators(db, only_active=True)
        has, planned = hours_by_week(db, team, [week]), planned_by_moderator(db, week)
        free = {m.id: Minutes(max(has[m.id, week] - planned.get(m.id, 0), 0)) for m in team}
        begin = beginning(db, task, cell, week, today, chosen)
        best = {each.person.id: place for place, each in enumerate(begin.able)}
        skill = task.expertise if task else ""
        team.sort(key=lambda m: (best.get(m.id, len(best)), not m.can_do(skill), -free[m.id]))
        self.form.set_choices("task_id", [(each.id, each.name) for each in tasks])
        names = [(m.id, f"{m.name} ({words.duration(free[m.id])})") for m in team]
        self.form.set_choices("moderator_id", names)
        person = chosen.person.id if chosen else team[0].id if team else None
        day, part = begin.spot
        self.form.load(
            {
                "task_id": task.id if task else None,
                "moderator_id": person,
                "day": max(day, today),
                "day_part": str(part),
                "minutes": begin.minutes,
            }
        )
        self.form.focus_first()

    def save(self) -> None:
        with self._page.refusals(self.form):
            shift = Shift(**self.form.values())
            self._page.do(add_shift, shift, form=self.form, then=lambda _id: self._stored())

    def _stored(self) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(self.heading.text())
