"""The example to look around in: made in a thread where it is not there yet, then opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from commdesk.core.errors import Refused
from commdesk.kit.jobs import Job
from commdesk.shell.opening import demo_maker

if TYPE_CHECKING:
    from commdesk.core.feature import Features
    from commdesk.shell.app import Session


class Example(QObject):
    """Keeps the start page busy while it is made."""

    def __init__(self, session: Session, features: Features) -> None:
        super().__init__(session)
        self._session, self._features = session, features

    def open(self) -> None:
        session = self._session
        work = demo_maker(self._features, session.words.language)
        job = Job(session.words("Making the example…"), work, None, None, self)
        job.ended.connect(self._made, Qt.ConnectionType.QueuedConnection)
        if session.start_window is not None:
            session.start_window.show_busy(session.words("Making the example…"))
        job.start()

    def _made(self, job: Job, path: Path | None, error: BaseException | None) -> None:
        job.wait()
        session = self._session
        if session.start_window is not None:
            session.start_window.show_busy("")
        if path is not None:
            session.open_workbook(path)
        elif isinstance(error, Refused):
            session.refuse(error)
        elif error is not None:
            raise error
