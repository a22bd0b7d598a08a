"""The tab of the weekly report: the page as it will be, and beside it what is added by hand."""

from __future__ import annotations

from functools import partial

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from commdesk.core.desk import Desk
from commdesk.core.feature import Features
from commdesk.core.housestyle import HouseStyle, house_style
from commdesk.core.printed import OnePage, Printed
from commdesk.core.values import Week
from commdesk.core.words import LANGUAGE_NAMES, LANGUAGES, N_, Words
from commdesk.features.report import wording
from commdesk.features.report.model import WeekReport
from commdesk.features.report.ops import mark_made
from commdesk.features.report.page.beside import Beside
from commdesk.features.report.page.taking import Taking
from commdesk.features.report.queries import week_report, week_to_tell
from commdesk.kit.page import PRINT, Page, PageAction
from commdesk.kit.paperview import PaperView
from commdesk.kit.parts import Card, EmptyState
from commdesk.kit.printing import is_one_page
from commdesk.kit.progress import Progress
from commdesk.kit.regions import Regions
from commdesk.kit.signals import soon
from commdesk.kit.weekarrows import add_week_arrows

_CORE_TABLES = frozenset({"workbook_fact", "closing_day", "absence"})
_FIRST_PART = "moderation_tasks"
"""The page on which a new community finds its first thing to tell of."""
_READING = 2
"""Where it stands in the stack that says that the week is being read."""


class Told(Struct, frozen=True):
    """A report as it was read, and the ways to say it on one page."""

    report: WeekReport
    paper: OnePage
    style: HouseStyle


class Read(Struct, frozen=True):
    """A report, and the page that it makes."""

    report: WeekReport
    page: Printed
    style: HouseStyle


