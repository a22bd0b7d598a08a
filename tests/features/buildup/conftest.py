"""A plan to try things on, and a page of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.buildup.steps import Step, StepDraft, list_steps, read_playbook
from commdesk.features.buildup.steps.ops import add_step, begin_plan
from tests.host import QuietHost, on_screen

MONDAY = date(2026, 11, 23)
NewStep = Callable[..., int]
Show = Callable[[Any], Any]


@pytest.fixture
def new_step(desk: Desk) -> NewStep:
    """A step planned for this week; its id."""

    def make(title: str = "Tuin", **fields: Any) -> int:
        known = {"planned_from": MONDAY, "planned_until": date(2026, 11, 27)}
        return desk.do(add_step, StepDraft(title=title, **known | fields))

    return make


@pytest.fixture
def plan(desk: Desk) -> list[Step]:
    """The built-in plan in English, begun this Monday."""
    desk.do(begin_plan, read_playbook("en").steps, MONDAY)
    return list_steps(desk.db)


@pytest.fixture
def host(desk: Desk) -> QuietHost:
    return QuietHost(desk, Words("en"))


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication, desk: Desk, host: QuietHost) -> Iterator[Show]:
    """Show a page of this kind; one in a test."""
    with ExitStack() as stack:

        def open_it(kind: Any) -> Any:
            page = stack.enter_context(on_screen(kind(desk, host), qtbot, qapp))
            qtbot.waitUntil(page.isActiveWindow)
            page.take_focus()
            return page

        yield open_it
