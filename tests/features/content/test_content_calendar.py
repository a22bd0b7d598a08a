"""The content calendar: items on their days, planned ones first shown when they are there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.content import (
    FEATURE,
    find_item,
    list_items,
    new_items_for,
    who_looks_for,
    who_might_answer,
)
from commdesk.features.content.handed import today_items
from commdesk.features.content.page import ItemsPage
from commdesk.features.outreach.page.choices import MessageChoices
from tests.features.content.conftest import MONDAY, MakeItem, MakePerson
from tests.host import QuietHost, on_screen

WEEK = Week.of(MONDAY)
THURSDAY = MONDAY + timedelta(3)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[ItemsPage]:
    made = ItemsPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp):
        yield made


def test_a_week_has_what_was_and_what_is_to_be_published_day_by_day(
    desk: Desk, item: MakeItem
) -> None:
    item("volgende week", ago=-7)
    later, earlier = item("artikel", ago=-3, kind="article"), item("vraag", ago=0)
    item("vorige week", ago=1)
    assert FEATURE.publishes
    found = FEATURE.publishes(desk.db, WEEK)
    assert [(each.id, each.day) for each in found] == [(earlier, MONDAY), (later, THURSDAY)]
    words = Words("nl")
    assert [words(each.reason or "") for each in found] == ["Vraag", "Artikel"]
    assert not any(each.minutes for each in found), "the work for it is a to-do"


def test_an_item_goes_to_another_day_and_back(desk: Desk, item: MakeItem) -> None:
    made = item("vraag", ago=0)
    assert FEATURE.publishes
    (block,) = FEATURE.publishes(desk.db, WEEK)
    assert block.move
    act = block.move(THURSDAY)
    desk.do(act.op, *act.args, **act.kwargs)
    assert find_item(desk.db, made).published_on == THURSDAY
    desk.undo()
    assert find_item(desk.db, made).published_on == MONDAY
    act = block.move(None)
    with pytest.raises(Refused):
        desk.do(act.op, *act.args, **act.kwargs)


def test_nobody_is_pointed_to_an_item_before_it_is_published(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    kees = person("Kees", looking_for="alles over bomen", tags=("bomen",))
    item("Bomen op de grens", ago=-1, tags=("bomen",))

    def pointed(day: date) -> list[bool]:
        return [
            bool(who_looks_for(desk.db, day, 9)),
            bool(who_might_answer(desk.db, day, 9)),
            bool(new_items_for(desk.db, kees, day)),
            bool(list_items(desk.db, until=day)),
        ]

    assert pointed(MONDAY) == [False] * 4
    assert pointed(MONDAY + timedelta(1)) == [True] * 4
    assert not today_items(desk.db, MONDAY)


def test_a_message_is_not_offered_an_item_that_is_still_to_come(
    desk: Desk, item: MakeItem, qtbot: QtBot
) -> None:
    item("Nu", ago=0)
    item("Straks", ago=-1)
    choices = MessageChoices(Words("nl"))
    qtbot.addWidget(choices)
    choices.reload(desk.db, MONDAY)
    box = choices.content.box
    assert [box.itemText(n) for n in range(box.count())] == ["Geen item", "Nu"]


def test_the_list_says_planned_and_shows_nobody_beside_it_yet(
    page: ItemsPage, item: MakeItem, person: MakePerson
) -> None:
    person("Kees", tags=("bomen",))
    made = item("Bomen op de grens", ago=-1, tags=("bomen",))
    page.show_target(made)
    (row,) = page.list.rows
    assert [text for text, _tone in row.chips] == ["gepland"]
    assert not page.pane.people.rows
    assert "Gepland voor di 24 nov" in page.pane.people._empty.accessibleName()
    page.kinds.setCurrentIndex(page.kinds.count() - 1)
    assert not page.list.rows, "it cannot have a reply yet"


def test_a_new_item_begins_on_the_day_that_was_asked_for(page: ItemsPage, qtbot: QtBot) -> None:
    page.show_target(f"new/{THURSDAY}")
    qtbot.keyClicks(page.editor.form.control("title"), "Vraag van de week")
    day = page.editor.form.control("published_on")
    assert isinstance(day, QLineEdit)
    assert day.text() == "26-11-2026"
    qtbot.keyClick(page.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [each.published_on for each in list_items(page.desk.db)] == [THURSDAY]
    page.show_target("new")
    assert day is not page.editor.form.control("published_on")
