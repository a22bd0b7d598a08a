"""The tab Items with real widgets and keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import settings
from commdesk.core.clock import Clock
from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.content import find_item, list_items
from commdesk.features.content.page import ItemsPage
from commdesk.features.members import change_member
from commdesk.shell.app import Session
from commdesk.shell.window import Window
from tests.features.content.conftest import MakeItem, MakePerson
from tests.host import QuietHost, focus, on_screen

Key = Qt.Key
NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def host(desk: Desk) -> QuietHost:
    return QuietHost(desk, Words("en"))


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk, host: QuietHost) -> Iterator[ItemsPage]:
    with on_screen(ItemsPage(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        yield made


@pytest.fixture
def window(qapp: QApplication, clock: Clock, workbook_path: Path) -> Iterator[Window]:
    settings.remember(language="en", theme="light")
    session = Session(qapp, FEATURES, clock)
    session._crash.install = lambda: None  # type: ignore[method-assign]
    session.begin(workbook_path)
    assert session.window is not None
    yield session.window
    session.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]


class Browser(QObject):
    """Takes the links that would go to the browser of this computer."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser(qapp: QApplication) -> Iterator[Browser]:
    taker = Browser()
    QDesktopServices.setUrlHandler("https", taker, "take")
    yield taker
    QDesktopServices.unsetUrlHandler("https")


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def titles(page: ItemsPage) -> list[str]:
    return [row.title for row in page.list.rows]


def people(page: ItemsPage) -> list[tuple[str, str, str]]:
    return [(row.group, row.title, row.reason) for row in page.pane.people.rows]


def press_button(page: ItemsPage, text: str) -> None:
    made = page.pane.detail.findChildren(QPushButton)
    found = [each for each in made if each.text() == text][-1]
    found.click()


def line_of(page: ItemsPage, key: str) -> QLineEdit:
    control = page.editor.form.control(key)
    assert isinstance(control, QLineEdit)
    return control


def answer(page: ItemsPage, text: str) -> None:
    (question,) = (each for each in page.window().findChildren(QDialog) if each.isVisible())
    next(b for b in question.findChildren(QPushButton) if b.text() == text).click()


def test_an_empty_page_says_what_an_item_is_and_adds_one(page: ItemsPage) -> None:
    empty = page.list._empty
    assert "No items yet" in empty.accessibleName()
    assert "what you point people to" in empty.accessibleName()
    assert page.header.line == ""
    empty._button.click()
    assert page.editor.heading.text() == "New item"
    assert QApplication.focusWidget() is line_of(page, "title")


def test_an_item_is_added_with_the_keyboard(
    qtbot: QtBot, desk: Desk, page: ItemsPage, host: QuietHost, person: MakePerson
) -> None:
    kees = person("Kees", last_name="Visser", tags=("bomen",))
    page.add()
    qtbot.keyClicks(QApplication.focusWidget(), "Mag deze boom weg?")
    qtbot.keyClicks(line_of(page, "link"), "https://forum.example/t/1")
    qtbot.keyClicks(line_of(page, "tags"), "bomen, erfgrens")
    qtbot.keyClicks(line_of(page, "member"), "kees vis")
    press(qtbot, Key.Key_Return, CTRL)
    (made,) = list_items(desk.db)
    assert (made.title, made.kind, made.tags) == (
        "Mag deze boom weg?", "question", ("bomen", "erfgrens"),
    )  # fmt: skip
    assert (made.published_on, made.asked_by) == (desk.today(), kees)
    assert page.list.current_key() == made.id
    assert page.list.hasFocus()
    assert page.header.line == "1 item · 1 question without a reply"
    assert host.said[-1] == "Saved"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("link", "javascript:alert(1)", "A link begins with https://"),
        ("title", "x" * 201, "201 characters"),
        ("replies", "veel", "not a whole number"),
        ("published_on", "gisterenochtend", "not a day"),
        ("member", "Niemand", "No member is called Niemand"),
    ],
)
def test_what_is_refused_stands_at_its_field_and_the_typing_stays(
    qtbot: QtBot, desk: Desk, page: ItemsPage, field: str, typed: str, said: str
) -> None:
    page.add()
    line_of(page, "title").setText("Vraag")
    line_of(page, field).clear()
    line_of(page, field).setText(typed)
    page.editor.save()
    error = page.editor.form._errors[field]
    assert error.isVisible()
    assert said in error.text()
    assert line_of(page, field).text() == typed
    assert list_items(desk.db) == []


