"""How late the event loop is at worst while it works: import 50,000 people, export the week.

    python -m tests.benchmarks.heartbeat FOLDER MEMBERS

Prints a line of JSON per phase: seconds, beats, and the lateness in ms (worst, 99th, median). The
work goes through the jobs of the kit, as on the import page: the list is read and planned in a
thread, applied on a writing connection of its own, and the week exported in a thread; undo and
redo go as Ctrl+Z and Ctrl+Y of the window do.
"""

from __future__ import annotations

import csv
import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from commdesk.__main__ import _SWITCH_SECONDS
from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.values import Week
from commdesk.core.workbook import Workbook
from commdesk.features.exchange import exporting, importing, spans
from commdesk.features.exchange.ops import take_in
from commdesk.features.exchange.sources.listing import Wanted
from commdesk.kit.jobs import Jobs
from commdesk.kit.progress import Progress
from commdesk.shell.host import PageHost
from commdesk.shell.undoing import Undoing

BEAT_MS = 5
TODAY = date(2026, 11, 23)


class Heart(QObject):
    """A timer that should beat every 5 ms, and notes by how much each beat is late."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = self._start = 0.0
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    @contextmanager
    def watching(self, phase: str) -> Iterator[None]:
        self.begin()
        yield
        sys.stdout.write(json.dumps({"phase": phase} | self.end()) + "\n")
        sys.stdout.flush()

    def begin(self) -> None:
        self.late.clear()
        self._last = self._start = time.perf_counter()
        self._timer.start()

    def end(self) -> dict[str, float]:
        """Seconds, beats, and how many ms they were late."""
        self._timer.stop()
        late = sorted(self.late)
        return {
            "seconds": round(time.perf_counter() - self._start, 2),
            "beats": len(late),
            "worst_ms": round(late[-1], 1),
            "p99_ms": round(quantiles(late, n=100)[98], 1),
            "median_ms": round(median(late), 2),
        }

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late.append(max((now - self._last) * 1000 - BEAT_MS, 0.0))
        self._last = now


def write_list(path: Path, count: int) -> None:
    """A list as a platform exports it: names, addresses, organisations, tags, last contact."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Naam", "E-mail", "Organisatie", "Labels", "Laatste contact", "Notities"])
        for n in range(count):
            day = f"{n % 28 + 1:02}-{n % 12 + 1:02}-2026"
            tags = f"thema {n % 40}, regio {n % 12}"
            who = f"Voornaam{n} van der Achternaam{n % 997}"
            organisation = f"Gemeente {n % 342}"
            writer.writerow(
                [who, f"lid{n}@voorbeeld.example", organisation, tags, day, "Uit de lijst"]
            )


def finished(start: Callable[[Callable[[Any], None], Callable[[Exception], None]], Any]) -> Any:
    """Run the event loop until a job has ended; its result."""
    loop, ended = QEventLoop(), []

    def done(result: Any) -> None:
        ended.append(result)
        loop.quit()

    start(done, done)
    loop.exec()
    if isinstance(ended[0], Exception):
        raise ended[0]
    return ended[0]


def failed_to_undo(refused: Exception) -> None:
    raise refused


def main(folder: Path, members: int) -> None:
    sys.setswitchinterval(_SWITCH_SECONDS)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    source = folder / "leden.csv"
    write_list(source, members)
    desk = Desk.create(folder / "w.commdesk", FEATURES, Workbook("W", start_on=TODAY))
    jobs, heart = Jobs(desk), Heart()
    intake = importing.find_intake(FEATURES, "members")
    gc.collect()

    with heart.watching("nothing"):
        loop = QEventLoop()
        QTimer.singleShot(1000, loop.quit)
        loop.exec()

    def read(progress: Progress) -> Any:
        taken = importing.take_in(source, Wanted(intake.columns, desk.words, TODAY))
        with desk.fork() as twin:
            return importing.plan(twin.db, FEATURES, intake, taken, TODAY)

    with heart.watching("read and plan"):
        plan = finished(lambda done, failed: jobs.run("read", read, done, failed))
    assert plan.plan.count("new") == members, plan.plan.count("new")

    def apply(twin: Desk, progress: Progress) -> Any:
        return twin.do(take_in, plan, today=TODAY)

    with heart.watching("apply"):
        finished(lambda done, failed: jobs.run_bulk("apply", apply, done, failed))

    def export(names: tuple[str, ...]) -> Callable[[Desk, Progress], Any]:
        def work(twin: Desk, progress: Progress) -> Any:
            wanted = exporting.wish(FEATURES, names, spans.days_of(Week.of(TODAY)))
            made = exporting.gather(twin, wanted)
            target = folder / f"{'-'.join(names) or 'week'}.xlsx"
            return exporting.hand_out(twin, made, target, "a benchmark")

        return work

    for names in ((), ("members",)):
        with heart.watching(f"export {' '.join(names) or 'week'}"):
            finished(lambda done, failed, n=names: jobs.run_bulk("export", export(n), done, failed))
    host = PageHost(desk, desk.words, {}, ())
    undoing = Undoing(host, failed_to_undo)
    for phase, go in (("undo the import", undoing.undo), ("redo the import", undoing.redo)):
        undoing.look()
        with heart.watching(phase):
            loop = QEventLoop()
            host.announced.connect(loop.quit)
            go()
            loop.exec()
    desk.close()
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
