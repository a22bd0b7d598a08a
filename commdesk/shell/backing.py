"""Makes a backup while the window is worked in: when an act of hours ago is in no copy yet."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from commdesk.core.desk import Desk
from commdesk.core.words import Text
from commdesk.features.safekeeping import (
    Outcome,
    back_up_quietly,
    is_backup_due,
    note_backup,
    reach,
)
from commdesk.kit.jobs import Job, Jobs
from commdesk.kit.signals import later
from commdesk.shell.composite import Composite

if TYPE_CHECKING:
    from commdesk.shell.window import Window

_LOOKS_EVERY_MS = 60_000
_FIRST_LOOK_MS = 5_000
_AGAIN = timedelta(minutes=30)


class Backing(QObject):
    """Looks each minute; copies in a thread, so that nobody who types has to wait for it.

    How far the newest copy reaches is asked in a thread too, once, for it may lie on a network.
    After that only the workbook itself is asked.
    """

    made = Signal()
    troubled = Signal(object)
    """A Text to be said, once: copies go elsewhere now, or there is none."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._reached: int | None = None
        self._job: Job | None = None
        self._said: Text | None = None
        self._not_before: datetime | None = None
        self._not_noted: list[str] = []
        """Copies made while the file was let go of: history hears of them when it is held again."""
        self._timer = QTimer(self, interval=_LOOKS_EVERY_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        if not desk.is_read_only:
            self._timer.start()
            later(self, _FIRST_LOOK_MS, self.look)

    @property
    def is_at_work(self) -> bool:
        return self._job is not None

    def look(self) -> None:
        """Ask how far copies reach, or make one when an act has waited long enough."""
        if not self._may_begin() or self._desk.is_resting:
            return
        self._note()
        if self._reached is None:
            work = partial(reach, self._desk.path, self._desk.key)
            self._job = self._jobs.run_quietly(lambda _p: work(), self._told_reach, self._untold)
        elif is_backup_due(self._desk, self._reached):
            self._begin()

    def rest(self) -> None:
        """The window let go of the file: who worked in it may have gone home."""
        if not self._desk.is_resting or self._desk.place or self._reached is None:
            return
        if self._may_begin() and is_backup_due(self._desk, self._reached, hours=0):
            self._begin()

    def stop(self) -> None:
        """Wait for the thread, and hear no more of it: the window goes."""
        self._timer.stop()
        if self._job is not None:
            self._jobs.drop(self._job)
            self._job = None

    def _may_begin(self) -> bool:
        desk = self._desk
        is_early = self._not_before is not None and desk.now() < self._not_before
        is_ours = desk.is_open and not desk.is_read_only
        return is_ours and not is_early and not self.is_at_work and self._jobs.writing is None

    def _begin(self) -> None:
        desk = self._desk
        work = partial(back_up_quietly, desk.path, desk.now(), desk.key)
        self._job = self._jobs.run_quietly(lambda _p: work(), self._told, self._untold)

    def _told_reach(self, reached: int) -> None:
        self._job, self._reached = None, reached
        self.look()

    def _told(self, outcome: Outcome) -> None:
        self._job = None
        if outcome.reached is None:
            self._not_before = self._desk.now() + _AGAIN
        else:
            self._reached = outcome.reached
            self.made.emit()
        if outcome.trouble and outcome.trouble != self._said:
            self.troubled.emit(outcome.trouble)
        if outcome.file or outcome.trouble != self._said:
            self._not_noted.append(outcome.file)
        self._said = outcome.trouble
        self._note()

    def _note(self) -> None:
        while self._not_noted and self._desk.is_open and not self._desk.is_resting:
            note_backup(self._desk, self._not_noted.pop(0), is_by_itself=True)

    def _untold(self, _refused: object = None) -> None:
        self._job = None


def watch_backups(window: Window) -> Backing:
    """The backups of one window; what goes wrong is said in it, and the list of copies follows."""
    made = Backing(window.desk, window.host.jobs, window)
    window.idle.changed.connect(made.rest)
    made.made.connect(partial(_show_made, window))
    made.troubled.connect(partial(_warn, window))
    return made


def _show_made(window: Window) -> None:
    for page in window.stage.pages:
        for part in page.parts() if isinstance(page, Composite) else ():
            if part.NAME == "backup":
                part.begin_day()  # read again, now or when it is shown


def _warn(window: Window, trouble: Text) -> None:
    text = window.words(trouble)
    window.banner.show_text(text, "warn")
    window.status.announce(text)
