"""The Duplicates tab with real widgets, keys and threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.features.duplicates.ops import dismiss_pair, merge_members
from commdesk.features.duplicates.page import DuplicatesPage
from commdesk.features.duplicates.queries import dismissed_pairs
from commdesk.features.members import (
    change_member,
    count_members,
    find_member,
    remove_member,
)
from commdesk.kit import theme
from commdesk.kit.signals import on_key
from tests.features.duplicates.conftest import Add
from tests.host import ThreadedHost

LONG = 20_000
Key = Qt.Key
NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[], DuplicatesPage]


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication, desk: Desk, host: ThreadedHost) -> Iterator[Show]:
    made: list[DuplicatesPage] = []

    def page() -> DuplicatesPage:
        theme.apply(qapp, "light")
        fresh = DuplicatesPage(desk, host)  # type: ignore[arg-type]
        made.append(fresh)
        for action in fresh.page_actions():  # the window's menu does that
            if action.shortcut:
                on_key(fresh, action.shortcut, action.slot)
        desk.on_change(fresh.tables_changed)
        qtbot.addWidget(fresh)
        fresh.resize(1200, 700)
        fresh.show()
        fresh.activateWindow()
        qtbot.waitActive(fresh)
        return fresh

    yield page
    for each in made:
        each.close()
    qapp.setStyleSheet("")


@pytest.fixture
def pairs(add: Add) -> list[int]:
    """Two pairs: Fatma Yılmaz and Henk Mulder, each entered twice."""
    return [
        add("Fatma", "", "Yılmaz", email="f@lindenoord.example", organisation="Lindenoord",
            role="jurist", looking_for="een podium"),
        add("Fatma", "", "Yilmaz", organisation="Lindenoord", phone="06-1", notes="belt liever"),
        add("Henk", "", "Mulder", email="h@oosterveen.example", organisation="Oosterveen"),
        add("H.", "", "Mulder", organisation="Oosterveen"),
    ]  # fmt: skip


@pytest.fixture
def page(qtbot: QtBot, show: Show, pairs: list[int]) -> DuplicatesPage:
    """The tab after its first search, the first pair selected."""
    made = show()
    qtbot.waitUntil(lambda: made.findings is not None, timeout=LONG)
    made.list.setFocus()
    return made


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def titles(page: DuplicatesPage) -> list[str]:
    return [row.title for row in page.list.rows]


def test_an_empty_workbook_says_where_members_come_from(show: Show, host: ThreadedHost) -> None:
    page = show()
    assert "No members yet" in page.list._empty.accessibleName()
    page.list._empty._button.click()
    assert host.opened == [("members", None)]


def test_a_workbook_without_doubles_says_who_were_compared(
    qtbot: QtBot, show: Show, add: Add
) -> None:
    add("Jan", "", "Bakker")
    page = show()
    qtbot.waitUntil(lambda: page.findings is not None, timeout=LONG)
    assert "1 member was compared." in page.list._empty.accessibleName()


def test_the_pairs_are_found_in_the_background_with_their_evidence(page: DuplicatesPage) -> None:
    assert titles(page) == ["Fatma Yılmaz – Fatma Yilmaz", "Henk Mulder – H. Mulder"]
    assert page.list.rows[0].reason == "Same name at the same organisation"
    assert page.header.line == "2 pairs may be one person"


def test_merging_by_keyboard_takes_the_choices_and_goes_to_the_next(
    qtbot: QtBot, desk: Desk, page: DuplicatesPage, host: ThreadedHost, pairs: list[int]
) -> None:
    press(qtbot, Key.Key_Return)
    name = QApplication.focusWidget()
    assert isinstance(name, QRadioButton)
    assert name.accessibleName() == "Name: Fatma Yılmaz", "the one written with more care"
    press(qtbot, Key.Key_Right)
    press(qtbot, Key.Key_Enter, CTRL)
    assert count_members(desk.db) == 3
    one = find_member(desk.db, pairs[0])
    assert (one.name, one.email, one.phone) == ("Fatma Yilmaz", "f@lindenoord.example", "06-1")
    assert one.notes == "belt liever"
    assert titles(page) == ["Henk Mulder – H. Mulder"]
    assert page.list.current() is not None
    assert page.list.hasFocus()
    assert host.said[-1].endswith("are one member now. Next: Henk Mulder – H. Mulder")


def test_undo_brings_the_pair_back(desk: Desk, page: DuplicatesPage, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_Enter, CTRL)
    press(qtbot, Key.Key_Enter, CTRL)
    assert titles(page) == []
    assert "Nobody seems" in page.list._empty.accessibleName()
    desk.undo()
    desk.undo()
    assert len(titles(page)) == 2


def test_not_the_same_is_remembered_and_can_be_taken_back(
    qtbot: QtBot, desk: Desk, page: DuplicatesPage
) -> None:
    page.tell_apart()
    assert len(dismissed_pairs(desk.db)) == 1
    assert titles(page) == ["Henk Mulder – H. Mulder"]
    page._toggle_apart()
    assert titles(page) == ["Fatma Yılmaz – Fatma Yilmaz"]
    assert page.header.line == "1 pair told apart"
    press(qtbot, Key.Key_Enter, CTRL)
    assert count_members(desk.db) == 4, "who is told apart is not merged"
    (after_all,) = (
        each for each in page.comparison.findChildren(QPushButton) if "may be" in each.text()
    )
    qtbot.waitUntil(after_all.isVisible, timeout=LONG)
    press(qtbot, Key.Key_Return)
    assert after_all.hasFocus()
    press(qtbot, Key.Key_Return)
    assert dismissed_pairs(desk.db) == set()
    assert "No pairs were told apart" in page.list._empty.accessibleName()
    page._toggle_apart()
    assert len(titles(page)) == 2


def test_a_pair_whose_member_changed_is_weighed_again_and_the_rest_stays(
    desk: Desk, page: DuplicatesPage, pairs: list[int], qtbot: QtBot
) -> None:
    before = page.findings
    desk.do(change_member, pairs[3], {"first_name": "Petra"})
    assert titles(page) == ["Fatma Yılmaz – Fatma Yilmaz"]
    desk.do(remove_member, pairs[1])
    assert titles(page) == []
    desk.undo()
    desk.undo()
    assert len(titles(page)) == 2
    assert page.findings is before, "without a new search"


def test_who_came_since_is_found_without_asking(
    qtbot: QtBot, page: DuplicatesPage, add: Add, host: ThreadedHost
) -> None:
    add("Sanne", "de", "Boer", organisation="Waterbergen")
    add("Sanne", "", "deBoer", organisation="Waterbergen")
    assert len(titles(page)) == 2
    qtbot.waitUntil(lambda: len(titles(page)) == 3, timeout=LONG)
    assert host.said[-1] == "3 pairs may be one person"


def test_what_comes_up_by_a_merge_is_weighed_without_a_search(
    desk: Desk, page: DuplicatesPage, add: Add, qtbot: QtBot
) -> None:
    one = add("Jan", "", "Bos", email="jan@a.example", organisation="A")
    other = add("Jan", "", "Bos", phone="06-12345678", organisation="A")
    third = add("J.", "", "Bos", phone="06-12345678", organisation="B")
    qtbot.waitUntil(lambda: len(titles(page)) == 4, timeout=LONG)
    before = page.findings
    assert before is not None
    assert (one, third) not in [each.ids for each in before.now(desk.db).pairs]
    desk.do(merge_members, one, other, ("phone",))
    shown = before.now(desk.db)
    assert (one, third) in [each.ids for each in shown.pairs]
    assert (shown.count, shown.looked_at) == (3, 6)
    assert page.findings is before
    desk.do(dismiss_pair, one, third)
    assert (one, third) not in [each.ids for each in before.now(desk.db).pairs]


def test_what_was_chosen_stays_when_something_else_changes(
    desk: Desk, page: DuplicatesPage, add: Add
) -> None:
    page.comparison.choose("name", 1)
    add("Iemand", "", "Anders")
    assert page.comparison.taken[0] == "name"


def test_one_side_is_taken_as_a_whole(page: DuplicatesPage) -> None:
    page.comparison.take_all(1)
    assert set(page.comparison.taken) == {"name", "email", "phone", "role", "looking_for"}
    page.comparison.take_all(0)
    assert page.comparison.taken == ()


def test_what_is_joined_is_said_beforehand(page: DuplicatesPage) -> None:
    said = [each.text() for each in page.comparison.findChildren(QLabel)]
    assert "The notes stay." in said


def test_a_stopped_search_can_be_done_again(
    qtbot: QtBot, show: Show, host: ThreadedHost, pairs: list[int]
) -> None:
    connection = host.jobs.started.connect(lambda job: job.cancel())
    page = show()
    qtbot.waitUntil(lambda: not host.jobs.is_busy, timeout=LONG)
    assert page.findings is None
    assert host.said == ["The search was stopped."]
    host.jobs.started.disconnect(connection)
    page.list._empty._button.click()
    qtbot.waitUntil(lambda: page.findings is not None, timeout=LONG)
    assert len(titles(page)) == 2


def test_every_choice_speaks_with_its_field(page: DuplicatesPage) -> None:
    names = [each.accessibleName() for each in page.comparison.findChildren(QRadioButton)]
    assert names[:4] == [
        "Name: Fatma Yılmaz",
        "Name: Fatma Yilmaz",
        "E-mail: f@lindenoord.example",
        "E-mail: nothing",
    ]
