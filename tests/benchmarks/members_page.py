"""The Members page over a workbook of any size: open, type, jump to the end, sort; memory.

    python -m tests.benchmarks.members_page WORKBOOK [SECONDS]

Prints a line of JSON. SECONDS lie between the opening of the window and the page: 15 when nothing
is said, 0 for what somebody finds who goes there at once. The window is the real one, painted
offscreen; a keystroke counts from the key to the end of the paint that shows its hits.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from statistics import median, quantiles

import psutil
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from commdesk.__main__ import _SWITCH_SECONDS
from commdesk.catalog import FEATURES
from commdesk.core.clock import SystemClock
from commdesk.features.members.page import MembersPage
from commdesk.kit.table import Table
from commdesk.shell.app import Session
from commdesk.shell.window import Window
from tests.benchmarks.heartbeat import Heart

TYPED = (
    "v", "va", "van de", "jansen", "jan de vries", "gemeente", "gemeente bo", "omgevingsvi",
    "xq", "fatma yilmaz", "ijkra", "z", "wonen a", "voorbeeld", "el", "de bruijn", "1234",
)  # fmt: skip
MIB = 2**20


class Painted:
    """Notes when a table has painted."""

    def __init__(self) -> None:
        self.at = 0.0
        paint = Table.paintEvent

        def paint_and_note(table: Table, event: QPaintEvent) -> None:
            paint(table, event)
            self.at = time.perf_counter()

        Table.paintEvent = paint_and_note  # type: ignore[method-assign]

    def wait(self, start: float) -> float:
        """Milliseconds from `start` to the first paint after it."""
        while self.at < start:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        return 1000 * (self.at - start)


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def open_window(workbook: Path, seconds: float) -> tuple[Session, Window]:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    session = Session(app, FEATURES, SystemClock())
    session.begin(workbook)
    assert session.window is not None
    session.window.resize(1280, 800)
    session.window.open_page("data")
    rest(round(1000 * seconds))  # the badges of the side bar are counted, in a thread
    return session, session.window


def open_members(window: Window, painted: Painted) -> tuple[MembersPage, float]:
    start = time.perf_counter()
    window.open_page("members")
    opened = painted.wait(start)
    whole = window.stage.current_page
    page = whole.shown_part() if whole else None
    assert isinstance(page, MembersPage)
    rest(500)
    return page, opened


def type_everything(page: MembersPage, painted: Painted) -> dict[str, float]:
    heart, keys = Heart(), []
    field = page.filter_field()
    assert field is not None
    field.setFocus()
    heart.begin()
    for _ in range(3):
        for text in TYPED:
            field.clear()
            rest(40)
            for sign in text:
                start = time.perf_counter()
                QTest.keyClick(field, sign)
                keys.append(painted.wait(start))
                rest(15)
            rest(350)  # the count of many hits comes after a pause
    late = heart.end()
    field.clear()
    rest(200)
    return {
        "keystrokes": len(keys),
        "key_median_ms": round(median(keys), 1),
        "key_p95_ms": round(quantiles(keys, n=20)[18], 1),
        "key_worst_ms": round(max(keys), 1),
        "late_worst_ms": late["worst_ms"],
        "late_p99_ms": late["p99_ms"],
    }


def jump_and_sort(table: Table, painted: Painted) -> dict[str, float]:
    start = time.perf_counter()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    took = {"end_ms": round(painted.wait(start), 1)}
    for number, column in enumerate(table.model().columns):  # type: ignore[attr-defined]
        if not column.sorts or table.isColumnHidden(number):
            continue
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            start = time.perf_counter()
            table.sortByColumn(number, order)
            took[f"{column.key}_{order.name[:3].lower()}_ms"] = round(painted.wait(start), 1)
            rest(100)
    return took


def main(workbook: Path, seconds: float) -> None:
    sys.setswitchinterval(_SWITCH_SECONDS)
    session, window = open_window(workbook, seconds)
    painted = Painted()
    page, opened = open_members(window, painted)
    figures = {"members": page.table.model().rowCount(), "open_ms": round(opened, 1)}
    figures |= type_everything(page, painted) | jump_and_sort(page.table, painted)
    figures["memory_mib"] = round(psutil.Process().memory_info().rss / MIB)
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
    session.end()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if sys.argv[2:] else 15)
