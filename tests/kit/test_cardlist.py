"""A card list skips headings, ticks with Space, never cuts a reason."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.cardpaint import lay_out, tick_box

ROWS = [
    CardRow("a", "Call Sanne", "Promised on 19 November", tickable=True, group="Too late"),
    CardRow("b", "Contact with Henk", "46 days no contact", right="10 min", group="Today"),
    CardRow("c", "Fill the evening", "Noor is ill", [("2 h short", "bad")], group="Today"),
]


def made(qtbot: QtBot) -> CardList:
    cards = CardList("Today")
    qtbot.addWidget(cards)
    cards.resize(500, 400)
    cards.show_rows(ROWS)
    cards.show()
    return cards


def test_the_arrows_pass_over_headings(qtbot: QtBot) -> None:
    cards = made(qtbot)
    cards.select_first()
    keys = []
    for _ in range(3):
        keys.append(cards.current_key())
        qtbot.keyClick(cards, Qt.Key.Key_Down)
    assert keys == ["a", "b", "c"]
    qtbot.keyClick(cards, Qt.Key.Key_Home)
    assert cards.current_key() == "a"


def test_space_ticks_only_what_has_a_tick_box(qtbot: QtBot) -> None:
    cards = made(qtbot)
    ticked = []
    cards.ticked.connect(lambda row: ticked.append(row.key))
    for key in "ab":
        cards.select_key(key)
        qtbot.keyClick(cards, Qt.Key.Key_Space)
    assert ticked == ["a"]


def test_a_click_on_the_tick_box_ticks_and_elsewhere_selects(qtbot: QtBot) -> None:
    cards = made(qtbot)
    ticked = []
    cards.ticked.connect(lambda row: ticked.append(row.key))
    row = cards.visualRect(cards.model().index(1, 0))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(cards.viewport(), left, pos=row.center() + QPoint(60, 0))
    assert (ticked, cards.current_key()) == ([], "a")
    QTest.mouseClick(cards.viewport(), left, pos=tick_box(row).center().toPoint())
    assert ticked == ["a"]


def test_the_next_row_is_selected_when_one_is_done(qtbot: QtBot) -> None:
    cards = made(qtbot)
    cards.select_key("b")
    cards.show_rows([ROWS[0], ROWS[2]])
    assert cards.current_key() == "c"


def test_a_long_reason_makes_its_row_higher_instead_of_being_cut() -> None:
    short = lay_out(ROWS[1], 500, has_ticks=False)
    long = CardRow("x", "Contact", "A reason that goes on and on. " * 8, [("Ambassador", "accent")])
    laid = lay_out(long, 500, has_ticks=False)
    assert laid.height > short.height
    assert laid.reason.bottom() < laid.height


def test_chips_go_under_the_words_where_it_is_narrow() -> None:
    laid = lay_out(ROWS[2], 220, has_ticks=True)
    assert laid.chips[0].top() >= laid.reason.bottom()


def test_a_row_is_spoken_whole(qtbot: QtBot) -> None:
    index = made(qtbot).model().index(4, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Fill the evening. Noor is ill. 2 h short"


def test_it_knows_the_row_that_takes_the_place_of_the_current_one(qtbot: QtBot) -> None:
    cards = made(qtbot)
    found = {}
    for key in "abc":
        cards.select_key(key)
        found[key] = cards.key_after()
    assert found == {"a": "b", "b": "c", "c": "b"}
    cards.show_rows(ROWS[:1])
    cards.select_first()
    assert cards.key_after() is None


def test_a_menu_is_asked_for_the_row_under_the_mouse_and_for_no_heading(qtbot: QtBot) -> None:
    cards, asked = made(qtbot), []
    cards.asked.connect(lambda _where: asked.append(cards.current_key()))
    mouse = QContextMenuEvent.Reason.Mouse
    for place in (1, 3, 0):
        at = cards.visualRect(cards.model().index(place, 0)).center()
        event = QContextMenuEvent(mouse, at, cards.viewport().mapToGlobal(at))
        QApplication.sendEvent(cards.viewport(), event)
    assert asked == ["a", "b"]


def test_an_empty_list_is_as_high_as_what_it_says(qtbot: QtBot) -> None:
    cards = CardList("Found")
    qtbot.addWidget(cards)
    cards.resize(300, 60)
    cards.show_rows([])
    cards.set_empty("Nothing found for “a word that is in none of the texts of this workbook”")
    cards.show()
    said = cards.findChild(QLabel)
    assert said
    needed = said.heightForWidth(cards.viewport().width() - 48)
    assert cards.full_height() >= needed + 48, "with its margins of 24"
