"""The section that makes a calendar file: refuses beside the field, names nobody unasked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.calendar.model import KINDS
from commdesk.features.calendar.page import CalendarSection
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.plan import TodoDraft, add_todo
from tests.host import ThreadedHost, on_screen


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[CalendarSection]:
    member = desk.do(add_member, MemberDraft(first_name="Jan"), today=desk.today())
    draft = TodoDraft("Jan bellen", planned_on=date(2026, 11, 25), member_id=member)
    desk.do(add_todo, draft, today=desk.today())
    host = ThreadedHost(desk, Words("nl"))
    with on_screen(CalendarSection(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        yield made


def box(page: CalendarSection, kind: str) -> QCheckBox:
    control = page.form.control(kind)
    assert isinstance(control, QCheckBox)
    return control


def choose(page: CalendarSection, path: Path) -> None:
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def wait_for(page: CalendarSection, qtbot: QtBot, text: str) -> None:
    qtbot.waitUntil(lambda: text in page.banner.text, timeout=5_000)


def test_by_key_alone_a_file_is_made_that_names_nobody(
    page: CalendarSection, qtbot: QtBot, tmp_path: Path
) -> None:
    first = page.form.control("first")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    choose(page, tmp_path / "agenda.ics")
    wait_for(page, qtbot, "agenda.ics is gemaakt: 1 gebeurtenis.")
    written = (tmp_path / "agenda.ics").read_text("utf-8")
    assert "Taak over een lid" in written
    assert "Jan" not in written


def test_a_purpose_names_and_is_logged(page: CalendarSection, qtbot: QtBot, tmp_path: Path) -> None:
    line = page.form.control("purpose")
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "Eigen agenda")
    page.export()
    choose(page, tmp_path / "agenda.ics")
    wait_for(page, qtbot, "is gemaakt")
    assert "Jan bellen" in (tmp_path / "agenda.ics").read_text("utf-8")
    assert page.desk.db.value("SELECT purpose FROM export_log") == "Eigen agenda"


def test_nothing_chosen_and_a_wrong_period_are_refused_beside_their_field(
    page: CalendarSection, qtbot: QtBot
) -> None:
    last = page.form.control("until")
    assert isinstance(last, QLineEdit)
    last.selectAll()
    qtbot.keyClicks(last, "1-1-2026")
    page.export()
    assert last.property("wrong") == "true"
    last.selectAll()
    qtbot.keyClicks(last, "1-1-2027")
    for kind, _title in KINDS:
        box(page, kind).setChecked(False)
    page.export()
    assert box(page, "todo").property("wrong") == "true"
    assert not page.findChildren(QFileDialog)


def test_a_file_of_another_program_is_refused(
    page: CalendarSection, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "werk.ics").write_text("BEGIN:VCALENDAR")
    page.export()
    choose(page, tmp_path / "werk.ics")
    wait_for(page, qtbot, "niet door commdesk gemaakt")
    assert (tmp_path / "werk.ics").read_text("utf-8") == "BEGIN:VCALENDAR"
