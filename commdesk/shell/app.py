"""The program around the windows: what is open, in what language, with what look."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QApplication

from commdesk.catalog import FEATURES
from commdesk.core import settings as preferences
from commdesk.core.clock import Clock, ExampleClock, SystemClock
from commdesk.core.cycles import look_again
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import Features
from commdesk.core.keys import Key
from commdesk.core.settings import Settings
from commdesk.core.words import Words
from commdesk.core.workbook import Workbook
from commdesk.features.safekeeping import back_up_on_close
from commdesk.kit.dialogs import pick_file
from commdesk.kit.focus import FocusRing
from commdesk.kit.signals import later
from commdesk.shell.crash import CrashReporter
from commdesk.shell.example import Example
from commdesk.shell.opening import meet_refusal, open_desk
from commdesk.shell.preferring import Preferences
from commdesk.shell.recovering import see_what_can_be_saved
from commdesk.shell.reworking import Rework, Reworking
from commdesk.shell.unlocking import Unlocking
from commdesk.shell.window import Window

if TYPE_CHECKING:
    from commdesk.shell.start import StartWindow

DEMO = "commdesk.features.demo"


def run(path: Path | None, *, example_date: date | None = None) -> int:
    """Open the window on a workbook, or the start page; returns when the last window closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    session = Session(app, FEATURES, ExampleClock(example_date) if example_date else SystemClock())
    session.begin(path)
    later(session, 1_000, look_again)  # off since main(): what a start makes is kept
    result = app.exec()
    session.end()
    return result


