"""The sections on the Data page, with real widgets and real threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.exchange import exporting, spans
from commdesk.features.exchange.page import ExportLogSection, ExportSection, ImportSection
from commdesk.features.members import MemberDraft, add_member, count_members
from commdesk.kit.page import Page
from tests.features.exchange.lists import SAMPLES
from tests.host import ThreadedHost

SAMPLE = SAMPLES / "discourse.csv"
LONG = 20_000


@pytest.fixture
def host(desk: Desk, qapp: object) -> Iterator[ThreadedHost]:
    made = ThreadedHost(desk, Words("nl"))
    yield made
    made.jobs.stop()


@pytest.fixture
def shown(desk: Desk, host: ThreadedHost, qtbot: QtBot) -> Callable[[type[Page]], Any]:
    """A section that is on screen and hears of changes, as in the window."""

    def show(kind: type[Page]) -> Page:
        page = kind(desk, host)  # type: ignore[arg-type]
        qtbot.addWidget(page)
        desk.on_change(page.tables_changed)
        page.resize(900, 600)
        page.show()
        return page

    return show


@pytest.fixture
def members(shown: Callable[[type[Page]], Any], qtbot: QtBot) -> ImportSection:
    """The import section with the plan of the sample on screen."""
    page: ImportSection = shown(ImportSection)
    page.load(SAMPLE)
    qtbot.waitUntil(lambda: page.plan is not None, timeout=LONG)
    return page


def texts(page: ImportSection) -> list[str]:
    model = page.view.table.model()
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def test_the_plan_is_shown_before_anything_changes(members: ImportSection, desk: Desk) -> None:
    assert count_members(desk.db) == 0
    assert members.header.line == "discourse.csv: 5 nieuw, 0 gewijzigd, 0 gelijk, 2 overgeslagen"
    assert members.host.said[-1] == members.header.line  # type: ignore[attr-defined]
    assert "Fatma Yılmaz" in texts(members)
    assert "ip_address" in members.view.dropped.text()


def test_a_count_shows_the_rows_that_it_counts(members: ImportSection, qtbot: QtBot) -> None:
    qtbot.mouseClick(members.view.tabs["skipped"], Qt.MouseButton.LeftButton)
    assert texts(members) == ["ghost", "system"]
    qtbot.mouseClick(members.view.tabs["problem"], Qt.MouseButton.LeftButton)
    assert texts(members) == ["trust_level"]


def test_importing_does_what_is_shown_and_one_undo_takes_it_back(
    members: ImportSection, desk: Desk, qtbot: QtBot
) -> None:
    action = members.primary_action()
    assert action
    action.slot()
    qtbot.waitUntil(lambda: members.plan is None, timeout=LONG)
    assert count_members(desk.db) == 5
    assert "5 mensen toegevoegd" in members.banner.text
    desk.undo()
    assert count_members(desk.db) == 0


def test_after_an_import_the_keyboard_is_where_its_result_stands(
    members: ImportSection, qtbot: QtBot
) -> None:
    members.view.table.setFocus()
    members.apply()
    qtbot.waitUntil(lambda: members.plan is None, timeout=LONG)
    assert members.door.isAncestorOf(QApplication.focusWidget())


def test_a_change_in_the_workbook_is_planned_against_at_once(
    members: ImportSection, desk: Desk, qtbot: QtBot
) -> None:
    draft = MemberDraft("Fatma", last_name="Yılmaz", email="f.yilmaz@voorbeeld.example")
    desk.do(add_member, draft, today=desk.today())
    qtbot.waitUntil(lambda: "4 nieuw, 1 gewijzigd" in members.header.line, timeout=LONG)
    members.view.show_kind("changed")
    assert texts(members) == ["Fatma Yılmaz"]


def test_an_undo_hides_what_was_promised(members: ImportSection, desk: Desk, qtbot: QtBot) -> None:
    members.apply()
    qtbot.waitUntil(lambda: members.plan is None, timeout=LONG)
    qtbot.wait(50)
    assert members.banner.isVisible(), "the import itself is no other change"
    desk.undo()
    assert not members.banner.isVisible()


def test_a_file_that_cannot_be_read_puts_the_earlier_plan_away(
    members: ImportSection, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = tmp_path / "stuk.pdf"
    bad.write_bytes(b"%PDF-1.7")
    members.load(bad)
    qtbot.waitUntil(members.banner.isVisible, timeout=LONG)
    assert "stuk.pdf" in members.banner.text
    assert members.plan is None
    action = members.primary_action()
    assert action
    assert action.name == "import_choose"


def test_a_list_can_be_dropped_on_it(shown: Callable[[type[Page]], Any], qtbot: QtBot) -> None:
    page: ImportSection = shown(ImportSection)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(SAMPLE))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    qtbot.waitUntil(lambda: page.plan is not None, timeout=LONG)


def test_a_file_that_cannot_be_read_says_so_on_the_page(
    shown: Callable[[type[Page]], Any], qtbot: QtBot, tmp_path: Path
) -> None:
    page: ImportSection = shown(ImportSection)
    path = tmp_path / "leden.xlsx"
    path.write_bytes(b"<html>")
    page.load(path)
    qtbot.waitUntil(lambda: "leden.xlsx" in page.banner.text, timeout=LONG)
    assert page.plan is None


def test_stopping_the_reading_leaves_nothing(
    shown: Callable[[type[Page]], Any], host: ThreadedHost, qtbot: QtBot
) -> None:
    page: ImportSection = shown(ImportSection)
    host.jobs.started.connect(lambda job: job.cancel())
    page.load(SAMPLE)
    qtbot.waitUntil(lambda: not host.jobs.is_busy, timeout=LONG)
    assert (page.plan, host.said) == (None, ["Afgebroken. Er is niets gewijzigd."])


def test_stopping_an_import_leaves_the_workbook_as_it_was(
    members: ImportSection, host: ThreadedHost, desk: Desk, qtbot: QtBot
) -> None:
    host.jobs.started.connect(lambda job: job.cancel())
    members.apply()
    qtbot.waitUntil(lambda: not host.jobs.is_busy, timeout=LONG)
    assert count_members(desk.db) == 0
    assert desk.undo_label is None
    assert members.plan is not None


def test_people_are_only_exported_for_a_purpose(
    members: ImportSection, shown: Callable[[type[Page]], Any], desk: Desk, qtbot: QtBot
) -> None:
    members.apply()
    qtbot.waitUntil(lambda: members.plan is None, timeout=LONG)
    page: ExportSection = shown(ExportSection)
    purpose = page.form.control("purpose")
    assert isinstance(purpose, QLineEdit)
    assert not purpose.isVisible()
    page.form.control("sheet_members").click()  # type: ignore[attr-defined]
    assert purpose.isVisible()
    page.export()
    said = "Gegevens van 5 mensen: met welk doel?"
    qtbot.waitUntil(lambda: purpose.accessibleDescription() == said, timeout=LONG)


def test_an_export_with_people_shows_in_the_log_at_once(
    members: ImportSection,
    shown: Callable[[type[Page]], Any],
    desk: Desk,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    members.apply()
    qtbot.waitUntil(lambda: members.plan is None, timeout=LONG)
    log: ExportLogSection = shown(ExportLogSection)
    page: ExportSection = shown(ExportSection)
    wanted = exporting.wish(FEATURES, ["members"], spans.days_of(Week.of(desk.today())))
    page.save(tmp_path / "leden.xlsx", wanted, "ledenvergadering")
    qtbot.waitUntil(lambda: log.table.model().rowCount() == 1, timeout=LONG)
    assert log.table.model().index(0, 1).data() == "ledenvergadering"
    assert (tmp_path / "leden.xlsx").exists()


def test_the_week_is_exported_without_people(
    shown: Callable[[type[Page]], Any], desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page: ExportSection = shown(ExportSection)
    wanted = exporting.wish(FEATURES, [], spans.days_of(Week.of(desk.today())))
    page.save(tmp_path / "week.xlsx", wanted, "")
    qtbot.waitUntil(lambda: "week.xlsx is gemaakt" in page.banner.text, timeout=LONG)
