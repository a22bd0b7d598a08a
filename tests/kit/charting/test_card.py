"""A card with a chart: what it says, shows, speaks, copies, opens and saves."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.developing import Chart, Line, Reference
from commdesk.core.words import Words, say
from commdesk.kit import theme
from commdesk.kit.charting import ChartCard
from commdesk.kit.charting.card import reasons
from tests.kit.charting.charts import active, empty, shares, weeks

KEY = Qt.Key


@pytest.fixture
def card(qtbot: QtBot, words: Words) -> ChartCard:
    made = ChartCard(words, {})
    qtbot.addWidget(made)
    made.resize(700, 420)
    made.show_chart(active())
    made.show()
    qtbot.waitExposed(made)
    return made


def texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QPushButton) if each.isVisible()]


def test_it_asks_answers_and_says_why_and_what_next(card: ChartCard) -> None:
    assert card.heading.text() == "Who takes part?"
    assert card.answer.text() == "27 of 240 members did something this week."
    assert card.reasons.text() == "10: a small core. From practice."
    assert texts(card) == ["Write to who is silent", "Why this line? ▸"]
    assert [each.toolTip() for each in card.findChildren(QToolButton)] == [
        "Show as table", "Copy", "Save as picture",
    ]  # fmt: skip
    assert not card.grab().toImage().isNull()


def test_every_button_names_its_chart(card: ChartCard) -> None:
    for each in card.findChildren(QAbstractButton):
        assert each.accessibleName().startswith("Active members: "), each.text()


def test_why_a_line_is_held_to_unfolds_and_is_remembered(
    card: ChartCard, qtbot: QtBot, words: Words
) -> None:
    assert not card.reasons.isVisible()
    picture = card.view.picture.height()
    qtbot.keyClick(card.why.button, KEY.Key_Return)
    assert card.reasons.isVisible()
    assert card.why.button.text() == "Why this line? ▾"
    assert card.view.picture.height() >= min(picture, card.view.picture.minimumSizeHint().height())
    again = ChartCard(words, card._memory)
    qtbot.addWidget(again)
    again.show_chart(active())
    assert again.why.is_open
    again.why.turn()
    assert not again.why.is_open


def test_lines_with_one_reason_are_explained_together(words: Words) -> None:
    source = say("From practice.")
    held = (Reference(10, say("10: few"), source), Reference(90, say("90: most"), source))
    assert reasons(replace(active(), references=held), words) == [
        "10: few · 90: most. From practice."
    ]


@pytest.mark.parametrize("width", [260, 330, 480, 900])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_names_under_a_picture_take_no_room_of_its_figures(
    card: ChartCard, qapp: QApplication, width: int, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    titles = ("Members of all kinds who did something", "Members who brought something themselves")
    lines = tuple(Line(title[:12], say(title), (1, 2, 3, 4, 5)) for title in titles)
    chart = replace(active(), lines=lines * 2)
    picture = card.view.picture
    picture.resize(theme.px(width), 10)
    picture.show_chart(chart)
    picture.resize(theme.px(width), picture.minimumSizeHint().height())
    drawing = picture.drawing
    theme.apply(qapp, "light")
    assert drawing
    assert drawing.plot.height >= theme.px(80)


def test_a_screen_reader_hears_question_answer_and_lines_to_hold_to(card: ChartCard) -> None:
    picture = card.view.picture
    assert picture.accessibleName() == "Who takes part?"
    told = picture.accessibleDescription()
    assert told.startswith("27 of 240 members did something this week.")
    assert "10: a small core" in told
    assert "week 47: 25 active, 9 contributing" in told, "of the last week that is over"


def test_arrow_keys_walk_along_the_places_and_say_their_values(
    card: ChartCard, qtbot: QtBot
) -> None:
    view = card.view
    assert view.values.text() == "week 47: 25 active, 9 contributing"
    qtbot.keyClick(view.picture, KEY.Key_Left)
    assert view.values.text() == "week 48 (so far): 27 active, 9 contributing"
    qtbot.keyClick(view.picture, KEY.Key_Left)
    assert view.values.text() == "week 47: 25 active, 9 contributing"
    qtbot.keyClick(view.picture, KEY.Key_Left)
    assert view.values.text() == "week 46: 8 contributing"
    qtbot.keyClick(view.picture, KEY.Key_Home)
    assert view.values.text() == "week 44: 20 active, 5 contributing"
    qtbot.keyClick(view.picture, KEY.Key_Left)
    assert view.picture.place == 0
    qtbot.keyClick(view.picture, KEY.Key_End)
    qtbot.keyClick(view.picture, KEY.Key_Right)
    assert view.picture.place == 4


def test_the_mouse_shows_the_same_and_nothing_when_it_leaves(card: ChartCard, qtbot: QtBot) -> None:
    picture = card.view.picture
    drawing = picture.drawing
    assert drawing
    qtbot.mouseMove(picture, QPoint(round(drawing.spots[1]), 60))
    assert card.view.values.text() == "week 45: 22 active, 6 contributing"
    QApplication.sendEvent(picture, _leaving())
    assert picture.place == -1


def _leaving() -> object:
    from PySide6.QtCore import QEvent

    return QEvent(QEvent.Type.Leave)


def test_the_table_is_made_when_it_is_first_shown(card: ChartCard, qtbot: QtBot) -> None:
    assert not card._stack.is_made
    qtbot.keyClick(card._turn, KEY.Key_Return)
    assert card.is_table
    assert card.table.accessibleName() == "Active members"
    model = card.table.model()
    assert [model.index(2, column).data() for column in range(3)] == ["week 46", "–", "8"]
    assert card._turn.accessibleName() == "Active members: Show as chart"
    qtbot.keyClick(card._turn, KEY.Key_Return)
    assert not card.is_table


def test_ctrl_c_copies_all_figures_and_says_so(card: ChartCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.told) as told:
        qtbot.keyClick(card.view.picture, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["5 rows copied"]
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Week\tActive\tContributing"
    assert lines[-1] == "week 48 (so far)\t27\t9"


def test_a_share_names_both_numbers(card: ChartCard) -> None:
    card.show_chart(shares())
    card.turn()
    assert card.table.model().index(1, 1).data() == "27 of 240 (11%)"
    assert card.view.values.text() == "week 48: create 27 of 240 (11%)"


def test_the_next_step_and_the_picture_are_asked_of_the_page(card: ChartCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.step_opened) as opened:
        qtbot.keyClick(card.step, KEY.Key_Return)
    assert (opened.args[0].page, opened.args[0].target) == ("outreach", "silent")
    with qtbot.waitSignal(card.save_asked) as asked:
        qtbot.keyClick(card._save, KEY.Key_Return)
    assert asked.args[0].name == "active"


def test_without_figures_there_is_a_sentence_and_a_step_and_no_frame(
    card: ChartCard, qtbot: QtBot
) -> None:
    tall = card.sizeHint().height()
    card.show_chart(empty())
    assert card.answer.text() == "Nobody was interviewed yet."
    assert texts(card) == ["Plan interviews"]
    assert not card.view.isVisible()
    assert card.sizeHint().height() < tall / 2
    qtbot.keyClick(card, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    card.show_chart(replace(empty(), next_step=None))
    assert texts(card) == []


def test_another_period_keeps_the_widgets_and_shows_its_own_columns(card: ChartCard) -> None:
    card.turn()
    view, table = card.view, card.table
    card.show_chart(active().last(2))
    assert (card.view, card.table) == (view, table)
    assert table.model().rowCount() == 2
    card.show_chart(shares())
    assert table.model().columnCount() == 2


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_painted_in_every_look_and_shape(
    card: ChartCard, qapp: QApplication, scheme: str, scale: float
) -> None:
    theme.apply(qapp, scheme, scale)
    for chart in (active(), shares(), _dense()):
        for shape in ("lines", "columns", "stacked", "bars"):
            card.show_chart(replace(chart, shape=shape))
            assert not card.grab().toImage().isNull()
    theme.apply(qapp, "light")


def _dense() -> Chart:
    values = tuple(None if place < 9 else place % 7 for place in range(157))
    return replace(active(), places=weeks(157), lines=(Line("n", say("New"), values),) * 4)
