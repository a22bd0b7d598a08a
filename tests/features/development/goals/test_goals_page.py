"""The tab Goals with widgets and keys, and the year at a glance on paper and in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.developing import Chart, Line, Phase, Span
from commdesk.core.feature import Feature
from commdesk.core.housestyle import PLAIN
from commdesk.core.words import Words, say
from commdesk.features.concept.statement.ops import change_concept
from commdesk.features.development.goals.model import GoalDraft
from commdesk.features.development.goals.ops import add_goal, note_value
from commdesk.features.development.goals.page import GoalsPage
from commdesk.features.development.goals.queries import (
    find_goal,
    last_seen,
    list_goals,
    list_values,
)
from commdesk.features.development.goals.year import paper
from commdesk.features.development.goals.year.queries import year_report
from tests.host import QuietHost, on_screen

TODAY = date(2026, 11, 23)
Key = Qt.Key
NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def charts(_db: Database, span: Span) -> list[Chart]:
    """Members that are active: one more every week, up to 40 in the last whole one."""
    count = len(span.weeks)
    values = tuple(max(0.0, 41.0 - (count - 1 - n)) for n in range(count))
    line = Line("active", say("Goals"), values)
    return [Chart("members", "Members", "", say("Goals"), span.weeks, (line,))]


def phase(_db: Database, span: Span) -> Phase:
    return Phase("inception", say("due on {day}; see where it stands", day=span.last_day), ())


@pytest.fixture
def charted(desk: Desk) -> Desk:
    """The desk with one more feature, which hands in a chart and a phase."""
    desk.features = (*FEATURES, Feature("proof", 99, "Goals", development=charts, phase=phase))
    return desk


@pytest.fixture
def host(charted: Desk) -> QuietHost:
    return QuietHost(charted, Words("en"))


@pytest.fixture
def show(
    qtbot: QtBot, qapp: QApplication, charted: Desk, host: QuietHost
) -> Iterator[Callable[[], GoalsPage]]:
    with ExitStack() as stack:

        def open_it() -> GoalsPage:
            page = stack.enter_context(on_screen(GoalsPage(charted, host), qtbot, qapp))
            qtbot.waitUntil(page.isActiveWindow)
            page.take_focus()
            return page

        yield open_it


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifiers)


def type_in(qtbot: QtBot, widget: QWidget, text: str) -> None:
    widget.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), text)


def said(widget: QWidget) -> str:
    return "\n".join(
        each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)
    )


def goal(desk: Desk, **fields: object) -> int:
    known = GoalDraft("Samen verder", target=40.0, start_on=TODAY - timedelta(weeks=12),
                      due_on=TODAY + timedelta(weeks=3))  # fmt: skip
    return desk.do(add_goal, replace(known, **fields))


# --- the tab --------------------------------------------------------------------------------------


def test_a_goal_is_set_with_the_keyboard(
    charted: Desk, show: Callable[[], GoalsPage], qtbot: QtBot
) -> None:
    page = show()
    assert "No goals yet" in said(page)
    press(qtbot, Key.Key_Return)
    type_in(qtbot, page.form.form.control("title"), "Meer gesprekken")
    type_in(qtbot, page.form.form.control("target"), "40")
    press(qtbot, Key.Key_Return, CTRL)
    (made,) = list_goals(charted.db)
    assert (made.title, made.target, made.due_on) == ("Meer gesprekken", 40, date(2027, 12, 31))
    assert "0 values of the 6 needed" in said(page)
    charted.undo()
    page.refresh()
    assert "No goals yet" in said(page)


def test_the_empty_tab_offers_what_the_concept_says(
    charted: Desk, show: Callable[[], GoalsPage], qtbot: QtBot
) -> None:
    charted.do(change_concept, {"goal": "Elkaar helpen"}, today=TODAY)
    page = show()
    assert "Your concept says: Elkaar helpen" in said(page)
    press(qtbot, Key.Key_Return)
    title = page.form.form.control("title")
    assert isinstance(title, QPlainTextEdit)
    assert title.toPlainText() == "Elkaar helpen"


def test_a_value_is_noted_with_space_and_removed_again(
    charted: Desk, show: Callable[[], GoalsPage], qtbot: QtBot
) -> None:
    goal(charted)
    page = show()
    press(qtbot, Key.Key_Space)
    type_in(qtbot, page.value_form.form.control("value"), "12,5")
    press(qtbot, Key.Key_Return)
    assert [each.value for each in list_values(charted.db)] == [12.5]
    assert "now 12" in said(page)
    page.remove_last()
    assert not list_values(charted.db)


def test_a_wrong_figure_is_said_under_its_field(
    charted: Desk, show: Callable[[], GoalsPage], qtbot: QtBot
) -> None:
    goal(charted)
    page = show()
    press(qtbot, Key.Key_Return)
    type_in(qtbot, page.form.form.control("target"), "veel")
    page.form.save()
    assert "is not a number" in said(page.form)
    assert page.has_unsaved()


def test_a_line_of_a_chart_measures_a_goal_and_today_remembers_it(
    charted: Desk, show: Callable[[], GoalsPage]
) -> None:
    made = goal(charted, measure="members.active", target=80.0)
    page = show()
    assert "Goals (Members)" in said(page)
    assert "target at least 80." in said(page)
    assert "behind." not in said(page), "what a chip says is not said again"
    assert last_seen(charted.db)[made]["verdict"] == "behind"
    page.note()
    assert "nothing has to be typed" in page.host.said[-1]  # type: ignore[attr-defined]


def test_the_chooser_lists_every_line_by_its_title_with_its_chart(
    show: Callable[[], GoalsPage], qtbot: QtBot
) -> None:
    page = show()
    page.add()
    box = page.form.form.control("measure")
    titles = [box.itemText(n) for n in range(box.count())]  # type: ignore[attr-defined]
    assert titles == ["by hand: I type the values", "Goals (Members)"]
    assert page.form.form.control("unit").isVisible()
    qtbot.keyClick(box, Key.Key_Down)
    assert not page.form.form.control("unit").isVisible()


def test_a_goal_that_is_named_is_selected(charted: Desk, show: Callable[[], GoalsPage]) -> None:
    goal(charted, title="Een")
    other = goal(charted, title="Twee")
    page = show()
    page.show_target(other)
    assert page.list.current_key() == other


@pytest.mark.parametrize("target", [1234567.0, 1.25, 1000.0, 40.0])
def test_a_target_that_is_shown_can_be_saved_again(
    charted: Desk, show: Callable[[], GoalsPage], target: float
) -> None:
    made = goal(charted, target=target, unit="ratio")
    page = show()
    page.form.begin_change(find_goal(charted.db, made))
    page.form.form.control("title").setFocus()
    page.form.save()
    assert find_goal(charted.db, made).target == target
    assert not page.has_unsaved()


# --- the year -------------------------------------------------------------------------------------


def test_the_year_is_a_pdf_of_one_page(
    charted: Desk, show: Callable[[], GoalsPage], tmp_path: Path
) -> None:
    made = goal(charted)
    for weeks in range(8):
        day = TODAY - timedelta(weeks=weeks)
        charted.do(note_value, made, 30.0 - weeks, day, today=TODAY)
    place = tmp_path / "jaar.pdf"
    show().taking.save_pdf(place)
    found = place.read_bytes()
    assert found.startswith(b"%PDF")
    assert found.count(b"/Type /Page\n") == 1


def test_the_year_in_excel_has_figures_to_count_with(charted: Desk, tmp_path: Path) -> None:
    goal(charted)
    report = year_report(charted.db, charted.features, 2026, TODAY)
    place = tmp_path / "jaar.xlsx"
    paper.save(place, report, Words("nl"), PLAIN)
    rows = [list(row) for row in load_workbook(place)["Jaar"].iter_rows(values_only=True)]
    (figures,) = [row for row in rows if row[1] == "getal"]
    assert figures[3 + 9] == pytest.approx(sum(range(33, 38)) / 5)  # October: W40 to W44
    assert figures[3 + 11] is None  # December has not come
    assert any(row[0] == "Samen verder" for row in rows)
