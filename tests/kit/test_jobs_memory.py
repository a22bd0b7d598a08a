"""While a job runs Python looks for no cycles: on a large list that stops the window's thread."""

from __future__ import annotations

import gc

from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.kit.jobs import Jobs


def test_no_full_collection_during_a_job_and_again_after_the_last(desk: Desk, qtbot: QtBot) -> None:
    jobs = Jobs(desk)
    seen: list[bool] = []
    jobs.run("one", lambda _: seen.append(gc.isenabled()))
    jobs.run("two", lambda _: seen.append(gc.isenabled()))
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert seen == [False, False]
    assert gc.isenabled()
    gc.unfreeze()
