"""A morning at the desk over a workbook with many messages: from the chord to the next person.

    python -m tests.benchmarks.desk WORKBOOK [2026-11-23]

Works on a copy beside it. Counts from the key to the end of the paint of list, message and person,
and apart from that the part of it in which the disk is waited for (synchronous=FULL). The control
is a bare text field and list that show the next text on the same key.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from commdesk.__main__ import _SWITCH_SECONDS
from commdesk.catalog import FEATURES
from commdesk.core.database import Database
from commdesk.features.outreach.ops import plan_minutes
from commdesk.features.outreach.page import OutreachPage
from commdesk.shell.app import Session
from tests.benchmarks.heartbeat import Heart

CHORDS = 60
_MOST_SECONDS = 5
CTRL = Qt.KeyboardModifier.ControlModifier


class Morning:
    """A clock that stands at nine."""

    def __init__(self, day: date) -> None:
        self._now = datetime.combine(day, clock_time(9), UTC)

    def now(self) -> datetime:
        self._now += timedelta(seconds=20)
        return self._now


class Painted(QObject):
    """Notes when each of some widgets was painted last."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._at = dict.fromkeys(widgets, 0.0)
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            QTimer.singleShot(0, watched, lambda: self._at.update({watched: time.perf_counter()}))
        return False

    def wait(self, start: float) -> float:
        """Milliseconds from `start` until all of them were painted."""
        while min(self._at.values()) < start and time.perf_counter() < start + _MOST_SECONDS:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        return 1000 * (max(self._at.values()) - start)


class Commits:
    """Adds up how long the disk is waited for."""

    def __init__(self) -> None:
        self.seconds = 0.0
        execute = Database.execute

        def execute_and_note(db: Database, sql: str, *rest: Any) -> Any:
            start = time.perf_counter()
            try:
                return execute(db, sql, *rest)
            finally:
                if sql == "COMMIT":
                    self.seconds += time.perf_counter() - start

        Database.execute = execute_and_note  # type: ignore[method-assign]

    def taken(self) -> float:
        """Milliseconds since it was asked last."""
        found, self.seconds = 1000 * self.seconds, 0.0
        return found


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def spread(name: str, times: list[float]) -> dict[str, float]:
    return {
        f"{name}_median_ms": round(median(times), 1),
        f"{name}_p95_ms": round(quantiles(times, n=20)[18], 1),
        f"{name}_worst_ms": round(max(times), 1),
    }


def bare() -> dict[str, float]:
    """The least that a window can do: another text, the next row."""
    window, names, text = QWidget(), QListWidget(), QPlainTextEdit()
    row = QHBoxLayout(window)
    row.addWidget(names)
    row.addWidget(text)
    names.addItems([f"Lid {number}" for number in range(CHORDS + 1)])
    window.resize(1280, 800)
    window.show()
    painted, times = Painted(names.viewport(), text.viewport()), []
    rest(200)
    for number in range(CHORDS):
        start = time.perf_counter()
        text.setPlainText(f"Hoi Lid {number},\n\nHoe gaat het?")
        names.takeItem(0)
        times.append(painted.wait(start))
        rest(20)
    window.close()
    return spread("bare", times)


def chords(session: Session) -> dict[str, float]:
    window = session.window
    assert window is not None
    window.resize(1280, 800)
    window.desk.do(plan_minutes, 2 * (CHORDS + 40))
    start = time.perf_counter()
    window.open_page("outreach")
    whole = window.stage.page("outreach")
    page = whole if isinstance(whole, OutreachPage) else whole.shown_part()
    assert isinstance(page, OutreachPage)
    figures = {"open_ms": round(1000 * (time.perf_counter() - start), 1)}
    window.activateWindow()
    rest(4_000)
    page.composer.text.setFocus()
    person = page.detail.findChild(QScrollArea).viewport()  # type: ignore[union-attr]
    painted, commits, heart = (
        Painted(page.people.queue.viewport(), page.composer.text.viewport(), person),
        Commits(),
        Heart(),
    )
    times, disk, count = [], [], 0
    heart.begin()
    while count < CHORDS:
        if page.composer.first_hole() or not page.composer.message().text:  # type: ignore[union-attr]
            page.composer.text.setPlainText("Hoi, hoe gaat het ermee?")
        who, start = page.member_id, time.perf_counter()
        commits.taken()
        QTest.keyClick(page.composer.text, Qt.Key.Key_Return, CTRL)
        times.append(painted.wait(start))
        disk.append(commits.taken())
        assert page.member_id != who, page.banner.text
        count += 1
        rest(600 if count % 5 else 1_500)  # now and then the lists are read again
    late = heart.end()
    figures |= spread("chord", times) | spread("of_it_disk", disk)
    return figures | {"late_worst_ms": late["worst_ms"], "late_p99_ms": late["p99_ms"]}


def main(workbook: Path, today: date) -> None:
    sys.setswitchinterval(_SWITCH_SECONDS)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory(dir=workbook.parent) as folder:
        copy = Path(shutil.copy(workbook, Path(folder) / "desk.commdesk"))
        session = Session(app, FEATURES, Morning(today))
        session.begin(copy)
        figures = bare() | chords(session)
        session.end()
        app.clipboard().clear()  # offscreen it outlives Python
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2] if sys.argv[2:] else "2026-11-23"))
