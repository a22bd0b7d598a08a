"""The form of a to-do: whom and what it is about, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.moderation import TaskDraft, add_task, remove_task
from commdesk.features.plan import TodoDraft, add_todo, find_todo, new_todo_about, todos_for
from commdesk.features.plan.page import TodoEditor
from commdesk.features.week.page import WeekPage
from commdesk.kit import theme
from tests.host import QuietHost

MONDAY = date(2026, 11, 23)


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


def editor(page: WeekPage) -> TodoEditor:
    return cast("TodoEditor", page.editing.editors["plan"])


def line(page: WeekPage, key: str) -> QLineEdit:
    return cast("QLineEdit", editor(page).form.control(key))


def test_a_to_do_about_one_of_two_namesakes_without_an_address_is_saved(
    desk: Desk, page: WeekPage
) -> None:
    jan, other = (
        desk.do(add_member, MemberDraft("Jan", last_name="Smit"), today=MONDAY) for _ in range(2)
    )
    todo_id = desk.do(add_todo, TodoDraft("Bellen", planned_on=MONDAY, member_id=jan), today=MONDAY)
    page.editing.begin("plan", todo_id)
    line(page, "title").setText("Terugbellen")
    editor(page).save()
    todo = find_todo(desk.db, todo_id)
    assert (todo.title, todo.member_id) == ("Terugbellen", jan)
    page.editing.begin("plan", todo_id)
    line(page, "member").setText("Jan Smit")
    line(page, "member").textEdited.emit("Jan Smit")
    second = editor(page)._members._shown(other, "Jan Smit", "")
    line(page, "member").setText(second)
    editor(page).save()
    assert find_todo(desk.db, todo_id).member_id == other


def test_an_unknown_name_is_refused_at_its_field(page: WeekPage) -> None:
    page.add()
    line(page, "title").setText("Bellen")
    for key in ("member", "thing"):
        line(page, key).setText("Zoe")
        editor(page).save()
        assert editor(page).form._errors[key].isVisible()
        line(page, key).setText("")


def test_a_to_do_hangs_on_a_thing_that_is_found_by_its_name(desk: Desk, page: WeekPage) -> None:
    task = desk.do(add_task, TaskDraft("Avonddienst", "algemeen", Minutes(360)))
    page.add()
    line(page, "title").setText("Rooster rondsturen")
    line(page, "thing").setText("avond")
    editor(page).save()
    (todo,) = todos_for(desk.db, "moderation_task", task)
    page.editing.begin("plan", todo.id)
    assert line(page, "thing").text() == "Moderation task: Avonddienst"
    editor(page).save()
    assert find_todo(desk.db, todo.id).link_id == task
    desk.do(remove_task, task)
    page.editing.begin("plan", todo.id)
    assert line(page, "thing").text() == ""


def test_week_opens_with_a_to_do_about_the_thing_one_came_from(desk: Desk, page: WeekPage) -> None:
    fatma = desk.do(add_member, MemberDraft("Fatma"), today=MONDAY)
    task = desk.do(add_task, TaskDraft("Avonddienst", "algemeen", Minutes(360)))
    page.show_target(new_todo_about("moderation_task", task, fatma))
    line(page, "title").setText("Bellen over de dienst")
    editor(page).save()
    (todo,) = todos_for(desk.db, "moderation_task", task)
    assert (todo.member_id, todo.planned_on) == (fatma, MONDAY)
    page.show_target(new_todo_about(member_id=fatma))
    assert (line(page, "member").text(), line(page, "thing").text()) == ("Fatma", "")


def test_esc_asks_before_typing_is_thrown_away(qtbot: QtBot, desk: Desk, page: WeekPage) -> None:
    page.add()
    qtbot.keyClicks(line(page, "title"), "Bellen")
    editor(page).leave()
    (question,) = page.window().findChildren(QDialog)
    question.reject()
    assert page.has_unsaved()
    assert line(page, "title").text() == "Bellen"


def test_a_new_to_do_is_never_put_on_a_day_that_is_past(desk: Desk, page: WeekPage) -> None:
    page.desk.clock.move(days=2)  # type: ignore[attr-defined]
    page.show_week(page.week)
    page.add()
    assert line(page, "planned_on").text() == "25-11-2026"
    editor(page).leave()
    page.hands._choose(page.columns[3].list, 3)
    page.add()
    assert line(page, "planned_on").text() == "26-11-2026"
