"""What a list is taken in as: told by its columns and their values, or chosen on the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.sheets.reader import Table
from commdesk.features.exchange import importing
from commdesk.features.exchange.page import ImportSection
from commdesk.features.members import MemberDraft, add_member, count_members
from tests.features.exchange import exports
from tests.features.exchange.lists import SAMPLES, excel
from tests.features.exchange.test_exchange_mapping_page import choose, load, page, settle
from tests.features.exchange.test_exchange_page import host, shown

__all__ = ["host", "page", "shown"]

ATTENDED = (
    ("Naam", "Soort", "Datum", "Waar"),
    ("Fatma Yılmaz", "Bijeenkomst", "3-11-2026", "Kennisuur"),
    ("Bram Hendriks", "reactie", "4-11-2026", "Forum"),
)
WORKED = (("Moderator", "Datum", "Taak", "Uren"), ("Ine", "3-11-2026", "Avond", "1:30"))
PEOPLE = (("Naam", "Type", "Datum"), ("Fatma", "gemeente", "3-11-2026"))


def fitting(*rows: tuple[Any, ...]) -> tuple[str, ...]:
    table = Table("lijst.csv", "", [(n, row) for n, row in enumerate(rows, 1)])
    return importing.fitting(FEATURES, (table,))


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (ATTENDED, ("activity", "members")),
        (WORKED, ("hours", "members")),
        (PEOPLE, ("members",)),
        (ATTENDED[:1], ("members",)),
        ((("Titel",), (), *ATTENDED), ("activity", "members")),
        ((), ("members",)),
    ],
)
def test_a_list_says_by_its_columns_and_values_what_it_holds(
    rows: tuple[Any, ...], names: tuple[str, ...]
) -> None:
    assert fitting(*rows) == names


@pytest.fixture
def fatma(desk: Desk) -> int:
    draft = MemberDraft("Fatma", last_name="Yılmaz")
    return desk.do(add_member, draft, today=desk.today())


def test_the_command_line_takes_what_people_did_for_that(
    commdesk: Callable[..., Result], workbook_path: Path, tmp_path: Path, fatma: int, desk: Desk
) -> None:
    path = tmp_path / "aanwezig.csv"
    path.write_text("\n".join(";".join(row) for row in ATTENDED), "utf-8")
    plan = json.loads(commdesk("import", workbook_path, path, "--json").stdout)
    assert (plan["new"], plan["skipped"]) == (1, 1)
    as_people = commdesk("import", workbook_path, path, "--as", "members", "--json")
    assert json.loads(as_people.stdout)["new"] == 1, "Bram is new; Fatma is the same"


@pytest.mark.usefixtures("fatma")
def test_what_people_did_is_taken_in_from_the_page(
    page: ImportSection, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    load(page, qtbot, excel(tmp_path / "aanwezig.xlsx", *ATTENDED))
    assert page.intake.name == "activity"
    assert page.header.line == "aanwezig.xlsx: 1 nieuw, 0 gewijzigd, 0 gelijk, 1 overgeslagen"
    page.apply()
    settle(page, qtbot)
    assert desk.db.column("SELECT place FROM activity") == ["Kennisuur"]
    assert count_members(desk.db) == 1
    assert "1 nieuw, 0 gewijzigd" in page.banner.text


@pytest.mark.usefixtures("fatma")
def test_another_kind_is_chosen_by_keyboard(
    page: ImportSection, qtbot: QtBot, tmp_path: Path
) -> None:
    load(page, qtbot, excel(tmp_path / "aanwezig.xlsx", *ATTENDED))
    tabs = page.kinds.tabs
    assert [name for name, tab in tabs.items() if tab.isVisible()] == ["members", "activity"]
    assert tabs["activity"].isChecked()
    assert tabs["members"].focusPolicy() & Qt.FocusPolicy.TabFocus
    tabs["members"].setFocus()
    qtbot.keyClick(tabs["members"], Qt.Key.Key_Space)
    settle(page, qtbot)
    assert (page.intake.name, tabs["members"].isChecked()) == ("members", True)
    assert page.header.line == "aanwezig.xlsx: 1 nieuw, 0 gewijzigd, 1 gelijk, 0 overgeslagen"
    qtbot.keyClick(tabs["members"], Qt.Key.Key_Space)
    assert tabs["members"].isChecked(), "it stays what it is"
    qtbot.keyClick(tabs["activity"], Qt.Key.Key_Space)
    settle(page, qtbot)
    assert page.header.line == "aanwezig.xlsx: 1 nieuw, 0 gewijzigd, 0 gelijk, 1 overgeslagen"


@pytest.mark.usefixtures("fatma")
def test_a_list_of_unknown_columns_is_made_one_of_what_people_did(
    page: ImportSection, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = (("Naam", "Iets", "Toen"), *(row[:3] for row in ATTENDED[1:]))
    load(page, qtbot, excel(tmp_path / "lijst.xlsx", *rows))
    assert page.intake.name == "members"
    page.show_columns()
    qtbot.keyClick(page.kinds.tabs["activity"], Qt.Key.Key_Space)
    settle(page, qtbot)
    assert page.columns.isVisible()
    assert page.columns.question.text() == "In welke kolom staat: Wat iemand deed en Datum?"
    choose(page, qtbot, "Iets", "kind")
    choose(page, qtbot, "Toen", "happened_on")
    assert page.plan
    assert (page.plan.counts["new"], page.plan.counts["skipped"]) == (1, 1)
    page.put_away()
    assert not page.kinds.isVisible()


def test_a_report_of_who_was_there_can_be_taken_for_that_alone(
    page: ImportSection, qtbot: QtBot, tmp_path: Path
) -> None:
    load(page, qtbot, exports.file(tmp_path / "aanwezig.csv", exports.TEAMS, "utf-16"))
    assert page.plan
    assert (page.plan.counts["new"], len(page.plan.parts)) == (1, 2)
    qtbot.keyClick(page.kinds.tabs["activity"], Qt.Key.Key_Space)
    settle(page, qtbot)
    assert page.plan
    assert (page.plan.counts["skipped"], len(page.plan.parts)) == (1, 1)


def test_people_alone_of_a_program_leave_nothing_to_choose(
    page: ImportSection, qtbot: QtBot
) -> None:
    load(page, qtbot, SAMPLES / "civicrm-nl.csv")
    assert not page.kinds.isVisible()
    load(page, qtbot, SAMPLES / "meetup-attendees.csv")
    assert page.kinds.isVisible()


FORM = (
    ("Id", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Wat drijft je?",
     "Wil je actief bijdragen?"),
    ("1", "2-11-2026 10:00", "2-11-2026 10:10", "anoniem", "Bea Smit", "Leren", "Ja, graag!"),
)  # fmt: skip


def test_a_form_that_asks_who_would_contribute_comes_in_as_interviews(
    page: ImportSection, qtbot: QtBot, tmp_path: Path
) -> None:
    load(page, qtbot, excel(tmp_path / "antwoorden.xlsx", *FORM))
    assert page.kinds.isVisible()
    assert page.kinds.tabs["interviews"].isChecked()
    assert page.plan
    assert [part.intake.name for part in page.plan.made.parts] == ["interviews"]
    qtbot.keyClick(page.kinds.tabs["members"], Qt.Key.Key_Space)
    settle(page, qtbot)
    assert page.plan
    assert [part.intake.name for part in page.plan.made.parts] == ["members"]
    assert page.kinds.isVisible(), "and back again"


PLANNED = (
    ("Naam", "Wil bijdragen", "Uren per week", "Datum"),
    ("Bea", "already", 1.5, "2-11-2026"),
    ("Cor", "", "", "1-12-2026"),
)


def test_the_plan_speaks_words_and_hours_not_what_is_stored(
    page: ImportSection, qtbot: QtBot, tmp_path: Path
) -> None:
    load(page, qtbot, excel(tmp_path / "antwoorden.xlsx", *PLANNED))
    what = str(page.view.table.model().index(0, 3).data())
    assert what.endswith("doet al, 1,5 u"), what
    page.view.table.select_row(1)
    said = " ".join(each.text() for each in page.view.detail.findChildren(QLabel))
    assert "Gepland op" in said, "a field without a column of its own has a name too"


def test_a_form_of_an_enrolment_begins_with_people_and_may_be_interviews() -> None:
    assert fitting(FORM[0][:-1], FORM[1][:-1]) == ("members", "interviews")
    assert fitting(*FORM) == ("interviews", "members")


def test_the_help_of_import_names_interviews(commdesk: Callable[..., Result]) -> None:
    assert "interviews" in commdesk("import", "--help").stdout
