"""The pane beside a list, in much room and in little."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.detail import Detail, DetailPane
from commdesk.kit.detailwords import AT_FIRST, earlier
from commdesk.kit.parts import Chip, button


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication) -> DetailPane:
    theme.apply(qapp, "light")
    made = DetailPane("Choose somebody.")
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    buttons = [button(f"Something that can be done {number}") for number in range(5)]
    chips = (("a chip with far more words on it than any pane is wide, even a wide one", "good"),)
    made.show_detail(
        Detail("Fatma", chips=chips, paragraphs=[("Notes", "x " * 400)], buttons=buttons)  # type: ignore[arg-type]
    )
    return made


def test_buttons_scroll_along_where_they_would_hide_the_words(
    pane: DetailPane, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not pane._inside.isAncestorOf(pane._buttons))
    pane.resize(400, 240)
    qtbot.waitUntil(lambda: pane._inside.isAncestorOf(pane._buttons))
    pane.show_detail(Detail("Henk", buttons=[button("One")]))
    qtbot.waitUntil(lambda: not pane._inside.isAncestorOf(pane._buttons))
    pane.show_nothing()
    assert not pane._buttons.isVisible()


def test_tab_stops_at_its_words_only_where_they_scroll_and_they_have_a_name(
    pane: DetailPane, qtbot: QtBot
) -> None:
    pane.resize(300, 200)
    qtbot.waitUntil(lambda: pane._area.focusPolicy() == Qt.FocusPolicy.StrongFocus)
    assert pane._area.accessibleName() == "Fatma"
    pane.show_detail(Detail("Henk", line="Municipality"))
    qtbot.waitUntil(lambda: pane._area.focusPolicy() == Qt.FocusPolicy.NoFocus)


def test_a_chip_too_wide_for_its_place_ends_in_an_ellipsis(pane: DetailPane, qtbot: QtBot) -> None:
    chip = pane.findChild(Chip)
    assert chip is not None
    qtbot.waitUntil(lambda: chip.width() < 400)
    assert chip.toolTip() == chip.text()


def test_a_long_address_makes_nothing_scroll_sideways(pane: DetailPane, qtbot: QtBot) -> None:
    pane.resize(240, 600)
    address = "communitymanagement@omgevingsdienst-noordoostveluwe.example"
    pane.show_detail(Detail("Fatma", line=address, paragraphs=[("E-mail", address)]))
    qtbot.waitUntil(lambda: pane._inside.width() <= pane._area.viewport().width())
    assert not pane._area.horizontalScrollBar().maximum()


def test_its_words_have_the_whole_width_however_it_came_to_show(qtbot: QtBot) -> None:
    made = DetailPane("Choose somebody.")
    qtbot.addWidget(made)
    made.show_detail(Detail("Fatma", paragraphs=[("Notes", "x " * 400)]))
    made.resize(300, 300)
    for size in (500, 280):
        made.hide()
        made.resize(size, 300)
        made.show()
        qtbot.waitUntil(lambda: made._inside_column.geometry() == made._inside.rect())


LINES = [(f"day {number}", f"What happened as number {number}") for number in range(40)]


def shown(pane: DetailPane) -> list[str]:
    return [each.text() for each in pane._inside.findChildren(QLabel) if each.isVisible()]


def test_the_next_person_leaves_nothing_of_the_one_before(pane: DetailPane) -> None:
    pane.show_detail(
        Detail(
            "Fatma",
            "Gemeente",
            [("tag", "accent")],
            [("Looking for", "Een netwerk"), ("Notes", "Belt liever"), ("Empty", "")],
            LINES[:5],
            "Timeline",
        )
    )
    made = pane._inside.findChildren(QLabel)
    pane.show_detail(Detail("Henk", paragraphs=[("Notes", "Mailt liever")]))
    assert [text for text in shown(pane) if text] == ["Henk", "Notes", "Mailt liever"]
    left = " ".join(each.text() for each in made if not isinstance(each, Chip))
    assert "Fatma" not in left, "what is hidden holds no words either"
    assert "Een netwerk" not in left
    assert "number" not in left


def test_a_label_is_worded_anew_and_not_made_anew(pane: DetailPane) -> None:
    pane.show_detail(Detail("Fatma", timeline=LINES[:9], timeline_title="Timeline"))
    made = {id(each) for each in pane._inside.findChildren(QLabel)}
    pane.show_detail(Detail("Henk", timeline=LINES[9:18], timeline_title="Timeline"))
    assert {id(each) for each in pane._inside.findChildren(QLabel)} == made


def test_a_chip_can_stand_under_a_name_with_or_without_a_text(pane: DetailPane) -> None:
    told = [("Last 90 days", "Give something back first."), ("Notes", "Belt liever")]
    pane.show_detail(Detail("Henk", paragraphs=told, marks={"Last 90 days": ("2×, 5×", "warn")}))
    words = {"Henk", "Last 90 days", "2×, 5×", "Give something back first."}
    assert {text for text in shown(pane) if text} == words | {"Notes", "Belt liever"}
    chip = next(each for each in pane.findChildren(Chip) if each.isVisible())
    assert chip.tone == "warn"
    told[0] = ("Last 90 days", "")
    pane.show_detail(Detail("Petra", paragraphs=told, marks={"Last 90 days": ("1×", "accent")}))
    assert "1×" in shown(pane)
    pane.show_detail(Detail("Kees", paragraphs=told))
    assert "Last 90 days" not in shown(pane)


@pytest.mark.parametrize(("count", "is_cut"), [(12, False), (13, True), (40, True)])
def test_a_long_story_shows_its_newest_dozen_first(
    pane: DetailPane, count: int, is_cut: bool
) -> None:
    told = LINES[:count]
    more = earlier(told, Words("en"))
    pane.show_detail(Detail("Henk", timeline=told, timeline_title="T", timeline_more=more))
    days = [text for text in shown(pane) if text.startswith("day")]
    assert len(days) == (AT_FIRST if is_cut else count)
    assert pane._story.more.isVisible() == is_cut


def test_the_rest_of_a_story_is_one_key_away(pane: DetailPane, qtbot: QtBot) -> None:
    more = earlier(LINES, Words("en"))
    assert more == "Show 28 earlier lines"
    pane.show_detail(Detail("Henk", timeline=LINES, timeline_title="T", timeline_more=more))
    pane.activateWindow()
    pane._area.setFocus()
    qtbot.keyClick(pane._area, Qt.Key.Key_Tab)
    assert pane._story.more.hasFocus(), "Tab goes there"
    qtbot.keyClick(pane._story.more, Qt.Key.Key_Return)
    assert len([text for text in shown(pane) if text.startswith("day")]) == 40
    assert not pane._story.more.isVisible()
    assert pane._area.hasFocus(), "and the arrows scroll"
    pane.show_detail(Detail("Petra", timeline=LINES, timeline_title="T", timeline_more=more))
    assert len([text for text in shown(pane) if text.startswith("day")]) == AT_FIRST


def test_words_can_be_selected_and_copied_with_the_mouse(pane: DetailPane, qtbot: QtBot) -> None:
    pane.show_detail(Detail("Henk", paragraphs=[("Notes", "telefoneert")]))
    QApplication.processEvents()
    words = next(each for each in pane.findChildren(QLabel) if each.text() == "telefoneert")
    height = words.height()
    qtbot.mouseMove(pane, pane.rect().topLeft())
    qtbot.mouseMove(words, QPoint(3, height // 2))
    qtbot.mouseDClick(words, Qt.MouseButton.LeftButton, pos=QPoint(10, height // 2))
    assert words.selectedText() == "telefoneert"
    QApplication.processEvents()
    assert words.height() == height, "nothing jumps when the mouse comes"
