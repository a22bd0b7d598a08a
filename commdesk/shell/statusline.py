"""The line at the bottom: saved when, what was done last, what runs, how large the file is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStatusBar, QWidget

from commdesk.core.clock import ExampleClock
from commdesk.core.desk import Desk
from commdesk.core.words import Text, Words
from commdesk.features.members import count_members
from commdesk.kit import theme
from commdesk.kit.jobs import Job, Jobs
from commdesk.kit.parts import button, label
from commdesk.kit.signals import after_pause, soon, speak
from commdesk.shell.standing import standing

_SHOWN_FOR = 6_000


class StatusLine(QStatusBar):
    """Three texts; a running job takes the middle, with its progress and Cancel."""

    def __init__(self, words: Words, jobs: Jobs) -> None:
        super().__init__()
        self.words = words
        self._last = ""
        self._is_announcing = False
        self.setSizeGripEnabled(False)
        self.setAccessibleName(words("Status"))
        self._saved = label(role="small")
        self._middle = label(role="small")
        self._middle.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._right = label(role="small")
        self._right.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._job = _JobLine(words)
        row = self._row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        for part, stretch in (
            (self._saved, 1),
            (self._middle, 2),
            (self._job, 2),
            (self._right, 1),
        ):
            row.addWidget(part, stretch)
        holder = QWidget()
        holder.setLayout(row)
        self.addWidget(holder, 1)
        self._job.hide()
        self._settle = after_pause(self, _SHOWN_FOR, self._end_announcement)
        jobs.started.connect(self._started)
        jobs.finished.connect(self._finished)
        jobs.queued.connect(self._job.show_waiting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the outer texts give way to what happens now."""
        super().resizeEvent(event)
        soon(self, self._fit)  # inside a running layout Qt would lose the change

    def _fit(self) -> None:
        room = self.width() - 48
        for part in (self._middle, self._right, self._saved):
            room -= part.sizeHint().width() + theme.GAP
            part.setVisible(room >= 0 and not (part is self._middle and self._job.isVisible()))
        self._row.invalidate()
        self._row.activate()

    @property
    def text(self) -> str:
        """What the middle says now."""
        return self._middle.text()

    def show_saved(self, at: datetime | None) -> None:
        time = self.words.time(at) if at else ""
        said = self.words("Everything is saved · {time}", time=time) if at else ""
        self._saved.setText(said or self.words("Everything is saved"))

    def show_last(self, what: Text | None) -> None:
        self._last = self.words("Last: {what}", what=what) if what else ""
        if not self._is_announcing:
            self._end_announcement()

    def show_file(self, text: str) -> None:
        self._right.setText(text)
        self._fit()

    def announce(self, text: str) -> None:
        """Show it for a while, and let a screen reader say it."""
        self._is_announcing = True
        self._middle.setText(text)
        self._fit()
        self._settle()
        speak(self, text)

    def _end_announcement(self) -> None:
        self._is_announcing = False
        self._middle.setText(self._last)
        self._fit()

    def _started(self, job: Job) -> None:
        self._middle.hide()
        self._job.follow(job)
        self._job.show()

    def _finished(self, _job: Job) -> None:
        self._job.hide()
        self._middle.show()


class _JobLine(QWidget):
    """Title, bar and Cancel of the job that runs."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self._title = label(role="small")
        self._waiting = label(role="small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(theme.px(200))
        self._cancel = button(words("Cancel"), self._stop, "link")
        self._running: Job | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, self._bar, self._cancel, self._waiting):
            row.addWidget(part)

    def follow(self, job: Job) -> None:
        self._running = job
        self._title.setText(job.title)
        self._bar.setAccessibleName(job.title)
        self._bar.setRange(0, 0)
        self._cancel.setAccessibleName(self.words("Cancel: {what}", what=job.title))
        self._cancel.setEnabled(True)
        self.show_waiting(0)
        job.progressed.connect(self._progressed)
        job.counted.connect(self._counted)

    def show_waiting(self, count: int) -> None:
        said = self.words.plural("{n} change waits", "{n} changes wait", count) if count else ""
        self._waiting.setText(said)

    def _progressed(self, done: int, of: int) -> None:
        if self._running:
            self._title.setText(self._running.title)
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def _counted(self, rows: int, rate: int) -> None:
        if self._running:
            rows_said = self.words.plural("{n} row", "{n} rows", rows)
            said = self.words("{rows}, {rate} a second", rows=rows_said, rate=rate)
            self._title.setText(f"{self._running.title} · {said}")

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        if self._running:
            self._running.cancel()


def file_line(desk: Desk, words: Words) -> str:
    """`238 leden · lokaal bestand`, and the day of an example."""
    count = words.plural("{n} member", "{n} members", count_members(desk.db))
    parts = [count, words(standing(desk))]
    if isinstance(desk.clock, ExampleClock):
        parts.append(words("example date {day}", day=words.full_date(desk.today())))
    return " · ".join(parts)
