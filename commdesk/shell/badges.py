"""Counts what waits on each page, in a thread: with many members it takes too long to stand by."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from commdesk.core import files
from commdesk.core.desk import Desk
from commdesk.core.feature import Badge
from commdesk.kit.jobs import Job, Jobs
from commdesk.kit.progress import Progress

Counted = Mapping[str, Badge | None]


class Badges(QObject):
    """Counts again when it is asked to; asked while it counts, it does so once more after."""

    counted = Signal(object)
    """Feature name -> its badge, or None."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._job: Job | None = None
        self._again = False
        self._is_stopped = False

    def count(self) -> None:
        if self._is_stopped:
            return
        if self._job is None:
            self._job = self._jobs.run_quietly(self._in_thread, self._told, self._untold)
        else:
            self._again = True

    def stop(self) -> None:
        """Wait for the thread, and hear no more of it: the window goes."""
        self._is_stopped = True
        if self._job is not None:
            self._jobs.drop(self._job)
            self._job = None

    def _in_thread(self, _progress: Progress) -> Counted:
        desk = self._desk
        with (
            files.database_errors(desk.path),
            desk.twin() as twin,
        ):
            return badges_of(twin)

    def _told(self, counted: Counted) -> None:
        self.counted.emit(counted)
        self._untold()

    def _untold(self, _refused: object = None) -> None:
        """A file that is busy or gone is said elsewhere: the figures stay as they were."""
        self._job = None
        if self._again:
            self._again = False
            self.count()


def badges_of(desk: Desk) -> dict[str, Badge | None]:
    """What every feature has to show behind its page."""
    today = desk.today()
    found = {f.name: f.badge(desk.db, today) for f in desk.features if f.badge}
    for feature in desk.features:
        if feature.badge_over:
            found[feature.name] = feature.badge_over(desk.db, desk.features, today)
    return found
