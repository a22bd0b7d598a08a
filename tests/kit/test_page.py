"""A page reloads when its tables change and it is seen, and shows a refusal where it belongs."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.kit import theme
from commdesk.kit.detail import Detail, DetailPane
from commdesk.kit.form import Field, Form
from commdesk.kit.page import Page, PageAction, Regions


@op("Refuse {name}")
def refuse(db: Database, field: str) -> None:
    raise Refused("That is not possible.", field=field)


@op("Give back")
def give(db: Database, value: int) -> int:
    return value


class SmallPage(Page):
    NAME = "small"
    TITLE = "Members"
    WATCHES = frozenset({"member"})

    def build(self) -> None:
        self.reloads = 0
        self.form = Form([Field("name", "Name")], self.words, today=self.desk.today)
        self.content.addWidget(self.form)

    def reload(self) -> None:
        self.reloads += 1

    def primary_action(self) -> PageAction:
        return PageAction("Add member", lambda: None)


@pytest.fixture
def page(qtbot: QtBot, host: Any) -> SmallPage:
    made = SmallPage(host.desk, host)
    qtbot.addWidget(made)
    return made


def test_a_page_loads_when_it_is_first_shown(page: SmallPage) -> None:
    assert page.reloads == 0
    page.show()
    assert page.reloads == 1


def test_a_hidden_page_goes_stale_and_reloads_when_shown(page: SmallPage) -> None:
    page.show()
    page.hide()
    page.tables_changed(frozenset({"member"}))
    assert page.reloads == 1
    page.show()
    assert page.reloads == 2


def test_a_page_does_not_reload_for_the_tables_of_others(page: SmallPage) -> None:
    page.show()
    page.tables_changed(frozenset({"todo"}))
    page.tables_changed(frozenset({"member"}))
    assert page.reloads == 2


def test_a_refusal_stands_next_to_its_field(page: SmallPage, host: Any) -> None:
    page.show()
    page.do(refuse, "name", form=page.form)
    assert page.form._errors["name"].text() == "That is not possible."
    assert page.banner.isHidden()
    assert host.said == ["That is not possible."]


def test_a_refusal_about_nothing_typed_is_a_banner_that_can_be_closed(page: SmallPage) -> None:
    page.show()
    page.do(refuse, "")
    assert page.banner.text == "That is not possible."
    page.do(give, 1)
    assert page.banner.isHidden()


def test_what_an_op_gives_comes_back(page: SmallPage) -> None:
    got: list[int] = []
    page.do(give, 7, then=got.append)
    assert got == [7]


def test_the_primary_action_is_the_coloured_button(page: SmallPage) -> None:
    buttons = page.header.findChildren(QPushButton)
    assert [(each.text(), each.property("role")) for each in buttons] == [("Add member", "primary")]


def test_a_warning_in_the_line_is_amber_and_still_the_same_words(page: SmallPage) -> None:
    page.header.show_words(line="5 things of <7> h · 1 h more", warning="1 h more")
    assert page.header.line == "5 things of <7> h · 1 h more"
    shown = page.header._line
    assert shown.accessibleName() == page.header.line
    assert f'color:{theme.tokens().warn}">1 h more</span>' in shown.text()
    page.header.show_words(line="5 things of <7> h")
    assert (shown.text(), shown.accessibleName()) == ("5 things of <7> h", "")


def test_three_regions_become_one_with_back(qtbot: QtBot, host: Any) -> None:
    parts = [QLineEdit(), QTextEdit(), QTextEdit()]
    regions = Regions("r", parts, words=host.words, memory=host.memory, shares=(2, 3, 2))
    qtbot.addWidget(regions)
    regions.resize(1000, 400)
    with qtbot.waitActive(regions):
        regions.show()
        regions.activateWindow()
    assert [part.isVisible() for part in parts] == [True, True, True]
    regions.resize(880, 400)
    assert [part.isVisible() for part in parts] == [True, False, False]
    regions.reveal(1)
    assert [part.isVisible() for part in parts] == [False, True, False]
    parts[1].setFocus()
    qtbot.keyClick(parts[1], Qt.Key.Key_Escape)
    assert [part.isVisible() for part in parts] == [True, False, False]
    assert parts[0].hasFocus()


@pytest.mark.parametrize("told", [(), ("Notes", "x " * 900)])
def test_the_keyboard_goes_along_to_the_region_that_takes_the_place_of_another(
    qtbot: QtBot, host: Any, told: tuple[str, ...]
) -> None:
    line, pane = QLineEdit(), DetailPane("Nothing.")
    regions = Regions("r", [line, pane], words=host.words, memory=host.memory)
    beside = QPushButton("Beside")
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(regions)
    column.addWidget(beside)
    qtbot.addWidget(holder)
    holder.resize(400, 300)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    line.setFocus()
    pane.show_detail(Detail("Fatma", paragraphs=[told] if told else []))  # type: ignore[list-item]
    regions.reveal(1)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused is not beside
    assert regions.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert line.hasFocus()


def test_the_sizes_of_regions_are_remembered(qtbot: QtBot, host: Any) -> None:
    for sizes in ([300, 684], [300, 684]):
        regions = Regions(
            "r", [QTextEdit(), QTextEdit()], words=host.words, memory=host.memory, shares=(1, 1)
        )
        qtbot.addWidget(regions)
        regions.resize(1000, 400)
        regions.show()
        if host.memory:
            assert regions._splitter.sizes() == sizes
        regions._splitter.setSizes(sizes)
        regions._remember()


def test_a_header_asks_for_the_same_width_however_its_words_stand(
    page: SmallPage, qtbot: QtBot
) -> None:
    """Else the page in its scroll area grows wider and narrower without end."""
    page.show()
    page.header.show_words(title="Gegevens", line="demo-nl-light-1280-200.commdesk")
    page.header.show_actions(page.words, [], None)
    asked = {}
    for width in (1400, 600, 420, 330, 260, 1400):
        page.resize(width, 400)
        qtbot.wait(1)
        asked[width] = page.header.minimumSizeHint().width()
    assert len(set(asked.values())) == 1, asked
