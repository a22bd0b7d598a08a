"""Ctrl+K finds what any page can do, and how the window looks, in either language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import settings
from commdesk.core.words import LANGUAGES, Words
from commdesk.features.ambassadors.page import AmbassadorsPage
from commdesk.kit.cardlist import CardRow
from commdesk.shell.app import Session
from commdesk.shell.host import actions_of
from commdesk.shell.palette import worded
from commdesk.shell.window import Window
from tests.shell.conftest import Press

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> Window:
    assert session.window is not None
    made = session.window
    made.open_page("today")
    made.search()
    qtbot.waitUntil(lambda: all(made.stage.is_made(name) for name in made.stage.names))
    return made


def found(window: Window, typed: str) -> list[CardRow]:
    window.top.search.setText(typed)
    window.palette_list._search()
    return window.palette_list.rows


def choose(window: Window, typed: str) -> None:
    assert found(window, typed), typed
    window.palette_list._run()


def test_what_can_be_done_on_any_page_is_found_in_either_language(window: Window) -> None:
    for name in window.stage.names:
        for each in actions_of(window.stage.page(name)):
            shown = worded(each.text, window.words)
            for language in LANGUAGES:
                typed = worded(each.text, Words(language))
                assert shown in [row.title for row in found(window, typed)], (name, typed)


@pytest.mark.parametrize(
    "typed", ["huisstijl", "house style", "werkblokken", "working blocks", "sluitingsdagen"]
)
def test_settings_are_found_by_what_is_in_them(window: Window, typed: str) -> None:
    assert worded("Settings", window.words) in [row.title for row in found(window, typed)]


@pytest.mark.parametrize("typed", ["telling", "weekstaat", "tellen", "tally", "week sheet"])
def test_the_week_sheet_is_found_by_what_people_call_it(window: Window, typed: str) -> None:
    title = worded("Count the week", window.words)
    assert title in [row.title for row in found(window, typed)]


def test_every_tab_is_found_in_either_language(window: Window) -> None:
    for section in (each for feature in FEATURES for each in feature.sections):
        for language in LANGUAGES:
            titles = [row.title for row in found(window, worded(section.title, Words(language)))]
            assert worded(section.title, window.words) in titles, (section.name, language)


def test_it_goes_there_and_does_it(window: Window) -> None:
    choose(window, "add ambassador")
    tabbed = window.stage.current_page
    assert tabbed is not None
    page = tabbed.shown_part()
    assert isinstance(page, AmbassadorsPage)
    assert page.editor.isVisible()


def test_nothing_stands_in_the_list_twice(window: Window) -> None:
    for typed in ("", "taak", "e"):
        titles = [(row.right, row.title) for row in found(window, typed) if row.data is not None]
        actions = [each for each in titles if each[0] in {"actie", "pagina"}]
        assert len(actions) == len(set(actions))


@pytest.mark.parametrize(
    ("typed", "key", "value"),
    [
        ("donker thema", "theme", "dark"),
        ("dark theme", "theme", "dark"),
        ("engels", "language", "en"),
        ("text size 150", "text_size", 150),
        ("tekstgrootte 125", "text_size", 125),
    ],
)
def test_theme_language_and_text_size_are_chosen(
    session: Session, window: Window, qtbot: QtBot, typed: str, key: str, value: object
) -> None:
    choose(window, typed)
    qtbot.waitUntil(lambda: getattr(settings.load(), key) == value)
    session.prefer("theme", "light")
    session.prefer("text_size", 100)


def test_what_the_organisation_fixed_is_not_offered(window: Window) -> None:
    from msgspec.structs import replace

    window.settings = replace(window.settings, fixed=frozenset({"theme"}))
    assert not found(window, "donker thema")


def test_pages_are_made_only_while_the_list_is_open(session: Session, qtbot: QtBot) -> None:
    assert session.window is not None
    window = session.window
    window.search()
    window.palette_list.close_list()
    QApplication.sendPostedEvents()
    qtbot.wait(50)
    assert not all(window.stage.is_made(name) for name in window.stage.names)


@pytest.mark.parametrize("reason", list(Qt.FocusReason))
def test_it_opens_only_when_somebody_asks_for_it(
    session: Session, reason: Qt.FocusReason, qtbot: QtBot
) -> None:
    """A window gives the keyboard to its first field by itself, without a window manager too."""
    assert session.window is not None
    field, shown = session.window.top.search, session.window.palette_list
    field.setFocus(reason)
    assert not shown.isVisible()
    qtbot.keyClicks(field, "led")
    qtbot.waitUntil(shown.isVisible)


def test_it_closes_on_esc_on_another_page_and_when_the_keyboard_goes_elsewhere(
    session: Session, press: Press
) -> None:
    assert session.window is not None
    window = session.window
    window.open_page("today")
    before = QApplication.focusWidget()
    leaving = (
        lambda: press(Key.Key_Escape),
        lambda: press(Key.Key_2, CTRL),
        window.side.items[0].setFocus,
        lambda: window.open_page("members"),
    )
    for number, leave in enumerate(leaving):
        window.search()
        assert window.palette_list.isVisible()
        leave()
        assert not window.palette_list.isVisible(), number
        assert number or QApplication.focusWidget() is before
        assert not window.top.search.hasFocus()


def test_what_was_typed_is_gone_once_it_is_done(session: Session, press: Press) -> None:
    assert session.window is not None
    session.window.search()
    press("leden")
    press(Key.Key_Return)
    assert session.window.stage.current_name == "members"
    assert session.window.top.search.text() == ""


def test_that_nothing_is_found_is_said_in_full(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.top.search, "zxqw")
    shown = window.palette_list
    qtbot.waitUntil(lambda: not shown.rows)
    (said,) = (each for each in shown.findChildren(QLabel) if "zxqw" in each.text())
    qtbot.waitUntil(said.isVisible)
    assert said.height() >= said.heightForWidth(said.width())
    assert shown.rect().contains(QRect(said.mapTo(shown, QPoint()), said.size()))


def test_a_page_is_found_by_what_somebody_looks_for_on_it(window: Window) -> None:
    looked_for = {"vrije dag": "Team", "sluitingsdag": "Instellingen", "tekort": "Rooster"}
    for typed, title in looked_for.items():
        rows = {row.title: row for row in found(window, typed)}
        assert title in rows
        assert typed.split()[-1] in rows[title].reason, "and it says why"
    for typed in ("verlof", "leave"):
        assert {"Team", "Instellingen"} <= {row.title for row in found(window, typed)}
