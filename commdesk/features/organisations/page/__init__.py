"""The tab Organisations beside Members: which are there, who is in touch, which are silent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget

from commdesk.core.story import story_tables
from commdesk.core.words import N_
from commdesk.features.organisations.model import Person, summary
from commdesk.features.organisations.page.acts import Acts
from commdesk.features.organisations.page.columns import (
    COLUMNS,
    SORTS,
    OrganisationRow,
    row_of,
)
from commdesk.features.organisations.page.detail import OrganisationPane
from commdesk.features.organisations.page.editor import OrganisationEditor
from commdesk.features.organisations.queries import list_organisations
from commdesk.kit.cardlist import CardRow
from commdesk.kit.page import NEW, Page, PageAction, Regions
from commdesk.kit.parts import Card, FilterField, button
from commdesk.kit.signals import after_pause
from commdesk.kit.table import RowsModel, Table


class OrganisationsPage(Page):
    """A table, and beside it the organisation with its people, or the form."""

    NAME = "organisations"
    TITLE = N_("Organisations")
    HELP = N_(
        "Every organisation with its contact persons, and which have gone silent: no contact with "
        "anybody there within the days agreed. Enter goes to its people; there Enter opens the "
        "member and the space bar makes somebody contact person. Ctrl+E changes, Ctrl+N adds one. "
        "Typing the name of another organisation over its own merges the two."
    )
    WATCHES = frozenset(
        {"organisation", "organisation_profile", "organisation_contact", "member", "workbook_fact"}
    )
    ICON = "domain"

    def build(self) -> None:
        self._sort = ("name", False)
        self._all: list[OrganisationRow] = []
        self._shown: list[OrganisationRow] = []
        self._filter = FilterField(
            self.words("Filter by name, kind, contact person…"),
            self.words("Filter the organisations"),
        )
        search: Callable[[], None] = after_pause(self, 80, self._search)
        self._filter.textChanged.connect(lambda _text: search())
        self.only_silent = QCheckBox(self.words("Only silent"))
        self.only_silent.toggled.connect(lambda _on: self._show_rows())
        self.table = self._make_table()
        self.pane = OrganisationPane(self.desk, self.words)
        self.pane.people.opened.connect(self._open_person)
        self.acts = Acts(self)
        self.pane.people.ticked.connect(lambda row: self.acts.toggle(row.data))
        self.pane.role_wanted.connect(self.acts.ask_role)
        self.editor = OrganisationEditor(self)
        self.editor.done.connect(self._edited)
        self._right = QStackedWidget()
        self._right.addWidget(self.pane)
        self._right.addWidget(self.editor)
        self._regions = Regions(
            "organisations",
            (self._left(), self._right),
            words=self.words,
            memory=self.host.memory,
            shares=(7, 4),
        )
        self.content.addWidget(self._regions, 1)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Add organisation"), self.add, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Change organisation"), self.change, "Ctrl+E", in_header=False),
            PageAction(N_("Role as contact person…"), self.acts.ask_selected_role, in_header=False),
            PageAction(N_("When an organisation is silent…"), self.acts.set_days, in_header=False),
            PageAction(N_("Remove organisation"), self.acts.remove, in_header=False),
        ]

    def filter_field(self) -> QLineEdit | None:
        return self._filter

    def watched(self) -> frozenset[str]:
        return self.WATCHES | story_tables(self.desk)

    def reload(self) -> None:
        today = self.desk.today()
        found = list_organisations(self.desk.db)
        self._all = [row_of(each, today, self.words) for each in found]
        self._show_rows()
        parts = [self.words.plural("{n} organisation", "{n} organisations", len(found))]
        told = [self.words(text) for text in summary(found, today)]
        self.header.show_words(line=" · ".join(parts + told) if found else "")

    def show_target(self, target: object) -> None:
        """Select this organisation, whatever the filter was."""
        self._clear()
        self.refresh()
        ids = [row.id for row in self._shown]
        if (wanted := int(str(target))) in ids:
            self.table.select_row(ids.index(wanted))
            self._regions.reveal(1)
        self.table.setFocus()

    def has_unsaved(self) -> bool:
        return self._right.currentWidget() is self.editor and self.editor.form.is_dirty

    def drop_unsaved(self) -> None:
        self._right.setCurrentWidget(self.pane)

    def add(self) -> None:
        self._show_editor()
        self.editor.begin(None)

    def change(self) -> None:
        if row := self.row():
            self._show_editor()
            self.editor.begin(row.organisation)

    def _left(self) -> Card:
        card = Card(padding=12)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._filter, 1)
        row.addWidget(self.only_silent)
        card.body.addLayout(row)
        card.body.addWidget(self.table, 1)
        self._filter.went_down.connect(self.table.setFocus)
        return card

    def _make_table(self) -> Table:
        model = RowsModel(
            COLUMNS,
            lambda: len(self._shown),
            lambda offset, limit: self._shown[offset : offset + limit],
            self.words,
            sort=self._set_sort,
            parent=self,
        )
        memory = self.host.memory
        title = self.words("Organisations")
        table = Table(model, name="organisations", title=title, memory=memory)
        table.selected.connect(self._selected)
        table.opened.connect(lambda _row: self._to_people())
        return table

    def _set_sort(self, key: str, is_descending: bool) -> None:  # noqa: FBT001 - the table's call
        self._sort = (key, is_descending)
        self._arrange()

    def _arrange(self) -> None:
        """Filter and sort what was read."""
        key, down = self._sort
        typed, silent = self._filter.text(), self.only_silent.isChecked()
        found = [row for row in self._all if row.fits(typed) and (row.is_silent or not silent)]
        self._shown = sorted(found, key=SORTS[key], reverse=down)

    def _search(self) -> None:
        """Typed a moment ago: the workbook may be closed by now."""
        if self.desk.is_open:
            self._show_rows()

    def _show_rows(self) -> None:
        chosen = self.table.current_id()
        self._arrange()
        self.table.reload()
        ids = [row.id for row in self._shown]
        if chosen in ids:
            self.table.select_row(ids.index(chosen))
        elif self._shown and self.table.current_row() is None:
            self.table.select_row(0)
        elif not self._shown:
            self.pane.show_nothing()
        self._explain_emptiness()

    def _explain_emptiness(self) -> None:
        words = self.words
        if self._all:
            title = words("No organisation fits this filter")
            self.table.set_empty(title, "", words("Clear the filter"), self._clear)
            return
        text = words(
            "An organisation comes in with the members who work there. Here you see whom you know "
            "at each, and which have gone silent."
        )
        title = words("No organisations yet")
        self.table.set_empty(title, text, words("Add organisation"), self.add)

    def _clear(self) -> None:
        self._filter.clear()
        self.only_silent.setChecked(False)
        self._show_rows()

    def row(self) -> OrganisationRow | None:
        """The organisation that is selected."""
        row: OrganisationRow | None = self.table.current_row()
        return row

    def _selected(self, row: OrganisationRow | None) -> None:
        if row is None:
            self.pane.show_nothing()
        else:
            self.pane.show_row(row, self._buttons)

    def _buttons(self, people: Sequence[Person]) -> tuple[QPushButton, ...]:
        """To write to the first contact person who wants it, and what can be done with it all."""
        words, asked = self.words, next((p for p in people if p.may_be_asked), None)
        made = [button(words("Change"), self.change)]
        if asked and self.host.has_page("outreach"):
            write = partial(self.host.open_page, "outreach", asked.id)
            made.insert(0, button(words("Write a message"), write, "primary"))
            made[0].setToolTip(words("Write to {name}", name=asked.name))
        return tuple(made)

    def _to_people(self) -> None:
        self._right.setCurrentWidget(self.pane)
        self._regions.reveal(1)
        if self.pane.person():
            self.pane.people.setFocus()

    def _open_person(self, row: CardRow) -> None:
        self.host.open_page("members", row.data.id)

    def _show_editor(self) -> None:
        self._right.setCurrentWidget(self.editor)
        self._regions.reveal(1)

    def _edited(self, organisation_id: Any) -> None:
        self._right.setCurrentWidget(self.pane)
        if organisation_id is not None:
            self.show_target(organisation_id)
        self._regions.reveal(0)
        self.table.setFocus()
