"""The tab of capacity by keyboard: the sum as it is typed, the proposal taken, a case counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.moderation import TaskDraft, add_task, list_tasks, task_weeks
from commdesk.features.moderation.accounting.page.rows import TASK_COLUMNS
from commdesk.features.moderation.capacity import Load, read_load
from commdesk.features.moderation.capacity.ops import set_load
from commdesk.features.moderation.capacity.page import CapacityPage
from commdesk.features.moderation.cases import cases_by_boundary
from commdesk.features.moderation.cases.page import CASE_COLUMNS
from commdesk.kit import theme
from commdesk.kit.table import TableColumn
from tests.features.moderation.test_capacity_in_the_workbook import some_activity
from tests.host import QuietHost, on_screen

TODAY = date(2026, 11, 23)
WEEK = Week.of(TODAY)
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def two(desk: Desk) -> tuple[int, int]:
    return (
        desk.do(add_task, TaskDraft("Eerste reacties", "", Minutes(360))),
        desk.do(add_task, TaskDraft("Avonddienst", "", Minutes(180))),
    )


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk, two: object) -> Iterator[CapacityPage]:
    made = CapacityPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as shown:
        yield shown


def type_in(page: CapacityPage, key: str, text: str, qtbot: QtBot) -> QLineEdit:
    line = page.form.control(key)
    assert isinstance(line, QLineEdit)
    line.setFocus(Qt.FocusReason.TabFocusReason)
    line.selectAll()
    qtbot.keyClicks(line, text)
    return line


def active(desk: Desk) -> None:
    """Twelve messages on every Monday and three on every Thursday of the past four weeks."""
    fatma = desk.do(add_member, MemberDraft("Fatma"), today=TODAY)
    mondays = [TODAY - timedelta(weeks=n) for n in range(1, 5)]
    facts = [(monday, "reply") for monday in mondays for _ in range(12)]
    facts += [(monday + timedelta(days=3), "question") for monday in mondays for _ in range(3)]
    desk.do(some_activity, fatma, facts)


def test_the_sum_follows_what_is_typed_and_enter_keeps_it(
    page: CapacityPage, desk: Desk, qtbot: QtBot
) -> None:
    type_in(page, "posts", "90", qtbot)
    line = type_in(page, "admin_minutes", "2", qtbot)
    assert page.formula.text().endswith("× 1 kanaal = 14,9 u per week")
    assert "9 u: 5,9 u te weinig" in page.compared.text()
    qtbot.keyClick(line, KEY.Key_Return)
    assert read_load(desk.db) == Load(posts=90, admin_minutes=Minutes(120))
    desk.undo()
    assert page.form.value_now("posts") == 0


def test_what_cannot_be_stands_under_its_field(page: CapacityPage, qtbot: QtBot) -> None:
    line = type_in(page, "post_minutes", "acht", qtbot)
    assert "kan niet" in page.formula.text()
    qtbot.keyClick(line, KEY.Key_Return)
    assert page.form._errors["post_minutes"].isVisible()
    assert not page.proposal.take.isEnabled()


def test_posts_beside_whole_topics_are_said_to_count_twice(
    page: CapacityPage, qtbot: QtBot
) -> None:
    type_in(page, "posts", "90", qtbot)
    assert not page.twice.isVisible()
    type_in(page, "topics", "5", qtbot)
    assert page.twice.isVisible()


def test_messages_are_counted_from_activity(page: CapacityPage, desk: Desk) -> None:
    page.take_counted()
    assert "geen ingelezen activiteit" in page.host.said[-1]  # type: ignore[attr-defined]
    active(desk)
    page.take_counted()
    load = read_load(desk.db)
    assert (load.posts, load.topics) == (15, 0)
    assert "waarvan 3 een topic" in page._when.text()
    table = page.shares.shares_model
    assert table.index(0, 3).data() == "80%"
    assert "maandag middag: 0,7 u" in str(
        table.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    )
    assert len(table.as_cells()) == 8


def test_the_proposal_is_shown_and_then_taken_in_one_step(
    page: CapacityPage, desk: Desk, qtbot: QtBot
) -> None:
    type_in(page, "admin_minutes", "18", qtbot)
    assert [share.then for share in page.proposal.shares] == [720, 360]
    page.proposal.form.focus_first()
    qtbot.keyClick(page.proposal.form.control("reason"), KEY.Key_Return, CTRL)
    assert [task.weekly_minutes for task in list_tasks(desk.db)] == [720, 360]
    assert read_load(desk.db).admin_minutes == 18 * 60
    desk.undo()
    assert [task.weekly_minutes for task in list_tasks(desk.db)] == [360, 180]
    assert read_load(desk.db) == Load()


def test_one_task_takes_all_of_it_with_its_day_parts(
    page: CapacityPage, desk: Desk, two: tuple[int, int], qtbot: QtBot
) -> None:
    active(desk)
    desk.do(set_load, Load(posts=15, post_minutes=60))
    form = page.proposal.form
    assert not form.control("slots").isVisible()
    box, target = form.control("slots"), form.control("target")
    assert isinstance(target, QComboBox)
    assert isinstance(box, QCheckBox)
    target.setFocus()
    for _ in two:
        qtbot.keyClick(target, KEY.Key_Down)
    assert form.value_now("target") == two[1]
    assert box.text() == "Ook de dagdelen: ma"
    qtbot.keyClick(box, KEY.Key_Space)
    qtbot.keyClick(box, KEY.Key_Return, CTRL)
    first, second = list_tasks(desk.db)
    assert (first.weekly_minutes, second.weekly_minutes) == (360, 540)
    assert str(second.slots) == "1m 1a 1e"
    assert not first.slots


def test_it_can_be_for_a_campaign_only(page: CapacityPage, desk: Desk, qtbot: QtBot) -> None:
    desk.do(set_load, Load(admin_minutes=Minutes(18 * 60)))
    form = page.proposal.form
    for key, text in (("first", "30-11-2026"), ("last", "13-12-2026"), ("reason", "campagne")):
        qtbot.keyClicks(form.control(key), text)
    qtbot.keyClick(form.control("reason"), KEY.Key_Return)
    weeks = [WEEK + n for n in range(4)]
    needed = [cell.needed for cell in task_weeks(desk.db, weeks, TODAY)]
    assert needed == [360, 180, 720, 360, 720, 360, 360, 180]
    form.control("last").setText("1-12-2026")  # type: ignore[attr-defined]
    page.proposal.take_over()
    assert form._errors["first"].isVisible()


def test_typing_a_boundary_and_enter_counts_one(
    page: CapacityPage, desk: Desk, qtbot: QtBot
) -> None:
    page.cases.begin()
    qtbot.keyClicks(page.cases.line, "politiek")
    qtbot.keyClick(page.cases.line, KEY.Key_Return)
    assert page.cases.line.text() == ""
    assert page.host.said[-1] == "politiek: 1 vandaag"  # type: ignore[attr-defined]
    assert page.cases._known.texts == ["politiek"]
    table = page.cases.table
    table.setFocus()
    table.select_row(0)
    for key in (KEY.Key_Plus, KEY.Key_Plus, KEY.Key_Minus):
        qtbot.keyClick(table, key)
    assert cases_by_boundary(desk.db, TODAY)[0].now == 2


def test_an_empty_workbook_says_what_to_do(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    made = CapacityPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as page:
        assert not page.proposal.take.isEnabled()
        assert page.shares.isHidden()
        assert "Lees activiteit in" in page._when.text()
        page.proposal.table._empty._press()
        assert page.host.opened == [("moderation_tasks", "starter")]  # type: ignore[attr-defined]


@pytest.mark.parametrize("columns", [CASE_COLUMNS, TASK_COLUMNS], ids=["cases", "accounting"])
def test_a_column_shows_only_where_all_that_show_have_room(
    columns: Sequence[TableColumn],
) -> None:
    for width in sorted({each.needs for each in columns if each.needs}):
        shown = [each for each in columns if each.needs <= width]
        assert sum(each.width for each in shown) <= width, f"at {width} px they scroll sideways"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("columns", [CASE_COLUMNS, TASK_COLUMNS], ids=["cases", "accounting"])
def test_headings_fit_their_columns(
    qapp: QApplication, columns: Sequence[TableColumn], language: str
) -> None:
    theme.apply(qapp, "light")
    words, metrics = Words(language), theme.metrics("label")
    for each in columns:
        needed = metrics.horizontalAdvance(words(each.heading))
        assert needed + 16 <= theme.px(each.width), each.heading
    qapp.setStyleSheet("")
