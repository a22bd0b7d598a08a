"""The pane beside a list, in much room and in little."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.kit import theme
from commdesk.kit.detail import Detail, DetailPane
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


def test_a_chip_too_wide_for_its_place_ends_in_an_ellipsis(pane: DetailPane, qtbot: QtBot) -> None:
    chip = pane.findChild(Chip)
    assert chip is not None
    qtbot.waitUntil(lambda: chip.width() < 400)
    assert chip.toolTip() == chip.text()
