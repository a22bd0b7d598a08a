"""The page, by keyboard, in real widgets, with reading in a thread as in the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.developing import Behind, NextStep
from commdesk.core.values import Week
from commdesk.core.words import Words, say, say_n
from commdesk.features.development import paper
from commdesk.features.development.model import EVERYTHING, FEWEST, Standout
from commdesk.features.development.page import DevelopmentPage
from commdesk.features.development.queries import read
from commdesk.kit import theme
from tests.features.development.conftest import THIS
from tests.features.development.growing import happen
from tests.host import ThreadedHost, on_screen

KEY = Qt.Key


def settled(page: DevelopmentPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.is_settled)


@pytest.fixture
def host(grower: Desk) -> Iterator[ThreadedHost]:
    made = ThreadedHost(grower, Words("nl"))
    yield made
    made.jobs.stop()


@pytest.fixture
def page(
    grown: Desk, host: ThreadedHost, qtbot: QtBot, qapp: QApplication
) -> Iterator[DevelopmentPage]:
    with on_screen(DevelopmentPage(grown, host), qtbot, qapp) as shown:  # type: ignore[arg-type]
        settled(shown, qtbot)
        yield shown


@pytest.fixture
def empty(
    grower: Desk, host: ThreadedHost, qtbot: QtBot, qapp: QApplication
) -> Iterator[DevelopmentPage]:
    with on_screen(DevelopmentPage(grower, host), qtbot, qapp) as shown:  # type: ignore[arg-type]
        settled(shown, qtbot)
        yield shown


def test_every_chart_has_a_card_in_the_order_of_reading(page: DevelopmentPage) -> None:
    assert list(page.cards) == ["grown", "shared", "where", "nothing"]
    assert page.cards["nothing"].isVisible(), "a chart without figures says why"
    assert page.header.line == "week 48, tot nu toe"


def test_the_phase_is_named_and_marked_not_by_colour_alone(page: DevelopmentPage) -> None:
    assert page.phase.isVisible()
    assert [text for text, _ in page.phase.strip.parts()] == [
        "Beginfase",
        "Opbouwfase: nu",
        "Volwassen fase",
    ]
    assert "Opbouwfase: nu" in page.phase.strip.accessibleName()


def test_a_wide_page_has_two_columns_a_narrow_one_one(page: DevelopmentPage, qtbot: QtBot) -> None:
    assert page.columns.columns == 2
    assert page.cards["grown"].y() == page.cards["shared"].y()
    page.resize(700, 600)
    qtbot.waitUntil(lambda: page.columns.columns == 1)
    qtbot.waitUntil(lambda: page.cards["grown"].y() < page.cards["shared"].y())
    assert page.area.horizontalScrollBar().maximum() == 0


def test_a_period_is_chosen_remembered_and_reads_nothing(
    page: DevelopmentPage, host: ThreadedHost, qtbot: QtBot
) -> None:
    before = page.reading
    page.period.setFocus()
    qtbot.keyClick(page.period, KEY.Key_Up)
    settled(page, qtbot)
    assert page.weeks == 13
    assert page.reading is before
    assert host.memory["development/period"] == "13"
    again = DevelopmentPage(page.desk, host)  # type: ignore[arg-type]
    qtbot.addWidget(again)
    assert again.weeks == 13


def test_another_week_is_read_and_none_after_this_one(page: DevelopmentPage, qtbot: QtBot) -> None:
    page.go(1)
    assert page.week == THIS
    page.go(-1)
    settled(page, qtbot)
    assert page.reading
    assert page.reading.week == Week(2026, 47)
    assert page.header.line == "week 47"
    page.show_target("2026-W40")
    settled(page, qtbot)
    assert page.week == Week(2026, 40)


def test_what_changes_is_read_again(page: DevelopmentPage, grown: Desk, qtbot: QtBot) -> None:
    before = page.reading
    grown.undo()
    qtbot.waitUntil(lambda: page.is_settled and page.reading is not before)
    assert page.empty.isVisible()
    assert not page.phase.isVisible()


def test_a_key_scrolls_a_page_down_and_back(page: DevelopmentPage, qtbot: QtBot) -> None:
    page.resize(700, 220)
    qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > 0)
    page.take_focus()
    bar = page.area.verticalScrollBar()
    qtbot.keyClick(page.area, KEY.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(page.area, KEY.Key_Home)
    assert bar.value() == 0
    qtbot.keyClick(page.area, KEY.Key_End)
    assert bar.value() == bar.maximum()


def test_a_chart_is_found_by_its_name_and_scrolled_to(
    page: DevelopmentPage, host: ThreadedHost, qtbot: QtBot
) -> None:
    (action,) = (each for each in page.page_actions() if each.text == "Where")
    assert not action.in_menu
    page.resize(700, 260)
    qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > 0)
    action.slot()
    qtbot.waitUntil(lambda: not page.cards["where"].visibleRegion().isEmpty())
    again = DevelopmentPage(page.desk, host)  # type: ignore[arg-type]
    qtbot.addWidget(again)
    assert any(each.text == "Where" for each in again.page_actions()), "before it is read"


def test_copied_it_holds_the_sentences_and_the_tables(page: DevelopmentPage) -> None:
    page.taking.copy()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Ontwikkeling\nOmgevingsnetwerk · week 48")
    assert "Week\twk 41" in text
    assert "Actief\t1\t1\t1" in text
    assert "<table" in QGuiApplication.clipboard().mimeData().html()


def test_what_stands_out_has_its_evidence_who_is_behind_it_and_one_step(
    page: DevelopmentPage, host: ThreadedHost
) -> None:
    told = Standout(
        say("Nothing."),
        "change",
        evidence=(say_n("{n} week", "{n} weeks", 8),),
        behind=(Behind("Fatma", say("Nothing."), "members", 7),),
        next_step=NextStep(say("Write a message"), "outreach"),
    )
    page.head.show()
    page.standouts.show_all((told,))
    assert page.standouts.isVisible()
    buttons = {each.text(): each for each in page.standouts.findChildren(QPushButton)}
    buttons["Fatma"].click()
    buttons["Bericht schrijven"].click()
    assert host.opened == [("members", 7), ("outreach", None)]


def test_why_something_stands_out_unfolds_by_keyboard_and_is_closed_at_first(
    page: DevelopmentPage, host: ThreadedHost, qtbot: QtBot
) -> None:
    told = Standout(say("Nothing."), "change", "active", evidence=(say("Last week: 8."),))
    page.standouts.show_all((told,))
    (why,) = page.standouts.findChildren(QPushButton)
    qtbot.waitUntil(why.isVisible)
    (evidence,) = (
        each for each in page.standouts.findChildren(QLabel) if each.text() == "Last week: 8."
    )
    assert not evidence.isVisible()
    assert why.accessibleName() == f"{Words('nl')('Nothing.')}: Waarom"
    qtbot.keyClick(why, KEY.Key_Return)
    assert evidence.isVisible()
    assert host.memory["development/why/change/active"]
    qtbot.keyClick(why, KEY.Key_Space)
    assert not evidence.isVisible()
    assert "development/why/change/active" not in host.memory


def test_with_nothing_standing_out_it_says_why(page: DevelopmentPage) -> None:
    assert page.reading
    assert not page.reading.stands_out
    said = [each.text() for each in page.standouts.findChildren(QLabel) if each.isVisible()]
    assert said[0] == "Wat opvalt"
    assert len(said) == 2
    assert "valt niets op" in said[1]


@pytest.mark.parametrize(("width", "is_beside"), [(1000, True), (760, True), (600, False)])
def test_the_phase_stands_beside_what_stands_out_where_there_is_room(
    page: DevelopmentPage, qtbot: QtBot, width: int, *, is_beside: bool
) -> None:
    page.resize(width, 640)
    qtbot.waitUntil(lambda: (page.phase.y() == page.standouts.y()) is is_beside)


@pytest.mark.parametrize("width", [600, 1000, 1400])
def test_a_picture_has_room_whatever_is_told_around_it(
    page: DevelopmentPage, qtbot: QtBot, width: int
) -> None:
    page.resize(width, 640)
    for card in page.cards.values():
        if not card.view.isHidden() and not card.why.button.isHidden():
            card.why.turn()
    qtbot.wait(50)
    for name, card in page.cards.items():
        if card.view.isVisible():
            assert card.view.picture.height() >= theme.px(170), name
            assert card.reasons.height() >= card.reasons.heightForWidth(card.reasons.width())


def test_tab_goes_in_the_order_of_reading_and_takes_the_page_along(
    page: DevelopmentPage, qtbot: QtBot
) -> None:
    page.resize(700, 520)
    page.take_focus()
    assert not page.area.hasFocus()
    area, met = page.area, []
    inside = area.widget()
    for _ in range(60):
        now = QApplication.focusWidget()
        if now is None or not inside.isAncestorOf(now):
            break
        met.append(now)
        seen = now.visibleRegion().boundingRect()
        assert seen.height() >= min(now.height(), area.viewport().height()) - 2, now
        qtbot.keyClick(now, KEY.Key_Tab)
    of = [card for each in met for card in page.cards.values() if card.isAncestorOf(each)]
    places = [(card.y(), card.x()) for card in of]
    assert places == sorted(places)
    assert len(set(places)) == len(page.cards) - 1, "the chart without figures has no step"


def test_a_sentence_alone_stands_below_what_has_a_picture(page: DevelopmentPage) -> None:
    assert page.reading
    assert [chart.is_empty for chart in page.reading.shown(13)] == [False, False, False, True]


def test_an_empty_workbook_says_what_brings_figures(
    empty: DevelopmentPage, host: ThreadedHost, qtbot: QtBot
) -> None:
    assert empty.empty.isVisible()
    assert empty.cards == {}
    assert not empty.phase.isVisible()
    assert not empty.standouts.isVisible()
    first = empty.empty.findChildren(QPushButton)[0]
    first.setFocus()
    qtbot.keyClick(first, KEY.Key_Return)
    assert host.opened == [("import", None)]


@pytest.mark.parametrize("weeks", [(0,), (0, 11), (30,), (0, 1, 2, 13, 14), (200,)])
def test_one_week_or_a_gap_is_shown_over_a_quarter_at_least(
    empty: DevelopmentPage, grower: Desk, qtbot: QtBot, weeks: tuple[int, ...]
) -> None:
    happen(grower, *(THIS - n for n in weeks))
    qtbot.waitUntil(lambda: empty.is_settled and bool(empty.phase.isVisible()))
    assert empty.reading
    shown = empty.reading.weeks_shown(EVERYTHING)
    known = [n for n in weeks if n < 157]
    assert shown == max(FEWEST, *(n + 1 for n in known), FEWEST)
    for chart in empty.reading.shown(EVERYTHING):
        assert all(len(line.values) == len(chart.places) for line in chart.lines)


def test_the_printed_page_holds_every_answer(grown: Desk) -> None:
    reading = read(grown.db, grown.features, THIS, grown.today())
    page = paper.printed(reading, 13, Words("nl"), "Omgeving")
    said = [part.text for part in page.parts if hasattr(part, "text")]
    assert "Opbouwfase" in said
    assert said.count("30 weken") == 3


def met_by_tab(page: DevelopmentPage, start: QWidget, qtbot: QtBot) -> list[QWidget]:
    """Where the keyboard comes when Tab is pressed until it leaves the page."""
    start.setFocus()
    met: list[QWidget] = []
    while (now := QApplication.focusWidget()) is not None and now not in met:
        if not page.isAncestorOf(now):
            break
        met.append(now)
        qtbot.keyClick(now, KEY.Key_Tab)
    return met


def read_in_order(page: DevelopmentPage) -> list[QWidget]:
    """The controls of the page, written out as they are read."""
    arrows = page.header.findChildren(QToolButton) or page.header.findChildren(QPushButton)[:2]
    (printing,) = (
        each for each in page.header.findChildren(QPushButton) if each.text() == "Afdrukken"
    )
    told = page.standouts.findChildren(QPushButton)
    cards: list[QWidget] = []
    for card in page.cards.values():
        of = {each.toolTip(): each for each in card.findChildren(QAbstractButton)}
        icons = [of[name] for name in ("Als tabel tonen", "Als grafiek tonen") if name in of]
        icons += [of["Kopiëren"], of["Opslaan als afbeelding"]]
        middle = card.table if card.is_table else card.view.picture
        cards += [*icons, middle, card.step, card.why.button]
    inside = [*told, *cards]
    return [*arrows, page.period, printing, *(each for each in inside if each.isVisible())]


def test_tab_goes_along_the_header_what_stands_out_and_card_after_card(
    page: DevelopmentPage, qtbot: QtBot
) -> None:
    first = read_in_order(page)[0]
    assert met_by_tab(page, first, qtbot) == read_in_order(page)
    told = Standout(
        say("Nothing."),
        "change",
        evidence=(say("Last week: 8."),),
        next_step=NextStep(say("Write a message"), "outreach"),
    )
    assert page.reading
    page._show(replace(page.reading, stands_out=(told,)))
    page.cards["grown"].turn()
    settled(page, qtbot)
    first = read_in_order(page)[0]
    assert met_by_tab(page, first, qtbot) == read_in_order(page)
    page.take_focus()
    step = QApplication.focusWidget()
    assert isinstance(step, QPushButton)
    assert step.text() == "Bericht schrijven"


def test_the_keyboard_begins_at_what_stands_out_also_when_that_comes_last(
    grown: Desk, host: ThreadedHost, qtbot: QtBot, qapp: QApplication
) -> None:
    whole = read(grown.db, grown.features, THIS, grown.today())
    step = NextStep(say("Write a message"), "outreach")
    told = replace(whole, stands_out=(Standout(say("Nothing."), "change", next_step=step),))
    with on_screen(DevelopmentPage(grown, host), qtbot, qapp) as page:  # type: ignore[arg-type]
        host.jobs.stop()
        page.reading = None
        page._show_begun(whole)
        qtbot.waitUntil(lambda: page.is_drawn)
        page.take_focus()
        assert page.cards["grown"].isAncestorOf(QApplication.focusWidget())
        page._is_reading = False
        page._show(told)
        assert page.standouts.isAncestorOf(QApplication.focusWidget())
