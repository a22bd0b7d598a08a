"""How soon Development is painted, how soon another period is, and how late the event loop is.

    python -m tests.benchmarks.development_page FILE

FILE is a large workbook. Prints two lines of JSON per phase: the lateness of a timer of 5 ms
(worst, 99th, median), and after how many ms all was there. The page stands alone in a window,
with its reading in a thread, as in the program.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from commdesk.__main__ import _SWITCH_SECONDS
from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.features.development.page import DevelopmentPage
from commdesk.kit import theme
from tests.benchmarks.heartbeat import Heart
from tests.host import ThreadedHost


def until(is_so: Callable[[], bool]) -> None:
    loop, timer = QEventLoop(), QTimer(interval=2)
    timer.timeout.connect(lambda: loop.quit() if is_so() else None)
    timer.start()
    loop.exec()
    timer.stop()


def main(path: Path) -> None:
    sys.setswitchinterval(_SWITCH_SECONDS)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    theme.apply(app, "light")  # type: ignore[arg-type]
    desk = Desk.open(path, FEATURES, read_only=True)
    host, heart = ThreadedHost(desk, desk.words), Heart()

    def phase(name: str, start: Callable[[], Any], is_done: Callable[[], bool]) -> None:
        with heart.watching(name):
            began = time.perf_counter()
            start()
            until(is_done)
            took = time.perf_counter() - began
            beats = len(heart.late) + 20
            until(lambda: len(heart.late) >= beats)
        sys.stdout.write(json.dumps({"phase": name, "done_ms": round(1000 * took)}) + "\n")

    made: list[DevelopmentPage] = []

    def show() -> None:
        page = DevelopmentPage(desk, host)  # type: ignore[arg-type]
        page.resize(1280, 800)
        page.show()
        made.append(page)

    phase("window with the page, being read", show, lambda: bool(made) and made[0].isVisible())
    page = made[0]
    phase("read, all cards made", lambda: None, lambda: page.is_settled)
    for place in (0, 2, 3, 1):
        phase(
            f"period {page.period.itemText(place)}",
            lambda place=place: page.period.setCurrentIndex(place),
            lambda: page.is_settled,
        )
    phase("scroll to the end", lambda: scroll(page), lambda: True)
    phase("another week", lambda: page.go(-1), lambda: page.is_settled)
    page.close()
    host.jobs.stop()
    desk.close()


def scroll(page: DevelopmentPage) -> None:
    bar = page.area.verticalScrollBar()
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + bar.pageStep())
        QApplication.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
