"""People at organisations, with a contact so many days ago."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from commdesk.core.desk import Desk
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.organisations import organisation_named
from commdesk.features.outreach import MessageDraft, log_message

MONDAY = date(2026, 11, 23)
Person = Callable[..., tuple[int, int]]


@pytest.fixture
def person(desk: Desk) -> Person:
    """A member at an organisation, in touch so many days ago: (organisation id, member id)."""

    def make(name: str, place: str, ago: int | None = None, **fields: Any) -> tuple[int, int]:
        draft = MemberDraft(name, organisation=place, **fields)
        member = desk.do(add_member, draft, today=date(2026, 6, 1))
        if ago is not None:
            at = datetime.combine(MONDAY - timedelta(days=ago), time(12)).astimezone()
            told = MessageDraft(member, text="Hoi", sent_at=at, is_outgoing=False)
            desk.do(log_message, told, now=desk.now())
        found = organisation_named(desk.db, place)
        assert found is not None
        return found, member

    return make
