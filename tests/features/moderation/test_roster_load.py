"""What somebody has on the roster: too much of it, and what no longer fits."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    TaskDraft,
    add_moderator,
    add_shift,
    add_task,
    change_moderator,
    list_moderators,
    list_tasks,
)
from commdesk.features.moderation.hours import worked_by_moderator
from commdesk.features.moderation.roster import (
    around,
    breaches,
    loads,
    shifts_between,
    unfit_shifts,
)
from commdesk.features.moderation.roster.load import LOOKS_AHEAD
from commdesk.features.moderation.roster.ops import change_shift
from commdesk.features.moderation.roster.queries import suspect_shifts
from commdesk.features.moderation.team import DaysOff
from commdesk.features.moderation.team.ops import add_days_off

MONDAY = date(2026, 11, 23)
WEEK = Week.of(MONDAY)
NL = Words("nl")
BETWEEN = {"hours", "rest"}


@pytest.fixture
def first(desk: Desk) -> int:
    return desk.do(add_task, TaskDraft("Eerste reacties", "", Minutes(240)))


@pytest.fixture
def noor(desk: Desk) -> int:
    return desk.do(add_moderator, ModeratorDraft("Noor", None, Minutes(480)))


def shift(task: int, person: int, day: int, part: str, minutes: int) -> Shift:
    return Shift(task, person, MONDAY + timedelta(day), part, Minutes(minutes))


def test_overload_is_planned_above_available_in_words(desk: Desk, first: int, noor: int) -> None:
    desk.do(add_shift, shift(first, noor, 0, "morning", 480))
    (load,) = loads(desk.db, WEEK)
    assert (load.said(NL), load.is_overloaded) == ("8 van 8 u", False)
    desk.do(add_shift, shift(first, noor, 1, "evening", 60), is_allowed=True)
    (load,) = loads(desk.db, WEEK)
    assert (load.said(NL), load.over) == ("9 van 8 u, 1 u te veel", 60)
    (later,) = loads(desk.db, WEEK + 1)
    assert later.said(NL) == "0 van 8 u"


def test_a_week_off_is_not_available_and_its_shifts_are_too_much(
    desk: Desk, first: int, noor: int
) -> None:
    desk.do(add_days_off, DaysOff(noor, WEEK.monday, WEEK.sunday))
    assert [load.said(NL) for load in loads(desk.db, WEEK)] == ["niet beschikbaar"]
    desk.do(add_shift, shift(first, noor, 1, "evening", 60), is_allowed=True)
    assert [load.said(NL) for load in loads(desk.db, WEEK)] == ["1 van 0 u, 1 u te veel"]


def test_of_too_many_hours_the_last_shifts_no_longer_fit(desk: Desk, first: int, noor: int) -> None:
    ids = [desk.do(add_shift, shift(first, noor, n, "morning", 120)) for n in range(4)]
    desk.do(change_moderator, noor, {"weekly_minutes": Minutes(300)})
    found = unfit_shifts(desk.db, MONDAY)
    assert [each.shift.id for each in found] == ids[2:]
    assert NL(found[0].breaches[0].text) == "Noor heeft 5 u per week; daarvan is 1 u vrij."
    desk.do(change_shift, ids[0], {}, is_allowed=True)
    assert [each.shift.id for each in unfit_shifts(desk.db, MONDAY)] == ids[3:], (
        "an exception is beyond the hours: what is left is judged without it"
    )


def test_without_rest_only_the_morning_after_does_not_fit(
    desk: Desk, first: int, noor: int
) -> None:
    evening = desk.do(add_shift, shift(first, noor, 1, "evening", 60))
    morning = desk.do(add_shift, shift(first, noor, 2, "morning", 60), is_allowed=True)
    assert unfit_shifts(desk.db, MONDAY) == [], "the morning was allowed, the evening is no fault"
    desk.do(change_shift, morning, {"day": MONDAY + timedelta(3)})
    desk.do(change_shift, morning, {"day": MONDAY + timedelta(2)}, is_allowed=True)
    assert evening != morning


def test_a_shift_on_a_day_off_says_that_and_leaves_the_hours_to_the_others(
    desk: Desk, first: int, noor: int
) -> None:
    off, there = (desk.do(add_shift, shift(first, noor, n, "morning", 180)) for n in (0, 3))
    desk.do(add_days_off, DaysOff(noor, MONDAY, MONDAY + timedelta(2)))
    (found,) = unfit_shifts(desk.db, MONDAY)
    assert (found.shift.id, [b.rule for b in found.breaches]) == (off, ["day_off"])
    assert loads(desk.db, WEEK)[0].available == 192, "two of five days"
    assert there


def test_shifts_of_before_today_are_history(desk: Desk, first: int, noor: int) -> None:
    desk.do(add_shift, shift(first, noor, 0, "morning", 60))
    desk.do(add_shift, shift(first, noor, 2, "morning", 60))
    desk.do(add_days_off, DaysOff(noor, WEEK.monday, WEEK.sunday))
    found = unfit_shifts(desk.db, MONDAY + timedelta(1))
    assert [each.shift.day for each in found] == [MONDAY + timedelta(2)]


def test_hours_worked_are_counted_by_name(desk: Desk) -> None:
    assert worked_by_moderator(desk.db, WEEK) == {}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_no_shift_that_breaks_a_rule_is_missed(workbook_path: Path, seed: int) -> None:
    """The weeks that SQL finds suspect hold every shift of which the rules say something."""
    db, rng = Database.connect(workbook_path), random.Random(seed)  # noqa: S311 - the same examples every time
    db.execute("BEGIN")
    try:
        _fill(db, rng)
        tasks = {task.id: task for task in list_tasks(db)}
        team = {each.id: each for each in list_moderators(db)}
        broken = {
            one.id: {b.rule for b in breaches(one, tasks[one.task_id], person, around(db, one))}
            for one in shifts_between(db, MONDAY, date.max)
            if (person := team[one.moderator_id])
        }
        found = {
            each.shift.id: {b.rule for b in each.breaches} for each in unfit_shifts(db, MONDAY)
        }
        own = {shift_id: rules - BETWEEN for shift_id, rules in broken.items() if rules - BETWEEN}
        assert {n: rules - BETWEEN for n, rules in found.items() if rules - BETWEEN} == own
        assert {n for n, rules in broken.items() if rules} <= {
            s.id for s in suspect_shifts(db, WEEK, WEEK + LOOKS_AHEAD)
        }
        for shift_id, rules in found.items():
            assert rules <= broken[shift_id], "nothing is said that the rules do not say"
    finally:
        db.execute("ROLLBACK")
        db.close()


def _fill(db: Database, rng: random.Random) -> None:
    tasks = [
        insert(db, "moderation_task", {
            "name": f"T{n}", "expertise": rng.choice(("", "recht", "Ruimte")),
            "weekly_minutes": 60, "is_active": int(rng.random() < 0.9)})
        for n in range(3)
    ]  # fmt: skip
    team = [
        insert(db, "moderator", {
            "name": f"M{n}", "weekly_minutes": rng.choice((60, 240, 600)),
            "expertise": rng.choice(("", "Recht", "recht, ruimte")),
            "is_active": int(rng.random() < 0.9),
            "availability": rng.choice(("", "", "1m 2m 3e 7a", "1e 2e 3m 4m")),
            "from_on": rng.choice((None, None, _day(rng).isoformat())),
            "until_on": rng.choice((None, None, _day(rng).isoformat()))})
        for n in range(3)
    ]  # fmt: skip
    for _ in range(14):
        insert(db, "moderation_shift", {
            "task_id": rng.choice(tasks), "moderator_id": rng.choice(team),
            "day": _day(rng).isoformat(),
            "day_part": rng.choice(("morning", "afternoon", "evening")),
            "minutes": rng.choice((60, 120))})  # fmt: skip
    for _ in range(2):
        first = _day(rng)
        insert(db, "moderator_days_off", {
            "moderator_id": rng.choice(team), "first_on": first.isoformat(),
            "last_on": (first + timedelta(rng.randint(0, 5))).isoformat()})  # fmt: skip


def _day(rng: random.Random) -> date:
    """Around Christmas and New Year too: closing days, week 53."""
    return rng.choice((MONDAY, date(2026, 12, 21))) + timedelta(rng.randint(-3, 16))
