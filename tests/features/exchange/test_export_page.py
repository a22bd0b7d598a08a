"""The export section: which days, what appears with which tick, and what is refused where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Period
from commdesk.core.words import Words
from commdesk.features.exchange.page import ExportSection
from commdesk.features.exchange.spans import SPANS
from tests.host import ThreadedHost

LONG = 20_000


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[ExportSection]:
    host = ThreadedHost(desk, Words("nl"))
    made = ExportSection(desk, host)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    yield made
    host.jobs.stop()


def choose(page: ExportSection, span: object) -> None:
    box = page.form.control("span")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex([key for key, _ in SPANS].index(span))


def tick(page: ExportSection, *names: str) -> None:
    for name in names:
        box = page.form.control(f"sheet_{name}")
        assert isinstance(box, QCheckBox)
        box.setChecked(True)


def typed(page: ExportSection, **values: Any) -> None:
    page.form.load(page.form.values() | values)


@pytest.mark.parametrize(
    ("span", "days"),
    [
        ("four", "23 november 2026 – 20 december 2026"),
        ("quarter", "1 oktober 2026 – 31 december 2026"),
        ("year", "1 januari 2026 – 31 december 2026"),
    ],
)
def test_a_length_says_which_days_it_comes_to(page: ExportSection, span: str, days: str) -> None:
    assert page.days.isHidden()
    choose(page, span)
    assert (page.days.text(), page.days.isHidden()) == (days, False)


def test_two_days_take_the_place_of_the_week(page: ExportSection) -> None:
    assert not page.form.control("from_on").isVisible()
    choose(page, "days")
    assert page.form.control("from_on").isVisible()
    assert not page.form.control("week").isVisible()
    typed(page, from_on=date(2026, 11, 2), until_on=date(2026, 11, 12))
    assert page._wish(page.form.values()).period == Period(date(2026, 11, 2), date(2026, 11, 12))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "Geef ook de eerste dag."),
        (date(2026, 11, 2), None, "Geef ook de laatste dag."),
        (date(2026, 11, 2), date(2026, 11, 1), "De laatste dag ligt voor de eerste."),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field(
    page: ExportSection, first: date | None, last: date | None, said: str
) -> None:
    choose(page, "days")
    typed(page, from_on=first, until_on=last)
    page.export()
    field = "from_on" if first is None else "until_on"
    assert page.form.control(field).accessibleDescription() == said


def test_texts_can_be_ticked_only_beside_a_sheet_that_has_them(page: ExportSection) -> None:
    texts, purpose = page.form.control("texts"), page.form.control("purpose")
    assert not texts.isVisible()
    tick(page, "members")
    assert (texts.isVisible(), purpose.isVisible()) == (False, True)
    tick(page, "outreach")
    assert texts.isVisible()


def test_no_control_is_cut_however_low_the_window(page: ExportSection, qtbot: QtBot) -> None:
    tick(page, "members", "outreach")
    page.resize(420, 360)
    qtbot.wait(50)
    for control in page.form.controls():
        if control.isVisible():
            assert control.height() >= control.minimumSizeHint().height()


def test_what_was_chosen_is_in_the_file(page: ExportSection, qtbot: QtBot, tmp_path: Path) -> None:
    choose(page, "quarter")
    wanted = page._wish(page.form.values())
    page.save(tmp_path / "kwartaal.xlsx", wanted, "")
    qtbot.waitUntil(lambda: "kwartaal.xlsx is gemaakt" in page.banner.text, timeout=LONG)
    book = openpyxl.load_workbook(tmp_path / "kwartaal.xlsx")
    assert book.properties.title == "Omgevingsnetwerk, 1 oktober 2026 – 31 december 2026"
    assert (book.properties.creator, book.properties.subject) == ("commdesk", "Export van commdesk")
