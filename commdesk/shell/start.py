"""The start page: new, open, what was open lately, and the example to look around in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from commdesk.core.backup import list_backups
from commdesk.core.errors import Refused
from commdesk.core.words import Text, Words
from commdesk.kit import icons, theme
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.header import Banner
from commdesk.kit.parts import Card, button, label
from commdesk.kit.scrolled import quiet_area
from commdesk.kit.signals import later, on_key
from commdesk.kit.tabs import tab_button
from commdesk.shell.menu import TONGUES, is_fixed
from commdesk.shell.newbook import NewWorkbook, from_home
from commdesk.shell.unlock import Unlock

if TYPE_CHECKING:
    from commdesk.shell.app import Session

SIZE = (1000, 640)
_UNLOCK = 2  # which of the left sides asks for a passphrase
_RING = 4  # room for the focus ring at the edge


class StartWindow(QWidget):
    """Two columns: what to do, and the workbooks that were open lately."""

    open_wanted = Signal()
    demo_wanted = Signal()
    recent_wanted = Signal(object)
    left = Signal()
    """Closed: by the user, or because a workbook takes its place."""
    language_wanted = Signal(str)
    made = Signal(object, object, str)
    """(Workbook, Path, passphrase or nothing)."""
    unlock_wanted = Signal(object, str, bool)
    """(Path, what was typed, whether it is to be remembered)."""
    keyring_wanted = Signal(object)

    def __init__(
        self,
        words: Words,
        recent: Sequence[str],
        today: Callable[[], date],
        *,
        has_demo: bool,
        languages: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`languages` are those to choose from: (code, its name in itself)."""
        super().__init__()
        self.words = words
        self._is_painted = False
        self.setWindowTitle("commdesk")
        self.resize(*SIZE)
        self.setMinimumSize(720, 480)
        self.banner = Banner(words)
        self.new = NewWorkbook(words, today)
        self.new.wanted.connect(self.made)
        self.new.cancelled.connect(self.show_welcome)
        self._left = QStackedWidget()
        self._welcome = self._welcome_side(has_demo=has_demo, languages=languages)
        self._left.addWidget(self._welcome)
        self._left.addWidget(_scrolled(self.new))
        self.unlock = Unlock(words)
        self._left.addWidget(_scrolled(self.unlock))
        self.unlock.wanted.connect(
            lambda typed, kept: self.unlock_wanted.emit(self.unlock.path, typed, kept)
        )
        self.unlock.by_keyring.connect(lambda: self.keyring_wanted.emit(self.unlock.path))
        self.unlock.cancelled.connect(self.show_welcome)
        self.recent = CardList(words("Open lately"))
        self._fill(recent)
        self._lay_out()
        on_key(self, "Ctrl+Shift+N", self.show_new)
        on_key(self, "Ctrl+O", self.open_wanted.emit)
        on_key(self, "Esc", self.show_welcome)

    def show_new(self) -> None:
        """Ask for the few things a new workbook needs."""
        self.banner.hide()
        self._left.setCurrentIndex(1)
        self.new.form.focus_first()

    def show_unlock(
        self, path: Path, where: str, *, may_remember: bool, is_remembered: bool
    ) -> None:
        """Ask for the passphrase of a protected workbook."""
        self.banner.hide()
        self._left.setCurrentIndex(_UNLOCK)
        self.unlock.ask(path, where, may_remember=may_remember, is_remembered=is_remembered)

    def show_welcome(self) -> None:
        self.unlock.path = None
        self.unlock.fields.empty()
        self._left.setCurrentIndex(0)

    def show_busy(self, text: str) -> None:
        """Say what takes a moment, and take no orders meanwhile; the empty text ends it."""
        self._left.setEnabled(not text)
        self.recent.setEnabled(not text)
        if text:
            self.banner.show_text(text, "plain", stays=True)
        else:
            self.banner.hide()

    def show_troubles(self, troubles: Sequence[Text]) -> None:
        """Say which settings could not be read."""
        if troubles:
            self.banner.show_text(" ".join(map(self.words, troubles)), "warn")

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()

    def show_refusal(self, refused: Refused) -> None:
        """Say why a file did not open or could not be made."""
        text = self.words(refused.text)
        if self._left.currentIndex() == 1 and refused.field:
            self.new.show_error(refused)
        else:
            self.banner.show_text(text, "bad")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            later(self, 30, _draw_icons)

    def _lay_out(self) -> None:
        recent = Card(self.words("Open lately"))
        recent.body.addWidget(self.recent, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(40))
        row.addWidget(self._left, 5)
        row.addWidget(recent, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 32, 40, 32)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self.banner)
        column.addLayout(row, 1)

    def _welcome_side(self, *, has_demo: bool, languages: Sequence[tuple[str, str]]) -> QWidget:
        words = self.words
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(label("commdesk", "title"))
        question = words("What do I do today, with whom, and do we have the hours for it?")
        column.addWidget(label(question, "muted", wraps=True))
        column.addSpacing(theme.px(16))
        choices = [
            (words("New workbook"), self.show_new, "primary", "plus"),
            (words("Open workbook…"), self.open_wanted.emit, "", "folder-open-outline"),
        ]
        if has_demo:
            text = words("Look around in an example")
            choices.append((text, self.demo_wanted.emit, "", "compass-outline"))
        made = [button(text, slot, role, icon) for text, slot, role, icon in choices]
        widest = max(each.minimumWidth() for each in made)
        for each in made:
            each.setFixedWidth(widest)
            column.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.px(16))
        promise = words(
            "A workbook is one file on this computer. It works without a network and sends "
            "nothing anywhere."
        )
        column.addWidget(label(promise, "small", wraps=True))
        column.addStretch()
        if languages:
            column.addLayout(self._language_row(languages))
        return side

    def _language_row(self, languages: Sequence[tuple[str, str]]) -> QHBoxLayout:
        """The language of the window, each under its own name: found whatever it is now."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, _RING)
        row.setSpacing(theme.GAP)
        group = QButtonGroup(self)
        for code, name in languages:
            made = tab_button(name, partial(self.language_wanted.emit, code))
            made.setChecked(code == self.words.language)
            made.setAccessibleName(f"{self.words('Language')}: {name}")
            group.addButton(made)
            row.addWidget(made)
        row.addStretch()
        return row

    def _fill(self, recent: Sequence[str]) -> None:
        rows = [self._row_of(Path(path)) for path in recent]
        self.recent.show_rows([row for row in rows if row])
        self.recent.select_first()
        self.recent.set_empty(
            self.words("No workbooks yet"),
            self.words("What you open appears here, the last one first."),
        )
        self.recent.opened.connect(lambda row: self.recent_wanted.emit(row.data))
        self.recent.clicked.connect(lambda _index: self._open_current())

    def _row_of(self, path: Path) -> CardRow | None:
        """A workbook that is gone stands here too while there is a backup to go back to."""
        if path.exists():
            return CardRow(path, path.stem, from_home(path.parent), data=path)
        if not list_backups(path):
            return None
        chip = (self.words("gone, there are backups"), "warn")
        return CardRow(path, path.stem, from_home(path.parent), chips=(chip,), data=path)  # type: ignore[arg-type]

    def _open_current(self) -> None:
        if row := self.recent.current():
            self.recent_wanted.emit(row.data)


def start_page(session: Session, today: Callable[[], date], *, has_demo: bool) -> StartWindow:
    """The start page, wired to the program that shows it."""
    settings = session.settings
    tongues = () if is_fixed(settings, "language") else TONGUES
    made = StartWindow(session.words, settings.recent, today, has_demo=has_demo, languages=tongues)
    made.open_wanted.connect(session.pick_workbook)
    made.recent_wanted.connect(session.open_workbook)
    made.made.connect(session.make_workbook)
    made.unlock_wanted.connect(session.unlocking.open)
    made.keyring_wanted.connect(lambda path: session.unlocking.ask(path, by_keyring=True))
    made.demo_wanted.connect(session.open_demo)
    made.left.connect(session.left)
    # Queued: the page that is pressed makes place for one in the other language.
    made.language_wanted.connect(session.speak, Qt.ConnectionType.QueuedConnection)
    made.show_troubles(settings.troubles)
    return made


def _scrolled(widget: QWidget) -> QScrollArea:
    widget.setProperty("role", "page")
    return quiet_area(widget)


def _draw_icons() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        icons.load_icons(app)
