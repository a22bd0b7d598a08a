"""A task that asks for an expertise, an evening shift, and who can do them."""

from __future__ import annotations

import pytest

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes
from commdesk.features.moderation import ModeratorDraft, Slots, TaskDraft, add_moderator, add_task

EVENINGS = Slots.parse("1e 2e 4e")


@pytest.fixture
def legal(desk: Desk) -> int:
    return desk.do(add_task, TaskDraft("Juridische vragen", "juridisch", Minutes(240)))


@pytest.fixture
def evening(desk: Desk) -> int:
    return desk.do(add_task, TaskDraft("Avonddienst", "", Minutes(360), slots=EVENINGS))


@pytest.fixture
def noor(desk: Desk) -> int:
    return desk.do(add_moderator, ModeratorDraft("Noor", None, Minutes(300), ("juridisch",)))


@pytest.fixture
def henk(desk: Desk) -> int:
    draft = ModeratorDraft("Henk Mulder", None, Minutes(240), availability=EVENINGS)
    return desk.do(add_moderator, draft)
