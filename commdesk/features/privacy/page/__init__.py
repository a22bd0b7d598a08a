"""People's rights: everybody whose data is in the workbook, and what each may ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget

from commdesk.core.errors import Refused
from commdesk.core.people import Person
from commdesk.core.sheets.output import check_place
from commdesk.core.telling import Telling, worded
from commdesk.core.words import N_, Text
from commdesk.features.privacy import doing
from commdesk.features.privacy.access import ENDING, Access, file_name
from commdesk.features.privacy.access.gathering import first_names_stay, told
from commdesk.features.privacy.listing import row_of
from commdesk.features.privacy.model import PersonRow, Request
from commdesk.features.privacy.page import work
from commdesk.features.privacy.page.asking import ask_to_erase
from commdesk.features.privacy.page.detail import detail_of
from commdesk.features.privacy.page.forms import ClosingForm, LongerForm, RequestForm
from commdesk.features.privacy.page.people import PeopleList
from commdesk.features.privacy.queries import find_request, open_requests
from commdesk.kit.detail import DetailPane
from commdesk.kit.dialogs import pick_place
from commdesk.kit.formcard import FormCard
from commdesk.kit.page import NEW, Page, PageAction, Regions
from commdesk.kit.signals import after_pause

_PAGES = {"member": "members", "moderator": "team", "interview": "interviews"}
"""Where what is held of somebody is put right."""


class RightsSection(Page):
    """A list of people, and beside it the one who is chosen, or a request being typed."""

    NAME = "rights"
    TITLE = N_("People's rights")
    ICON = "account-lock-outline"
    HELP = N_(
        "Everybody whose data is in this workbook: members, moderators, people who were "
        "interviewed. Choose one to see what is held, and do what they may ask: see it and get it "
        "as a file, have it put right, have its use restricted, have it erased. Register a "
        "request when it comes: it must be answered within a month, and stands on Today from ten "
        "days before. Erasing cannot be undone."
    )
    WATCHES = frozenset({"privacy_request", "member", "moderator", "interview", "member_tag"})

    def build(self) -> None:
        words = self.words
        self._telling = Telling(self.desk)
        self.people = PeopleList(self)
        self.table = self.people.table
        self.detail = DetailPane(words("Choose somebody to see what is held of them."))
        self.form, self.closing, self.longer = (
            RequestForm(self),
            ClosingForm(self),
            LongerForm(self),
        )
        self.beside = QStackedWidget()
        for each in (self.detail, self.form, self.closing, self.longer):
            self.beside.addWidget(each)
        for form in self.forms:
            form.done.connect(self._form_done)
        self._regions = Regions(
            "rights",
            (self.people, self.beside),
            words=words,
            memory=self.host.memory,
            shares=(5, 3),
        )
        self.content.addWidget(self._regions, 1)
        self._show_soon = after_pause(self, 60, self._show_selected)
        self.table.selected.connect(self._selected)
        self.table.opened.connect(lambda _row: self._regions.reveal(1))
        self.people.shown.connect(self._say_how_many)

    @property
    def forms(self) -> tuple[FormCard, ...]:
        return (self.form, self.closing, self.longer)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Register a request"), self.register, NEW, name="register")

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("See and hand out…"), self.hand_out, "Ctrl+Shift+S", in_header=False),
            PageAction(N_("Put right"), self.correct, "Ctrl+E", in_header=False),
            PageAction(N_("Restrict use, or use again"), self.restrict, "Ctrl+R", in_header=False),
            PageAction(N_("Erase…"), self.erase, "Ctrl+Del", in_header=False),
            PageAction(N_("Close the request"), self.close_request, in_header=False),
            PageAction(N_("Take longer"), self.take_longer, in_header=False),
        ]

    def filter_field(self) -> QLineEdit | None:
        return self.people.filter

    def reload(self) -> None:
        self.people.reload()
        if self.table.current_row() is None and self.table.model().rowCount():
            self.table.select_row(0)
        self._show_selected()

    def show_target(self, target: object) -> None:
        """Somebody, or who asked the request with this id."""
        person = self._person_of(int(str(target)))
        with self.refusals():
            row_of(self.desk.db, person)
            self.refresh()
            self.people.go_to(person)
            self._show_selected()
            self._regions.reveal(1)
        self.table.setFocus()

    def has_unsaved(self) -> bool:
        return any(form.is_typed for form in self.forms)

    def drop_unsaved(self) -> None:
        for form in self.forms:
            form.empty()
        self.beside.setCurrentWidget(self.detail)

    def person_at_hand(self) -> int | None:
        row = self.row
        return row.id if row is not None and row.is_member else None

    @property
    def row(self) -> PersonRow | None:
        found: PersonRow | None = self.table.current_row()
        return found

    def ground(self, row: PersonRow) -> str:
        """The legal ground in words; nothing when none is recorded."""
        return worded(self._telling.value("member", "legal_ground", row.legal_ground), self.words)

    # --- the rights -------------------------------------------------------------------------------

    def hand_out(self) -> None:
        """Ask where the access file goes, and make it there."""
        if (row := self._chosen()) is None:
            return
        pick_place(
            self,
            title=self.words("See and hand out"),
            kinds="Zip (*.zip)",
            name=file_name(self.desk, row.name),
            then=lambda path: self.save(row, path),
        )

    def save(self, row: PersonRow, path: Path) -> None:
        """Everybody's name is looked for in the texts, so in a thread."""
        with self.refusals():
            check_place(path, ENDING, workbook=self.desk.path)
            self.host.perform_long(
                self.words("Making {file}", file=path.name),
                partial(work.save, row.person, path),
                lambda access: self._handed_out(access, path),
                self.tell_why,
            )

    def correct(self) -> None:
        """What is wrong is put right where it is kept."""
        if (row := self._chosen()) is not None:
            self.host.open_page(_PAGES[row.table], row.id)

    def restrict(self) -> None:
        """Keep the data and use it for nothing; or use it again."""
        row = self._chosen()
        if row is None:
            return
        self.banner.hide()
        self.host.perform(
            lambda: doing.restrict(self.desk, row, is_restricted=not row.is_restricted),
            lambda _done: self._restricted(row),
            self.show_refusal,
        )

    def erase(self) -> None:
        """Say first what goes and what still holds them; then it is gone for good."""
        if (row := self._chosen()) is None:
            return
        self.host.run_job(
            self.words("Looking what would go"),
            partial(work.look, self.desk, row),
            lambda warning: self._ask_to_erase(row, warning),
        )

    def _ask_to_erase(self, row: PersonRow, warning: Sequence[Text]) -> None:
        """Whoever went on to something else meanwhile is not asked."""
        if self.isVisible() and self.row == row and QApplication.activeModalWidget() is None:
            ask_to_erase(self, row, warning, lambda: self._erase(row))

    def _erase(self, row: PersonRow) -> None:
        self.host.perform_long(
            self.words("Erasing"), partial(work.erase, row.person), self._erased, self.tell_why
        )

    # --- requests ---------------------------------------------------------------------------------

    def register(self) -> None:
        """Of whoever is chosen; of somebody who is not in the workbook by name."""
        row = self.row
        self.form.begin(row if row is not None and row.is_here else None)
        self._show_form(self.form)

    def close_request(self) -> None:
        if (request := self._request()) is not None:
            self.closing.begin(request)
            self._show_form(self.closing)

    def take_longer(self) -> None:
        if (request := self._request()) is not None:
            self.longer.begin(request)
            self._show_form(self.longer)

    def _request(self) -> Request | None:
        """The open request of who is chosen that is due first."""
        row = self.row
        if row is None:
            return None
        if not row.is_here:
            return find_request(self.desk.db, row.id)
        found = open_requests(self.desk.db, row.person)
        if not found:
            self.banner.show_text(self.words("There is no open request of them."), "plain")
        return found[0] if found else None

    # --- inside -----------------------------------------------------------------------------------

    def _chosen(self) -> PersonRow | None:
        """Somebody who is in the workbook; says so when nobody is chosen."""
        row = self.row
        if row is None or not row.is_here:
            self.banner.show_text(self.words("Choose somebody who is in the workbook."), "plain")
            return None
        return row

    def _person_of(self, target: int) -> Person:
        try:
            request = find_request(self.desk.db, target)
        except Refused:
            return Person(target)
        return request.person or Person(target, "privacy_request")

    def _show_form(self, form: FormCard) -> None:
        self.banner.hide()
        self.beside.setCurrentWidget(form)
        self._regions.reveal(1)
        form.form.focus_first()

    def _form_done(self, _result: object) -> None:
        self.beside.setCurrentWidget(self.detail)
        self._regions.reveal(0)
        self._show_selected()
        self.table.setFocus()

    def _selected(self, _row: PersonRow | None) -> None:
        """While a name is being typed who is found first waits until the typing pauses."""
        if self.people.is_typing:
            self._show_soon()
        else:
            self._show_selected()

    def _show_selected(self) -> None:
        if not self.desk.is_open:
            return  # asked for just before the window closed
        row = self.row
        if row is None:
            self.detail.show_nothing()
            return
        with self.refusals():
            self.detail.show_detail(detail_of(self, row))

    def _say_how_many(self) -> None:
        self.header.show_words(line=self.words(self.people.outcome()))

    def _handed_out(self, access: Access, path: Path) -> None:
        said = told(access, path.name)
        self.banner.show_text(f"{self.words(said)} {self.words(first_names_stay())}", "good")
        self.tell(said)
        self.desk.announce(frozenset({"export_log", "privacy_request"}))

    def _restricted(self, row: PersonRow) -> None:
        self.tell(doing.restricted_text(row, is_restricted=not row.is_restricted))

    def _erased(self, said: Text) -> None:
        self.table.setFocus()
        self.banner.show_text(self.words(said), "good")
        self.tell(said)