class ReportPage(Page):
    """A preview that is what comes out of the printer; what is typed beside it is on it."""

    NAME = "report"
    TITLE = N_("Weekly report")
    HELP = N_(
        "The week on one page for who never opens commdesk: hours per task, shortages, the gate, "
        "the build-up, ambassadors, messages, and the decisions you ask. Only counts and totals: "
        "nobody is named, and no hours of a person. Beside it stand a sentence of your own, "
        "decisions of your own, and which parts stay out. Ctrl+PgUp and Ctrl+PgDown go to another "
        "week, Ctrl+P prints, Ctrl+Shift+E makes an Excel file, Ctrl+Shift+C copies it as text."
    )
    ICON = "file-document-outline"

    def build(self) -> None:
        self.week = week_to_tell(self.desk.db, self.desk.today())
        self.read: Read | None = None
        self._is_reading = self._is_behind = self._is_asked = False
        self.language = self._make_languages()
        add_week_arrows(self, self.go)
        self.header.add_beside_title(self.language)
        self.preview = PaperView(self.words("The page as it will be"))
        self.empty = self._make_empty()
        self.sheet = QStackedWidget()
        self.sheet.addWidget(self.preview)
        self.sheet.addWidget(self.empty)
        self.sheet.addWidget(self._reading())
        self.sheet.setCurrentIndex(_READING)
        self.beside = Beside(self)
        self.taking = Taking(self)
        self.content.addWidget(
            Regions(
                "report",
                [self.sheet, self.beside],
                words=self.words,
                memory=self.host.memory,
                shares=(2, 1),
            ),
            1,
        )

    def watched(self) -> frozenset[str]:
        """Everything that any feature tells of."""
        return _CORE_TABLES.union(*(feature.tables for feature in self.desk.features))

    def primary_action(self) -> PageAction | None:
        """None on an empty week: the button that fills it is enough."""
        return None if self._is_empty else self._as_pdf()

    def page_actions(self) -> list[PageAction]:
        shows = not self._is_empty
        return [
            *([self._as_pdf(in_header=False)] if self._is_empty else []),
            PageAction(N_("Print"), self.taking.print, PRINT, shows, "print"),
            PageAction(N_("Export to Excel"), self.taking.ask_for_excel, "Ctrl+Shift+E", shows),
            PageAction(N_("Copy as text"), self.taking.copy, "Ctrl+Shift+C", shows),
            PageAction(N_("Previous week"), lambda: self.go(-1), "Ctrl+PgUp", in_header=False),
            PageAction(N_("Next week"), lambda: self.go(1), "Ctrl+PgDown", in_header=False),
        ]

    def reload(self) -> None:
        """Read the week in a thread; what changes meanwhile is read after it."""
        if self._is_reading:
            self._is_behind = True
            return
        self._is_reading = True
        desk, week, words = self.desk, self.week, self.paper_words
        if self.read is None:
            self.header.show_words(line=self._named())
        self.host.run_job(
            self.words("Reading the week"),
            lambda progress: read_report(desk, desk.features, week, words, progress),
            self._fit,
            self._stopped,
        )

    @property
    def paper_words(self) -> Words:
        """The language of the page, which need not be that of the window."""
        return Words(str(self.language.currentData()), self.desk.today)

    def go(self, weeks: int) -> None:
        self._show_week(self.week + weeks)

    def show_target(self, target: object) -> None:
        """A week, as `2026-W48`."""
        self._show_week(Week.parse(str(target)))

    def take_focus(self) -> None:
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_unsaved(self) -> bool:
        return self.beside.is_typed

    def drop_unsaved(self) -> None:
        self.beside.form.load(None)

    def note_made(self) -> None:
        """It went out: Today need not ask for it."""
        if self.read and not self.read.report.note.made_on and not self.desk.is_read_only:
            self.do(mark_made, self.read.report.scope.week, today=self.desk.today())

    # --- private ----------------------------------------------------------------------------------

    def _show_week(self, week: Week) -> None:
        """What is typed and not saved stays with its own week; while it is refused, so does all."""
        if self.beside.is_typed:
            self.beside.save()
        if not self.beside.is_typed:
            self.week = week
            self._is_asked = True
            self.reload()

    def _fit(self, told: Told, place: int = 0) -> None:
        """One way of saying it at a time: each takes some milliseconds to lay out."""
        page, *more = told.paper.tries[place:]
        if more and not is_one_page(page, told.style):
            soon(self, partial(self._fit, told, place + 1))
        else:
            self._show(Read(told.report, page, told.style))

    def _show(self, read: Read) -> None:
        is_behind, self._is_reading, self._is_behind = self._is_behind, False, False
        if read.report.scope.week != self.week or is_behind:
            self.reload()
            return
        self.read = read
        self.preview.show_page(read.page, read.style)
        self.sheet.setCurrentWidget(self.empty if read.report.is_empty else self.preview)
        self.beside.show_report(read.report)
        self.header.show_words(line=self._line(read.report))
        self.show_actions()
        self.host.refresh_actions()
        if self._is_asked:
            self._is_asked = False
            self.tell(f"{self.header.title}. {self.header.line}")

    @property
    def _is_empty(self) -> bool:
        read = getattr(self, "read", None)
        return read is not None and read.report.is_empty

    def _as_pdf(self, *, in_header: bool = True) -> PageAction:
        return PageAction(
            N_("Save as PDF"), self.taking.ask_for_pdf, in_header=in_header, name="report_pdf"
        )

    def _line(self, report: WeekReport) -> str:
        words, named = self.words, self._named()
        if made_on := report.note.made_on:
            told = words("made on {day}", day=made_on)
            return f"{named} · {told}"
        return named

    def _named(self) -> str:
        return f"{self.words.week(self.week)}, {wording.days_said(self.week, self.words)}"

    def _stopped(self, error: Exception) -> None:
        self._is_reading = self._is_behind = False
        self.tell_why(error)

    def _reading(self) -> QWidget:
        """Until the first week is read."""
        empty = EmptyState(self)
        empty.explain("", self.words("Reading the week…"))
        return _on_card(empty)

    def _make_empty(self) -> Card:
        words, empty = self.words, EmptyState(self)
        can_add = self.host.has_page(_FIRST_PART)
        empty.explain(
            words("There is nothing to tell yet"),
            words(
                "Here stands the week on one page: hours of moderation tasks, interviews, the "
                "build-up plan, ambassadors and messages, each once there is something of it."
            ),
            words("Add task") if can_add else "",
            self._add_task,
        )
        return _on_card(empty)

    def _add_task(self) -> None:
        self.host.open_page(_FIRST_PART, "new")

    def _make_languages(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.words("Language of the report"))
        box.setToolTip(self.words("Language of the report"))
        for language in LANGUAGES:
            box.addItem(LANGUAGE_NAMES[language], language)
        box.setCurrentIndex(box.findData(self.desk.workbook.language))
        box.currentIndexChanged.connect(lambda _place: self.reload())
        return box


def _on_card(empty: EmptyState) -> Card:
    card = Card(padding=0)
    card.setAccessibleName(empty.accessibleName())
    card.body.addWidget(empty, 1)
    empty.show()
    return card


def read_report(
    desk: Desk, features: Features, week: Week, words: Words, progress: Progress
) -> Told:
    """On a reading connection of its own."""
    progress.check()
    with desk.twin() as twin:
        report = week_report(twin.db, features, week, twin.today())
        style = house_style(twin.db)
    progress.check()
    return Told(report, wording.one_page(report, words), style)
