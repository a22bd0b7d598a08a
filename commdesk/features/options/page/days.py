"""Lists of days with a line to add one: own absence, and days on which the organisation closes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from commdesk.core.words import N_, Words
from commdesk.core.workbook import (
    Absence,
    add_absence,
    add_closing_day,
    add_public_holidays,
    change_absence,
    list_absences,
    list_closing_days,
    remove_absence,
    remove_closing_day,
)
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.page import Page
from commdesk.kit.parts import Card, button
from commdesk.kit.signals import on_key
from commdesk.kit.table import RowsModel, Table, TableColumn

_ROWS = 5
_DAY = "23-11"
"""Short: two of these stand beside each other in half of a page."""
_KEPT_IN_SIGHT = timedelta(days=30)


class DaysCard(Card):
    """A table of days, a form under it; Delete removes the chosen row."""

    def __init__(
        self, page: Page, title: str, columns: Sequence[TableColumn], fields: Sequence[Field]
    ) -> None:
        super().__init__(title)
        self.page = page
        self._rows: Sequence[Any] = ()
        model = RowsModel(columns, lambda: len(self._rows), self._fetch, page.words, parent=self)
        self.table = Table(model, name=type(self).__name__, title=title, memory=page.host.memory)
        self.table.setFixedHeight(theme.px(theme.ROW_HEIGHT) * _ROWS)
        self.form = Form(fields, page.words, today=page.desk.today)
        self.add_button = button(page.words("Add"), self.add)
        self.remove_button = button(page.words("Remove"), self.remove)
        self.buttons = Flow()
        self.buttons.addWidget(self.add_button)
        self.buttons.addWidget(self.remove_button)
        self.body.addWidget(self.table)
        self.body.addWidget(self.form)
        self.body.addLayout(self.buttons)
        on_key(self.table, "Delete", self.remove)
        form_keys(self.form, self.add)
        self.table.selected.connect(lambda row: self.remove_button.setEnabled(row is not None))
        self.remove_button.setEnabled(False)

    @property
    def is_dirty(self) -> bool:
        return self.form.is_dirty

    def drop(self) -> None:
        self.form.load(None)

    def reload(self) -> None:
        self._rows = self.rows()
        self.table.reload()
        self.remove_button.setEnabled(self.table.current_row() is not None)

    def rows(self) -> Sequence[Any]:
        raise NotImplementedError

    def add(self) -> None:
        raise NotImplementedError

    def remove(self) -> None:
        raise NotImplementedError

    def start(self) -> None:
        """Go to the first field."""
        self.form.focus_first()

    def _fetch(self, offset: int, limit: int) -> Sequence[Any]:
        return self._rows[offset : offset + limit]

    def _since(self) -> date:
        """What lies further back is in history, not in the way."""
        return self.page.desk.today() - _KEPT_IN_SIGHT


class AbsenceCard(DaysCard):
    """Own absence; Enter on a row takes it into the form to change it."""

    def __init__(self, page: Page) -> None:
        columns = (
            TableColumn("from_on", N_("From"), 116, format=_with_year, sorts=False),
            TableColumn("until_on", N_("Up to and including"), 116, format=_with_year, sorts=False),
            TableColumn("note", N_("Note"), 80, stretches=True, is_muted=True, sorts=False),
        )
        fields = (
            Field("from_on", N_("From"), "date", placeholder=_DAY),
            Field("until_on", N_("Up to and including"), "date", placeholder=_DAY, beside=True),
            Field(
                "note",
                N_("Note"),
                help=N_("Nothing about clients, health or political views."),
            ),
        )
        self._changed: int | None = None
        super().__init__(page, page.words("Own absence"), columns, fields)
        self.table.set_empty(
            page.words("No absence planned"),
            page.words("Nothing falls due on these days; what waited is spread after them."),
        )
        self.table.opened.connect(self._take)

    def rows(self) -> list[Absence]:
        return list_absences(self.page.desk.db, since=self._since())

    def drop(self) -> None:
        super().drop()
        self._changed = None
        self.add_button.setText(self.page.words("Add"))

    def add(self) -> None:
        with self.page.refusals(self.form):
            typed = self.form.values()
            values = (typed["from_on"], typed["until_on"], typed["note"])
            if self._changed is None:
                self.page.do(add_absence, *values, form=self.form, then=self._added)
            else:
                change = (change_absence, self._changed)
                self.page.do(*change, *values, form=self.form, then=self._added)

    def remove(self) -> None:
        if (row := self.table.current_row()) is not None:
            self.page.do(remove_absence, row.id)
            self.drop()

    def _added(self, _result: object) -> None:
        self.drop()
        self.page.tell(N_("Saved"))

    def _take(self, row: Absence) -> None:
        self.form.load(row)
        self._changed = row.id
        self.add_button.setText(self.page.words("Change"))
        self.start()


class ClosingDaysCard(DaysCard):
    """The organisation's closing days; a year of public holidays comes in one go."""

    def __init__(self, page: Page) -> None:
        columns = (
            TableColumn("day", N_("Day"), 150, format=_with_year, sorts=False),
            TableColumn("name", N_("Name"), 120, stretches=True, sorts=False),
        )
        fields = (
            Field("day", N_("Day"), "date", placeholder=_DAY),
            Field("name", N_("Name"), beside=True),
        )
        super().__init__(page, page.words("Closing days"), columns, fields)
        self.table.set_empty(
            page.words("No closing days"),
            page.words("Days on which the organisation is closed count like a weekend."),
        )
        self.holidays = button("", self._add_year, "link")
        self.buttons.addWidget(self.holidays)

    def rows(self) -> Sequence[Any]:
        return list_closing_days(self.page.desk.db, since=self._since())

    def reload(self) -> None:
        super().reload()
        text = self.page.words("Add the public holidays of {year}", year=str(self._next_year()))
        self.holidays.setText(text)

    def add(self) -> None:
        with self.page.refusals(self.form):
            typed = self.form.values()
            day, name = typed["day"], typed["name"]
            self.page.do(add_closing_day, day, name, form=self.form, then=self._added)

    def remove(self) -> None:
        if (row := self.table.current_row()) is not None:
            self.page.do(remove_closing_day, row.id)

    def _added(self, _result: object) -> None:
        self.form.load(None)
        self.page.tell(N_("Saved"))

    def _add_year(self) -> None:
        self.page.do(add_public_holidays, self._next_year(), then=self._added)

    def _next_year(self) -> int:
        """The first year from now of which no day is in the list."""
        known = {each.day.year for each in list_closing_days(self.page.desk.db)}
        year = self.page.desk.today().year
        while year in known:
            year += 1
        return year


def _with_year(day: Any, words: Words) -> str:
    return words.date(day, today=date.min)