class Session(QObject):
    """One run of the program: at most one workbook open, or the start page."""

    def __init__(self, app: QApplication, features: Features, clock: Clock) -> None:
        super().__init__(app)
        self._app = app
        self._features = features
        self._clock = clock
        self.window: Window | None = None
        self.start_window: StartWindow | None = None
        self._crash = CrashReporter(lambda: self.words, lambda: self.top)
        app.setApplicationName("commdesk")
        app.setApplicationDisplayName("commdesk")
        app.setQuitOnLastWindowClosed(False)  # `left` knows which closing is the last
        self._is_switching = False
        self._ring = FocusRing(app, self)
        self._preferences = Preferences(app, self._redraw, self)
        self._example = Example(self, features)
        self.unlocking = Unlocking(self)
        self.reworking = Reworking(self)

    @property
    def settings(self) -> Settings:
        return self._preferences.now

    @property
    def words(self) -> Words:
        """The language of the window: the user's choice, the workbook's, or the computer's."""
        if self.settings.language:
            return Words(self.settings.language, self.window.desk.today if self.window else None)
        if self.window is not None:
            return self.window.desk.words
        return Words(preferences.system_language())

    def begin(self, path: Path | None) -> None:
        self._crash.install()
        if path is None:
            self.show_start()
        else:
            self.open_workbook(path)

    def end(self) -> None:
        """Close what is open; the file's lock is free after this."""
        self.unlocking.finish()
        self.reworking.finish()
        if self.window is not None:
            self.window.close_anyway()
        if self.start_window is not None:
            with self._switching():
                self.start_window.close()
        self._crash.uninstall()
        self.deleteLater()

    def open_workbook(self, path: Path, *, take_over: bool = False, key: Key | None = None) -> None:
        """Open a workbook; read-only when somebody else has it, or say why it cannot be."""
        if self.window is not None and self.window.desk.path == path and not self._is_twin:
            self.window.raise_()
            return
        try:
            desk = open_desk(path, self._features, self._clock, take_over=take_over, key=key)
        except Refused as refused:
            meet_refusal(self, path, refused, take_over=take_over, key=key)
            return
        self._preferences.keep(recent=self.settings.with_recent(path).recent)
        self._show(desk)

    def make_workbook(self, workbook: Workbook, path: Path, passphrase: str = "") -> None:
        key = Key.new(passphrase) if passphrase else None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            desk = Desk.create(path, self._features, workbook, clock=self._clock, key=key)
        except Refused as refused:
            self.refuse(refused)
            return
        self._preferences.keep(recent=self.settings.with_recent(path).recent)
        self._show(desk)

    def new_workbook(self) -> None:
        self.show_start()
        if self.start_window is not None:
            self.start_window.show_new()

    def pick_workbook(self) -> None:
        parent = self.top
        if parent is not None:
            title = self.words("Open workbook")
            pick_file(parent, title=title, kinds="commdesk (*.commdesk)", then=self.open_workbook)

    def close_workbook(self) -> None:
        self.show_start()

    def recover(self, path: Path) -> None:
        see_what_can_be_saved(self, path, self._features, self._clock.now())

    def reopen(self) -> None:
        """Try again to open for writing what is open for reading only."""
        if self.window is not None:
            self.open_workbook(self.window.desk.path, key=self.window.desk.key)

    def lock(self) -> None:
        self.unlocking.lock()

    def rework(self, asked: Rework) -> None:
        self.reworking.begin(asked)

    def quit(self) -> None:
        if self.window is not None:
            self.window.close()

    def show_start(self) -> None:
        """The start page takes the place of an open workbook."""
        with self._switching():
            if self.window is not None and not self.window.close():
                return
        from commdesk.shell.start import start_page  # not needed to open a workbook

        old, has_demo = self.start_window, find_spec(DEMO) is not None
        self.start_window = start_page(self, self._today, has_demo=has_demo)
        if old is not None:
            self.start_window.setGeometry(old.geometry())
        self.start_window.show()
        self._put_away(old)

    def speak(self, language: str) -> None:
        """The start page again, in this language."""
        if language != self.settings.language:
            self.prefer("language", language)
            self.show_start()

    def open_demo(self) -> None:
        self._example.open()

    def set_language(self, language: str) -> None:
        self.prefer("language", language)

    def set_letter_keys(self, are_on: bool) -> None:  # noqa: FBT001 - a menu's checked
        self.prefer("single_letter_keys", are_on)

    def prefer(self, key: str, value: object) -> None:
        """Keep a preference by its key and let it hold at once."""
        self._preferences.prefer(key, value)
        if self.window is not None:
            self.window.host.has_letter_keys = self.settings.single_letter_keys
            self.window.desk.my_name = self.settings.my_name

    def follow_workbook(self) -> None:
        """The facts of the workbook changed: its language and its name show in the window."""
        window = self.window
        if window is None:
            return
        is_named = window.windowTitle().startswith(f"{window.desk.workbook.name} – ")
        if not is_named or window.words.language != self.words.language:
            self._redraw()

    def closed(self, geometry: str) -> None:
        """The window of the workbook has closed: let go of the file."""
        self._preferences.keep(window=geometry)
        if self.window is not None:
            window, self.window = self.window, None
            window.hide()
            back_up_on_close(window.desk)
            window.desk.close()
            window.deleteLater()
        self.left()

    @property
    def top(self) -> Window | StartWindow | None:
        """What is on screen: the window of a workbook, or the start page."""
        return self.window or self.start_window

    @property
    def _is_twin(self) -> bool:
        """Whether what is open cannot be written: for reading only, or let go of."""
        desk = self.window.desk if self.window else None
        return desk is not None and (desk.is_read_only or desk.is_resting)

    def _today(self) -> date:
        return self._clock.now().astimezone().date()

    @contextmanager
    def _switching(self) -> Iterator[None]:
        """One window makes place for another: the program goes on in between."""
        before, self._is_switching = self._is_switching, True
        try:
            yield
        finally:
            self._is_switching = before

    def left(self) -> None:
        """A window was closed by the user: with the last one the program ends."""
        if not self._is_switching:
            self._app.quit()

    def _show(self, desk: Desk) -> None:
        with self._switching():
            if self.window is not None and not self.window.close():
                desk.close()
                return
        self._show_window(desk)

    def _show_window(self, desk: Desk) -> None:
        self._make_window(desk).show()
        start, self.start_window = self.start_window, None
        self._put_away(start)

    def _make_window(self, desk: Desk) -> Window:
        language = self.settings.language or desk.workbook.language
        desk.my_name = self.settings.my_name
        self.window = Window(desk, Words(language, desk.today), self.settings, self)
        return self.window

    def _put_away(self, start: StartWindow | None) -> None:
        """A start page of which something else took the place."""
        if start is not None:
            with self._switching():
                start.close()
            start.deleteLater()

    def _redraw(self) -> None:
        """Make the window again, in the same place on the same page, over the same open file."""
        if self.window is None:
            return
        old, page = self.window, self.window.stage.current_name
        old.memory.save()
        self.show_again(old.desk, old.geometry(), page)
        old.retire()

    def show_again(self, desk: Desk, place: QRect, page: str, target: object = None) -> None:
        """A window over this desk where another was."""
        fresh = self._make_window(desk)
        fresh.setGeometry(place)
        fresh.open_page(page, target or None)
        fresh.show()

    def refuse(self, refused: Refused) -> None:
        if self.top is None:
            self.show_start()
        if self.top is not None:
            self.top.show_refusal(refused)