def test_typing_is_thrown_away_only_on_purpose(qtbot: QtBot, page: ItemsPage) -> None:
    page.add()
    qtbot.keyClicks(QApplication.focusWidget(), "Half")
    assert page.has_unsaved()
    press(qtbot, Key.Key_Escape)
    question = QApplication.activeModalWidget()
    assert isinstance(question, QDialog)
    question.accept()
    assert not page.has_unsaved()
    assert page.list.hasFocus()


def test_a_change_shows_what_was_known(
    qtbot: QtBot, desk: Desk, page: ItemsPage, item: MakeItem, person: MakePerson
) -> None:
    kees = person("Kees")
    made = item("Oud", 3, tags=("bomen",), replies=2, asked_by=kees, link="https://f.example")
    page.change()
    line_of(page, "title").selectAll()
    qtbot.keyClicks(line_of(page, "title"), "Nieuw")
    page.editor.save()
    found = find_item(desk.db, made)
    assert (found.title, found.tags, found.replies) == ("Nieuw", ("bomen",), 2)
    assert (found.asked_by, found.link) == (kees, "https://f.example")
    page.change()
    line_of(page, "member").clear()
    page.editor.save()
    assert find_item(desk.db, made).asked_by is None


def test_plus_counts_a_reply_and_undo_takes_it_back(
    qtbot: QtBot, desk: Desk, page: ItemsPage, host: QuietHost, item: MakeItem
) -> None:
    made = item()
    assert [row.chips for row in page.list.rows] == [[("no reply yet", "warn")]]
    page.list.setFocus()
    press(qtbot, Key.Key_Plus)
    press(qtbot, Key.Key_Plus)
    assert find_item(desk.db, made).replies == 2
    assert host.said[-1] == "2 replies so far"
    assert page.list.rows[0].right == "2 replies"
    desk.undo()
    assert page.list.rows[0].right == "1 reply"
    host.has_letter_keys = False
    press(qtbot, Key.Key_Plus)
    assert find_item(desk.db, made).replies == 1
    press_button(page, "One more reply")
    assert find_item(desk.db, made).replies == 2


def test_a_question_is_closed_and_reopened(desk: Desk, page: ItemsPage, item: MakeItem) -> None:
    made = item()
    press_button(page, "Close question")
    assert not find_item(desk.db, made).is_open
    assert page.list.rows[0].chips == [("closed", "plain")]
    press_button(page, "Reopen question")
    assert find_item(desk.db, made).is_open


def test_an_item_is_removed_and_comes_back(desk: Desk, page: ItemsPage, item: MakeItem) -> None:
    item()
    page.acts.remove()
    answer(page, "Remove")
    assert list_items(desk.db) == []
    assert page.pane.card.isHidden()
    desk.undo()
    assert titles(page) == ["Bomen op de erfgrens"]


def test_the_link_goes_to_the_browser(
    qtbot: QtBot, page: ItemsPage, browser: Browser, item: MakeItem
) -> None:
    item(link="https://forum.example/t/1")
    press_button(page, "Open link")
    page.list.setFocus()
    press(qtbot, Key.Key_L, CTRL)
    assert browser.opened == ["https://forum.example/t/1"] * 2


def test_a_link_that_came_in_otherwise_is_not_opened(
    desk: Desk, page: ItemsPage, browser: Browser, item: MakeItem
) -> None:
    item()
    page.acts.open_link()
    assert page.banner.isVisible()
    assert "no link" in page.host.said[-1]  # type: ignore[attr-defined]
    assert browser.opened == []


