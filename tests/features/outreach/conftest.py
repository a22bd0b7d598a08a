"""People to write to, and what every test of outreach does with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core.database import Database, delete
from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.core.words import Words
from commdesk.core.workbook import set_facts
from commdesk.features.members import MemberDraft, add_member, change_member
from commdesk.features.outreach.model import MessageDraft
from commdesk.features.outreach.ops import log_message
from commdesk.features.outreach.page import OutreachPage
from commdesk.features.outreach.templates.queries import list_templates
from tests.host import QuietHost, on_screen

LONG_AGO = date(2026, 10, 1)


@pytest.fixture
def add(desk: Desk) -> Callable[..., int]:
    """Add a member who has been there for a while; nobody to be welcomed."""

    def make(first_name: str = "Fatma", *, added_on: date = LONG_AGO, **fields: Any) -> int:
        draft = MemberDraft(first_name=first_name, **fields)
        return desk.do(add_member, draft, today=added_on)

    return make


@op("Write without templates, in English")
def plain_messages(db: Database) -> None:
    """What a message begins with is a greeting alone then."""
    for template in list_templates(db):
        delete(db, "outreach_template", template.id)
    set_facts(db, language="en")


@pytest.fixture
def plain(desk: Desk) -> None:
    desk.do(plain_messages)


@pytest.fixture
def due(add: Callable[..., int], cadence: Callable[[int, int], None]) -> Callable[[str], int]:
    """Somebody whose cadence has passed."""

    def make(name: str) -> int:
        member = add(name)
        cadence(member, 5)
        return member

    return make


@pytest.fixture
def cadence(desk: Desk) -> Callable[[int, int], None]:
    return lambda member, days: desk.do(change_member, member, {"cadence_days": days})


@pytest.fixture
def log(desk: Desk) -> Callable[..., int]:
    """Log a message with a member so many days before today, at noon unless told otherwise."""

    def write(member: int, *, days_ago: int = 0, at: datetime | None = None, **fields: Any) -> int:
        noon = datetime.combine(desk.today() - timedelta(days=days_ago), time(12)).astimezone()
        draft = MessageDraft(member, **{"text": "Hoe gaat het?", "sent_at": at or noon} | fields)
        return desk.do(log_message, draft, now=desk.now())

    return write


@pytest.fixture
def host(desk: Desk) -> QuietHost:
    return QuietHost(desk, Words("en"))


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, desk: Desk, host: QuietHost, plain: None
) -> Iterator[OutreachPage]:
    """The desk in English, where a message begins with a greeting alone."""
    with on_screen(OutreachPage(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        yield made
