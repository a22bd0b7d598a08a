"""F1 names the keys as the keyboard of the user has them."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from commdesk.shell.app import Session


def test_the_space_bar_has_its_dutch_name(session: Session) -> None:
    assert session.window is not None
    session.window.toggle_help()
    shown = {each.text() for each in session.window.help.findChildren(QLabel)}
    assert "Spatie" in shown
    assert "Space" not in shown
