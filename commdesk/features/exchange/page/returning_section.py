"""The section that takes back an Excel file which a colleague edited."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from commdesk.core.errors import Refused
from commdesk.core.words import N_, Text
from commdesk.features.exchange.page.asking import Asking
from commdesk.features.exchange.page.done_bar import DoneBar
from commdesk.features.exchange.page.door import dropped_file
from commdesk.features.exchange.page.returning_counts import (
    counted,
    line_of,
    open_ones,
    still_open,
    taken_over,
)
from commdesk.features.exchange.page.returning_list import ReturningList
from commdesk.features.exchange.page.returning_parts import door, sender_row
from commdesk.features.exchange.page.returning_work import (
    Reading,
    compare_again,
    read_back,
    take_back,
)
from commdesk.features.exchange.returning.taking import Returned, known_names
from commdesk.kit import theme
from commdesk.kit.dialogs import pick_file
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import label

_DO = "Ctrl+Return"
_KINDS = "*.xlsx *.xlsm *.ods"


class ReturningSection(Page):
    """A file goes through states: none, what differs, taken."""

    NAME = "returning"
    TITLE = N_("Take back an edited Excel file")
    ICON = "import"
    HELP = N_(
        "Take back an Excel file that you exported and a colleague edited, in Excel or "
        "LibreOffice. Say who sent it; you see every cell that differs. 1 or Left keeps what is "
        "here, 2 or Right takes what the file says, Space turns it around. What was changed on "
        "both sides asks for a choice; rows that are gone there stay, unless you say so. One undo "
        "takes all of it back, and history names your colleague."
    )

    KEYS = (
        ("1", N_("Keep what is here")),
        ("2", N_("Take what the file says")),
        ("Space", N_("Turn the choice around")),
    )

    def build(self) -> None:
        self.reading: Reading | None = None
        self._is_writing = False
        self._asking = Asking(self)
        self._done = DoneBar(self)
        self.name = QLineEdit()
        self.line = label(role="muted", wraps=True)
        self.list = ReturningList(self.words, self.host.memory)
        self.list.table.has_letter_keys = self.host.has_letter_keys
        self.list.chose.connect(self._chosen)
        self.stack = QStackedWidget()
        self.stack.addWidget(door(self.words, self.choose))
        self.stack.addWidget(self._view())
        self.content.addWidget(self.stack, 1)
        self.setAcceptDrops(True)

    def primary_action(self) -> PageAction | None:
        if getattr(self, "reading", None) is not None:
            return PageAction(N_("Take over"), self.take, _DO, name="returning_take")
        return PageAction(N_("Choose a file"), self.choose, NEW, name="returning_choose")

    def page_actions(self) -> list[PageAction]:
        if getattr(self, "reading", None) is None:
            return []
        return [
            PageAction(N_("Another file"), self.choose, NEW, name="returning_choose"),
            PageAction(N_("Put the file away"), self.put_away, name="returning_put_away"),
        ]

    def watched(self) -> frozenset[str]:
        """The tables of whoever takes something back."""
        features = (f for f in self.desk.features if any(sheet.returns for sheet in f.sheets))
        return frozenset[str]().union(*(feature.tables for feature in features))

    def tables_changed(self, tables: frozenset[str]) -> None:
        self._done.look()
        super().tables_changed(tables)

    def reload(self) -> None:
        """The workbook changed: what came back is compared again."""
        if not self._is_writing:
            self._compare_again()

    def show_target(self, target: object) -> None:
        """The path of a file to take back."""
        if isinstance(target, str) and target:
            self.load(Path(target))

    def choose(self) -> None:
        named = self.words("Excel files")
        kinds = f"{named} ({_KINDS})"
        pick_file(self, title=self.words("Choose a file"), kinds=kinds, then=self.load)

    def load(self, path: Path) -> None:
        """Read a file and compare it, in a thread."""
        title = self.words("Reading {file}", file=path.name)
        job = partial(read_back, self.desk, path, self.name.text())
        self._asking.run(title, job, self._show_new, self._not_read)

    def take(self) -> None:
        """Take what is chosen; first what is still open, and who sent it."""
        reading = self.reading
        if reading is None or self._is_writing:
            return
        if not self.name.text().strip():
            self._ask_for(_NO_NAME)
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if reading.found.giver.name != self.name.text().strip():
            self._compare_again(self._show_and_take)
            return
        if open_ones(reading.found, self.list.choices):
            self._ask_for(still_open(reading.found, self.list.choices))
            self.list.show_open()
            return
        if not reading.found.acts(self.list.choices):
            self._ask_for(N_("There is nothing to take over in this file."))
            return
        self._write(reading.found)

    def put_away(self) -> None:
        self._asking.turn()
        self.reading = None
        self.list.let_go()
        self._go(0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_file(event)) is not None:
            event.acceptProposedAction()
            self.load(path)

    def _write(self, found: Returned) -> None:
        self.banner.hide()
        self._asking.turn()
        self._is_writing = True
        choices = dict(self.list.choices)
        try:
            self.host.run_bulk(
                self.words("Taking back {file}", file=found.file),
                lambda desk, progress: take_back(desk, found, choices, progress),
                self._taken,
                self._not_taken,
            )
        except Refused as refused:  # another bulk op is writing
            self._not_taken(refused)

    def _ask_for(self, what: str | Text) -> None:
        """Say what is wanted first; it stands above the list until it is there."""
        self.banner.show_text(self.words(what), "warn")
        self.tell(what)

    def _chosen(self, told: str) -> None:
        """Other counts: what was asked for is asked anew, or no longer."""
        if (reading := self.reading) is None:
            return
        found, choices = reading.found, self.list.choices
        self._show_line()
        if not open_ones(found, choices):
            self.banner.hide()
        elif not self.banner.isHidden():
            self.banner.show_text(self.words(still_open(found, choices)), "warn")
        self.tell(f"{told}. {self.words(counted(found, choices))}")

    def _taken(self, _rows: int) -> None:
        self._is_writing = False
        if (reading := self.reading) is None:
            return
        told = taken_over(reading.found, self.list.choices)
        if reading.found.count("invalid"):
            self._compare_again(partial(self._show_left, told))
        else:
            self.put_away()
            self._show_done(told)

    def _show_left(self, told: Text, reading: Reading) -> None:
        """What could not be taken stays in view, to be typed here or to be asked again."""
        self._show(reading)
        self.list.show_kind("invalid")
        self._show_done(told)

    def _show_done(self, told: Text) -> None:
        self._done.show(told)
        if (entry := self.desk.next_undo) is not None:
            undo = partial(self._undo, entry.id)
            self.banner.show_text(self.words(told), "good", do=self.words("Undo"), slot=undo)

    def _undo(self, entry: int) -> None:
        self.host.perform(lambda: self.desk.undo(entry), None, self.show_refusal)

    def _not_taken(self, error: Exception) -> None:
        self._is_writing = False
        self._asking.show_failure(error)

    def _not_read(self, refused: Refused) -> None:
        self.put_away()
        self.show_refusal(refused)

    def _show_new(self, reading: Reading) -> None:
        self.list.let_go()
        self._show(reading)
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, reading: Reading) -> None:
        self.reading = reading
        self.list.show_found(reading.found)
        self._show_line()
        self.host.announce(self.line.text())
        self._go(1)

    def _show_and_take(self, reading: Reading) -> None:
        self._show(reading)
        self.take()

    def _compare_again(self, then: Callable[[Reading], None] | None = None) -> None:
        """Against the workbook as it is now, and by who sent it."""
        if (reading := self.reading) is not None:
            job = partial(compare_again, self.desk, reading.book, self.name.text())
            self._asking.run(self.words("Comparing again"), job, then or self._show, self._not_read)

    def _renamed(self) -> None:
        if self.banner.text == self.words(_NO_NAME) and self.name.text().strip():
            self.banner.hide()
        if self.reading and self.reading.found.giver.name != self.name.text().strip():
            self._compare_again()

    def _show_line(self) -> None:
        if self.reading is not None:
            self.line.setText(self.words(line_of(self.reading.found, self.list.choices)))

    def _go(self, state: int) -> None:
        self.stack.setCurrentIndex(state)
        self.show_actions()
        self.host.refresh_actions()

    def _view(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(sender_row(self.name, known_names(self.desk), self.words))
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        self.name.editingFinished.connect(self._renamed)
        tabs = self.list.in_tab_order()
        for before, after in pairwise([self.name, *tabs]):
            QWidget.setTabOrder(before, after)
        return view


_NO_NAME = N_("Say who sent the file back; it stands in history.")
