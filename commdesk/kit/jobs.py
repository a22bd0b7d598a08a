"""Work in a thread, with progress and Cancel; its result comes back in the window's thread."""

from __future__ import annotations

import gc
import time
from collections import deque
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal

from commdesk.core.desk import Desk
from commdesk.core.errors import Cancelled, Refused

Act = Callable[[], Any]
Then = Callable[[Any], object]
Failed = Callable[[Exception], object]
_BETWEEN_REPORTS = 0.05


class Progress:
    """What the work is given: tell how far it is, and stop when asked to."""

    def __init__(
        self,
        told: Callable[[int, int], None],
        wanted: Event,
        counted: Callable[[int, int], None] = lambda _count, _rate: None,
    ) -> None:
        self._told = told
        self._counted = counted
        self._is_cancelled = wanted
        self._last = 0.0
        self._began = 0.0

    def report(self, done: int, of: int) -> None:
        """Say how far it is; raises Cancelled when the user asked to stop."""
        self.check()
        if (now := time.monotonic()) - self._last >= _BETWEEN_REPORTS:
            self._last = now
            self._told(done, of)

    def count(self, rows: int) -> None:
        """Say how many rows are read, of nobody knows how many; at how many a second is told."""
        self.check()
        now = time.monotonic()
        self._began = self._began or now
        if now - self._last >= _BETWEEN_REPORTS:
            self._last = now
            self._counted(rows, round(rows / max(now - self._began, _BETWEEN_REPORTS)))

    def check(self) -> None:
        if self._is_cancelled.is_set():
            raise Cancelled


class Job(QThread):
    """One piece of work in a thread of its own."""

    progressed = Signal(object, object)
    counted = Signal(object, object)
    """(rows read, rows a second), where nobody knows how many there are."""
    ended = Signal(object, object, object)
    """(job, result, error); emitted once, received in the window's thread."""

    def __init__(
        self,
        title: str,
        work: Callable[[Progress], Any],
        then: Then | None,
        failed: Failed | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.then = then
        self.failed = failed
        self._work = work
        self._is_cancelled = Event()

    def cancel(self) -> None:
        self._is_cancelled.set()

    def run(self) -> None:
        progress = Progress(self.progressed.emit, self._is_cancelled, self.counted.emit)
        try:
            result = self._work(progress)
        except BaseException as error:  # noqa: BLE001 - it is raised again in the window's thread
            self.ended.emit(self, None, error)
        else:
            self.ended.emit(self, result, None)


class Jobs(QObject):
    """The jobs of one window. While a bulk op writes, other acts wait their turn in order."""

    started = Signal(object)
    finished = Signal(object)
    queued = Signal(int)
    """How many acts wait."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._running: list[Job] = []
        self._waiting: deque[tuple[Act, Then | None, Then]] = deque()
        self._bulk: Job | None = None

    @property
    def is_busy(self) -> bool:
        return bool(self._running)

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def perform(self, act: Act, then: Then | None, refused: Then) -> None:
        """Run a short writing act, now or after the bulk op that is writing."""
        if self._bulk is not None:
            self._waiting.append((act, then, refused))
            self.queued.emit(len(self._waiting))
        else:
            _perform(act, then, refused)

    def run(
        self,
        title: str,
        work: Callable[[Progress], Any],
        then: Then | None = None,
        failed: Failed | None = None,
    ) -> Job:
        job = Job(title, work, then, failed, self)
        job.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._running.append(job)
        gc.disable()
        self.started.emit(job)
        job.start()
        return job

    def run_bulk(
        self,
        title: str,
        work: Callable[[Desk, Progress], Any],
        then: Then | None = None,
        failed: Failed | None = None,
    ) -> Job:
        """Run a long op on a writing connection of its own."""
        if self._bulk is not None:
            raise Refused("Another long task is still writing. Wait until it is done.")
        changed: set[str] = set()

        def in_thread(progress: Progress) -> Any:
            with self._desk.fork() as twin:
                twin.on_change(changed.update)
                return work(twin, progress)

        def told(result: Any) -> None:
            self._desk.announce(frozenset(changed))
            if then:
                then(result)

        self._bulk = self.run(title, in_thread, told, failed)
        return self._bulk

    def stop(self) -> None:
        """Cancel everything and wait for it, before the window closes."""
        for job in list(self._running):
            job.cancel()
            job.wait()
        self._waiting.clear()
        _collect_again()

    def _end(self, job: Job, result: Any, error: BaseException | None) -> None:
        job.wait()
        self._running.remove(job)
        if job is self._bulk:
            self._bulk = None
        if not self._running:
            _collect_again()
        self.finished.emit(job)
        try:
            _deliver(job, result, error)
        finally:
            self._go_on()
            job.deleteLater()

    def _go_on(self) -> None:
        while self._waiting and self._bulk is None:
            act, then, refused = self._waiting.popleft()
            self.queued.emit(len(self._waiting))
            _perform(act, then, refused)


def _collect_again() -> None:
    """Let Python look for cycles again, but not among what the jobs made.

    A list of 50,000 people is a million objects; looking through them stops every thread, the
    window's too, for a fifth of a second. What is no cycle still goes when nobody holds it.
    """
    gc.freeze()
    gc.enable()


def _deliver(job: Job, result: Any, error: BaseException | None) -> None:
    if error is None:
        if job.then:
            job.then(result)
    elif isinstance(error, Cancelled | Refused) and job.failed:
        job.failed(error)
    elif not isinstance(error, Cancelled):
        raise error


def _perform(act: Act, then: Then | None, refused: Then) -> None:
    try:
        result = act()
    except Refused as error:
        refused(error)
        return
    if then:
        then(result)
