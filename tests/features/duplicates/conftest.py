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
from commdesk.kit.jobs import Jobs

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


class ThreadedHost:
    """As much of the window as the page asks for."""

    has_letter_keys = True

    def __init__(self, desk: Desk) -> None:
        self.desk, self.words = desk, Words("en")
        self.memory: dict[str, str] = {}
        self.said: list[str] = []
        self.opened: list[tuple[str, object]] = []
        self.jobs = Jobs(desk)

    def announce(self, text: str) -> None:
        self.said.append(text)

    def open_page(self, name: str, target: object = None) -> None:
        self.opened.append((name, target))

    def perform(self, *arguments: Any) -> None:
        self.jobs.perform(*arguments)

    def run_job(self, *arguments: Any) -> None:
        self.jobs.run(*arguments)

    def refresh_actions(self) -> None:
        pass


@pytest.fixture
def host(desk: Desk, qapp: object) -> Iterator[ThreadedHost]:
    made = ThreadedHost(desk)
    yield made
    made.jobs.stop()
