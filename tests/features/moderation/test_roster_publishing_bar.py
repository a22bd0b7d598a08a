"""Publishing from the tab of the roster: a purpose, a folder, files; and paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    Slots,
    TaskDraft,
    add_moderator,
    add_shift,
    add_task,
)
from commdesk.features.moderation.dayparts import DayPart
from commdesk.features.moderation.roster.page import RosterPage
from commdesk.features.moderation.roster.publishing import part_times
from tests.host import ThreadedHost, on_screen

MONDAY = date(2026, 11, 23)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[RosterPage]:
    slots = Slots.parse("1e 2e")
    task = desk.do(add_task, TaskDraft("Avonddienst", "", Minutes(240), slots=slots))
    henk = desk.do(add_moderator, ModeratorDraft("Henk Mulder", None, Minutes(240)))
    desk.do(add_shift, Shift(task, henk, MONDAY, "evening", Minutes(120)))
    made = RosterPage(desk, ThreadedHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as shown:
        yield shown
        shown.host.jobs.stop()  # type: ignore[attr-defined]


def test_without_a_purpose_nobodys_data_goes_out(page: RosterPage) -> None:
    page.publish()
    bar = page.publishing
    assert bar.purpose.hasFocus()
    QTest.keyClick(bar.purpose, Qt.Key.Key_Return)
    assert bar.error.isVisible()
    assert bar.error.text() == bar.question.text()
    assert bar.question.text().startswith("Gegevens van 1 persoon")
    QTest.keyClick(bar.purpose, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert page.table.hasFocus()


def test_the_files_of_the_team_and_of_each_person_are_made(
    page: RosterPage, qtbot: QtBot, tmp_path: Path, desk: Desk
) -> None:
    page.publish()
    folder = tmp_path / "rooster"
    folder.mkdir()
    page.publishing.save(folder, "dienstrooster")
    qtbot.waitUntil(page.banner.isVisible, timeout=10_000)
    assert sorted(path.suffix for path in folder.iterdir()) == [".ics", ".xlsx", ".xlsx"]
    assert page.banner.text.startswith("3 bestanden in rooster")
    assert page.publishing.isHidden()
    assert desk.db.value("SELECT purpose FROM export_log") == "dienstrooster"


def test_the_week_becomes_a_pdf_and_the_log_knows(
    page: RosterPage, tmp_path: Path, desk: Desk
) -> None:
    page.publish()
    page.publishing.write_pdf(tmp_path / "rooster.pdf", "dienstrooster")
    assert (tmp_path / "rooster.pdf").read_bytes().startswith(b"%PDF")
    assert page.banner.text == "rooster.pdf is gemaakt."
    assert desk.db.value("SELECT file_name FROM export_log") == "rooster.pdf"


def test_a_proposal_is_not_published(page: RosterPage) -> None:
    page.lock(is_locked=True)
    page.publish()
    assert page.publishing.isHidden()


def test_when_day_parts_begin_is_typed_there_kept_and_undone(page: RosterPage, desk: Desk) -> None:
    page.publish()
    evening = page.publishing.times[DayPart.EVENING]
    assert evening.time() == QTime(19, 0)
    evening.setTime(QTime(18, 30))
    QTest.keyClick(evening, Qt.Key.Key_Return)
    assert part_times(desk.db)[DayPart.EVENING] == time(18, 30)
    evening.setTime(QTime(8, 0))
    QTest.keyClick(evening, Qt.Key.Key_Return)
    assert page.publishing.error.text().startswith("De ochtend begint vóór de middag")
    assert part_times(desk.db)[DayPart.EVENING] == time(18, 30)
    desk.undo()
    assert part_times(desk.db)[DayPart.EVENING] == time(19, 0)
