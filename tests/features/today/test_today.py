"""Putting off, the command, and the page over what features hand in."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.features.plan import TodoDraft, add_todo
from commdesk.features.today import lines_of_today, open_snoozes, snooze, wake

MONDAY = date(2026, 11, 23)


def add(desk: Desk, title: str, days: int = 0) -> int:
    day = MONDAY + timedelta(days=days)
    draft = TodoDraft(title=title, due_on=day, minutes=Minutes(15))
    return desk.do(add_todo, draft, today=MONDAY)


def keys(desk: Desk) -> list[str]:
    return [line.item.key for line in lines_of_today(desk.db, desk.features, desk.today())]


def put_off(desk: Desk, key: str, days: int) -> None:
    until = desk.today() + timedelta(days=days)
    desk.do(snooze, key, title="Call", until=until, today=desk.today())


def test_a_line_that_was_put_off_stays_away_until_its_day(desk: Desk, clock) -> None:  # type: ignore[no-untyped-def]
    add(desk, "Call Sanne")
    (key,) = keys(desk)
    put_off(desk, key, 2)
    assert keys(desk) == []
    clock.move(days=2)
    assert keys(desk) == [key]


def test_putting_off_is_undone_like_everything_else(desk: Desk) -> None:
    add(desk, "Call Sanne")
    (key,) = keys(desk)
    put_off(desk, key, 3)
    put_off(desk, key, 5)
    assert open_snoozes(desk.db) == {key: MONDAY + timedelta(days=5)}
    desk.undo()
    assert open_snoozes(desk.db) == {key: MONDAY + timedelta(days=3)}
    desk.do(wake, key, title="Call")
    assert keys(desk) == [key]


@pytest.mark.parametrize("days", [0, -1])
def test_nothing_is_put_off_to_the_past(desk: Desk, days: int) -> None:
    with pytest.raises(Refused) as refused:
        put_off(desk, "x", days)
    assert refused.value.field == "until"


def test_what_came_back_long_ago_is_forgotten(desk: Desk, clock) -> None:  # type: ignore[no-untyped-def]
    put_off(desk, "old", 1)
    clock.move(days=60)
    put_off(desk, "new", 1)
    assert set(open_snoozes(desk.db)) == {"new"}


def test_the_command_tells_the_list_with_its_reasons(
    workbook_path: Path, desk: Desk, commdesk: Callable[..., Result]
) -> None:
    add(desk, "Call Sanne", -4)
    add(desk, "Write Henk")
    desk.close()
    found = json.loads(commdesk("today", workbook_path, "--json").stdout)
    assert [each["title"] for each in found] == ["Call Sanne", "Write Henk"]
    assert set(found[0]) == {"feature", "title", "reason", "due_on", "minutes", "member_id"}
    assert found[0]["due_on"] == "2026-11-19"
    assert found[0]["minutes"] == 15


def test_the_command_prints_for_people(
    workbook_path: Path, desk: Desk, commdesk: Callable[..., Result]
) -> None:
    add(desk, "Call Sanne")
    desk.close()
    result = commdesk("today", workbook_path)
    assert result.exit_code == 0
    assert "Call Sanne" in result.stdout
    assert "23 november" in result.stdout
