"""A page's surroundings without a window: hosts that do what a page asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.jobs import Jobs
from commdesk.kit.page import Page
from commdesk.kit.progress import Progress

P = TypeVar("P", bound=Page)


class QuietHost:
    """Does at once what the window would do, and remembers what was said."""

    has_letter_keys = True

    def __init__(self, desk: Desk, words: Words) -> None:
        self.desk, self.words = desk, words
        self.memory: dict[str, str] = {}
        self.said: list[str] = []
        self.opened: list[tuple[str, object]] = []

    def open_page(self, name: str, target: object = None) -> None:
        self.opened.append((name, target))

    def has_page(self, name: str) -> bool:
        return bool(name)

    def start(self, page: str, action: str) -> None:
        self.opened.append((page, action))

    def announce(self, text: str) -> None:
        self.said.append(text)

    def perform(
        self, act: Callable[[], Any], then: Callable[[Any], object] | None, refused: Any
    ) -> None:
        try:
            result = act()
        except Refused as error:
            refused(error)
            return
        if then:
            then(result)

    def perform_long(
        self,
        _title: str,
        work: Callable[[Desk, Any], Any],
        then: Callable[[Any], object] | None,
        failed: Any,
    ) -> None:
        self.perform(
            lambda: work(self.desk, Progress(lambda _done, _of: None, Event())), then, failed
        )

    def run_job(self, *_args: Any) -> None:
        raise NotImplementedError

    def run_bulk(self, *_args: Any) -> None:
        raise NotImplementedError

    def run_quietly(self, work: Callable[[Any], Any], then: Callable[[Any], object]) -> None:
        then(work(Progress(lambda _done, _of: None, Event())))

    def open_workbook(self, path: Path) -> None:
        self.opened.append(("", path))

    def recover(self, path: Path) -> None:
        self.opened.append(("recover", path))

    def rework(self, _title: str, _work: object, target: str) -> None:
        self.opened.append(("rework", target))

    def refresh_actions(self) -> None:
        pass


class ThreadedHost(QuietHost):
    """With jobs in real threads, as in the window."""

    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__(desk, words)
        self.jobs = Jobs(desk)

    def perform(self, *arguments: Any) -> None:
        self.jobs.perform(*arguments)

    def run_job(self, *arguments: Any) -> None:
        self.jobs.run(*arguments)

    def run_quietly(self, work: Callable[[Any], Any], then: Callable[[Any], object]) -> None:
        self.jobs.run_quietly(work, then, None)

    def run_bulk(self, *arguments: Any) -> None:
        self.jobs.run_bulk(*arguments)


@contextmanager
def on_screen(page: P, qtbot: QtBot, qapp: QApplication) -> Iterator[P]:
    """The page alone in a window, with the keyboard, hearing of changes."""
    theme.apply(qapp, "light")
    stop = page.desk.on_change(page.tables_changed)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    yield page
    page.has_unsaved()
    stop()
    page.close()
    qapp.setStyleSheet("")


def focus() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found
    return found
