"""The list of people: a filter, which part of them, and the table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from commdesk.core.people import Person
from commdesk.core.words import N_, Text, Words, say, say_n
from commdesk.features.privacy.listing import (
    QUICKLY,
    Found,
    Wish,
    count_people,
    people_found,
    rows_of,
)
from commdesk.features.privacy.model import KINDS, ONLY, PersonRow
from commdesk.features.privacy.queries import open_requests
from commdesk.kit import theme
from commdesk.kit.inputs import ChoiceInput
from commdesk.kit.parts import Card, FilterField
from commdesk.kit.progress import Progress
from commdesk.kit.signals import after_pause
from commdesk.kit.table import RowsModel, Table, TableColumn
from commdesk.kit.theme import Tone

if TYPE_CHECKING:
    from commdesk.features.privacy.page import RightsSection


class PeopleList(Card):
    """Shows who fits; among many more than a keystroke may sort that is found out in a thread."""

    shown = Signal()

    def __init__(self, page: RightsSection) -> None:
        super().__init__(padding=12)
        self._page, self.words = page, page.words
        self._sort = ("name", False)
        self._found: Found = []
        self._answer: tuple[Wish | None, Found] = (None, [])
        self._asked: Wish | None = None
        self.filter = FilterField(
            self.words("Filter by name or e-mail…"), self.words("Filter the people")
        )
        self.only = ChoiceInput([(key, self.words(text)) for key, text in ONLY])
        self.only.box.setAccessibleName(self.words("Which people are shown"))
        self.table = Table(
            RowsModel(
                self._columns(),
                self._count,
                self._fetch,
                self.words,
                sort=self._set_sort,
                parent=self,
            ),
            name="rights",
            title=self.words("People in the workbook"),
            memory=page.host.memory,
        )
        self.is_typing = False
        self._search_soon = after_pause(self, 0, self._search)
        self.filter.textChanged.connect(lambda _text: self._search_soon())
        self.filter.went_down.connect(self.table.setFocus)
        self.only.edited.connect(self.reload)
        above = QHBoxLayout()
        above.setSpacing(theme.GAP)
        above.addWidget(self.filter, 1)
        above.addWidget(self.only)
        self.body.addLayout(above)
        self.body.addWidget(self.table, 1)

    def reload(self) -> None:
        """Look again who fits."""
        self._answer = (None, [])
        self._explain()
        self.table.reload()
        self.shown.emit()

    def _search(self) -> None:
        if not self._page.desk.is_open:
            return  # the window closed while it was typed
        self.is_typing = True
        self.reload()
        self.is_typing = False

    def go_to(self, person: Person) -> None:
        """Select this one, also when the filter left them out."""
        place = (person.table, person.id)
        if place not in self._found:
            self.filter.clear()
            self.only.load("")
            self.table.reload()
        if place in self._found:
            self.table.select_row(self._found.index(place))

    def outcome(self) -> Text:
        """How many there are, and how many requests are open."""
        asked = len(open_requests(self._page.desk.db))
        people = say_n("{n} person", "{n} people", count_people(self._page.desk.db))
        if self.filter.text() or self.only.value():
            people = say("{found} of {all}", found=len(self._found), all=people)
        requests = say_n("{n} open request", "{n} open requests", asked)
        return say("{people} · {requests}", people=people, requests=requests)

    def _wish(self) -> Wish:
        key, down = self._sort
        today = self._page.desk.today().isoformat()
        return Wish(self.filter.text(), self.only.value(), key, down, today)

    def _count(self) -> int:
        wish, db = self._wish(), self._page.desk.db
        if self._answer[0] == wish:
            self._found = self._answer[1]
        elif count_people(db) <= QUICKLY:
            self._found = people_found(db, wish)
        else:
            self._ask(wish)
        return len(self._found)

    def _ask(self, wish: Wish) -> None:
        """In a thread; until it is answered the list stays as it was."""
        if self._asked == wish:
            return
        self._asked, desk = wish, self._page.desk

        def work(_progress: Progress) -> Found:
            with desk.twin() as twin:
                return people_found(twin.db, wish)

        self._page.host.run_job(
            self.words("Finding people"), work, lambda found: self._answered(wish, found)
        )

    def _answered(self, wish: Wish, found: Found) -> None:
        if not self._page.desk.is_open:
            return  # the window closed while it was looked for
        self._asked, self._answer = None, (wish, found)
        self.table.reload()
        if self.table.current_row() is None and found:
            self.table.select_row(0)
        self.shown.emit()

    def _fetch(self, offset: int, limit: int) -> list[PersonRow]:
        return rows_of(self._page.desk.db, self._found[offset : offset + limit])

    def _set_sort(self, key: str, is_descending: bool) -> None:  # noqa: FBT001 - the table's call
        self._sort = (key, is_descending)

    def _explain(self) -> None:
        if self.filter.text() or self.only.value():
            self.table.set_empty(
                self.words("Nobody fits this."),
                self.words("The filter above leaves everybody out."),
                self.words("Show everybody"),
                self._show_everybody,
            )
        else:
            self.table.set_empty(
                self.words("Nobody's data is in this workbook yet."),
                self.words("Members, moderators and people who were interviewed stand here."),
                self.words("Import a list"),
                lambda: self._page.host.open_page("import"),
            )

    def _show_everybody(self) -> None:
        self.only.load("")
        self.filter.clear()
        self.reload()
        self.filter.setFocus()

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("name", N_("Name"), 150, stretches=True, text=_name),
            TableColumn(
                "roles", N_("Who"), 120, is_muted=True, sorts=False, text=_roles, needs=480
            ),
            TableColumn("due_on", N_("Request"), 190, text=_request, tone=self._tone),
            TableColumn("is_restricted", N_("Use"), 96, sorts=False, text=_use, needs=640),
            TableColumn("source", N_("Source"), 120, is_muted=True, needs=720),
            TableColumn("legal_ground", N_("Legal ground"), 120, needs=920, text=self._ground),
            TableColumn("informed_on", N_("Informed on"), 110, needs=820),
            TableColumn("retention_on", N_("Kept until"), 110, needs=560, tone=self._past),
        )

    def _ground(self, row: PersonRow, _words: Words) -> str:
        return self._page.ground(row)

    def _tone(self, row: PersonRow) -> Tone | None:
        if row.due_on is None:
            return None
        return "bad" if row.due_on < self._page.desk.today() else "warn"

    def _past(self, row: PersonRow) -> Tone | None:
        day: date | None = row.retention_on
        return "warn" if day is not None and day < self._page.desk.today() else None


def _name(row: PersonRow, words: Words) -> str:
    return row.name or words("no longer here")


def _roles(row: PersonRow, words: Words) -> str:
    return ", ".join(map(words, row.roles))


def _request(row: PersonRow, words: Words) -> str:
    if row.due_on is None:
        return ""
    return words("{what} {day}", what=Text(dict(KINDS)[row.request]), day=row.due_on)


def _use(row: PersonRow, words: Words) -> str:
    return words("restricted") if row.is_restricted else ""
