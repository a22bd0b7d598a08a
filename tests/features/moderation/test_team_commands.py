"""The team on the command line: hours available and planned, days off."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.values import Minutes
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    TaskDraft,
    Worked,
    add_moderator,
    add_shift,
    add_task,
    log_hours,
)
from commdesk.features.moderation.team import list_days_off

MONDAY = date(2026, 11, 23)
Verb = Callable[..., Result]


@pytest.fixture
def team(workbook_path: Path) -> Path:
    with Desk.open(workbook_path, FEATURES) as desk:
        task = desk.do(add_task, TaskDraft("Eerste reacties", "", Minutes(240)))
        noor = desk.do(add_moderator, ModeratorDraft("Noor", None, Minutes(60), ("algemeen",)))
        shift = Shift(task, noor, MONDAY, "morning", Minutes(90))
        desk.do(add_shift, shift, is_allowed=True)
        desk.do(log_hours, Worked(task, noor, MONDAY, Minutes(77)), today=MONDAY)
    return workbook_path


def test_the_team_shows_available_and_planned_but_no_hours_worked(
    commdesk: Verb, team: Path
) -> None:
    (row,) = json.loads(commdesk("team", team, "--week", "2026-W48", "--json").stdout)
    assert isinstance(row.pop("moderator_id"), str)
    assert row == {
        "week": "2026-W48",
        "name": "Noor",
        "expertise": ["algemeen"],
        "is_active": True,
        "available": 60,
        "planned": 90,
    }
    text = commdesk("team", team, "--week", "2026-W48").stdout
    assert "0,5 u" in text
    assert "1,3 u" not in text


def test_days_off_are_noted_and_joined(commdesk: Verb, team: Path) -> None:
    said = commdesk("day-off", team, "noor", "2026-12-01").stdout
    assert said.strip() == "Noor is vrij op di 1 dec."
    made = json.loads(
        commdesk("day-off", team, "noor", "01-12-2026", "2026-12-04", "--json").stdout
    )
    assert (made["first_on"], made["last_on"]) == ("2026-12-01", "2026-12-04")
    with Desk.open(team, FEATURES, read_only=True) as desk:
        assert len(list_days_off(desk.db, date.min, date.max)) == 1
    assert commdesk("day-off", team, "noor", "2026-12-04", "2026-12-01").exit_code != 0
    assert commdesk("day-off", team, "zoe", "2026-12-04").exit_code != 0


def test_an_empty_team_says_so(commdesk: Verb, workbook_path: Path) -> None:
    assert "Er zit nog niemand in het team." in commdesk("team", workbook_path).stdout
