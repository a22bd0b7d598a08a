"""The views in the side bar: a long name goes on two lines, and its tooltip has it all."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from commdesk.features.members import Condition, View, add_view
from commdesk.shell.app import Session

NEW = (Condition("stage", "is", "member"),)
LONG = "Wethouders en raadsleden van de kleine gemeenten aan de rivier"


def test_a_long_name_of_a_view_has_two_lines_and_all_of_it_when_pointed_at(
    session: Session, qtbot: QtBot
) -> None:
    assert session.window is not None
    window = session.window
    for name in (LONG, "Kort"):
        window.desk.do(add_view, View(name, NEW))
    window.open_page("members")
    marks = {mark.text(): mark for mark in window.side.marks}
    assert marks[LONG].toolTip() == LONG
    qtbot.waitUntil(lambda: marks[LONG].height() > marks["Kort"].height())
