"""The Members page with real widgets: what its buttons say, and what undo says of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.members import MemberDraft, add_member, find_member
from commdesk.features.members.page import MembersPage
from tests.host import QuietHost

TODAY = date(2026, 11, 23)
NL = Words("nl")


def shown(page: MembersPage, text: str) -> QPushButton | None:
    """The button with this text, when it shows."""
    buttons = page.findChildren(QPushButton)
    return next((each for each in buttons if each.text() == text and each.isVisible()), None)


def test_the_button_says_whether_use_is_restricted_or_free_again(qtbot: QtBot, desk: Desk) -> None:
    fatma = desk.do(add_member, MemberDraft(first_name="Fatma"), today=TODAY)
    page = MembersPage(desk, QuietHost(desk, NL))  # type: ignore[arg-type]
    qtbot.addWidget(page)
    desk.on_change(page.tables_changed)
    page.resize(1060, 720)
    page.show()
    page.show_target(fatma)
    for now, then, answer in (
        ("Gebruik beperken", "Weer gebruiken", "ja"),
        ("Weer gebruiken", "Gebruik beperken", "nee"),
    ):
        qtbot.waitUntil(lambda now=now: shown(page, now) is not None)
        assert not shown(page, then)
        button = shown(page, now)
        assert button
        button.click()
        assert find_member(desk.db, fatma).is_restricted is (answer == "ja")
        assert desk.undo_label
        assert NL(desk.undo_label) == f"Gebruik van de gegevens van Fatma beperken: {answer}"
