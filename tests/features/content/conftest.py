"""Items and members to try them on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from commdesk.core.desk import Desk
from commdesk.features.content import ItemDraft, add_item
from commdesk.features.members import MemberDraft, add_member

MONDAY = date(2026, 11, 23)
MakeItem = Callable[..., int]
MakePerson = Callable[..., int]


@pytest.fixture
def item(desk: Desk) -> MakeItem:
    """An item published so many days before the Monday; its id."""

    def make(title: str = "Bomen op de erfgrens", ago: int = 0, **fields: Any) -> int:
        draft = ItemDraft(title, published_on=MONDAY - timedelta(days=ago), **fields)
        return int(desk.do(add_item, draft, today=MONDAY))

    return make


@pytest.fixture
def person(desk: Desk) -> MakePerson:
    """A member of that first name; their id."""

    def make(name: str, **fields: Any) -> int:
        return int(desk.do(add_member, MemberDraft(name, **fields), today=date(2026, 6, 1)))

    return make
