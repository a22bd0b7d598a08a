"""Counts what waits on each page, in a thread: with many members it takes too long to stand by."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal

from commdesk.core import files
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import Badge
from commdesk.kit.jobs import Job, Progress

Counted = Mapping[str, Badge | None]


class Badges(QObject):
    """Counts again when it is asked to; asked while it counts, it does so once more after."""

    counted = Signal(object)
    """Feature name -> its badge, or None."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._again = False

    def count(self) -> None:
        if self._job is not None:
            self._again = True
            return
        self._job = Job("", self._in_thread, None, None, self)
        self._job.ended.connect(self._told, Qt.ConnectionType.QueuedConnection)
        self._job.start()

    def stop(self) -> None:
        """Wait for the thread: the file is closed after this."""
        if self._job is not None:
            self._job.wait()
            self._job = None

    def _in_thread(self, _progress: Progress) -> Counted:
        desk = self._desk
        with (
            files.database_errors(desk.path),
            Desk.open(desk.path, desk.features, clock=desk.clock, read_only=True) as twin,
        ):
            return badges_of(twin)

    def _told(self, job: Job, counted: Counted | None, error: BaseException | None) -> None:
        job.wait()
        job.deleteLater()
        if job is not self._job:
            return  # stopped
        self._job = None
        if counted is not None:
            self.counted.emit(counted)
        elif not isinstance(error, Refused):  # a file that is busy or gone is said elsewhere
            raise error or RuntimeError
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
