"""Work in a thread, with progress and Cancel; its result comes back in the window's thread."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal

from commdesk.core.cycles import look_again
from commdesk.core.desk import Desk
from commdesk.core.errors import Cancelled, Refused
from commdesk.kit.progress import Progress
from commdesk.kit.signals import soon

Act = Callable[[], Any]
Then = Callable[[Any], object]
Failed = Callable[[Exception], object]


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
        self.is_quiet = False
        self.changed: set[str] = set()
        """Tables that a long op has written so far."""
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
        self._waiting: deque[Callable[[], object]] = deque()
        self._bulk: Job | None = None
        self._has_made_much = False
        self._has_left = False

    @property
    def is_busy(self) -> bool:
        return any(not job.is_quiet for job in self._running)

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    @property
    def writing(self) -> Job | None:
        """The bulk op that is writing now."""
        return self._bulk

    def perform(self, act: Act, then: Then | None, refused: Then) -> None:
        """Run a short writing act, now or after the bulk op that is writing."""
        self._in_turn(partial(self._perform, act, then, refused))

    def perform_long(
        self, title: str, work: Callable[[Desk, Progress], Any], then: Then | None, failed: Failed
    ) -> None:
        """Run a bulk op, now or in its turn; `failed` also hears why it could not begin."""

        def start() -> None:
            try:
                self.run_bulk(title, work, then, failed)
            except Refused as refused:
                failed(refused)

        self._in_turn(start)

    def _in_turn(self, start: Callable[[], object]) -> None:
        if self._bulk is None:
            start()
        else:
            self._waiting.append(start)
            self.queued.emit(len(self._waiting))

    def run(
        self,
        title: str,
        work: Callable[[Progress], Any],
        then: Then | None = None,
        failed: Failed | None = None,
    ) -> Job:
        return self._start(Job(title, work, then, failed, self))

    def run_quietly(
        self, work: Callable[[Progress], Any], then: Then | None, failed: Failed | None
    ) -> Job:
        """Run short reading work of the window itself: without a title, and nobody is kept busy."""
        job = Job("", work, then, failed, self)
        job.is_quiet = True
        return self._start(job)

    def drop(self, job: Job) -> None:
        """Wait for a quiet job, and tell nobody what it found."""
        job.wait()
        if job in self._running:
            self._running.remove(job)
            self._settle(job)

    def _start(self, job: Job) -> Job:
        job.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._running.append(job)
        # Also because what is collected in a thread may be widgets, which are not its to end.
        gc.disable()
        if not job.is_quiet:
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
        """Run a long op on a writing connection of its own.

        Raises Refused while another one writes, or when somebody else has the file now.
        """
        if self._bulk is not None:
            raise Refused("Another long task is still writing. Wait until it is done.")
        self._desk.take_back()  # here: what it announces is for the window's thread

        def in_thread(progress: Progress) -> Any:
            with self._desk.fork() as twin:
                twin.on_change(job.changed.update)
                return work(twin, progress)

        job = Job(title, in_thread, then, failed, self)
        self._bulk = job
        return self._start(job)

    def stop(self) -> None:
        """Cancel what runs and wait for it, then do what waited for it: it was promised."""
        for job in list(self._running):
            job.cancel()
            job.wait()
        self._running.clear()
        self._bulk = None
        while self._waiting:
            self._waiting.popleft()()
            if (long := self.writing) is not None:
                long.wait()
                self._running.clear()
                self._bulk = None
        look_again()

    def let_go(self) -> None:
        """The window goes and its file stays open: what runs is done, and its pages hear nothing.

        They are there no more, or in part, by the time it ends.
        """
        self._has_left = True
        for job in self._running:
            if job.is_quiet:
                job.cancel()

    def _end(self, job: Job, result: Any, error: BaseException | None) -> None:
        job.wait()
        if job not in self._running:
            return  # stopped: whoever it would tell may be gone
        self._running.remove(job)
        if job is self._bulk:
            self._bulk = None
        self._settle(job)
        if not job.is_quiet:
            self.finished.emit(job)
        if job.changed:  # also by one that was refused after a part that stands
            self._desk.announce(frozenset(job.changed))
        try:
            self._deliver(job, result, error)
        finally:
            self._go_on()
            job.deleteLater()

    def _settle(self, job: Job) -> None:
        """Without a job Python looks for cycles again."""
        self._has_made_much |= not job.is_quiet
        if self._running:
            return
        if self._has_made_much:
            self._has_made_much = False
            look_again()
        else:
            gc.enable()

    def _go_on(self) -> None:
        while self._waiting and self._bulk is None:
            start = self._waiting.popleft()
            self.queued.emit(len(self._waiting))
            try:
                start()
            except BaseException:
                soon(self, self._go_on)  # one that breaks does not keep the others waiting
                raise

    def _deliver(self, job: Job, result: Any, error: BaseException | None) -> None:
        if error is None:
            self._tell(job.then, result)
        elif isinstance(error, Cancelled | Refused) and job.failed:
            self._tell(job.failed, error)
        elif not isinstance(error, Cancelled):
            raise error

    def _perform(self, act: Act, then: Then | None, refused: Then) -> None:
        try:
            result = act()
        except Refused as error:
            self._tell(refused, error)
            return
        self._tell(then, result)

    def _tell(self, who: Callable[[Any], object] | None, what: Any) -> None:
        if who is not None and not self._has_left:
            who(what)
