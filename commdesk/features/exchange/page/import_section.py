"""The import section: choose, drop or paste a list, look at its columns and its plan, do it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget

from commdesk.core.errors import Refused
from commdesk.core.intaking import Intake
from commdesk.core.words import N_
from commdesk.features.exchange import importing
from commdesk.features.exchange.model import Import, Layout
from commdesk.features.exchange.page import work
from commdesk.features.exchange.page.asking import Asking
from commdesk.features.exchange.page.choosing import Choosing
from commdesk.features.exchange.page.columns_view import ColumnsView
from commdesk.features.exchange.page.done_bar import DoneBar
from commdesk.features.exchange.page.door import Door, dropped_file
from commdesk.features.exchange.page.kinds_row import KindsRow
from commdesk.features.exchange.page.letting_go import shed
from commdesk.features.exchange.page.plan_view import PlanView
from commdesk.features.exchange.page.sorted_plan import SortedPlan, outlook, summary
from commdesk.features.exchange.page.work import Reading
from commdesk.features.exchange.queries import origins_of
from commdesk.kit.dialogs import pick_file
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.regions import turn_to

PASTE = "paste"
_DO = "Ctrl+Return"
_KINDS = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.gz *.zip *.vcf *.json *.jsonl"


class ImportSection(Page):
    """A list goes through states: none, its columns, a plan to look at, taken in."""

    NAME = "import"
    TITLE = N_("Import a list")
    ICON = "import"
    HELP = N_(
        "Take in a list from Excel or an export of your platform, address book or mail program, or "
        "paste a block of cells or an address line with Ctrl+V. You first see what would happen, "
        "row by row; Space leaves a row out, Ctrl+Space all of its kind. Under Columns you say "
        "what each column of the file is. One undo takes a whole import back. Columns that say "
        "too much about people never come in by themselves."
    )

    def build(self) -> None:
        self._lists: Intake = next(iter(importing.intakes(self.desk.features).values()))
        self.reading: Reading | None = None
        columns = self._lists.columns_in(self.desk.db)
        labels = importing.labels_of(self.desk.features, self.desk.db)
        origins = partial(origins_of, self.desk.db)
        self.view = PlanView(self.words, self.host.memory, labels, origins)
        self.view.ticked.connect(self._show_outlook)
        self.columns = ColumnsView(self.words, self.host.memory, columns)
        self.columns.chose_sheet.connect(self._choose_sheet)
        self.choosing = Choosing(self, self.columns, self._plan_again)
        self.door = Door(self.desk, self.host, self.choose)
        self._done = DoneBar(self)
        self._asking = Asking(self)
        self._is_writing = self._had_work = False
        self.kinds = KindsRow(self.words, importing.intakes(self.desk.features))
        self.kinds.chose.connect(self._take_as)
        self.content.addWidget(self.kinds)
        self.stack = QStackedWidget()
        for state in (self.door, self.columns, self.view):
            self.stack.addWidget(state)
        self.content.addWidget(self.stack, 1)
        self.setAcceptDrops(True)

    @property
    def intake(self) -> Intake:
        """Who takes in what was read; of a list that nobody knows, the members."""
        return self.reading.intake if self.reading else self._lists

    @property
    def plan(self) -> SortedPlan | None:
        """What the list would do, once it is read."""
        return self.reading.plan if self.reading else None

    @property
    def layout_shown(self) -> Layout | None:
        return self.reading.taken.layout if self.reading else None

    def primary_action(self) -> PageAction | None:
        if self._is_at(self._columns_page):
            return PageAction(N_("Show the plan"), self.show_plan, name="import_plan")
        if self._has_work():
            return PageAction(N_("Import as shown"), self.apply, _DO, name="import_apply")
        return PageAction(N_("Choose a list"), self.choose, NEW, name="import_choose")

    def page_actions(self) -> list[PageAction]:
        paste = PageAction(N_("Paste a block"), self.paste, name="import_paste")
        if getattr(self, "reading", None) is None:
            return [paste]
        away = PageAction(N_("Put the list away"), self.put_away, name="import_put_away")
        if self._is_at(self._columns_page):
            return [away]
        columns = PageAction(N_("Columns…"), self.show_columns, name="import_columns")
        again = PageAction(N_("Another list"), self.choose, NEW, False, "import_choose")  # noqa: FBT003
        return [
            *([columns] if self.layout_shown else []),
            *([again] if self._has_work() else []),
            away,
        ]

    def reload(self) -> None:
        """The workbook changed: what was planned against it is planned again."""
        self.door.reload()
        if not self._is_writing:
            self._plan_again()

    def tables_changed(self, tables: frozenset[str]) -> None:
        self._done.look()
        super().tables_changed(tables)

    def watched(self) -> frozenset[str]:
        """The tables of whoever takes the list in, and the log of what came in."""
        tables = (f.tables for f in self.desk.features if self.intake in f.intakes)
        return frozenset({"import_log"}).union(*tables)

    def show_target(self, target: object) -> None:
        """`paste` takes in what is on the clipboard."""
        if target == PASTE:
            self.paste()

    def choose(self) -> None:
        lists = self.words("Lists")
        title = self.words("Choose a list")
        pick_file(self, title=title, kinds=f"{lists} ({_KINDS})", then=self.load)

    def load(self, path: Path, sheet: str | None = None) -> None:
        """Read a file and plan it, in a thread."""
        title = self.words("Reading {file}", file=path.name)
        job = partial(work.read_list, self.desk, path, sheet=sheet)
        self._asking.run(
            title, job, self._show_new, self._not_read if sheet is None else self._no_sheet
        )

    def paste(self) -> None:
        """A block of cells or an address line from the clipboard."""
        text = QGuiApplication.clipboard().text()
        title = self.words("Reading what was pasted")
        job = partial(work.read_pasted, self.desk, text, self._lists, self.words)
        self._asking.run(title, job, self._show_new, self._not_read)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Escape and self._is_at(self._columns_page):
            self.show_plan()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_file(event)) is not None:
            event.acceptProposedAction()
            self.load(path)

    def show_columns(self) -> None:
        """Open the step in which somebody says what each column is, of any list that has them."""
        if layout := self.layout_shown:
            self.columns.show_layout(layout)
            self.columns.regions.reveal(0)
            self._go(self._columns_page)
            self.columns.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_plan(self) -> None:
        """From the columns to the plan; a list that is not understood stays."""
        if self.reading is None:
            return
        layout = self.layout_shown
        if layout and layout.question and not self.reading.taken.rows:
            self.banner.show_text(self.words(layout.question), "warn")
            return
        self.banner.hide()
        self._go(self._plan_page)
        self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_sheet(self, sheet: str) -> None:
        if self.reading is not None and self.reading.path is not None:
            self.load(self.reading.path, sheet)

    def _take_as(self, name: str) -> None:
        """The list holds something else: its columns are other ones, and nothing is chosen yet."""
        if (reading := self.reading) is not None:
            self.choosing.begin()
            intake = importing.find_intake(self.desk.features, name)
            self.reading = replace(reading, intake=intake)
            self._plan_again()

    def _plan_again(self) -> None:
        if (reading := self.reading) is not None:
            job = partial(work.read_again, self.desk, reading, self.choosing.wish)
            self._asking.run(self.words("Planning again"), job, self._show_read, self._not_read)

    def apply(self) -> None:
        """Do what is ticked, in a thread, as one step of history."""
        reading = self.reading
        if reading is None or self._is_writing or not reading.plan.has_work:
            return
        self.banner.hide()
        self._asking.turn()
        self._is_writing = True  # what it changes is not to be planned again
        try:
            self.host.run_bulk(
                self.words("Importing {file}", file=reading.name),
                lambda desk, progress: work.apply_plan(desk, reading, progress),
                self._applied,
                self._not_applied,
            )
        except Refused as refused:  # another bulk op is writing
            self._not_applied(refused)

    def put_away(self) -> None:
        self._asking.turn()
        reading, self.reading = self.reading, None
        self.view.let_go()
        if reading is not None:
            shed(self, [c for part in reading.plan.parts for c in part.changes])
        self.header.show_words(line="")
        self._go(self._door)

    def _not_read(self, refused: Refused) -> None:
        """No plan of another list stays armed under what was refused."""
        self.put_away()
        self.show_refusal(refused)

    def _no_sheet(self, refused: Refused) -> None:
        """The list stays as it was, on the sheet that it was read from."""
        if layout := self.layout_shown:
            self.columns.show_layout(layout)
        self.show_refusal(refused)

    def _show_new(self, reading: Reading) -> None:
        self.choosing.begin()
        self._show_read(reading, is_new=True)

    def _show_read(self, reading: Reading, *, is_new: bool = False) -> None:
        layout = reading.taken.layout
        self.reading = reading
        self.choosing.show(reading)
        self._show_outlook()  # first: what stands below is laid out once, under its own line
        self.view.show_plan(reading.plan, reading.taken)
        if layout:
            self.columns.set_columns(self.intake.columns_in(self.desk.db))
            self.columns.show_layout(layout, is_new=is_new)
        self.host.announce(self.header.line)
        if layout and (layout.question or (is_new and layout.has_unknown)):
            self.show_columns()
        elif is_new or layout is None or not self._is_at(self._columns_page):
            self.show_plan()
        else:
            self._go(self._columns_page)

    def _show_outlook(self) -> None:
        if self.reading is not None:
            line = outlook(self.reading.name, self.reading.plan.counts)
            self.header.show_words(line=self.words(line))
            if self._has_work() != self._had_work:
                self._show_actions()

    def _applied(self, made: Import) -> None:
        self._is_writing = False
        told = summary(made)
        self.put_away()
        self._done.show(told)

    def _not_applied(self, error: Exception) -> None:
        self._is_writing = False
        self._asking.show_failure(error)

    def _has_work(self) -> bool:
        plan = self.plan if hasattr(self, "reading") else None
        return plan is not None and plan.has_work

    _door, _columns_page, _plan_page = range(3)

    def _is_at(self, state: int) -> bool:
        return hasattr(self, "stack") and self.stack.currentIndex() == state

    def _go(self, state: int) -> None:
        turn_to(self.stack, state)
        self.kinds.show_reading(self.reading, at_columns=state == self._columns_page)
        self._show_actions()

    def _show_actions(self) -> None:
        self._had_work = self._has_work()
        self.show_actions()
        self.host.refresh_actions()
