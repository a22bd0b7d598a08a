"""The Outreach page when whoever is being written to is merged with somebody, or goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.duplicates.ops import merge_members
from commdesk.features.members import change_member, remove_member
from commdesk.features.outreach.page import OutreachPage
from commdesk.features.outreach.queries import find_draft, messages_of
from tests.host import QuietHost, on_screen

Add = Callable[..., int]


@pytest.mark.parametrize("is_merged", [True, False], ids=("merged", "removed"))
def test_what_is_typed_for_somebody_who_goes_is_said_to_nobody_else(
    desk: Desk, qtbot: QtBot, qapp: QApplication, add: Add, is_merged: bool
) -> None:
    anna, other = add("Anna"), add("A.")
    for member in (anna, other):
        desk.do(change_member, member, {"cadence_days": 5})
    places = [each for feature in desk.features for each in feature.personal_data]
    host = QuietHost(desk, Words("en"))
    with on_screen(OutreachPage(desk, host), qtbot, qapp) as page:  # type: ignore[arg-type]
        page.people.queue.select_key(anna)
        page.composer.text.setPlainText("Nog niet klaar")
        page.keep_draft()
        if is_merged:
            desk.do(merge_members, other, anna, (), places)
        else:
            desk.do(remove_member, anna)
        page.tables_changed(frozenset({"member"}))
        assert page.member_id == other
        page.send()
        page.send()  # a draft of another time takes a second chord
    said = [message.text for message in messages_of(desk.db, other)]
    assert ("Nog niet klaar" in said) == is_merged, "of one person by now, or of nobody"
    if not is_merged:
        for _ in range(1 + len(said)):
            desk.undo()
        draft = find_draft(desk.db, anna)
        assert draft
        assert draft.text == "Nog niet klaar"
