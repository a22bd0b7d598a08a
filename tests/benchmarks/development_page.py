"""How soon Development is painted, how soon another period is, and how late the event loop is.

    python -m tests.benchmarks.development_page FOLDER [MEMBERS ACTIVITIES]

On the workbook of `three_years`, made in FOLDER when it is not there. The page stands alone in a
window of 1280 by 800, with its reading in a thread, as in the program. A line of JSON per phase:
after how many ms it was there on the clock, with the turn of the event loop that painted it, the
processor time of all threads, the lateness of a timer of 5 ms, and the longest work of the
window's thread between two of its beats. At the end the same period
recounted in plain SQL, on the same file.
"""

from __future__ import annotations

import json
import os
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
from commdesk.core.values import Week
from commdesk.features.development.page import DevelopmentPage
from commdesk.features.development.queries import span_of
from commdesk.kit import theme
from tests.benchmarks.development import own_memory, recount
from tests.benchmarks.heartbeat import Heart
from tests.benchmarks.three_years import TODAY, USUAL, make_workbook
from tests.conftest import MovableClock
from tests.host import ThreadedHost

FIRST = "members_share"
"""The chart at the top."""


def until(is_so: Callable[[], bool]) -> None:
    loop, timer = QEventLoop(), QTimer(interval=2)
    timer.timeout.connect(lambda: loop.quit() if is_so() else None)
    timer.start()
    loop.exec()
    timer.stop()


def a_turn() -> None:
    """What is to be painted is painted before a timer of 0 runs out again."""
    loop = QEventLoop()
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, loop.quit))
    loop.exec()


class BusyHeart(Heart):
    """Knows too how long at most the window's thread itself was at work between two beats.

    On a computer with more to do a beat is late without anybody holding up the event loop.
    """

    busiest = _worked = 0.0

    def begin(self) -> None:
        self.busiest, self._worked = 0.0, time.thread_time()
        super().begin()

    def _beat(self) -> None:
        now = time.thread_time()
        self.busiest, self._worked = max(self.busiest, now - self._worked), now
        super()._beat()


class Clocked:
    """Starts something, and tells after how long each of the things it leads to was there."""

    def __init__(self) -> None:
        self._heart = BusyHeart()

    def phase(
        self, name: str, start: Callable[[], Any], *, after: dict[str, Callable[[], bool]]
    ) -> None:
        self._heart.begin()
        began, cpu, found = time.perf_counter(), time.process_time(), dict[str, int]()
        start()
        for what, is_there in after.items():
            until(is_there)
            a_turn()
            found[f"{what}_ms"] = round(1000 * (time.perf_counter() - began))
            found[f"{what}_processor_ms"] = round(1000 * (time.process_time() - cpu))
        beats = len(self._heart.late) + 20
        until(lambda: len(self._heart.late) >= beats)
        late = self._heart.end()
        print_line(
            phase=name, **found, late_ms=late["worst_ms"], late_p99_ms=late["p99_ms"],
            busiest_ms=round(1000 * self._heart.busiest, 1),
        )  # fmt: skip


def print_line(**told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main(folder: Path, members: int, activities: int) -> None:
    sys.setswitchinterval(_SWITCH_SECONDS)
    path = make_workbook(folder, members, activities)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    theme.apply(app, "light")  # type: ignore[arg-type]
    desk = Desk.open(path, FEATURES, clock=MovableClock(), read_only=True)
    host, clocked = ThreadedHost(desk, desk.words), Clocked()
    print_line(load=round(os.getloadavg()[0], 1), own_memory_mib=round(own_memory()))
    made: list[DevelopmentPage] = []

    def show() -> None:
        page = DevelopmentPage(desk, host)  # type: ignore[arg-type]
        page.resize(1280, 800)
        page.show()
        made.append(page)

    def has_first() -> bool:
        card = made[0].cards.get(FIRST)
        return card is not None and not card.visibleRegion().isEmpty() and made[0].is_drawn

    def settled() -> bool:
        return made[0].is_settled

    seen = {
        "window": lambda: made[0].isVisible(),  # noqa: PLW0108 - there is no page yet
        "first_charts": has_first,
        "all": settled,
    }
    clocked.phase("from the click", show, after=seen)
    page = made[0]
    for place in (0, 2, 3, 1):
        clocked.phase(
            page.period.itemText(place),
            lambda place=place: page.period.setCurrentIndex(place),  # type: ignore[misc]
            after={"all": settled},
        )
    clocked.phase("scrolled to the end", lambda: scroll(page), after={"all": settled})
    clocked.phase("the week before", lambda: page.go(-1), after={"all": settled})
    print_line(own_memory_mib=round(own_memory()))
    page.close()
    host.jobs.stop()
    began = time.perf_counter()
    recount(desk, span_of(desk.db, FEATURES, Week.of(TODAY), TODAY))
    print_line(recounted_in_sql_ms=round(1000 * (time.perf_counter() - began)))
    desk.close()


def scroll(page: DevelopmentPage) -> None:
    bar = page.area.verticalScrollBar()
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + bar.pageStep())
        QApplication.processEvents()


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[2:4]]
    main(Path(sys.argv[1]), *(numbers or USUAL))
