"""Members of a small workbook, and a page with jobs in real threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from commdesk.core.desk import Desk
from commdesk.core.feature import PersonalData
from commdesk.core.words import Words
from commdesk.features.members import MemberDraft, add_member
from tests.host import ThreadedHost

MONDAY = date(2026, 11, 23)
Add = Callable[..., int]


@pytest.fixture
def add(desk: Desk) -> Add:
    """`add("Jan", "de", "Vries", email=..., on=date)`."""

    def make(first: str, infix: str = "", last: str = "", on: date = MONDAY, **more: Any) -> int:
        return desk.do(add_member, MemberDraft(first, infix, last, **more), today=on)

    return make


@pytest.fixture
def places(desk: Desk) -> list[PersonalData]:
    return [each for feature in desk.features for each in feature.personal_data]


@pytest.fixture
def host(desk: Desk, qapp: object) -> Iterator[ThreadedHost]:
    made = ThreadedHost(desk, Words("en"))
    yield made
    made.jobs.stop()
