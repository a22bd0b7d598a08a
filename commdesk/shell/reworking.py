"""Work on the file itself: the window makes place, and comes back over the file as it is then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from commdesk.core.errors import Refused
from commdesk.core.keys import Key
from commdesk.kit import theme
from commdesk.kit.jobs import Job
from commdesk.kit.parts import Card, label
from commdesk.kit.progress import Progress
from commdesk.shell.opening import open_desk

if TYPE_CHECKING:
    from commdesk.core.desk import Desk
    from commdesk.shell.app import Session
    from commdesk.shell.window import Window

_WIDE = 420


class Rework(Struct, frozen=True):
    """What a page asked for: `work` runs while nobody has the file open; it gives the new key."""

    title: str
    work: Callable[[Progress], Key | None]
    target: str
    """Where the window is afterwards: `section/what to show there`."""


class Cover(QWidget):
    """Stands where the window was, and does not close before the work is done."""

    def __init__(self, window: Window, title: str) -> None:
        super().__init__()
        self.setWindowTitle(window.windowTitle())
        self.setGeometry(window.geometry())
        card = Card()
        card.setFixedWidth(theme.px(_WIDE))
        card.body.addWidget(label(title, "section", wraps=True))
        said = window.words("The workbook is closed for a moment, and opens again by itself.")
        card.body.addWidget(label(said, "muted", wraps=True))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        card.body.addWidget(self.bar)
        QVBoxLayout(self).addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.is_done = False

    def show_progress(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.is_done:
            super().closeEvent(event)
        else:
            event.ignore()


class Reworking(QObject):
    """One at a time; whatever becomes of it, the workbook is open again afterwards."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._cover: Cover | None = None
        self._job: Job | None = None
        self._before: Desk | None = None
        self._asked: Rework | None = None

    def begin(self, asked: Rework) -> None:
        window = self._session.window
        if window is None or self._job is not None:
            return
        if window.is_busy():
            window.show_refusal(
                Refused("Something typed here is not saved yet, or a task is still at work. "
                        "Finish that first. Nothing was changed.")
            )  # fmt: skip
            return
        desk = window.desk
        self._cover = Cover(window, window.words(asked.title))
        self._cover.show()
        window.host.jobs.stop()
        window.retire()
        self._session.window = None
        desk.close()
        job = Job(asked.title, asked.work, None, None, self)
        job.progressed.connect(self._cover.show_progress, Qt.ConnectionType.QueuedConnection)
        job.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._job, self._before, self._asked = job, desk, asked
        job.start()

    def finish(self) -> None:
        """Wait for what is at work: nothing may stop it halfway."""
        job, cover = self._job, self._cover
        self._job, self._cover = None, None
        if job is not None:
            job.wait()
        if cover is not None:
            cover.is_done = True
            cover.close()
            cover.deleteLater()

    def _end(self, job: Job, key: Key | None, error: Any) -> None:
        session, cover = self._session, self._cover
        before, asked = self._before, self._asked
        if cover is None or before is None or asked is None:
            return
        job.wait()
        job.deleteLater()
        self._job, self._cover, self._before = None, None, None
        try:
            fresh = open_desk(
                before.path, before.features, before.clock, key=before.key if error else key
            )
            session.show_again(fresh, cover.geometry(), *asked.target.partition("/")[::2])
        except Refused as refused:
            session.show_start()
            session.refuse(refused)
        finally:
            cover.is_done = True
            cover.close()
            cover.deleteLater()
        if isinstance(error, Refused):
            session.refuse(error)
        elif error is not None:
            raise error
