"""The days off of one moderator: a list with the next ones first, and a form beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from commdesk.core.words import N_, Words
from commdesk.core.workbook import ClosingDay, list_closing_days
from commdesk.features.moderation.roster import Unfit
from commdesk.features.moderation.team import DaysOff, list_days_off
from commdesk.features.moderation.team.ops import (
    add_days_off,
    change_days_off,
    remove_days_off,
)
from commdesk.kit.dialogs import ask_to_drop
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.page import Page
from commdesk.kit.parts import button
from commdesk.kit.signals import on_key
from commdesk.kit.table import RowsModel, Table, TableColumn

_LISTED = 3


class DaysOffRow(Struct, frozen=True):
    """A run of days off, with the closing days in it and the shifts that it is in the way of."""

    run: DaysOff
    closed: tuple[ClosingDay, ...] = ()
    shifts: int = 0

    @property
    def id(self) -> int:
        return self.run.id

    @property
    def first_on(self) -> date:
        return self.run.first_on

    @property
    def last_on(self) -> date:
        return self.run.last_on

    def note(self, words: Words) -> str:
        """How many days, which of them are closing days, and how many shifts fall in it."""
        days = (self.run.last_on - self.run.first_on).days + 1
        parts = [words.plural("{n} day", "{n} days", days)]
        if self.shifts:
            parts.append(
                words.plural("{n} shift no longer fits", "{n} shifts no longer fit", self.shifts)
            )
        if self.closed:
            names = words.listed([each.name for each in self.closed[:_LISTED]])
            parts.append(
                words.plural(
                    "{n} closing day: {names}",
                    "{n} closing days: {names}",
                    len(self.closed),
                    names=names,
                )
            )
        return " · ".join(parts)


def rows_of(
    runs: Sequence[DaysOff], closed: Sequence[ClosingDay], unfit: Sequence[Unfit]
) -> list[DaysOffRow]:
    off = [each.shift.day for each in unfit if any(b.rule == "day_off" for b in each.breaches)]
    return [
        DaysOffRow(
            run,
            tuple(each for each in closed if each.day in run),
            sum(day in run for day in off),
        )
        for run in runs
    ]


def _with_year(day: Any, words: Words) -> str:
    return words.date(day, today=date.min)


_COLUMNS = (
    TableColumn("first_on", N_("From"), 140, format=_with_year, sorts=False),
    TableColumn("last_on", N_("Up to and including"), 140, format=_with_year, sorts=False),
    TableColumn("note", "", 120, text=DaysOffRow.note, is_muted=True, stretches=True, wraps=True,
                sorts=False),
)  # fmt: skip
_FIELDS = (
    Field("first_on", N_("From"), "date"),
    Field("last_on", N_("Up to and including"), "date", beside=True),
)


class DaysOffPane(QWidget):
    """Enter takes a row into the form, Delete removes it, Enter in the form saves."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        words = page.words
        self._person: int | None = None
        self._changed: int | None = None
        self._all: Sequence[DaysOffRow] = ()
        self._rows: Sequence[DaysOffRow] = ()
        model = RowsModel(_COLUMNS, lambda: len(self._rows), self._fetch, words, parent=self)
        title = words("Days off")
        self.table = Table(model, name="days_off", title=title, memory=page.host.memory)
        self.table.set_empty(words("No days off to come"), words("From and until, in the form."))
        self.form = Form(_FIELDS, words, today=page.desk.today)
        self.save_button = button(words("Add"), self.save, "primary")
        self.remove_button = button(words("Remove"), self.remove)
        self.past = button("", self._turn_past, "link")
        self.past.setCheckable(True)
        self._lay_out()
        on_key(self.table, "Delete", self.remove)
        form_keys(self.form, self.save, self.leave)
        self.table.opened.connect(self._take)
        self.table.selected.connect(lambda row: self.remove_button.setEnabled(row is not None))

    @property
    def is_dirty(self) -> bool:
        return self.form.is_dirty

    def drop(self) -> None:
        """Let go of what is typed; the form is for a new run again."""
        self.form.load(None)
        self._changed = None
        self.save_button.setText(self._page.words("Add"))

    def show_person(self, moderator_id: int, unfit: Sequence[Unfit]) -> None:
        """The days off of this one; what was typed for them stays."""
        if moderator_id != self._person:
            self._person = moderator_id
            self.drop()
        db, today = self._page.desk.db, self._page.desk.today()
        runs = list_days_off(db, date.min, date.max, moderator_id)
        self._all = rows_of(
            [run for run in runs if run.last_on >= today]
            + [run for run in reversed(runs) if run.last_on < today],
            list_closing_days(db),
            unfit,
        )
        self._show()

    def save(self) -> None:
        page = self._page
        with page.refusals(self.form):
            typed = self.form.values()
            first, last = typed["first_on"], typed["last_on"] or typed["first_on"]
            if self._changed is None:
                run = DaysOff(self._person or 0, first, last)
                page.do(add_days_off, run, form=self.form, then=self._saved)
            else:
                kept_id = self._changed
                page.do(change_days_off, kept_id, first, last, form=self.form,
                        then=lambda _none: self._saved(kept_id))  # fmt: skip

    def remove(self) -> None:
        if (row := self.table.current_row()) is not None:
            self._page.do(remove_days_off, row.id, then=lambda _none: self._removed())

    def leave(self) -> None:
        page, typed = self._page, self.form.is_dirty
        ask_to_drop(page.window(), page.words, is_typed=typed, then=self._left)

    def _left(self) -> None:
        self.drop()
        self.table.setFocus()

    def _saved(self, run_id: int) -> None:
        """Says when the run became longer than was typed, and which shifts are in its way."""
        page = self._page
        typed = self.form.values()
        self.drop()
        self.table.select_id(run_id)
        self.table.setFocus()
        row = next((row for row in self._all if row.id == run_id), None)
        if row is None:
            return
        is_joined = (row.first_on, row.last_on) != (
            typed["first_on"],
            typed["last_on"] or typed["first_on"],
        )
        said = page.words("Saved")
        if is_joined:
            said = page.words(
                "Joined with days off that overlap: {first} to {last}",
                first=row.first_on,
                last=row.last_on,
            )
        page.tell(f"{said}: {row.note(page.words)}" if row.shifts or is_joined else said)

    def _removed(self) -> None:
        self.drop()
        self._page.tell(N_("Days off removed"))

    def _take(self, row: DaysOffRow) -> None:
        self.form.load(row)
        self._changed = row.id
        self.save_button.setText(self._page.words("Change"))
        self.form.focus_first()

    def _turn_past(self) -> None:
        self._show()

    def _show(self) -> None:
        today = self._page.desk.today()
        coming = [row for row in self._all if row.last_on >= today]
        gone = len(self._all) - len(coming)
        self._rows = self._all if self.past.isChecked() else coming
        self.past.setVisible(bool(gone))
        words = self._page.words
        show = words.plural("Show {n} that is past", "Show {n} that are past", gone)
        self.past.setText(words("Hide what is past") if self.past.isChecked() else show)
        self.table.reload()
        if self.table.current_row() is None and self._rows:
            self.table.select_row(0)
        self.remove_button.setEnabled(self.table.current_row() is not None)

    def _fetch(self, offset: int, limit: int) -> Sequence[DaysOffRow]:
        return self._rows[offset : offset + limit]

    def _lay_out(self) -> None:
        """The form is one line under the list."""
        line = QHBoxLayout()
        line.addWidget(self.form, 1)
        for each in (self.save_button, self.remove_button):
            line.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.past, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(line)
