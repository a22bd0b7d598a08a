"""Other hours of a task for a period: which weeks differ, why, and one more such period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, Words
from commdesk.features.moderation.page.known import Known
from commdesk.features.moderation.tasks import (
    Stretch,
    find_task,
    list_budgets,
    read_amount,
    stretches,
)
from commdesk.features.moderation.tasks.budgets import weeks_between
from commdesk.features.moderation.tasks.ops import set_budgets
from commdesk.kit import theme
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.dialogs import ask_to_drop
from commdesk.kit.flow import Flow
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.parts import Card, button
from commdesk.kit.scrolled import scrolled
from commdesk.kit.signals import on_key

if TYPE_CHECKING:
    from commdesk.kit.page import Page

PERIOD_FIELDS = (
    Field("first", N_("From the week of"), "date"),
    Field("last", N_("Until the week of"), "date", beside=True, help=N_("Empty: one week.")),
    Field(
        "amount",
        N_("Hours a week"),
        placeholder="1:30, 1,5, 150%",
        help=N_("Or a percentage of the usual hours."),
    ),
    Field("reason", N_("Reason"), beside=True, placeholder=N_("campaign, holidays")),
)
_LEAST_HEIGHT = 110  # what an empty list has to say
_HEADING, _PERIOD, _MOST_SHOWN = 36, 50, 6  # with more periods the list scrolls
_REASONS = (N_("campaign"), N_("holidays"), N_("closed"))


class PeriodsCard(Card):
    """Stands in the place of the form of a task; Esc goes back to it."""

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(" ", padding=0)
        self._page, self.words = page, page.words
        self.task_id = 0
        words = page.words
        self.list = CardList(words("Weeks with other hours"))
        self.list.set_empty(
            words("Every week has the usual hours"),
            words("For a campaign or holidays, weeks can have more or fewer."),
        )
        self.list.opened.connect(lambda row: self._edit(row.data))
        on_key(self.list, "Delete", self.remove)
        self.form = Form(PERIOD_FIELDS, words, today=page.desk.today)
        self._known = Known(self.form.control("reason"))
        buttons = Flow()
        buttons.addWidget(button(words("Set the hours"), self.save, "primary"))
        buttons.addWidget(button(words("Back to the task"), self.leave))
        buttons.addWidget(button(words("Remove"), self.remove))
        buttons.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        self.heading.setContentsMargins(16, 16, 16, 4)
        self.body.setSpacing(0)
        self.body.addWidget(scrolled(self.form, self.list), 1)
        self.body.addLayout(buttons)
        form_keys(self, self.save, self.leave)

    def show_task(self, task_id: int) -> None:
        self.task_id = task_id
        task = find_task(self._page.desk.db, task_id)
        hours = self.words.hours(task.weekly_minutes)
        self.heading.setText(self.words("Other hours: {task}, else {hours}", task=task.name,
                                        hours=hours))  # fmt: skip
        self.form.load(None)
        self.reload()

    def reload(self) -> None:
        found = stretches(list_budgets(self._page.desk.db, self.task_id)) if self.task_id else []
        known = [self.words(reason) for reason in _REASONS] + [each.reason for each in found]
        self._known.show(list(dict.fromkeys(reason for reason in known if reason)))
        this = Week.of(self._page.desk.today())
        found.sort(key=lambda each: (each.last < this, each.first))
        self.list.show_rows([self._row(each, is_past=each.last < this) for each in found])
        height = _HEADING * len({row.group for row in self.list.rows})
        height += _PERIOD * min(len(found), _MOST_SHOWN)
        self.list.setFixedHeight(theme.px(max(height, _LEAST_HEIGHT)))

    def save(self) -> None:
        with self._page.refusals(self.form):
            values = self.form.values()
            first, last = values["first"], values["last"] or values["first"]
            if first is None:
                raise Refused("Give the first week.", field="first")
            weeks = weeks_between(Week.of(first), Week.of(last))
            if not weeks:
                raise Refused("The last week lies before the first.", field="last")
            self._page.do(
                set_budgets,
                self.task_id,
                weeks,
                self._minutes(values["amount"]),
                values["reason"],
                form=self.form,
                then=lambda _none: self._stored(),
            )

    def remove(self) -> None:
        """The weeks of the chosen period have the usual hours again."""
        row = self.list.current()
        if row is None:
            self._page.tell(self.words("Choose a period in the list first."))
            return
        said = self.words("Removed: {title}", title=row.title)
        self._page.do(
            set_budgets,
            self.task_id,
            row.data.weeks,
            None,
            then=lambda _none: self._page.tell(said),
        )

    def leave(self) -> None:
        """Typing is thrown away only on purpose."""
        ask_to_drop(self._page.window(), self.words, is_typed=self.form.is_dirty, then=self._left)

    def _left(self) -> None:
        self.form.load(None)
        self.left.emit()

    def _stored(self) -> None:
        self._page.tell(self.words("Saved"))
        self.form.load(None)
        self.form.focus_first()

    def _edit(self, period: Stretch) -> None:
        """The same weeks in the form, to give them other hours."""
        hours, minutes = divmod(period.minutes, 60)
        self.form.load(
            {
                "first": period.first.monday,
                "last": period.last.monday,
                "amount": f"{hours}:{minutes:02}",
                "reason": period.reason,
            }
        )
        self.form.focus_first()

    def _minutes(self, typed: str) -> Minutes:
        usual = find_task(self._page.desk.db, self.task_id).weekly_minutes
        try:
            return read_amount(typed, usual)
        except ValueError:
            raise Refused(
                "{text} is no length of time and no percentage. Write 1:30, 1,5 or 150%.",
                text=typed or "–",
                field="amount",
            ) from None

    def _row(self, period: Stretch, *, is_past: bool) -> CardRow:
        words = self.words
        days = words(
            "{first} to {last}",
            first=words.date(period.first.monday),
            last=words.date(period.last.sunday),
        )
        return CardRow(
            key=(str(period.first), period.minutes),
            title=said_weeks(period, words),
            reason=" · ".join(part for part in (period.reason, days) if part),
            right=words.hours(period.minutes),
            group=words("Earlier") if is_past else words("Now and later"),
            data=period,
        )


def said_weeks(period: Stretch, words: Words) -> str:
    """`week 51 t/m 53`."""
    if period.first == period.last:
        return words.week(period.first)
    return words(
        "week {first} to {last}", first=str(period.first.number), last=str(period.last.number)
    )
