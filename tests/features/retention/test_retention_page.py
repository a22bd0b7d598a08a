"""The section: the list that one button lets go of, the periods, and what went; by key alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import settings
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.core.words import Words
from commdesk.features.retention.page import RetentionSection
from commdesk.features.retention.queries import list_rules, list_runs
from commdesk.features.today.queries import lines_of_today
from commdesk.kit.dialogs import Question
from tests.conftest import MovableClock
from tests.features.retention.everything import fill, member, message
from tests.host import ThreadedHost, focus, on_screen

OLD, NEW = "zoekwoordoud", "zoekwoordnieuw"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def host(desk: Desk, qapp: QApplication) -> Iterator[ThreadedHost]:
    made = ThreadedHost(desk, Words("nl"))
    yield made
    made.jobs.stop()


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, desk: Desk, host: ThreadedHost
) -> Iterator[RetentionSection]:
    fill(desk, OLD, NEW)
    with on_screen(RetentionSection(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        made.take_focus()
        yield made


def cells(table: object) -> list[list[str]]:
    found = table.all_cells()  # type: ignore[attr-defined]
    return [list(row) for row in found][1:]


def question(page: RetentionSection) -> Question:
    (asked,) = page.findChildren(Question)
    return asked


def test_people_are_named_and_texts_counted(page: RetentionSection) -> None:
    shown = cells(page.past.table)
    assert [f"{OLD}wegvoor {OLD}wegachter", "Vertrokken leden", "wo 4 mrt 2020"] in shown
    assert ["3× Teksten van berichten", "Teksten van berichten", "do 4 mrt 2021"] in shown
    assert page.header.line == "6 mensen en 12 teksten over de datum"
    assert not any(NEW in row[0] for row in shown)


def test_space_keeps_somebody_longer_with_a_reason_and_undo_takes_it_back(
    page: RetentionSection, qtbot: QtBot, desk: Desk
) -> None:
    table = page.past.table
    table.select_row(0)
    name = table.current_row().who
    qtbot.keyClick(table, Qt.Key.Key_Space)
    typed = focus()
    assert isinstance(typed, QLineEdit)
    qtbot.keyClicks(typed, "31-1-2027")
    reason = page.past.keeping.form.control("reason")
    qtbot.keyClick(reason, Qt.Key.Key_Return, CONTROL)
    assert reason.property("wrong") == "true", "without a reason nothing is kept"
    qtbot.keyClicks(reason, "Klacht loopt")
    qtbot.keyClick(reason, Qt.Key.Key_Return, CONTROL)
    assert name not in [row[0] for row in cells(table)]
    assert table.hasFocus()
    desk.undo()
    assert name in [row[0] for row in cells(table)]


def test_texts_are_kept_longer_as_a_whole_and_let_go_under_periods(
    page: RetentionSection, qtbot: QtBot
) -> None:
    table = page.past.table
    texts = next(n for n, row in enumerate(cells(table)) if row[0].startswith("3×"))
    table.select_row(texts)
    page.keep_longer()
    page.past.keeping.form.load({"until": date(2027, 1, 1), "reason": "Woo-verzoek"})
    page.past.keeping.save()
    assert not any(row[0].startswith("3×") for row in cells(table))
    page.show_part(1)
    page.periods.table.select_id("message-texts")
    (let_go,) = [b for b in page.findChildren(QPushButton) if b.text().startswith("Niet meer")]
    let_go.click()
    assert any(row[0].startswith("3×") for row in cells(table))


def test_enter_changes_a_period_in_place(page: RetentionSection, qtbot: QtBot, desk: Desk) -> None:
    page.show_part(1)
    table = page.periods.table
    table.select_id("message-texts")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    months = page.periods.changing.form.control("months")
    assert isinstance(months, QLineEdit)
    assert focus() is months
    months.selectAll()
    qtbot.keyClicks(months, "0")
    qtbot.keyClick(months, Qt.Key.Key_Return, CONTROL)
    assert months.property("wrong") == "true"
    months.selectAll()
    qtbot.keyClicks(months, "36")
    qtbot.keyClick(months, Qt.Key.Key_Return, CONTROL)
    assert ["Teksten van berichten", "3 jaar", "3"] in [row[:3] for row in cells(table)]
    desk.undo()
    assert ["Teksten van berichten", "2 jaar", "3"] in [row[:3] for row in cells(table)]


def test_an_end_set_by_the_organisation_is_shown_and_cannot_be_taken_away(
    page: RetentionSection, qtbot: QtBot
) -> None:
    settings.remember(text_days=30)
    page.refresh()
    page.show_part(1)
    page.periods.table.select_id("message-texts")
    shown = [row[1] for row in cells(page.periods.table)]
    assert "2 jaar, hoogstens 30 dagen" in shown
    page.change_period()
    months = page.periods.changing.form.control("months")
    assert isinstance(months, QLineEdit)
    months.clear()
    page.periods.changing.save()
    assert months.property("wrong") == "true"


def test_applying_says_first_that_it_cannot_be_undone_then_does_it_and_shows_the_report(
    page: RetentionSection, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page.ask_to_apply()
    asked = question(page)
    assert asked.windowTitle() == "6 mensen en 12 teksten voorgoed wissen?"
    assert "kan niet ongedaan" in asked._text.text()
    asked.reject()
    assert not list_runs(desk.db)
    page.ask_to_apply()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(Question)))
    next(each for each in page.findChildren(Question) if each.isVisible()).accept()
    qtbot.waitUntil(lambda: "voorgoed gewist" in page.banner.text, timeout=20_000)
    assert cells(page.past.table) == []
    assert page.went.table.current_row().people == 6
    page.went.taking.save_pdf(tmp_path / "verslag.pdf")
    assert (tmp_path / "verslag.pdf").read_bytes().startswith(b"%PDF")
    page.ask_to_apply()
    assert page.banner.text == "Er is niets over de datum."


def test_today_opens_the_section_for_who_is_past_their_date(desk: Desk) -> None:
    assert not _keys(desk)
    fill(desk, OLD, NEW)
    (line,) = [each.item for each in lines_of_today(desk.db, FEATURES, desk.today())
               if each.item.feature == "retention"]  # fmt: skip
    words = Words("nl")
    assert words(line.title) == "6 mensen over de datum"
    assert "in totaal 6 mensen en 12 teksten" in words(line.reason)
    assert (line.page, line.minutes) == ("retention", 10)


def test_texts_alone_come_on_today_once_a_month(desk: Desk, clock: MovableClock) -> None:
    desk.do(_written, date(2024, 11, 22))
    assert not _keys(desk), "one is past its date since today"
    clock.move(days=30)
    assert not _keys(desk)
    clock.move(days=1)
    assert _keys(desk) == ["retention:past"]


@op("Written")
def _written(db: Database, day: date) -> None:
    message(db, member(db, "An", added_on=day.isoformat()), day, "An")


def _keys(desk: Desk) -> list[str]:
    lines = lines_of_today(desk.db, FEATURES, desk.today())
    return [each.item.key for each in lines if each.item.feature == "retention"]


def test_every_rule_can_be_worded(desk: Desk) -> None:
    for language in ("nl", "en"):
        words = Words(language)
        for each in list_rules(desk.db, FEATURES):
            texts = (each.retention.title, each.retention.why, each.retention.counts_from)
            assert all(map(words, texts))
            assert words(each.told)
