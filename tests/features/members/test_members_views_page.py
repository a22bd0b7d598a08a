"""Views, columns, own fields and many members at once, with real keys on the real page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.members import (
    Condition,
    MemberDraft,
    OwnFieldDraft,
    View,
    add_field,
    add_member,
    add_view,
    find_member,
    ids_of_members,
    list_fields,
)
from commdesk.features.members.page import MembersPage
from commdesk.features.members.views import find_view, list_views
from tests.host import QuietHost

TODAY = date(2026, 11, 23)
EN = Words("en")
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Host(QuietHost):
    def run_bulk(self, _title: Any, work: Any, then: Any = None, failed: Any = None) -> None:
        """At once, on a desk of its own, as the window does it in a thread."""
        twin = self.desk.fork()
        try:
            result = work(twin, None)
        finally:
            twin.close()
        self.desk.announce(frozenset({"member", "member_tag", "tag"}))
        then(result)

    def run_job(self, _title: Any, work: Any, then: Any = None, failed: Any = None) -> None:
        """In its turn: its result comes when the window has done what it was doing."""
        QTimer.singleShot(0, lambda: then(work(None)))


@pytest.fixture
def open_members(qtbot: QtBot, desk: Desk) -> Callable[[], MembersPage]:
    def opened() -> MembersPage:
        page = MembersPage(desk, Host(desk, EN))  # type: ignore[arg-type]
        qtbot.addWidget(page)
        desk.on_change(page.tables_changed)
        page.resize(1160, 720)
        page.show()
        return page

    return opened


def add(desk: Desk, *names: str, **more: Any) -> list[int]:
    drafts = [MemberDraft(first_name=name, **more) for name in names]
    return [desk.do(add_member, draft, today=TODAY) for draft in drafts]


def names(page: MembersPage) -> list[str]:
    model = page.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


# --- views ----------------------------------------------------------------------------------------


def test_a_view_shows_who_is_in_it_and_says_so(
    desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    add(desk, "Fatma")
    add(desk, "Bas", informed_on=TODAY)
    page = open_members()
    page.show_target("view:uninformed")
    assert names(page) == ["Fatma"]
    assert page.header.line == "1 of 2 members"
    assert page.bookmark() == "view:uninformed"
    page.open_view(None)
    assert names(page) == ["Bas", "Fatma"]


def test_a_member_outside_the_view_is_shown_all_the_same(
    desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    add(desk, "Fatma")
    (bas,) = add(desk, "Bas", informed_on=TODAY)
    page = open_members()
    page.show_target("view:uninformed")
    page.show_target(bas)
    assert page.table.current_id() == bas
    assert page.bookmark() == ""


def test_a_view_is_made_by_keyboard_with_a_live_count(
    qtbot: QtBot, desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    add(desk, "Fatma", tags=("bomen",))
    add(desk, "Bas", tags=("wonen",))
    page = open_members()
    page.new_view()
    editor = page.beside.views
    field, operator = editor.findChildren(QComboBox)[:2]
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Tags")
    assert (field.currentText(), operator.currentText()) == ("Tags", "has the tag")
    lines = [e for e in editor.findChildren(QLineEdit) if e.accessibleName() == "Value"]
    value = lines[-1]
    qtbot.waitUntil(value.isVisible)
    qtbot.keyClicks(value, "bomen")
    qtbot.waitUntil(lambda: names(page) == ["Fatma"])
    assert "1 member fits" in editor._count.text()
    name = editor._form.control("name")
    qtbot.keyClicks(name, "Bomenmensen")
    qtbot.keyClick(name, Qt.Key.Key_Return, CTRL)
    made = list_views(desk.db, desk.features)[-1]
    assert (made.name, made.conditions) == ("Bomenmensen", (Condition("tags", "has", "bomen"),))
    assert page.bookmark() == f"view:{made.key}"
    assert names(page) == ["Fatma"]


def test_half_a_condition_is_said_under_it_and_nothing_is_kept(
    desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    page = open_members()
    page.new_view()
    page.beside.views.add_condition()
    before = len(list_views(desk.db, desk.features))
    page.beside.views.save()
    assert "fill in what to compare with" in page.beside.views._rows[1]._error.text()
    assert len(list_views(desk.db, desk.features)) == before


def test_escape_leaves_the_editor_and_shows_what_was_shown(
    qtbot: QtBot, desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    add(desk, "Fatma", "Bas", informed_on=TODAY)
    page = open_members()
    page.new_view()
    editor = page.beside.views
    qtbot.waitUntil(editor.findChildren(QComboBox)[0].hasFocus)
    qtbot.keyClick(editor.findChildren(QComboBox)[0], Qt.Key.Key_Escape)
    assert not page.has_unsaved()
    assert names(page) == ["Bas", "Fatma"]


def test_what_is_typed_stays_when_another_view_is_opened(
    qtbot: QtBot, desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    add(desk, "Fatma")
    page = open_members()
    page.add()
    qtbot.keyClicks(page.editor.form.control("first_name"), "Bas")
    page.show_target("view:new")
    assert page.beside.currentWidget() is page.editor
    assert page.has_unsaved()


def test_a_view_that_is_undone_gives_way_to_everybody(
    desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    add(desk, "Fatma", "Bas")
    made = desk.do(add_view, View("Leeg", (Condition("email", "filled"),)))
    page = open_members()
    page.show_target(f"view:{made}")
    assert names(page) == []
    desk.undo()
    assert names(page) == ["Bas", "Fatma"]
    assert page.bookmark() == ""


def test_changing_a_built_in_view_makes_one_of_ones_own(
    desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    page = open_members()
    page.show_target("view:silent")
    page.change_view()
    page.beside.views.save()
    keys = {view.name: view.key for view in list_views(desk.db, desk.features)}
    assert keys["Not contacted for 60 days"].isdecimal()
    assert "silent" not in keys.values()


def test_nobody_in_a_view_has_the_way_out(
    desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    add(desk, "Fatma", informed_on=TODAY)
    page = open_members()
    page.show_target("view:uninformed")
    assert page.table._empty.isVisible()
    page.table._empty._button.click()
    assert names(page) == ["Fatma"]


# --- columns --------------------------------------------------------------------------------------


def test_columns_are_chosen_moved_and_remembered_by_keyboard(
    qtbot: QtBot, desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    desk.do(add_field, OwnFieldDraft("Omvang", "number"))
    (size,) = list_fields(desk.db)
    add(desk, "Fatma", email="f@voorbeeld.example", own={size.id: "12.5"})
    page = open_members()
    page.choose_columns()
    pane = page.beside.columns
    qtbot.waitUntil(pane.list.hasFocus)
    pane.list.select_key(size.key)
    qtbot.keyClick(pane.list, Qt.Key.Key_Space)
    pane.list.select_key(size.key)
    qtbot.keyClick(pane.list, Qt.Key.Key_Up, ALT)
    assert page.table.columns.keys[-2:] == (size.key, "last_contact_on")
    row = page.table.model().row(0)
    assert row.more == {size.key: 12.5}
    qtbot.waitUntil(lambda: size.key in page.host.memory.get("table/members", ""))
    pane.done.emit(None)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text().split("\t")[-2] == "12.5"
    assert "mso-number-format" in copied.html()


def test_a_view_brings_its_columns_and_leaves_ones_own(
    desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    add(desk, "Fatma", "Bas")
    conditions = (Condition("stage", "is", "member"),)
    view = View("Leden", conditions, "email", is_descending=True, columns=("name", "email"))
    made = desk.do(add_view, view)
    page = open_members()
    usual = page.table.columns.keys
    page.show_target(f"view:{made}")
    assert page.table.columns.keys == ("name", "email")
    assert page.table.columns.sort == ("email", True)
    page.open_view(None)
    assert page.table.columns.keys == usual


@pytest.mark.parametrize("key", ["tags", "looking_for", "organisation", "owner", "figure:sent"])
def test_every_column_sorts(desk: Desk, open_members: Callable[[], MembersPage], key: str) -> None:
    add(desk, "Fatma", tags=("a",), looking_for="a", organisation="a", owner="Aa")
    add(desk, "Bas", tags=("b",), looking_for="b", organisation="B", owner="Bb")
    page = open_members()
    columns = page.table.columns
    columns.show(("name", key))
    columns.set_sort(key, is_descending=True)
    assert names(page) == ["Bas", "Fatma"]


# --- many at once ---------------------------------------------------------------------------------


def test_several_are_changed_in_one_act_and_undone_in_one(
    qtbot: QtBot, desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    ids = add(desk, "Anna", "Bas", "Cor", tags=("bomen",))
    page = open_members()
    page.table.setFocus()
    page.table.select_row(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    pane = page.beside.many
    assert pane.isVisible()
    assert pane.heading.text() == "2 members selected"
    page.change()
    tags = pane.form.control("add_tags")
    qtbot.waitUntil(tags.hasFocus)
    qtbot.keyClicks(tags, "wonen, groen")
    qtbot.keyClicks(pane.form.control("remove_tags"), "bomen")
    qtbot.keyClicks(pane.form.control("owner"), "Sanne")
    qtbot.keyClicks(pane.form.control("no_contact_because"), "vroeg erom")
    qtbot.keyClick(tags, Qt.Key.Key_Return, CTRL)
    first, last = find_member(desk.db, ids[0]), find_member(desk.db, ids[2])
    assert (first.tags, first.owner, first.do_not_contact) == (("groen", "wonen"), "Sanne", True)
    assert last.tags == ("bomen",)
    label = desk.undo()
    assert EN(label) == "Change 2 members"
    assert find_member(desk.db, ids[0]).tags == ("bomen",)


def test_all_of_a_large_view_are_changed_together(
    qtbot: QtBot, desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    from commdesk.features.members.page import manypane

    count = manypane.IN_ONE_GO + 12
    add(desk, *[f"P{number:04}" for number in range(count)])
    page = open_members()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, CTRL)
    pane = page.beside.many
    assert pane.heading.text() == f"{count} members selected"
    pane.form.control("owner").setText("Sanne")
    pane.save()
    assert page.host.said[-1] == f"{count} members changed"
    assert {find_member(desk.db, each).owner for each in ids_of_members(desk.db)} == {"Sanne"}


def test_nothing_filled_in_is_refused_beside_the_form(
    desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    add(desk, "Anna", "Bas")
    page = open_members()
    page.table.selectAll()
    page.change()
    page.beside.many.save()
    assert "Fill in what should change" in page.beside.many.form._errors["stage"].text()


# --- own fields, pasting, the empty workbook ------------------------------------------------------


def test_an_own_field_is_made_filled_in_and_shown(
    qtbot: QtBot, desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    (fatma,) = add(desk, "Fatma")
    page = open_members()
    page.manage_fields()
    pane = page.beside.fields
    title = pane.form.control("title")
    qtbot.waitUntil(title.hasFocus)
    qtbot.keyClicks(title, "Inwoners")
    qtbot.keyClicks(pane.form.control("kind"), "number")
    qtbot.keyClick(title, Qt.Key.Key_Return, CTRL)
    (field,) = list_fields(desk.db)
    assert (field.title, field.kind) == ("Inwoners", "number")
    qtbot.keyClick(title, Qt.Key.Key_Escape)
    page.show_target(fatma)
    page.change()
    control: Any = page.beside.editor.form.control(field.key)
    qtbot.keyClicks(control, "veel")
    page.beside.editor.save()
    assert "veel is not a number." in page.beside.editor.form._errors[field.key].text()
    control.setText("18.400")
    control.setText("18400")
    page.beside.editor.save()
    assert find_member(desk.db, fatma).own == {field.id: "18400"}


def test_pasting_goes_to_import(
    qtbot: QtBot, desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    add(desk, "Fatma")
    page = open_members()
    QGuiApplication.clipboard().setText("Naam\tE-mail\nBas\tb@voorbeeld.example")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_V, CTRL)
    assert page.host.opened[-1] == ("import", "paste")


def test_an_empty_workbook_opens_every_pane(
    desk: Desk, open_members: Callable[[], MembersPage]
) -> None:
    page = open_members()
    assert page.table._empty.isVisible()
    for start in (page.new_view, page.choose_columns, page.manage_fields, page.add, page.change):
        start()
    page.drop_unsaved()
    for view in list_views(desk.db, desk.features):
        page.open_view(find_view(desk.db, desk.features, view.key))
        assert names(page) == []


# --- large workbooks ------------------------------------------------------------------------------


def test_what_takes_long_is_sorted_in_a_thread_and_shown_when_it_comes(
    desk: Desk,
    open_members: Callable[[], MembersPage],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("commdesk.features.members.page.showing._QUICKLY", 1)
    add(desk, "Fatma", looking_for="b")
    add(desk, "Bas", looking_for="a")
    add(desk, "Cor", looking_for="c")
    page = open_members()
    assert names(page) == ["Bas", "Cor", "Fatma"]
    page.table.columns.show(("name", "looking_for"))
    page.table.columns.set_sort("looking_for", is_descending=False)
    qtbot.waitUntil(lambda: names(page) == ["Bas", "Fatma", "Cor"])
    page.open_view(View("b", (Condition("looking_for", "contains", "b"),), key="1"))
    qtbot.waitUntil(lambda: names(page) == ["Fatma"])
    assert page.header.line == "1 of 3 members"


def test_tab_goes_through_the_view_editor_as_it_stands(
    open_members: Callable[[], MembersPage], qtbot: QtBot
) -> None:
    page = open_members()
    page.new_view()
    with qtbot.waitActive(page):
        page.activateWindow()
    page.beside.views.add_condition()
    QApplication.processEvents()  # the new row stands
    page.beside.views.take_focus()
    names = []
    for _ in range(10):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName() or type(focused).__name__)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    one = ["Field", "How to compare", "Value", "Remove this condition"]
    assert names[:9] == [*one, *one, "QPushButton"]
