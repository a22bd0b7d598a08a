"""The tab of the team by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.moderation import (
    Worked,
    list_moderators,
    log_hours,
)
from commdesk.features.moderation.hours import worked_in_week
from commdesk.features.moderation.team import find_moderator
from commdesk.features.moderation.team.page import TeamPage
from tests.host import QuietHost

MONDAY = date(2026, 11, 23)
LATER = date(2027, 3, 1)
WEEK = Week.of(MONDAY)
KEY = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, legal: int, noor: int) -> TeamPage:
    made = TeamPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    desk.on_change(made.tables_changed)
    made.resize(1060, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_hours_by_name_show_in_team_only(page: TeamPage, desk: Desk, legal: int, noor: int) -> None:
    desk.do(log_hours, Worked(legal, noor, MONDAY, Minutes(60)), today=LATER)
    page.person.hours.model.setData(page.person.hours.model.index(0, 1), "2")
    assert worked_in_week(desk.db, WEEK, noor) == {(legal, MONDAY): 120}


def test_a_member_becomes_a_moderator_in_the_window(
    page: TeamPage, desk: Desk, qtbot: QtBot
) -> None:
    fatma = desk.do(add_member, MemberDraft("Fatma"), today=MONDAY)
    page.register.begin()
    form = page.register.form
    qtbot.keyClicks(form.control("member"), "Zoe")
    qtbot.keyClicks(form.control("weekly_minutes"), "2")
    page.register.save()
    assert form._errors["member"].isVisible()
    form.control("member").setText("Fatma")  # type: ignore[attr-defined]
    page.register.save()
    (made,) = [each for each in list_moderators(desk.db) if each.name == "Fatma"]
    assert made.member_id == fatma
    page.register.table.select_id(made.id)
    assert form.control("member").text() == "Fatma"  # type: ignore[attr-defined]
    page.register.save()
    assert find_moderator(desk.db, made.id).member_id == fatma
