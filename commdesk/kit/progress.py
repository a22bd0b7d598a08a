"""How far work in a thread is, and how it hears that it should stop."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

from commdesk.core.desk import Desk
from commdesk.core.errors import Cancelled

_BETWEEN_REPORTS = 0.05
_STEPS_BETWEEN_LOOKS = 2_000
"""Of SQLite's machine, which counts for each statement apart."""


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

    @property
    def is_stopped(self) -> bool:
        return self._is_cancelled.is_set()


@contextmanager
def stoppable(desk: Desk, progress: Progress) -> Iterator[None]:
    """SQLite itself looks now and then whether to go on; a stopped op is rolled back."""
    raw = desk.db.raw
    raw.set_progress_handler(lambda: int(progress.is_stopped), _STEPS_BETWEEN_LOOKS)
    try:
        yield
    except Exception:
        progress.check()  # what SQLite calls an interruption is a wish of the user
        raise
    finally:
        raw.set_progress_handler(None, 0)
