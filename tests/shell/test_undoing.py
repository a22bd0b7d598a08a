"""Undo from the window: what it named, in turn, and without stopping the window."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from commdesk.core.database import Database, insert_many
from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.core.workbook import add_closing_day
from commdesk.features.history.page import HistorySection
from commdesk.features.history.queries import list_lines
from commdesk.kit.progress import Progress
from commdesk.shell.app import Session
from commdesk.shell.window import Window

FAR = 2200


@op("Take in many days")
def take_in_many(db: Database, count: int) -> None:
    rows = ((f"{FAR + n}-01-01", "x") for n in range(count))
    insert_many(db, "closing_day", ("day", "name"), rows)


def window_of(session: Session) -> Window:
    assert session.window is not None
    return session.window


def far_days(desk: Desk) -> int:
    return int(desk.db.value("SELECT count(*) FROM closing_day WHERE day >= '2200'"))


def test_a_large_act_is_undone_and_done_again_in_a_thread(session: Session, qtbot: QtBot) -> None:
    window = window_of(session)
    desk, jobs = window.desk, window.host.jobs
    desk.do(take_in_many, 600)
    window.undoing.undo()
    assert jobs.writing, "the window goes on meanwhile"
    window.undoing.undo()
    assert not jobs.waiting, "a second press means the same act"
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert far_days(desk) == 0
    assert "Ongedaan gemaakt" in window.status.text
    window.undoing.redo()
    assert jobs.writing
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert far_days(desk) == 600


def test_a_small_act_is_undone_at_once(session: Session) -> None:
    window = window_of(session)
    window.desk.do(take_in_many, 5)
    window.undoing.undo()
    assert far_days(window.desk) == 0


def test_undo_that_waits_for_an_import_does_not_undo_the_import(
    session: Session, qtbot: QtBot
) -> None:
    window = window_of(session)
    desk, jobs = window.desk, window.host.jobs
    desk.do(add_closing_day, desk.today(), "Sinterklaas")
    go_on = threading.Event()

    def work(twin: Desk, _progress: Progress) -> None:
        go_on.wait(5)
        twin.do(take_in_many, 5)

    window.host.run_bulk("Import", work)
    window.undoing.undo()
    assert jobs.waiting == 1
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert far_days(desk) == 5
    page = window.stage.current_page
    assert page is not None
    assert "intussen iets anders gedaan" in page.banner.text


def test_going_far_back_in_history_does_not_stop_the_window(session: Session, qtbot: QtBot) -> None:
    window = window_of(session)
    window.desk.do(take_in_many, 400)
    window.desk.do(add_closing_day, window.desk.today(), "Sinterklaas")
    first = list_lines(window.desk.db)[1]
    window.desk.do(add_closing_day, window.desk.today().replace(day=30), "Brugdag")
    window.desk.do(take_in_many_more, 200)
    window.open_page("history")
    page = window.stage.current_page
    assert page is not None
    section = page.shown_part()
    assert isinstance(section, HistorySection)
    section._undo_back(first)
    assert window.host.jobs.writing
    qtbot.waitUntil(lambda: not window.host.jobs.is_busy)
    assert far_days(window.desk) == 0
    assert window.status.text == "4 ongedaan gemaakt"


@op("Take in more days")
def take_in_many_more(db: Database, count: int) -> None:
    rows = ((f"{FAR + n}-02-01", "x") for n in range(count))
    insert_many(db, "closing_day", ("day", "name"), rows)
