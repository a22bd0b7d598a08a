"""Words in a row of cards stay beside what stands at the right."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from commdesk.kit import theme
from commdesk.kit.cardlist import CardRow
from commdesk.kit.cardpaint import fitting, lay_out


def test_a_single_word_that_is_wider_than_the_row_is_cut(qtbot: QtBot) -> None:
    name = "X" * 300
    laid = lay_out(CardRow(1, name, right="8 u over"), 220, has_ticks=False)
    shown = fitting(name, "body", laid.title.width())
    assert shown.endswith("…")
    assert theme.metrics("body").horizontalAdvance(shown) <= laid.title.width()
    assert laid.title.right() < laid.right.left()
    assert laid.height == lay_out(CardRow(1, "X", right="8 u over"), 220, has_ticks=False).height


def test_words_that_fit_stay_whole(qtbot: QtBot) -> None:
    said = "De leden vragen om een verantwoordelijkheidsverklaring van de beheerder"
    assert fitting(said, "small", 400) == said
