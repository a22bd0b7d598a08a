"""What the calculation would give every task, and taking it over: for good or for a period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, Words
from commdesk.features.moderation.capacity import Load, Share, into_one, spread
from commdesk.features.moderation.capacity.ops import take_over
from commdesk.features.moderation.dayparts import Slots
from commdesk.features.moderation.tasks import Task
from commdesk.features.moderation.tasks.budgets import weeks_between
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.parts import Card, button, label
from commdesk.kit.table import RowsModel, Table, TableColumn

if TYPE_CHECKING:
    from commdesk.kit.page import Page

ALL = 0
_FEWEST, _MOST = 4, 8


def _hours(value: Any, words: Words) -> str:
    return words.hours(value)


def _more(value: Any, words: Words) -> str:
    if not value:
        return "–"
    return f"+{words.hours(value)}" if value > 0 else words.hours(value)


SHARE_COLUMNS = (
    TableColumn("task", N_("Moderation task"), 130, stretches=True, sorts=False),
    TableColumn("now", N_("Now"), 74, "right", _hours, is_muted=True, sorts=False),
    TableColumn("then", N_("Proposal"), 84, "right", _hours, sorts=False),
    TableColumn("more", N_("Difference"), 90, "right", _more, is_muted=True, sorts=False,
                needs=380),
)  # fmt: skip
TAKE_FIELDS = (
    Field("target", N_("Give the hours to"), "choice"),
    Field("slots", N_("Its day parts too"), "check"),
    Field("first", N_("From the week of"), "date", help=N_("Empty: for good.")),
    Field("last", N_("Until the week of"), "date", beside=True),
    Field("reason", N_("Reason"), placeholder=N_("campaign, holidays")),
)


class ProposalCard(Card):
    """Shown before it is taken; taken as one step, with what was typed."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Proposal"))
        self._page, self.words = page, page.words
        self.shares: Sequence[Share] = ()
        self._tasks: Sequence[Task] = ()
        self._load: Load | None = None
        self._busy = Slots()
        model = RowsModel(
            SHARE_COLUMNS, lambda: len(self.shares), self._fetch, self.words, parent=self
        )
        title = self.words("Proposal for the hours of the tasks")
        self.table = Table(model, name="moderation_capacity", title=title, memory=page.host.memory)
        self.table.set_empty(
            self.words("No moderation tasks yet"),
            self.words("The hours are given to tasks: choose some first."),
            self.words("Choose from a starter set"),
            lambda: page.host.open_page("moderation_tasks", "starter"),
        )
        self.form = Form(TAKE_FIELDS, self.words, today=page.desk.today)
        self.form.edited.connect(self._show)
        self._sum = label(role="small", wraps=True)
        self.take = button(self.words("Take over"), self.take_over, "primary")
        self.body.addWidget(self.table)
        self.body.addWidget(self._sum)
        self.body.addWidget(self.form)
        self.body.addStretch()
        buttons = Flow()
        buttons.addWidget(self.take)
        self.body.addLayout(buttons)
        form_keys(self, self.take_over)

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """The tasks that can be given hours; what they would get shows with `show_load`."""
        self._tasks = tasks
        for part in (self._sum, self.form, self.take):
            part.setVisible(bool(tasks))
        shown = min(max(len(tasks), _FEWEST), _MOST) + 1
        self.table.setFixedHeight(shown * theme.px(theme.ROW_HEIGHT) + 4)
        choices = [(ALL, N_("all tasks, in proportion")), *((t.id, t.name) for t in tasks)]
        self.form.set_choices("target", choices)

    def show_load(self, load: Load | None, busy: Slots) -> None:
        """What to divide; None while something in the calculation cannot be read."""
        self._load, self._busy = load, busy
        self._show()

    def take_over(self) -> None:
        """Give the tasks these hours: all of it in one step."""
        with self._page.refusals(self.form):
            if self._load is None or not self.shares:
                raise Refused("There is no proposal to take over.")
            values = self.form.values()
            self._page.do(
                take_over,
                {share.task_id: share.then for share in self.shares if self._is_given(share)},
                today=self._page.desk.today(),
                weeks=self._weeks(values),
                reason=values["reason"],
                slots={values["target"]: self._busy} if self._gives_slots(values) else {},
                load=self._load,
                form=self.form,
                then=lambda _none: self._taken(),
            )

    def _taken(self) -> None:
        self.form.load({"target": self.form.value_now("target")})
        self._page.tell(self.words("Taken over; undo takes it back."))
        self._show()

    def _is_given(self, share: Share) -> bool:
        return self.form.value_now("target") in {ALL, share.task_id}

    def _weeks(self, values: dict[str, Any]) -> list[Week]:
        first, last = values["first"], values["last"] or values["first"]
        if first is None:
            if last is not None or values["reason"]:
                raise Refused("Give the first week.", field="first")
            return []
        weeks = weeks_between(Week.of(first), Week.of(last))
        if not weeks:
            raise Refused("The last week lies before the first.", field="last")
        return weeks

    def _gives_slots(self, values: dict[str, Any]) -> bool:
        return bool(values["slots"] and values["target"] != ALL and self._busy)

    def _show(self) -> None:
        target = self.form.value_now("target") or ALL
        total = self._load.minutes if self._load else Minutes(0)
        if self._load is None or not total:
            self.shares = [Share(t.id, t.name, t.weekly_minutes, t.weekly_minutes)
                           for t in self._tasks]  # fmt: skip
        elif target == ALL:
            self.shares = spread(self._tasks, total)
        else:
            self.shares = into_one(self._tasks, total, target)
        self.table.reload()
        self.take.setEnabled(any(share.more for share in self.shares))
        self.form.show_field("slots", shown=bool(target != ALL and self._busy))
        box = self.form.control("slots")
        if isinstance(box, QCheckBox):
            when = self._busy.said(self.words)
            box.setText(self.words("Its day parts too: {when}", when=when))
        self._sum.setText(self._said())

    def _said(self) -> str:
        now = sum(share.now for share in self.shares)
        then = sum(share.then for share in self.shares)
        return self.words(
            "Together {now} now, {then} in the proposal.",
            now=self.words.hours(now),
            then=self.words.hours(then),
        )

    def _fetch(self, offset: int, limit: int) -> Sequence[Share]:
        return self.shares[offset : offset + limit]
