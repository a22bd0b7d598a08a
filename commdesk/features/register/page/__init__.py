"""The register section: what is kept and why, the lists taken in, and the two papers."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QStackedWidget

from commdesk.core.desk import Desk
from commdesk.core.words import N_, Words
from commdesk.features.register.model import Register, standing
from commdesk.features.register.page.forms import AnswersForm, ResponsibleForm
from commdesk.features.register.page.lines import KindsPane, ListsPane
from commdesk.features.register.page.papers import PaperPane
from commdesk.features.register.page.speaking import Speaking
from commdesk.features.register.page.taking import Taking
from commdesk.features.register.paper import DPIA, RECORD, dpia_paper, record_paper
from commdesk.features.register.queries import read_register
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.page import PRINT, Page, PageAction
from commdesk.kit.parts import label
from commdesk.kit.progress import Progress
from commdesk.kit.tabs import tab_button

KINDS, LISTS, RECORD_TAB, DPIA_TAB = range(4)
_TABS = (N_("Data and purposes"), N_("Lists taken in"), RECORD, DPIA)
_NAMES = ("kinds", "lists", "record", "dpia")


class RegisterSection(Page):
    """Four tabs; all of it is read in a thread, since it counts every table with people in it."""

    NAME = "register"
    TITLE = N_("Register")
    ICON = "file-document-outline"
    HELP = N_(
        "What is kept of people in this workbook and why. Data and purposes: each kind of data "
        "with its fields, and how many are filled; the purpose and the legal ground that stand "
        "there at first are those that are usual for a public body. Lists taken in: what each "
        "was for. Record of processing (GDPR art. 30) and DPIA aid (art. 35): as they will be "
        "printed, from the facts of the workbook; beside them what only you and your privacy "
        "officer know. Ctrl+P prints the paper that shows. Messages as a record: for Woo and "
        "archive, of a period and a subject, with names masked or not."
    )

    def build(self) -> None:
        self.register: Register | None = None
        self._is_reading = self._is_behind = False
        self.taking = Taking(self)
        self.speaking = Speaking(self)
        self.kinds, self.lists = KindsPane(self), ListsPane(self)
        self.record = PaperPane(self, RECORD, ResponsibleForm(self))
        self.dpia = PaperPane(self, DPIA, AnswersForm(self))
        self.tabs = [
            tab_button(self.words(title), partial(self.turn_to, number))
            for number, title in enumerate(_TABS)
        ]
        row = Flow(gap=theme.px(4))
        for tab in self.tabs:
            row.addWidget(tab)
        self.content.addLayout(row)
        self.stack = QStackedWidget()
        self.waiting = label(self.words("Counting what is kept of people…"), "muted")
        for pane in (self.waiting, self.kinds, self.lists, self.record, self.dpia):
            self.stack.addWidget(pane)
        self.content.addWidget(self.stack, 1)
        self._tab = KINDS
        self._show_tab()

    def watched(self) -> frozenset[str]:
        """Everything that any feature keeps of people."""
        return frozenset({"workbook_fact"}).union(*(each.tables for each in self.desk.features))

    def primary_action(self) -> PageAction:
        return PageAction(N_("Save as PDF"), self.taking.ask_for_pdf, name="register_pdf")

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Print"), self.taking.print, PRINT, name="register_print"),
            PageAction(N_("Export to Excel"), self.taking.ask_for_excel, name="register_excel"),
            PageAction(N_("Messages as a record"), self.speaking.ask, name="record"),
        ]

    def reload(self) -> None:
        """Read in a thread; what changes meanwhile is read after it."""
        if self._is_reading:
            self._is_behind = True
            return
        self._is_reading = True
        self.host.run_job(
            self.words("Counting what is kept of people"),
            partial(_read, self.desk, self.words),
            self._show,
            self._stopped,
        )

    def turn_to(self, number: int) -> None:
        self._tab = number
        self._show_tab()

    @property
    def is_dpia(self) -> bool:
        """Whether the DPIA aid is what would be printed; else it is the record."""
        return self._tab == DPIA_TAB

    def show_target(self, target: object) -> None:
        """`kinds`, `lists`, `record` or `dpia`."""
        if target in _NAMES:
            self.turn_to(_NAMES.index(str(target)))

    def has_unsaved(self) -> bool:
        return any(form.is_typed for form in self._forms)

    def drop_unsaved(self) -> None:
        for form in self._forms:
            form.empty()

    @property
    def _forms(self) -> tuple[ResponsibleForm | AnswersForm | KindsPane | ListsPane, ...]:
        return self.kinds, self.lists, self.record.form, self.dpia.form

    def _show(self, register: Register) -> None:
        is_behind, self._is_reading, self._is_behind = self._is_behind, False, False
        if is_behind:
            self.reload()
            return
        self.register = register
        self.kinds.show_register(register)
        self.lists.show_register(register)
        self.record.show_register(record_paper(register, self.words), register)
        self.dpia.show_register(dpia_paper(register, self.words), register)
        self.header.show_words(line=self.words(standing(register)))
        self._show_tab()

    def _show_tab(self) -> None:
        for number, tab in enumerate(self.tabs):
            tab.setChecked(number == self._tab)
        self.stack.setCurrentIndex(self._tab + 1 if self.register else 0)

    def _stopped(self, error: Exception) -> None:
        self._is_reading = self._is_behind = False
        self.tell_why(error)


def _read(desk: Desk, words: Words, progress: Progress) -> Register:
    """On a reading connection of its own."""
    with desk.twin() as twin:
        return read_register(twin, words, progress.check)
