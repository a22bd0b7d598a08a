"""What a job may not do in its own thread: it asks the window's thread, and waits for it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, Signal

from commdesk.kit.progress import Progress

_LOOK_EVERY = 0.05


class InWindow(QObject):
    """Made in the window's thread; `call` is for a job. See `printing.is_one_page`."""

    _asked = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked.connect(self._run)

    def call(self, act: Callable[[], object], progress: Progress) -> None:
        """Have it done; raises what it raises, and Cancelled when the job is stopped meanwhile."""
        asked = _Asked(act)
        self._asked.emit(asked)
        while not asked.is_done.wait(_LOOK_EVERY):
            progress.check()
        if asked.error is not None:
            raise asked.error

    def _run(self, asked: _Asked) -> None:
        asked.run()


class _Asked:
    def __init__(self, act: Callable[[], object]) -> None:
        self._act = act
        self.is_done = Event()
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self._act()
        except BaseException as error:  # noqa: BLE001 - it is raised again in the job
            self.error = error
        finally:
            self.is_done.set()
