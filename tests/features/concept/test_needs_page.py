"""The tab of the needs inventory by keyboard: the gate, themes, and what becomes of people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.features.ambassadors import list_ambassadors
from commdesk.features.concept import InterviewDraft, add_interview, current_version
from commdesk.features.concept.interviews.ops import write_down
from commdesk.features.concept.needs.page import NeedsPage
from commdesk.features.concept.questions import Question
from commdesk.features.concept.statement import list_versions
from commdesk.features.concept.statement.ops import begin_version
from commdesk.features.concept.themes import list_themes
from commdesk.features.members import MemberDraft, add_member, count_members
from commdesk.features.outreach import promises_of
from commdesk.features.plan import open_todos
from tests.host import QuietHost, on_screen

MONDAY = date(2026, 11, 23)
KEY = Qt.Key
WILLING = ("yes", "no", "maybe", "already", "yes", "yes", *("no",) * 9)


def interview(desk: Desk, name: str, willing: str = "yes", **more: object) -> int:
    fields = {"held_on": MONDAY, "circle": "Juristen"} | more
    return desk.do(
        add_interview, InterviewDraft(name=name, willing=willing, **fields), today=MONDAY
    )  # type: ignore[arg-type]


@pytest.fixture
def held(desk: Desk) -> list[int]:
    """Fifteen interviews, of whom four said yes; the newest is with Marieke."""
    desk.do(begin_version, "eerste", today=MONDAY)
    found = []
    for number, willing in enumerate(WILLING):
        name = "Marieke Kok" if number == 0 else f"Iemand {number}"
        day = MONDAY - timedelta(days=number)
        circle = "Juristen" if number < 6 else "Bewoners"
        minutes = Minutes(120) if number == 0 else None
        found.append(
            interview(desk, name, willing, held_on=day, circle=circle, weekly_minutes=minutes)
        )
    for number, names in enumerate((("Vakkennis", "Netwerk"), ("Vakkennis",), ("Kennis",))):
        desk.do(write_down, found[number], Question.DRIVES, themes=names)
    desk.do(write_down, found[0], Question.WHOM_NEEDED, quote="Zonder haar niet.",
            themes=["Petra Vos (provincie)"])  # fmt: skip
    return found


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk, held: list[int]) -> Iterator[NeedsPage]:
    assert held
    with on_screen(NeedsPage(desk, QuietHost(desk, Words("nl"))), qtbot, qapp) as made:  # type: ignore[arg-type]
        made.take_focus()
        yield made


@pytest.fixture
def empty(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[NeedsPage]:
    with on_screen(NeedsPage(desk, QuietHost(desk, Words("nl"))), qtbot, qapp) as made:  # type: ignore[arg-type]
        yield made


def said(page: NeedsPage) -> str:
    return page.host.said[-1]  # type: ignore[attr-defined, no-any-return]


def answer(page: NeedsPage, text: str) -> None:
    """Press a button of the question that is asked."""
    dialog = QApplication.activeModalWidget()
    assert dialog
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == text)
    button.click()
    page.activateWindow()


def type_in_dialog(page: NeedsPage, qtbot: QtBot, text: str, do: str) -> None:
    dialog = QApplication.activeModalWidget()
    assert dialog
    line = dialog.findChild(QLineEdit)
    assert line
    qtbot.keyClicks(line, text)
    answer(page, do)


def buttons(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QPushButton) if each.isVisible()]


def test_the_gate_says_its_share_interval_and_what_makes_it_sure(page: NeedsPage) -> None:
    assert page.gate.figure.text() == "27%"
    assert page.gate.counted.text() == (
        "4 van 15 · waarschijnlijk tussen 11% en 52% (95%-interval)"
    )
    assert page.gate.chip.text() == "boven de norm, nog niet zeker"
    assert page.gate.chip.tone != "good"
    assert page.gate.explained.text() == (
        "Zeker als van de volgende 10 geïnterviewden er minstens 5 ja zeggen."
    )
    assert "de norm is 20%" in page.gate.bar.accessibleName()


def test_green_is_only_what_is_surely_above(page: NeedsPage, desk: Desk) -> None:
    for number in range(10):
        interview(desk, f"Ja {number}")
    assert (page.gate.chip.text(), page.gate.chip.tone) == ("zeker boven de norm", "good")


def test_groups_say_interviews_and_yes(page: NeedsPage, qtbot: QtBot) -> None:
    rows = [(row["name"], row["interviews"], row["willing"]) for row in page.groups._rows]
    assert rows == [("Bewoners", 9, 0), ("Juristen", 6, 4)]
    page.groups.table.select_row(1)
    qtbot.keyClick(page.groups.table, KEY.Key_Return)
    assert len(page.interviews.list.rows) == 6
    assert page.interviews.list.hasFocus()


def test_the_way_is_spoken_and_copied(page: NeedsPage, qtbot: QtBot) -> None:
    steps = page.gate.steps
    assert steps.isVisible()
    assert "Van 0%" in steps.accessibleDescription()
    steps.setFocus()
    qtbot.keyClick(steps, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text().splitlines()
    assert len(copied) == 16
    assert copied[-1].endswith("\t15\t4\t27%")


def test_a_makes_a_candidate_and_shows_it(page: NeedsPage, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(page.interviews.list, KEY.Key_A)
    (card,) = list_ambassadors(desk.db, MONDAY)
    assert (card.ambassador.name, card.ambassador.weekly_minutes) == ("Marieke Kok", 120)
    row = page.interviews.list.current()
    assert row
    assert [text for text, _ in row.chips] == ["ja, 2 u per week", "kandidaat-ambassadeur"]
    assert said(page) == "Marieke Kok is nu kandidaat-ambassadeur"
    assert "Kandidaat-ambassadeur maken" not in buttons(page.interviews.detail)
    desk.undo()
    assert list_ambassadors(desk.db, MONDAY) == []
    assert count_members(desk.db) == 0


def test_t_makes_a_to_do(page: NeedsPage, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(page.interviews.list, KEY.Key_T)
    (todo,) = open_todos(desk.db)
    assert todo.title == "Verder praten met Marieke Kok over bijdragen"
    row = page.interviews.list.current()
    assert row
    assert ("taak", "plain") in row.chips


def test_p_asks_what_when_nobody_wrote_it_down(page: NeedsPage, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(page.interviews.list, KEY.Key_P)
    type_in_dialog(page, qtbot, "Twee stukken", "Toezegging noteren")
    member = page.person_at_hand()
    assert member
    assert [each.what for each in promises_of(desk.db, member)] == ["Twee stukken"]


def test_a_no_becomes_nothing_and_says_so(page: NeedsPage, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(page.interviews.list, KEY.Key_Down)
    for key in (KEY.Key_A, KEY.Key_T, KEY.Key_P):
        qtbot.keyClick(page.interviews.list, key)
        assert said(page) == "Iemand 1 zei geen ja op bijdragen."
    assert count_members(desk.db) == 0


def test_keys_of_one_letter_can_be_switched_off(page: NeedsPage, desk: Desk, qtbot: QtBot) -> None:
    page.host.has_letter_keys = False
    qtbot.keyClick(page.interviews.list, KEY.Key_A)
    assert list_ambassadors(desk.db, MONDAY) == []


@pytest.mark.parametrize(("choice", "members"), [("Dezelfde persoon", 1), ("Iemand anders", 2)])
def test_a_namesake_is_asked_about(
    page: NeedsPage, desk: Desk, qtbot: QtBot, choice: str, members: int
) -> None:
    known = desk.do(add_member, MemberDraft("Marieke", "", "Kok"), today=MONDAY)
    qtbot.keyClick(page.interviews.list, KEY.Key_A)
    answer(page, choice)
    assert count_members(desk.db) == members
    assert (page.person_at_hand() == known) == (members == 1)
    assert len(list_ambassadors(desk.db, MONDAY)) == 1


def names(desk: Desk) -> dict[str, int]:
    version = current_version(desk.db)
    assert version
    return {each.name: each.interviews for each in list_themes(desk.db, version.id)}


def test_themes_are_merged_by_key(page: NeedsPage, desk: Desk, qtbot: QtBot) -> None:
    themes = page.themes.list
    themes.setFocus()
    themes.select_first()
    qtbot.keyClick(themes, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [each.name for each in themes.chosen()] == ["Kennis", "Vakkennis"]
    qtbot.keyClick(themes, KEY.Key_M)
    assert names(desk) == {"Kennis": 3, "Netwerk": 1, "Petra Vos (provincie)": 1}
    assert said(page) == "1 thema samengevoegd tot Kennis"
    desk.undo()
    assert names(desk)["Vakkennis"] == 2


def test_merging_one_says_how_to_choose_more(page: NeedsPage, qtbot: QtBot) -> None:
    page.themes.list.setFocus()
    qtbot.keyClick(page.themes.list, KEY.Key_M)
    assert "Shift" in said(page)


def test_renaming_to_another_theme_offers_to_merge(
    page: NeedsPage, desk: Desk, qtbot: QtBot
) -> None:
    page.themes.list.setFocus()
    qtbot.keyClick(page.themes.list, KEY.Key_F2)
    type_in_dialog(page, qtbot, "netwerk", "Hernoemen")
    answer(page, "Samenvoegen")
    assert names(desk) == {"Netwerk": 2, "Kennis": 1, "Petra Vos (provincie)": 1}


def test_a_theme_is_renamed_and_taken_away(page: NeedsPage, desk: Desk, qtbot: QtBot) -> None:
    page.themes.list.setFocus()
    qtbot.keyClick(page.themes.list, KEY.Key_F2)
    type_in_dialog(page, qtbot, "Vakkennis delen", "Hernoemen")
    assert names(desk)["Vakkennis delen"] == 2
    qtbot.keyClick(page.themes.list, KEY.Key_Delete)
    assert "Vakkennis delen" not in names(desk)
    desk.undo()
    assert names(desk)["Vakkennis delen"] == 2


def test_enter_on_a_theme_shows_who_named_it(page: NeedsPage, qtbot: QtBot) -> None:
    page.themes.list.setFocus()
    qtbot.keyClick(page.themes.list, KEY.Key_Return)
    assert [row.title for row in page.interviews.list.rows] == ["Marieke Kok", "Iemand 1"]
    page.interviews.all.click()
    assert len(page.interviews.list.rows) == 15


def test_p_makes_a_prospect_of_who_they_need(page: NeedsPage, desk: Desk, qtbot: QtBot) -> None:
    page.themes.list.setFocus()
    qtbot.keyClick(page.themes.list, KEY.Key_P)
    assert count_members(desk.db) == 0
    qtbot.keyClick(page.themes.list, KEY.Key_End)
    qtbot.keyClick(page.themes.list, KEY.Key_P)
    assert count_members(desk.db) == 1
    row = page.themes.list.current()
    assert row
    assert row.reason == "beoogd lid"
    assert not page.themes.prospect.isVisible()


def test_the_selected_interview_speaks_in_its_own_words(page: NeedsPage) -> None:
    assert "Beoogd lid: Petra Vos (provincie)" in buttons(page.interviews.detail)
    row = page.interviews.list.current()
    assert row
    assert row.title == "Marieke Kok"


def fail(desk: Desk) -> None:
    for number in range(10):
        interview(desk, f"Nee {number}", "no")


def test_a_failed_gate_offers_a_choice_that_is_dated(page: NeedsPage, desk: Desk) -> None:
    assert not page.gate.choice.isVisible()
    fail(desk)
    assert page.gate.choice.isVisible()
    page.gate.choice.buttons["new-round"].click()
    assert page.gate.choice.told.text() == "Gekozen op ma 23 nov: een nieuwe ronde interviews"
    assert len(list_versions(desk.db)) == 1
    page.gate.choice.back.click()
    assert page.gate.choice.buttons["stop"].isVisible()


def test_adapting_begins_a_new_version_and_the_old_one_can_be_seen(
    page: NeedsPage, desk: Desk, qtbot: QtBot
) -> None:
    fail(desk)
    page.gate.choice.buttons["adapt"].click()
    type_in_dialog(page, qtbot, "nu voor bewoners", "Nieuwe versie beginnen")
    assert [each.number for each in list_versions(desk.db)] == [2, 1]
    assert page.gate.figure.text() == "–"
    page.show_version(1)
    assert page.gate.figure.text() == "16%"
    assert page.gate.choice.told.text() == "Gekozen op ma 23 nov: het concept bijstellen"
    assert not page.gate.choice.back.isVisible()
    desk.undo()
    assert page.gate.choice.buttons["adapt"].isVisible()


def test_a_target_selects_that_interview(page: NeedsPage, held: list[int]) -> None:
    page.show_target(str(held[7]))
    assert page.interviews.list.current_key() == held[7]
    assert page.interviews.list.hasFocus()


def test_without_interviews_it_says_what_fills_it(
    empty: NeedsPage, desk: Desk, qtbot: QtBot
) -> None:
    assert empty.gate.figure.text() == "–"
    assert empty.gate.explained.text().startswith("Er zijn nog minstens 15 interviews nodig")
    empty.take_focus()
    record = next(
        each for each in empty.interviews.list.findChildren(QPushButton) if each.isVisible()
    )
    assert record.text() == "Interview vastleggen"
    qtbot.keyClick(record, KEY.Key_Return)
    assert empty.host.opened == [("interviews", "record")]  # type: ignore[attr-defined]
    interview(desk, "Iemand zonder versie")
    assert len(empty.interviews.list.rows) == 1


@pytest.mark.parametrize(("width", "height"), [(760, 560), (1010, 680), (1380, 900)])
def test_cards_go_under_each_other_where_it_is_narrow(
    page: NeedsPage, width: int, height: int, wait_for: Callable[[], None]
) -> None:
    page.resize(width, height)
    wait_for()
    for card in (page.gate, page.groups, page.themes, page.interviews):
        assert card.width() >= 290
        assert card.mapTo(page, card.rect().topRight()).x() <= page.width()


@pytest.fixture
def wait_for(qapp: QApplication) -> Callable[[], None]:
    return qapp.sendPostedEvents


def test_a_failed_gate_without_a_concept_offers_the_choice_and_makes_it(
    empty: NeedsPage, qtbot: QtBot, desk: Desk
) -> None:
    for number in range(15):
        interview(desk, f"Iemand {number}", "no")
    empty.refresh()
    assert "Nieuwe ronde" in buttons(empty.gate.choice)
    qtbot.keyClick(empty.gate.choice.buttons["new-round"], KEY.Key_Space)
    version = current_version(desk.db)
    assert version
    assert (version.number, version.verdict) == (1, "new-round")
    assert empty.gate.counted.text().startswith("0 van 15")


def test_an_interview_before_a_later_one_is_shown_as_not_counting(
    empty: NeedsPage, desk: Desk
) -> None:
    interview(desk, "Petra Vos", "no", held_on=MONDAY - timedelta(days=3))
    interview(desk, "Petra Vos", "yes")
    empty.refresh()
    marks = [[text for text, _ in row.chips] for row in empty.interviews.list.rows]
    assert ["telt niet mee: later opnieuw gesproken" in each for each in marks] == [False, True]
    assert empty.gate.counted.text().startswith("1 van 1")
