"""The calculation in a workbook: activity counted, taken over in one step, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.core.database import insert
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import Minutes, Week
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.moderation import Slots, TaskDraft, add_task, list_tasks, task_weeks
from commdesk.features.moderation.capacity import Load, count_activity, read_load
from commdesk.features.moderation.capacity.ops import set_load, take_over

TODAY = date(2026, 11, 25)
WEEK = Week.of(TODAY)


@op("Activity for a test")
def some_activity(db: object, member: int, facts: list[tuple[date, str]]) -> None:
    for number, (day, kind) in enumerate(facts):
        row = {"member_id": member, "kind": kind, "happened_on": day.isoformat()}
        insert(db, "activity", {**row, "source": "test", "key": str(number)})  # type: ignore[arg-type]


@pytest.fixture
def two(desk: Desk) -> tuple[int, int]:
    return (
        desk.do(add_task, TaskDraft("Eerste reacties", "", Minutes(360))),
        desk.do(add_task, TaskDraft("Avonddienst", "", Minutes(180))),
    )


def test_activity_is_counted_over_whole_weeks_and_by_weekday(desk: Desk) -> None:
    fatma = desk.do(add_member, MemberDraft("Fatma"), today=TODAY)
    monday = WEEK.monday
    facts = [(monday - timedelta(days=7), "question"), (monday - timedelta(days=14), "reply")]
    facts += [(monday - timedelta(days=13), "post"), (monday - timedelta(days=13), "topic")]
    facts += [(monday, "post"), (monday - timedelta(days=7), "reaction")]  # not whole, not written
    facts += [(monday - timedelta(days=7 * 13), "post")]  # before the twelve weeks
    desk.do(some_activity, fatma, facts)
    found = count_activity(desk.db, TODAY)
    assert (found.weeks, found.by_weekday, found.opened) == (2, {1: 2, 2: 2}, 2)
    assert (found.posts, found.topics) == (2, 1)


def test_without_activity_there_is_nothing_to_count(desk: Desk) -> None:
    found = count_activity(desk.db, TODAY)
    assert (found.weeks, found.posts, found.topics) == (0, 0, 0)


def test_what_was_typed_stays_in_the_workbook_and_can_be_undone(desk: Desk) -> None:
    assert read_load(desk.db) == Load()
    load = Load(90, 3, 7.5, 20, Minutes(60), 2, (20, 30, 50))
    desk.do(set_load, load)
    assert read_load(desk.db) == load
    desk.undo()
    assert read_load(desk.db) == Load()


@pytest.mark.parametrize(
    ("load", "field"),
    [
        (Load(posts=-1), "posts"),
        (Load(topics=2_000_000), "topics"),
        (Load(post_minutes=-0.1), "post_minutes"),
        (Load(topic_minutes=601), "topic_minutes"),
        (Load(admin_minutes=Minutes(20_000)), "admin_minutes"),
        (Load(channels=0), "channels"),
        (Load(parts=(50, 50, 50)), "morning"),
    ],
)
def test_numbers_of_no_community_are_refused_at_their_field(
    desk: Desk, load: Load, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        desk.do(set_load, load)
    assert refused.value.field == field


def test_the_proposal_becomes_the_hours_of_the_tasks_in_one_step(
    desk: Desk, two: tuple[int, int]
) -> None:
    first, second = two
    wanted = {first: Minutes(600), second: Minutes(300)}
    desk.do(take_over, wanted, today=TODAY, slots={second: Slots.parse("1e 2e")})
    by_id = {task.id: task for task in list_tasks(desk.db)}
    assert [by_id[each].weekly_minutes for each in two] == [600, 300]
    assert by_id[second].slots == Slots.parse("1e 2e")
    before = task_weeks(desk.db, [WEEK - 1], TODAY)
    assert [cell.needed for cell in before] == [360, 180], "what was asked before stays on record"
    desk.undo()
    assert [task.weekly_minutes for task in list_tasks(desk.db)] == [360, 180]


def test_the_proposal_can_be_for_a_period_only(desk: Desk, two: tuple[int, int]) -> None:
    weeks = [WEEK + 1, WEEK + 2]
    desk.do(take_over, {two[0]: Minutes(600)}, today=TODAY, weeks=weeks, reason="campagne")
    cells = [c for c in task_weeks(desk.db, [WEEK, *weeks], TODAY) if c.task_id == two[0]]
    assert [cell.needed for cell in cells] == [360, 600, 600]
    desk.undo()
    assert not any(cell.is_override for cell in task_weeks(desk.db, weeks, TODAY))


def test_hours_past_a_week_are_refused_as_a_whole(desk: Desk, two: tuple[int, int]) -> None:
    with pytest.raises(Refused):
        desk.do(take_over, {two[0]: Minutes(60), two[1]: Minutes(20_000)}, today=TODAY)
    assert [task.weekly_minutes for task in list_tasks(desk.db)] == [360, 180]


def test_the_command_line_works_it_out(
    desk: Desk, two: tuple[int, int], commdesk: Callable[..., Result]
) -> None:
    path: Path = desk.db.path
    desk.close()
    options = ("--posts", "90", "--post-minutes", "8.6", "--admin", "2:00", "--channels", "2")
    done = commdesk("capacity", path, *options, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert found["minutes"] == round((90 * 8.6 + 120) * 2)
    assert (found["budgeted"], found["missing"]) == (540, found["minutes"] - 540)
    assert 0 <= sum(share["then"] for share in found["proposal"]) - found["minutes"] < 15
    said = commdesk("capacity", path, *options).output
    assert commdesk("capacity", path, *options[:3], "8,6", *options[4:]).output == said
    assert "29,8 u per week" in said
    assert "te weinig" in said


def test_the_command_line_refuses_nonsense(
    workbook_path: Path, commdesk: Callable[..., Result]
) -> None:
    assert commdesk("capacity", workbook_path, "--channels", "0").exit_code != 0
    for option, typed, said in (
        ("--post-minutes", "acht", "acht is geen getal; schrijf 8 of 8,5."),
        ("--post-minutes", "nan", "nan is geen getal"),
        ("--topic-minutes", "", "– is geen getal"),
        ("--posts", "8,6", "8,6 is geen heel getal"),
        ("--admin", " ", "Er is geen tijdsduur opgegeven; schrijf 1:30, 1,5 of 90m."),
    ):
        done = commdesk("capacity", workbook_path, option, typed)
        assert (done.exit_code, said in done.output) == (1, True), done.output
