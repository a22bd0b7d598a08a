"""A workbook that knows a feature with charts, empty or with half a year of activity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from commdesk.cli import cli
from commdesk.core.desk import Desk
from commdesk.core.terminal import Program
from commdesk.core.values import Week
from commdesk.features.members import MemberDraft, add_member
from tests.conftest import MovableClock
from tests.features.development.growing import WITH_GROWING, happen

THIS = Week(2026, 48)


@pytest.fixture
def grower(workbook_path: Path, clock: MovableClock) -> Iterator[Desk]:
    """One member, and nothing that happened."""
    with Desk.open(workbook_path, WITH_GROWING, clock=clock) as opened:
        draft = MemberDraft(first_name="Fatma", last_name="Yılmaz", email="f@x.example")
        opened.do(add_member, draft, today=opened.today())
        yield opened


@pytest.fixture
def grown(grower: Desk) -> Desk:
    """Something in each of the last 30 weeks."""
    happen(grower, *(THIS - n for n in range(30)))
    return grower


@pytest.fixture
def verb(clock: MovableClock) -> Callable[..., Result]:
    """Run a verb with a writer of charts that needs no window."""

    def run(*arguments: str | Path) -> Result:
        drawing = "tests.features.development.drawing:write_chart"
        program = Program(WITH_GROWING, clock, chart_writer=drawing)
        result = CliRunner().invoke(cli, [str(each) for each in arguments], obj=program)
        if result.exception and not isinstance(result.exception, SystemExit | click.ClickException):
            raise result.exception
        return result

    return run
