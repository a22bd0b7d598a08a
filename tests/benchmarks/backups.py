"""How long backups of a large workbook take, and how late the event loop is meanwhile.

    COMMDESK_HOME=FOLDER python -m tests.benchmarks.backups WORKBOOK

The workbook is written in: use a copy. Prints a line of JSON per phase, as `heartbeat` does.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from commdesk.__main__ import _SWITCH_SECONDS
from commdesk.catalog import FEATURES
from commdesk.core import backup
from commdesk.core.desk import Desk
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.safekeeping import back_up_quietly
from commdesk.features.safekeeping.queries import check_copy, kept_copies, what_changed
from commdesk.kit.jobs import Jobs
from tests.benchmarks.heartbeat import Heart, finished

LOOKED_AT_EACH_MS = 100


def main(path: Path) -> None:
    sys.setswitchinterval(_SWITCH_SECONDS)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    desk = Desk.open(path, FEATURES)
    jobs, heart = Jobs(desk), Heart()
    gc.collect()

    def quietly(work: Any) -> Any:
        return finished(lambda done, failed: jobs.run_quietly(lambda _p: work(), done, failed))

    def twin(work: Any) -> Any:
        with desk.twin() as read:
            return work(read)

    with heart.watching("nothing"):
        loop = QEventLoop()
        QTimer.singleShot(1000, loop.quit)
        loop.exec()
    with heart.watching("back up"):
        made = quietly(lambda: back_up_quietly(path, desk.now(), desk.key))
    assert made.reached, made
    for number in range(3):
        desk.do(add_member, MemberDraft(f"Fatma {number}"), today=desk.today())
    typing = QTimer()
    typing.timeout.connect(lambda: desk.do(add_member, MemberDraft("Sem"), today=desk.today()))
    typing.start(LOOKED_AT_EACH_MS)
    with heart.watching("acts alone"):
        loop = QEventLoop()
        QTimer.singleShot(5000, loop.quit)
        loop.exec()
    with heart.watching("back up beside acts"):
        quietly(lambda: back_up_quietly(path, desk.now(), desk.key))
    typing.stop()
    with heart.watching("list"):
        copies = quietly(lambda: twin(kept_copies))
    with heart.watching("what changed"):
        found = quietly(lambda: twin(lambda read: what_changed(read, copies[-1])))
    assert found.differences
    with heart.watching("check a copy"):
        quietly(lambda: check_copy(copies[0].backup, desk.key))
    with heart.watching("restore"):
        to = path.with_name("restored.commdesk")
        quietly(lambda: backup.restore(copies[0].backup, to, path, check=lambda: None))
    to.unlink()
    desk.close()
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]))
