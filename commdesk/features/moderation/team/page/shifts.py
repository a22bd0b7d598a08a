"""The shifts of one moderator: what no longer fits and why, and what the week asks of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from PySide6.QtWidgets import QVBoxLayout, QWidget

from commdesk.core.words import N_, Text, Words
from commdesk.features.moderation.dayparts import part_name
from commdesk.features.moderation.roster import RULES, Shift, Unfit, shifts_between
from commdesk.features.moderation.roster.ops import change_shift, remove_shift
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team.page.rows import TeamRows
from commdesk.kit.flow import Flow
from commdesk.kit.page import Page
from commdesk.kit.parts import button
from commdesk.kit.signals import on_key
from commdesk.kit.table import RowsModel, Table, TableColumn
from commdesk.kit.theme import Tone


class ShiftRow(Struct, frozen=True):
    """A shift with why it no longer fits, or what was allowed about it."""

    shift: Shift
    task: str
    why: tuple[Text, ...] = ()
    can_be_allowed: bool = False

    @property
    def id(self) -> int:
        return self.shift.id

    @property
    def day(self) -> date:
        return self.shift.day

    @property
    def minutes(self) -> int:
        return self.shift.minutes

    @property
    def tone(self) -> Tone | None:
        if self.why:
            return "bad"
        return "warn" if self.shift.exception else None

    def said_when(self, words: Words) -> str:
        return f"{words.date(self.shift.day)} {words(part_name(self.shift.day_part))}"

    def reason(self, words: Words) -> str:
        """Every reason; of an exception the rules that it breaks on purpose."""
        if self.why:
            return " ".join(words(each) for each in self.why)
        if self.shift.exception:
            rules = [words(dict(RULES)[rule]) for rule in self.shift.exceptions]
            return words("Exception: {rules}", rules=words.listed(rules))
        return words("fits")


_COLUMNS = (
    TableColumn("day", N_("When"), 186, text=ShiftRow.said_when, tone=lambda row: row.tone,
                sorts=False),
    TableColumn("task", N_("Moderation task"), 140, sorts=False),
    TableColumn("minutes", N_("Length"), 72, "right", lambda v, w: w.hours(v), sorts=False,
                needs=520),
    TableColumn("reason", N_("Does it fit?"), 120, text=ShiftRow.reason, stretches=True,
                wraps=True, is_muted=True, sorts=False),
)  # fmt: skip


class ShiftsPane(QWidget):
    """Enter goes to the roster; Delete takes a shift off it."""

    def __init__(self, page: Page, team: TeamRows) -> None:
        super().__init__()
        self._page, self._team = page, team
        words = page.words
        self._person: int | None = None
        self._rows: Sequence[ShiftRow] = ()
        model = RowsModel(_COLUMNS, lambda: len(self._rows), self._fetch, words, parent=self)
        self.table = Table(
            model, name="team_shifts", title=words("Shifts"), memory=page.host.memory
        )
        self.open_button = button(words("To the roster"), self.open)
        self.allow_button = button(words("Allow as exception"), self.allow)
        self.remove_button = button(words("Take off the roster"), self.remove)
        self.table.opened.connect(lambda _row: self.open())
        self.table.selected.connect(lambda _row: self._enable())
        on_key(self.table, "Delete", self.remove)
        buttons = Flow()
        for each in (self.open_button, self.allow_button, self.remove_button):
            buttons.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def show_person(self, moderator_id: int) -> None:
        """What no longer fits in any coming week, then the other shifts of the chosen week."""
        self._person = moderator_id
        self._rows = self._read(moderator_id, self._team.unfit_of(moderator_id))
        words, week = self._page.words, self._team.week
        self.table.set_empty(
            words("No shifts in {week}", week=week), words("And all coming shifts fit.")
        )
        self.table.reload()
        if self.table.current_row() is None and self._rows:
            self.table.select_row(0)
        self._enable()

    def open(self) -> None:
        if (row := self.table.current_row()) is not None and self._page.host.has_page("roster"):
            self._page.host.open_page("roster", str(row.id))

    def allow(self) -> None:
        """On purpose: it stays, and shows as an exception."""
        row = self.table.current_row()
        if row is not None and row.can_be_allowed:
            done = N_("Allowed as an exception")
            self._page.do(
                change_shift, row.id, {}, is_allowed=True, then=lambda _none: self._done(done)
            )

    def remove(self) -> None:
        if (row := self.table.current_row()) is not None:
            done = N_("The shift is off the roster")
            self._page.do(remove_shift, row.id, then=lambda _none: self._done(done))

    def _done(self, text: str) -> None:
        self._page.tell(text)
        self.table.setFocus()

    def _read(self, moderator_id: int, unfit: Sequence[Unfit]) -> list[ShiftRow]:
        db, week = self._page.desk.db, self._team.week
        odd = [
            ShiftRow(
                each.shift,
                each.task.name,
                tuple(breach.text for breach in each.breaches),
                each.can_be_allowed,
            )
            for each in unfit
        ]
        known, names = {row.id for row in odd}, {task.id: task.name for task in list_tasks(db)}
        rest = shifts_between(db, week.monday, week.sunday, moderator_id)
        return odd + [ShiftRow(s, names[s.task_id]) for s in rest if s.id not in known]

    def _enable(self) -> None:
        row = self.table.current_row()
        self.open_button.setVisible(self._page.host.has_page("roster"))
        self.open_button.setEnabled(row is not None)
        self.allow_button.setEnabled(row is not None and row.can_be_allowed)
        self.remove_button.setEnabled(row is not None)

    def _fetch(self, offset: int, limit: int) -> Sequence[ShiftRow]:
        return self._rows[offset : offset + limit]
