"""The tab of the report and the section that hands over, by keyboard, in real widgets."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.report.ops import set_note
from commdesk.features.report.page import ReportPage
from commdesk.features.report.page.handover import HandoverSection
from commdesk.features.report.queries import note_of, weekday_of_report
from commdesk.kit import theme
from tests.host import ThreadedHost, on_screen

W47 = Week(2026, 47)
KEY = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, demo: Desk, qapp: QApplication) -> Iterator[ReportPage]:
    host = ThreadedHost(demo, Words("nl"))
    with on_screen(ReportPage(demo, host), qtbot, qapp) as shown:  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: shown.read is not None)
        yield shown
        host.jobs.stop()


@pytest.fixture
def section(qtbot: QtBot, demo: Desk, qapp: QApplication) -> Iterator[HandoverSection]:
    host = ThreadedHost(demo, Words("nl"))
    with on_screen(HandoverSection(demo, host), qtbot, qapp) as shown:  # type: ignore[arg-type]
        yield shown
        host.jobs.stop()


def shows(page: ReportPage, text: str) -> bool:
    return text in page.preview.toPlainText()


def test_the_preview_is_the_page_in_the_language_of_the_workbook(page: ReportPage) -> None:
    assert shows(page, "Weekoverzicht week 47")
    assert shows(page, "Gevraagde besluiten")
    assert page.preview.accessibleName()


def test_it_is_white_as_paper_also_in_a_dark_window(
    page: ReportPage, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, "dark")
    qtbot.wait(1)
    image = page.preview.grab().toImage()
    assert image.pixelColor(8, 40) == QColor(theme.LIGHT.surface)
    theme.apply(qapp, "light")


@pytest.mark.parametrize("width", [640, 780, 1200])
def test_it_never_scrolls_sideways(page: ReportPage, width: int, qtbot: QtBot) -> None:
    page.resize(width, 600)
    qtbot.wait(1)
    assert page.preview.horizontalScrollBar().maximum() == 0


def test_another_language_is_chosen_by_keyboard(page: ReportPage, qtbot: QtBot) -> None:
    page.language.setFocus()
    qtbot.keyClick(page.language, KEY.Key_Down)
    qtbot.waitUntil(lambda: shows(page, "Weekly report week 47"))


def test_another_week_is_told_of(page: ReportPage, qtbot: QtBot) -> None:
    page.go(-1)
    qtbot.waitUntil(lambda: shows(page, "Weekoverzicht week 46"))
    page.show_target("2026-W48")
    qtbot.waitUntil(lambda: shows(page, "Weekoverzicht week 48"))
    assert page.header.line.startswith("week 48")


def test_what_is_typed_stands_on_the_page_and_can_be_undone(
    page: ReportPage, demo: Desk, qtbot: QtBot
) -> None:
    opening, asks = page.beside.form.controls()
    opening.setFocus()
    qtbot.keyClicks(opening, "Een goede week.")
    assert page.has_unsaved()
    qtbot.keyClick(opening, KEY.Key_Tab)
    qtbot.keyClicks(asks, "Mag er een avond bij?")
    qtbot.keyClick(asks, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert note_of(demo.db, W47).asks == ("Mag er een avond bij?",)
    qtbot.waitUntil(lambda: shows(page, "Een goede week."))
    assert shows(page, "Mag er een avond bij?")
    assert not page.has_unsaved()
    demo.undo()
    qtbot.waitUntil(lambda: not shows(page, "Een goede week."))


def test_a_note_with_too_many_decisions_is_refused_at_its_field(
    page: ReportPage, demo: Desk, qtbot: QtBot
) -> None:
    _opening, asks = page.beside.form.controls()
    asks.setFocus()
    for _ in range(6):
        qtbot.keyClicks(asks, "vraag")
        qtbot.keyClick(asks, KEY.Key_Return)
    page.beside.save()
    assert "hoogstens 5" in asks.accessibleDescription()
    assert note_of(demo.db, W47).asks == ()
    page.drop_unsaved()


def test_going_to_another_week_saves_what_is_typed(
    page: ReportPage, demo: Desk, qtbot: QtBot
) -> None:
    opening = page.beside.form.controls()[0]
    opening.setFocus()
    qtbot.keyClicks(opening, "Een goede week.")
    page.go(1)
    assert note_of(demo.db, W47).opening == "Een goede week."
    qtbot.waitUntil(lambda: shows(page, "week 48"))
    assert not shows(page, "Een goede week.")


def test_while_what_is_typed_is_refused_its_week_stays(page: ReportPage, demo: Desk) -> None:
    opening = page.beside.form.controls()[0]
    assert isinstance(opening, QPlainTextEdit)
    opening.setPlainText("x" * 600)
    for go in (lambda: page.go(1), lambda: page.show_target("2026-W40")):
        go()
        assert page.week == W47
        assert page.beside.is_typed
    assert note_of(demo.db, W47).opening == ""
    page.drop_unsaved()


def test_a_part_is_left_out_by_its_tick(page: ReportPage, demo: Desk, qtbot: QtBot) -> None:
    box = page.beside.boxes["messages"]
    box.setFocus()
    qtbot.keyClick(box, KEY.Key_Space)
    qtbot.waitUntil(lambda: not shows(page, "berichten verstuurd"))
    assert not page.beside.boxes["messages"].isChecked()
    demo.undo()
    qtbot.waitUntil(lambda: shows(page, "berichten verstuurd"))


def test_its_day_is_chosen_beside_it(page: ReportPage, demo: Desk, qtbot: QtBot) -> None:
    page.beside.day.setFocus()
    qtbot.keyClick(page.beside.day, KEY.Key_Up)
    assert weekday_of_report(demo.db) == 4


def test_saved_it_counts_as_made(
    page: ReportPage, demo: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page.taking.save_pdf(tmp_path / "week.pdf")
    assert (tmp_path / "week.pdf").read_bytes().startswith(b"%PDF")
    assert note_of(demo.db, W47).made_on == demo.today()
    qtbot.waitUntil(lambda: "gemaakt op" in page.header.line)
    page.taking.save_excel(tmp_path / "week.xlsx")
    path = tmp_path / "week.xlsx"
    qtbot.waitUntil(path.exists)
    sheet = openpyxl.load_workbook(tmp_path / "week.xlsx").active
    assert sheet
    assert sheet["A1"].value == "Weekoverzicht week 47"


def test_a_wrong_ending_is_refused_on_the_page(page: ReportPage, tmp_path: Path) -> None:
    page.taking.save_pdf(tmp_path / "week.docx")
    assert ".pdf" in page.banner.text


def test_it_is_copied_as_text_with_its_tables(page: ReportPage) -> None:
    page.taking.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().startswith("Weekoverzicht week 47")
    assert "<table" in data.html()


def test_an_empty_workbook_says_what_would_be_told(
    desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    host = ThreadedHost(desk, Words("nl"))
    with on_screen(ReportPage(desk, host), qtbot, qapp) as shown:  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: shown.read is not None)
        assert shown.sheet.currentWidget() is shown.empty
        assert shown.empty.accessibleName().startswith("Er is nog niets te vertellen")
        assert shown.primary_action() is None
        assert not [each for each in shown.page_actions() if each.in_header]
        qtbot.mouseClick(shown.empty.findChild(QPushButton), Qt.MouseButton.LeftButton)
        assert host.opened == [("moderation_tasks", "new")]
        desk.do(set_note, W47, opening="We beginnen.", asks=())
        qtbot.waitUntil(lambda: shows(shown, "We beginnen."))
        assert shown.sheet.currentWidget() is shown.preview
        host.jobs.stop()


def test_handing_over_asks_for_a_purpose_with_how_many_people(section: HandoverSection) -> None:
    section.hand_over()
    control = section.form.controls()[0]
    assert "118 mensen" in control.accessibleDescription()


def test_the_pack_is_made_in_a_thread_and_said(
    section: HandoverSection, demo: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "pakket.zip"
    section.save(path, "Overdracht aan Sam")
    qtbot.waitUntil(lambda: bool(section.banner.text), timeout=20_000)
    assert "pakket.zip is gemaakt: 9 bestanden" in section.banner.text
    assert zipfile.is_zipfile(path)
    assert demo.db.value("SELECT purpose FROM export_log") == "Overdracht aan Sam"


def test_a_cancelled_pack_leaves_no_file(
    section: HandoverSection, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "pakket.zip"
    section.save(path, "Overdracht aan Sam")
    section.host.jobs.writing.cancel()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(section.host.said), timeout=20_000)  # type: ignore[attr-defined]
    assert not path.exists()
    assert list(tmp_path.glob("*.tmp")) == []


def test_another_week_is_announced_once_it_is_read(page: ReportPage, qtbot: QtBot) -> None:
    before = page.read
    page.go(-1)
    qtbot.waitUntil(lambda: page.read is not before)
    assert isinstance(page.host, ThreadedHost)
    assert page.host.said[-1].startswith("Weekoverzicht. week 46")


@pytest.mark.parametrize("width", [620, 760, 1000])
def test_the_page_never_scrolls_sideways(page: ReportPage, qtbot: QtBot, width: int) -> None:
    page.resize(width, 560)
    qtbot.wait(20)
    assert page.preview.horizontalScrollBar().maximum() == 0


def test_tab_goes_by_what_is_ticked_to_the_day(page: ReportPage) -> None:
    page.beside.form.controls()[0].setFocus()
    wanted = [*page.beside.boxes.values(), page.beside.day]
    step, seen = page.beside.saver.nextInFocusChain(), []
    while len(seen) < len(wanted):
        if step.focusPolicy() & Qt.FocusPolicy.TabFocus:
            seen.append(step)
        step = step.nextInFocusChain()
    assert seen == wanted
