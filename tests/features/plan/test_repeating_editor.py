"""The form of a to-do that comes back: choices for its day, its meaning in words, what it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.plan import (
    Repeat,
    TodoDraft,
    add_series,
    add_todo,
    find_todo,
    open_todos,
    plan_todo,
)
from commdesk.features.plan.page import TodoEditor
from commdesk.features.plan.repeats.queries import list_series
from commdesk.features.week.page import WeekPage
from commdesk.kit import theme
from tests.host import QuietHost

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)
FAR = date(2026, 12, 21)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[WeekPage]:
    theme.apply(qapp, "light")
    made = WeekPage(desk, QuietHost(desk, Words("en")))  # type: ignore[arg-type]
    stop = desk.on_change(made.tables_changed)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    yield made
    stop()
    made.drop_unsaved()
    made.close()
    qapp.setStyleSheet("")


@pytest.fixture
def editor(page: WeekPage) -> TodoEditor:
    page.add()
    return cast("TodoEditor", page.editing.editors["plan"])


def line(editor: TodoEditor, key: str) -> QLineEdit:
    return cast("QLineEdit", editor.form.control(key))


def box(editor: TodoEditor) -> QComboBox:
    return cast("QComboBox", editor.form.control("repeat"))


def choose(editor: TodoEditor, text: str) -> None:
    place = box(editor).findText(text)
    assert place >= 0, [box(editor).itemText(n) for n in range(box(editor).count())]
    box(editor).setCurrentIndex(place)
    box(editor).activated.emit(place)


def write(qtbot: QtBot, editor: TodoEditor, key: str, text: str) -> None:
    line(editor, key).clear()
    qtbot.keyClicks(line(editor, key), text)


def days(desk: Desk) -> list[date | None]:
    return [todo.planned_on for todo in open_todos(desk.db, MONDAY, FAR)]


def weekly(desk: Desk) -> int:
    made: int = desk.do(
        add_series,
        TodoDraft("Vraag plaatsen", planned_on=TUESDAY),
        Repeat("FREQ=WEEKLY;BYDAY=TU"),
        today=MONDAY,
    )
    return made


def test_what_can_be_chosen_follows_the_day(qtbot: QtBot, editor: TodoEditor) -> None:
    write(qtbot, editor, "planned_on", "27-11-2026")
    offered = [box(editor).itemText(place) for place in range(box(editor).count())]
    assert offered == [
        "Once",
        "Every working day",
        "Every week on Friday",
        "Every 2 weeks on Friday",
        "Every month on day 27",
        "Every month on the fourth Friday",
        "Every month on the last Friday",
        "Every quarter on day 27",
        "Every year on 27 November",
        "Own rule…",
    ]


def test_a_new_one_repeats_and_says_when(qtbot: QtBot, desk: Desk, editor: TodoEditor) -> None:
    qtbot.keyClicks(line(editor, "title"), "Nieuwsbrief")
    assert not line(editor, "until_on").isVisible()
    assert not editor._repeating.meaning.isVisible()
    choose(editor, "Every week on Monday")
    said = "Every week on Monday; it comes on Mon 23 Nov, Mon 30 Nov, and Mon 7 Dec"
    assert editor._repeating.meaning.text() == said
    assert line(editor, "until_on").isVisible()
    assert not line(editor, "rule").isVisible()
    write(qtbot, editor, "until_on", "30-11-2026")
    assert editor._repeating.meaning.text().endswith("it comes on Mon 23 Nov and Mon 30 Nov")
    editor.save()
    assert days(desk) == [MONDAY, date(2026, 11, 30)]
    desk.undo()
    assert days(desk) == []


def test_an_own_rule_that_cannot_be_is_said_at_its_field(
    qtbot: QtBot, desk: Desk, editor: TodoEditor
) -> None:
    qtbot.keyClicks(line(editor, "title"), "Nieuwsbrief")
    choose(editor, "Own rule…")
    write(qtbot, editor, "rule", "FREQ=HOURLY")
    editor.save()
    error = editor.form._errors["rule"]
    assert error.isVisible()
    assert error.text() == "Say how often: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY."
    assert line(editor, "title").text() == "Nieuwsbrief"
    write(qtbot, editor, "rule", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2")
    assert "Every month on the last Friday" in editor._repeating.meaning.text()
    editor.save()
    (series,) = list_series(desk.db)
    assert (series.rule, series.times) == ("FREQ=MONTHLY;BYDAY=-1FR", 2)


@pytest.mark.parametrize(
    ("key", "typed"), [("until_on", "1-1-2026"), ("times", "0"), ("times", "5000")]
)
def test_an_end_that_cannot_be_is_said_at_its_field(
    qtbot: QtBot, desk: Desk, editor: TodoEditor, key: str, typed: str
) -> None:
    qtbot.keyClicks(line(editor, "title"), "Nieuwsbrief")
    choose(editor, "Every week on Monday")
    write(qtbot, editor, key, typed)
    editor.save()
    assert editor.form._errors[key].isVisible()
    assert list_series(desk.db) == []


def test_only_this_one_changes_unless_the_coming_ones_are_chosen(
    qtbot: QtBot, desk: Desk, page: WeekPage, editor: TodoEditor
) -> None:
    first = weekly(desk)
    page.editing.begin("plan", first)
    assert editor._repeating.scope.isVisible()
    assert box(editor).currentText() == "Every week on Tuesday"
    write(qtbot, editor, "title", "Vraag over water")
    editor.save()
    titles = [todo.title for todo in open_todos(desk.db, MONDAY, date(2026, 12, 1))]
    assert titles == ["Vraag over water", "Vraag plaatsen"]
    page.editing.begin("plan", first)
    write(qtbot, editor, "title", "Vraag over wind")
    qtbot.keyClick(editor._repeating.scope, Qt.Key.Key_Down)
    editor.save()
    titles = [todo.title for todo in open_todos(desk.db, MONDAY, date(2026, 12, 1))]
    assert titles == ["Vraag over wind"] * 2


def test_another_rule_is_for_the_coming_ones_by_itself(
    desk: Desk, page: WeekPage, editor: TodoEditor
) -> None:
    page.editing.begin("plan", weekly(desk))
    choose(editor, "Every 2 weeks on Tuesday")
    assert editor._repeating.scope.currentText() == "This and the coming ones"
    editor._repeating.scope.setCurrentIndex(0)
    editor.save()
    assert page.banner.isVisible(), "it cannot be for this one alone"
    editor._repeating.scope.setCurrentIndex(1)
    editor.save()
    assert days(desk) == [TUESDAY, date(2026, 12, 8)]


def test_once_ends_a_series_with_this_one(desk: Desk, page: WeekPage, editor: TodoEditor) -> None:
    weekly(desk)
    second = open_todos(desk.db, MONDAY, FAR)[1].id
    page.editing.begin("plan", second)
    choose(editor, "Once")
    editor.save()
    assert days(desk) == [TUESDAY, date(2026, 12, 1)]
    page.editing.begin("plan", second)
    editor._repeating.scope.setCurrentIndex(1)
    editor.remove()
    assert days(desk) == [TUESDAY]


def test_removing_is_of_this_one_or_of_the_coming_ones_too(
    desk: Desk, page: WeekPage, editor: TodoEditor
) -> None:
    weekly(desk)
    second = open_todos(desk.db, MONDAY, FAR)[1].id
    page.editing.begin("plan", second)
    editor.remove()
    assert len(days(desk)) == 3
    desk.undo()
    page.editing.begin("plan", second)
    editor._repeating.scope.setCurrentIndex(1)
    editor.remove()
    assert days(desk) == [TUESDAY]


def test_a_to_do_that_comes_once_begins_to_repeat(
    qtbot: QtBot, desk: Desk, page: WeekPage, editor: TodoEditor
) -> None:
    todo_id = desk.do(add_todo, TodoDraft("Bellen", planned_on=TUESDAY), today=MONDAY)
    page.editing.begin("plan", todo_id)
    assert not editor._repeating.scope.isVisible()
    choose(editor, "Every week on Tuesday")
    editor.save()
    assert len(days(desk)) == 4
    assert find_todo(desk.db, todo_id).rule == "FREQ=WEEKLY;BYDAY=TU"


def test_one_that_was_moved_keeps_its_rule_and_the_coming_ones_may_move_along(
    qtbot: QtBot, desk: Desk, page: WeekPage, editor: TodoEditor
) -> None:
    first = weekly(desk)
    desk.do(plan_todo, first, date(2026, 11, 26))
    page.editing.begin("plan", first)
    assert box(editor).currentText() == "Every week on Tuesday"
    editor._repeating.scope.setCurrentIndex(1)
    write(qtbot, editor, "planned_on", "27-11-2026")
    assert box(editor).currentText() == "Every week on Friday"
    editor.save()
    assert days(desk)[:2] == [date(2026, 11, 27), date(2026, 12, 4)]


def test_a_block_of_the_week_that_only_a_rule_says_is_ticked_and_moved(
    qtbot: QtBot, desk: Desk, page: WeekPage
) -> None:
    first = weekly(desk)
    page.show_target(first)
    (item,) = [item for item in page.planning.plan.days[1].items if item.id == first]
    page.put_on(item, date(2026, 11, 26))
    assert find_todo(desk.db, first).planned_on == date(2026, 11, 26)
    page.show_target(first)
    blocks = page.columns[3].list
    qtbot.keyClick(blocks, Qt.Key.Key_Space)
    assert find_todo(desk.db, first).is_done


def test_saving_says_what_repeats_how_often_and_until_when(
    qtbot: QtBot, page: WeekPage, editor: TodoEditor
) -> None:
    write(qtbot, editor, "title", "Vraag plaatsen")
    write(qtbot, editor, "planned_on", "24-11-2026")
    choose(editor, "Every week on Tuesday")
    write(qtbot, editor, "until_on", "15-12-2026")
    editor.save()
    said = page.host.said[-1]  # type: ignore[attr-defined]
    assert said == "Saved: Vraag plaatsen, every week on Tuesday until Tue 15 Dec"


def test_under_its_own_day_a_block_says_in_short_how_often(page: WeekPage, desk: Desk) -> None:
    weekly(desk)
    assert [row.reason for row in page.columns[1].list.rows] == ["every week"]
