"""How late the window is at worst while a large workbook is exported, and while that is cancelled.

    python -m tests.benchmarks.excel_window FOLDER MEMBERS MESSAGES WEEKS

The export goes as the page does it: read on a twin, written on a desk of its own in a thread.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from commdesk.__main__ import _SWITCH_SECONDS
from commdesk.catalog import FEATURES
from commdesk.core.clock import ExampleClock
from commdesk.core.desk import Desk
from commdesk.core.errors import Cancelled
from commdesk.core.feature import Scale
from commdesk.core.values import Week
from commdesk.features.demo.build import DAY, Recipe, build
from commdesk.features.exchange import exporting, spans
from commdesk.features.exchange.page import work
from commdesk.kit.jobs import Jobs
from commdesk.kit.progress import Progress
from tests.benchmarks.heartbeat import Heart, finished

SHEETS = ("week", "todo", "roster", "hours", "charts", "members", "outreach")
CANCEL_AFTER_MS = 1_500


def main(folder: Path, members: int, messages: int, weeks: int) -> None:
    sys.setswitchinterval(_SWITCH_SECONDS)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    path = folder / "w.commdesk"
    build(path, FEATURES, Recipe(Scale(members=members, messages=messages, weeks=weeks)))
    desk = Desk.open(path, FEATURES, clock=ExampleClock(DAY))
    jobs, heart = Jobs(desk), Heart()
    period = spans.span_of("year", Week.of(DAY))
    wanted = exporting.wish(FEATURES, SHEETS, period)
    gc.collect()

    def export(name: str) -> Any:
        def act(own: Desk, progress: Progress) -> Any:
            found = work.gather(own, wanted, progress)
            return work.hand_out(own, found, folder / name, "a benchmark", progress)

        return lambda done, failed: jobs.run_bulk("export", act, done, failed)

    with heart.watching("export"):
        finished(export("all.xlsx"))
    QTimer.singleShot(CANCEL_AFTER_MS, lambda: jobs.writing.cancel() if jobs.writing else None)
    with heart.watching("cancelled"):
        try:
            finished(export("none.xlsx"))
        except Cancelled:
            left = [each.name for each in folder.iterdir() if "none" in each.name]
            sys.stdout.write(json.dumps({"phase": "left behind", "files": len(left)}) + "\n")
    desk.close()
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
