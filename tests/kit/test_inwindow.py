"""A job has things done in the window's thread, and is not left waiting."""

from __future__ import annotations

import threading
from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from commdesk.core.errors import Cancelled, Refused
from commdesk.kit.inwindow import InWindow
from commdesk.kit.progress import Progress


def _nothing(_done: int, _of: int) -> None:
    return None


class Job(threading.Thread):
    """Keeps what its act ended with."""

    def __init__(self, window: InWindow, act: Callable[[], object], wanted: Event) -> None:
        super().__init__()
        self._window, self._act = window, act
        self._progress = Progress(_nothing, wanted)
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self._window.call(self._act, self._progress)
        except (Refused, Cancelled) as error:
            self.error = error


@pytest.fixture
def window(qapp: object) -> InWindow:
    parent = QObject()
    made = InWindow(parent)
    made.kept = parent  # type: ignore[attr-defined]
    return made


def test_what_is_asked_runs_in_the_thread_of_the_window(window: InWindow, qtbot: QtBot) -> None:
    seen: list[int] = []
    job = Job(window, lambda: seen.append(threading.get_ident()), Event())
    job.start()
    qtbot.waitUntil(lambda: not job.is_alive())
    assert seen == [threading.get_ident()]
    assert job.error is None


def test_a_refusal_there_is_raised_in_the_job(window: InWindow, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise Refused("No room.")

    job = Job(window, refuse, Event())
    job.start()
    qtbot.waitUntil(lambda: not job.is_alive())
    assert isinstance(job.error, Refused)


def test_a_job_that_is_stopped_does_not_wait_for_the_window(window: InWindow) -> None:
    wanted = Event()
    job = Job(window, lambda: None, wanted)
    job.start()
    wanted.set()
    job.join(5)
    assert isinstance(job.error, Cancelled)
