"""Overview: weeks and tasks, the roster of the chosen week, and what can be done about a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_
from commdesk.features.moderation.coverage import TaskWeek, task_weeks
from commdesk.features.moderation.dayparts import DAY_PARTS, part_name
from commdesk.features.moderation.page.grid import Grid
from commdesk.features.moderation.roster import Shift, planned_by_moderator, shifts_between
from commdesk.features.moderation.roster.ops import add_shift, remove_shift
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.tasks.ops import set_budget
from commdesk.features.moderation.team import list_moderators
from commdesk.kit import theme
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.dialogs import ask_to_drop
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.parts import Card, button, icon_button, label
from commdesk.kit.signals import on_key, soon

if TYPE_CHECKING:
    from commdesk.features.moderation.page import ModerationPage

_FEWEST, _MOST = 4, 9
_NAMES, _CELL = 260, 166
SHIFT_FIELDS = (
    Field("task_id", N_("Moderation task"), "choice", stretch=3),
    Field("minutes", N_("How long"), "minutes", beside=True, stretch=2),
    Field("moderator_id", N_("Who, and hours left"), "choice"),
    Field("day", N_("Day"), "date", stretch=3),
    Field("day_part", N_("Day part"), "choice", DAY_PARTS, beside=True, stretch=2),
)
BUDGET_FIELDS = (Field("minutes", N_("Hours needed in this week"), "minutes"),)


class Overview(QWidget):
    """The grid above; under it the roster, and the cell or the form of a shift."""

    def __init__(self, page: ModerationPage) -> None:
        super().__init__()
        self._page = page
        self.words = page.words
        self._first = Week.of(page.desk.today())
        self._count = _FEWEST
        self.grid = Grid(self.words)
        self.grid.chosen.connect(self._show_cell)
        self.roster = CardList(self.words("Roster"))
        self.roster.setAccessibleName(self.words("Roster"))
        on_key(self.roster, "Delete", self.remove_shift)
        self.shift = Form(SHIFT_FIELDS, self.words, today=page.desk.today)
        self.budget = Form(BUDGET_FIELDS, self.words, today=page.desk.today)
        self.grid.opened.connect(lambda _cell: self.budget.focus_first())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self._make_top())
        row = QHBoxLayout()
        row.setSpacing(theme.REGION_GAP)
        row.addWidget(self._make_roster(), 3)
        row.addWidget(self._make_side(), 2)
        column.addLayout(row, 1)

    def reload(self) -> None:
        db, today = self._page.desk.db, self._page.desk.today()
        weeks = self._weeks()
        self.grid.show_cells(task_weeks(db, weeks, today), weeks, today)
        self.grid.setFixedHeight(min(self.grid.full_height(), theme.px(260)))
        if not self.grid.grid_model.rowCount():
            self.grid.setFixedHeight(theme.px(200))
        self._explain_roster()
        self._show_cell(self.grid.current())

    def choose(self, task_id: int) -> None:
        """The first week in which this task is short, else this week."""
        db, today = self._page.desk.db, self._page.desk.today()
        self._first = Week.of(today)
        self.reload()
        weeks = self._weeks()
        cells = [cell for cell in task_weeks(db, weeks, today) if cell.task_id == task_id]
        short = [cell.week for cell in cells if cell.is_shortage(today)]
        self.grid.choose(task_id, (short or weeks)[0])
        self.grid.setFocus()

    def go(self, weeks: int) -> None:
        self._first += weeks
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many weeks as fit, never fewer than those in which a gap is a shortage."""
        super().resizeEvent(event)
        room = (self.width() - theme.px(_NAMES)) // theme.px(_CELL)
        count = max(_FEWEST, min(room, _MOST))
        if count != self._count:
            self._count = count
            soon(self, self.reload)

    def _weeks(self) -> list[Week]:
        return [self._first + n for n in range(self._count)]

    def begin_shift(self) -> None:
        """A form for planned hours of the chosen task, in the chosen week."""
        db, cell = self._page.desk.db, self.grid.current()
        tasks = list_tasks(db, only_active=True)
        task = next((t for t in tasks if cell and t.id == cell.task_id), None)
        planned = planned_by_moderator(db, cell.week) if cell else {}
        team = list_moderators(db, only_active=True)
        if task:  # those who can, and have most hours left, come first
            team.sort(
                key=lambda m: (
                    not m.can_do(task.expertise),
                    planned.get(m.id, 0) - m.weekly_minutes,
                )
            )
        self.shift.set_choices("task_id", [(each.id, each.name) for each in tasks])
        free = {m.id: Minutes(max(m.weekly_minutes - planned.get(m.id, 0), 0)) for m in team}
        names = [(m.id, f"{m.name} ({self.words.duration(free[m.id])})") for m in team]
        self.shift.set_choices("moderator_id", names)
        day = max(cell.week.monday, self._page.desk.today()) if cell else None
        self.shift.load(
            {
                "task_id": task.id if task else None,
                "moderator_id": team[0].id if team else None,
                "day": day,
                "day_part": "evening",
                "minutes": min(cell.missing or 120, 180) if cell else 120,
            }
        )
        self._side.setCurrentIndex(1)
        self.shift.focus_first()

    def save_shift(self) -> None:
        with self._page.refusals(self.shift):
            shift = Shift(**self.shift.values())
            self._page.do(add_shift, shift, form=self.shift, then=lambda _id: self._stored())

    def remove_shift(self) -> None:
        if row := self.roster.current():
            said = self.words("Removed: {title}", title=row.title)
            self._page.do(remove_shift, row.data, then=lambda _none: self._page.tell(said))

    def save_budget(self) -> None:
        cell = self.grid.current()
        with self._page.refusals(self.budget):
            minutes = self.budget.values()["minutes"]
            if cell:
                self._set_budget(cell, minutes)

    def _set_budget(self, cell: TaskWeek, minutes: Minutes | None) -> None:
        self._page.do(
            set_budget,
            cell.task_id,
            cell.week,
            minutes,
            form=self.budget,
            then=lambda _none: self._stored(),
        )

    def _clear_budget(self) -> None:
        if cell := self.grid.current():
            self._set_budget(cell, None)

    def _stored(self) -> None:
        self._side.setCurrentIndex(0)
        self._page.tell(self.words("Saved"))
        self.grid.setFocus()

    def _show_cell(self, cell: TaskWeek | None) -> None:
        self._side.setVisible(cell is not None)
        if cell is None:
            self._show_roster(self._first, None)
            return
        title = f"{cell.task}, {self.words.week(cell.week)}"
        self._cell_title.setText(title)
        self._facts.setText(self._facts_of(cell))
        self.budget.load({"minutes": cell.needed})
        self._own.setVisible(cell.is_override)
        self._show_roster(cell.week, cell.task_id)

    def _facts_of(self, cell: TaskWeek) -> str:
        words = self.words
        parts = (
            words("needed {hours}", hours=words.hours(cell.needed)),
            words("available {hours}", hours=words.hours(cell.available)),
            words("planned {hours}", hours=words.hours(cell.planned)),
            words("worked {hours}", hours=words.hours(cell.worked)),
        )
        return " · ".join(parts)

    def _show_roster(self, week: Week, task_id: int | None) -> None:
        db, words = self._page.desk.db, self.words
        self._roster_card.heading.setText(words("Roster {week}", week=week))
        tasks = {task.id: task.name for task in list_tasks(db)}
        names = {each.id: each.name for each in list_moderators(db)}
        self.roster.show_rows(
            [
                CardRow(
                    key=shift.id,
                    title=f"{tasks[shift.task_id]}: {names[shift.moderator_id]}",
                    chips=((words("this task"), "accent"),) if shift.task_id == task_id else (),
                    reason=words(part_name(shift.day_part)),
                    right=words.duration(shift.minutes),
                    group=words.long_date(shift.day),
                    data=shift.id,
                )
                for shift in shifts_between(db, week.monday, week.sunday)
            ]
        )

    def _explain_roster(self) -> None:
        """Nobody is rostered before there are a task and a moderator: the button begins there."""
        words, first = self.words, self._page.first_step()
        self.roster.set_empty(
            words("Nobody is on the roster of this week"),
            words("Planned hours cover what a task needs."),
            words(first.text),
            first.slot,
        )

    # --- parts ------------------------------------------------------------------------------------

    def _make_top(self) -> Card:
        words = self.words
        card = Card(words("Planned and needed"))
        head = QHBoxLayout()
        head.addWidget(card.heading, 1)
        for name, icon, sign, weeks in (
            (words("Earlier weeks"), "chevron-left", "‹", -1),
            (words("Later weeks"), "chevron-right", "›", 1),
        ):
            arrow = icon_button(name, icon, None, sign)
            arrow.clicked.connect(lambda _checked=False, weeks=weeks: self.go(weeks))
            head.addWidget(arrow)
        card.body.insertLayout(0, head)
        card.body.addWidget(self.grid)
        return card

    def _make_roster(self) -> Card:
        words = self.words
        self._roster_card = Card(words("Roster"))
        self._roster_card.body.addWidget(self.roster, 1)
        return self._roster_card

    def _make_side(self) -> QStackedWidget:
        self._side = QStackedWidget()
        self._side.addWidget(self._make_cell_card())
        self._side.addWidget(self._make_shift_card())
        return self._side

    def _make_cell_card(self) -> Card:
        words = self.words
        card = Card(" ")
        self._cell_title = card.heading
        self._facts = label(role="muted", wraps=True)
        self._own = button(words("Back to the hours of the task"), self._clear_budget)
        row = QHBoxLayout()
        row.addWidget(button(words("Save"), self.save_budget))
        row.addWidget(self._own)
        row.addStretch()
        under = QHBoxLayout()
        under.addWidget(button(words("Roster somebody"), self.begin_shift))
        under.addStretch()
        card.body.addWidget(self._facts)
        card.body.addWidget(self.budget)
        card.body.addLayout(row)
        card.body.addLayout(under)
        card.body.addStretch()
        form_keys(self.budget, self.save_budget, self.grid.setFocus)
        return card

    def _make_shift_card(self) -> Card:
        words = self.words
        card = Card(words("Roster somebody"))
        row = QHBoxLayout()
        row.addWidget(button(words("Put on the roster"), self.save_shift, "primary"))
        row.addWidget(button(words("Cancel"), self.leave_shift))
        row.addStretch()
        card.body.addWidget(self.shift)
        card.body.addLayout(row)
        card.body.addStretch()
        form_keys(card, self.save_shift, self.leave_shift)
        return card

    def leave_shift(self) -> None:
        """Typing is thrown away only on purpose."""
        page = self._page
        ask_to_drop(page.window(), page.words, is_typed=self.shift.is_dirty, then=self._left_shift)

    def _left_shift(self) -> None:
        self._side.setCurrentIndex(0)
        self.shift.load(None)
        self.grid.setFocus()