def test_the_people_stand_beside_it_with_the_reason(
    desk: Desk, page: ItemsPage, item: MakeItem, person: MakePerson
) -> None:
    person("Anna", role="bomenbeheerder")
    person("Bert", looking_for="Bomen in de straat")
    asker = person("Cees", tags=("bomen",))
    item("Welke bomen mogen weg?", asked_by=asker)
    answers = "Who might answer this"
    assert people(page) == [
        (answers, "Anna", "Role: bomenbeheerder"),
        (answers, "Bert", "Looks for: Bomen in de straat"),
    ]
    item("Bomen in cijfers", kind="article")
    page.list.select_first()
    assert people(page) == [
        ("Who looks for this", "Bert", "Looks for: Bomen in de straat"),
        ("Who looks for this", "Cees", "Tags: bomen"),
    ]
    desk.do(change_member, asker, {"tags": ()})
    assert [name for _, name, _ in people(page)] == ["Bert"]


def test_enter_goes_to_the_people_and_from_there_to_the_desk(
    qtbot: QtBot, page: ItemsPage, host: QuietHost, item: MakeItem, person: MakePerson
) -> None:
    anna, bert = (person(name, tags=("bomen",)) for name in ("Anna", "Bert"))
    item()
    page.list.setFocus()
    press(qtbot, Key.Key_Return)
    assert page.pane.people.hasFocus()
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)
    assert host.opened == [("outreach", anna), ("outreach", bert)]
    press(qtbot, Key.Key_Escape)
    assert page.list.hasFocus()


def test_nobody_found_says_what_would_help(page: ItemsPage, item: MakeItem) -> None:
    item("Bomen")
    assert "With tags there is more" in page.pane.people._empty.accessibleName()
    item("Water", tags=("water",))
    page.list.select_first()
    assert "fits its tags" in page.pane.people._empty.accessibleName()


def test_the_filter_and_the_kinds_narrow_the_list(
    qtbot: QtBot, page: ItemsPage, item: MakeItem
) -> None:
    item("Bomen", 1)
    item("Water", 2, kind="article", tags=("bomen",))
    item("Wonen", 3, replies=1)
    page._filter.setFocus()
    qtbot.keyClicks(page._filter, "bo")
    qtbot.waitUntil(lambda: titles(page) == ["Bomen", "Water"])
    page.kinds.setCurrentIndex(page.kinds.findText("Article"))
    assert titles(page) == ["Water"]
    page._filter.setText("zzz")
    page._show_rows()
    assert page.pane.card.isHidden()
    page.list._empty._button.click()
    assert titles(page) == ["Bomen", "Water", "Wonen"]
    page.kinds.setCurrentIndex(page.kinds.findText("Without a reply"))
    assert titles(page) == ["Bomen"]
    press(qtbot, Key.Key_Down)
    assert page.list.hasFocus()


def test_what_is_asked_for_is_selected_whatever_the_filter(page: ItemsPage, item: MakeItem) -> None:
    old = item("Bomen", 9)
    item("Water")
    page._filter.setText("water")
    page.show_target(old)
    assert page.list.current_key() == old


def test_it_is_a_tab_beside_outreach_that_opens_by_its_name(window: Window, qtbot: QtBot) -> None:
    window.open_page("items")
    page = window.stage.current_page
    assert page is not None
    part = page.shown_part()
    assert isinstance(part, ItemsPage)
    assert window.stage.current_name == "outreach"
    qtbot.keyClick(window, Key.Key_N, CTRL)
    assert part._right.currentWidget() is part.editor
    part.editor.leave()


def test_a_new_item_throws_no_typing_away_unasked(
    page: ItemsPage, qtbot: QtBot, qapp: QApplication
) -> None:
    page.add()
    page.editor.form.controls()[0].setFocus()
    qtbot.keyClicks(focus(), "Typed")
    page.show_target("new/2026-12-01")
    dialog = qapp.activeModalWidget()
    assert isinstance(dialog, QDialog)
    dialog.reject()
    assert page.editor.form.value_now("title") == "Typed"
    page.drop_unsaved()
