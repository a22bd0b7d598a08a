"""Work in a thread: progress, Cancel, errors in the window's thread, writing acts in turn."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Cancelled, Refused
from commdesk.core.journal import op
from commdesk.core.workbook import add_closing_day
from commdesk.kit.jobs import Jobs
from commdesk.kit.progress import Progress


@op("Add many closing days")
def add_many(db: Database, desk: Desk) -> int:
    for number in range(3):
        add_closing_day(db, desk.today().replace(year=2040 + number), "x")
    return 3


@pytest.fixture
def jobs(desk: Desk) -> Jobs:
    return Jobs(desk)


def test_the_result_comes_back_in_the_thread_of_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    got: list[Any] = []
    jobs.run("Count", lambda _progress: threading.get_ident(), got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got[0] != threading.get_ident()
    assert not jobs.is_busy


def test_progress_is_told(qtbot: QtBot, jobs: Jobs) -> None:
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        go_on.wait(5)
        progress.report(1, 4)

    job = jobs.run("Count", work)
    with qtbot.waitSignal(job.progressed) as told:
        go_on.set()
    assert told.args == [1, 4]
    qtbot.waitUntil(lambda: not jobs.is_busy)


def test_a_cancelled_job_stops_and_says_so(qtbot: QtBot, jobs: Jobs) -> None:
    ended: list[Any] = []

    def work(progress: Progress) -> None:
        while True:
            progress.report(1, 2)

    job = jobs.run("Forever", work, ended.append, ended.append)
    job.cancel()
    qtbot.waitUntil(lambda: bool(ended))
    assert isinstance(ended[0], Cancelled)


def test_a_refusal_in_a_job_is_told(qtbot: QtBot, jobs: Jobs) -> None:
    ended: list[Any] = []

    def work(_progress: Progress) -> None:
        raise Refused("No.")

    jobs.run("Refused", work, None, ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    assert isinstance(ended[0], Refused)


def test_a_bulk_op_writes_on_its_own_and_other_acts_wait_in_order(
    qtbot: QtBot, jobs: Jobs, desk: Desk
) -> None:
    go_on, order, changed = threading.Event(), [], set[str]()
    desk.on_change(changed.update)

    def work(twin: Desk, _progress: Progress) -> int:
        go_on.wait(5)
        return twin.do(add_many, twin)

    jobs.run_bulk("Many", work, lambda count: order.append(f"bulk {count}"))
    for name in ("first", "second"):
        jobs.perform(lambda name=name: name, order.append, order.append)  # type: ignore[misc]
    assert jobs.waiting == 2
    go_on.set()
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == ["bulk 3", "first", "second"]
    assert "closing_day" in changed
    assert desk.undo().message == "Add many closing days"


def test_a_second_bulk_op_is_refused_while_one_writes(qtbot: QtBot, jobs: Jobs) -> None:
    go_on = threading.Event()
    jobs.run_bulk("One", lambda _twin, _progress: go_on.wait(5))
    with pytest.raises(Refused):
        jobs.run_bulk("Two", lambda _twin, _progress: None)
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)


def test_stopping_waits_for_what_runs(jobs: Jobs) -> None:
    def work(progress: Progress) -> None:
        while True:
            progress.check()

    job = jobs.run("Forever", work)
    jobs.stop()
    assert job.isFinished()


def test_stopping_does_what_waited_and_tells_nobody_of_what_it_stopped(
    qtbot: QtBot, jobs: Jobs, desk: Desk
) -> None:
    order: list[Any] = []

    def forever(_twin: Desk, progress: Progress) -> None:
        while True:
            progress.check()

    jobs.run_bulk("Forever", forever, order.append, order.append)
    jobs.perform(lambda: "first", order.append, order.append)
    jobs.perform_long(
        "Many", lambda twin, _progress: twin.do(add_many, twin), order.append, order.append
    )
    jobs.perform(lambda: desk.undo().message, order.append, order.append)
    jobs.stop()
    assert order == ["first", "Add many closing days"]
    qtbot.wait(20)
    assert len(order) == 2
    assert not jobs.is_busy


def test_an_act_that_breaks_does_not_keep_the_others_waiting(qtbot: QtBot, jobs: Jobs) -> None:
    go_on, order = threading.Event(), list[Any]()

    def breaks() -> None:
        raise ZeroDivisionError

    jobs.run_bulk("One", lambda _twin, _progress: go_on.wait(5))
    jobs.perform(breaks, None, order.append)
    jobs.perform(lambda: "after it", order.append, order.append)
    with qtbot.captureExceptions() as caught:
        go_on.set()
        qtbot.waitUntil(lambda: bool(order))
    assert order == ["after it"]
    assert [each[0] for each in caught] == [ZeroDivisionError]


def test_a_long_act_takes_its_turn_and_hears_why_it_cannot_begin(
    qtbot: QtBot, jobs: Jobs, desk: Desk
) -> None:
    order: list[Any] = []
    desk.let_go()
    with Desk.open(desk.path, desk.features):
        jobs.perform_long("Many", lambda twin, _p: twin.do(add_many, twin), None, order.append)
    assert isinstance(order[0], Refused)
    assert not jobs.is_busy
