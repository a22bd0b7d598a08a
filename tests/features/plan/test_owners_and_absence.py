"""Who does a to-do, where it goes when it is put off, and what an absence does to the list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import Act, TodayItem
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.core.workbook import add_absence, add_closing_day, change_workbook
from commdesk.features.plan import TodoDraft, add_todo, complete_todo, find_todo
from commdesk.features.plan.handed import morning, today_items, week_items
from commdesk.features.week.queries import week_plan

MONDAY = date(2026, 11, 23)
FRIDAY = MONDAY + timedelta(4)
BACK = date(2026, 12, 7)
EN = Words("en")


def add(desk: Desk, title: str = "Zaal vastleggen", **fields: Any) -> int:
    made: int = desk.do(add_todo, TodoDraft(title=title, **fields), today=MONDAY)
    return made


def do(desk: Desk, act: Act) -> None:
    desk.do(act.op, *act.args, **act.kwargs)


def only(desk: Desk, today: date = MONDAY) -> TodayItem:
    (item,) = today_items(desk.db, today)
    return item


@pytest.mark.parametrize(
    ("fields", "planned", "due"),
    [
        ({"planned_on": MONDAY}, FRIDAY, None),
        ({"due_on": MONDAY}, None, FRIDAY),
        ({"due_on": MONDAY, "planned_on": MONDAY}, FRIDAY, FRIDAY),
        ({"due_on": FRIDAY + timedelta(1), "planned_on": MONDAY}, FRIDAY, FRIDAY + timedelta(1)),
        ({"due_on": MONDAY, "is_promise": True}, FRIDAY, MONDAY),
        ({"due_on": MONDAY, "planned_on": MONDAY, "is_promise": True}, FRIDAY, MONDAY),
    ],
)
def test_putting_off_moves_what_one_expects_and_never_a_promise(
    desk: Desk, fields: dict[str, Any], planned: date | None, due: date | None
) -> None:
    todo_id = add(desk, **fields)
    move = only(desk).move
    assert move
    do(desk, move(FRIDAY))
    todo = find_todo(desk.db, todo_id)
    assert (todo.planned_on, todo.due_on) == (planned, due)
    desk.undo()
    todo = find_todo(desk.db, todo_id)
    assert {key: getattr(todo, key) for key in fields} == fields


def test_a_promise_put_off_past_its_day_says_so(desk: Desk) -> None:
    add(desk, due_on=MONDAY, is_promise=True)
    move = only(desk).move
    assert move
    do(desk, move(FRIDAY))
    assert EN(only(desk).reason) == "Promised for Mon 23 Nov, planned after that"
    late = only(desk, MONDAY + timedelta(1))
    assert EN(late.reason) == "1 day late; promised for Mon 23 Nov; now planned for Fri 27 Nov"
    (block,) = week_items(desk.db, Week.of(MONDAY))
    assert block.reason
    assert EN(block.reason) == "Promised for Mon 23 Nov, planned after that"


def test_another_ones_to_do_says_whose_it_is_and_takes_no_own_hours(desk: Desk) -> None:
    todo_id = add(desk, planned_on=MONDAY, minutes=Minutes(60), owner="noor")
    assert (only(desk).owner, week_items(desk.db, Week.of(MONDAY))[0].is_own) == ("", True)
    hand_over = only(desk).hand_over
    assert hand_over
    do(desk, hand_over("Daan"))
    item = only(desk)
    assert item.owner == "Daan"
    assert item.chip
    assert EN(item.chip) == "Owner: Daan"
    (block,) = week_items(desk.db, Week.of(MONDAY))
    assert block.reason
    assert (EN(block.reason), block.is_own) == ("Owner: Daan", False)
    plan = week_plan(desk.db, desk.features, Week.of(MONDAY), MONDAY)
    assert plan.planned == 0
    desk.undo()
    assert find_todo(desk.db, todo_id).owner == "noor"


def test_a_to_do_goes_to_somebody(desk: Desk) -> None:
    add(desk, planned_on=MONDAY)
    hand_over = only(desk).hand_over
    assert hand_over
    with pytest.raises(Refused) as refused:
        do(desk, hand_over("  "))
    assert refused.value.field == "owner"


def test_while_nobody_said_whose_workbook_it_is_everything_is_ones_own(desk: Desk) -> None:
    desk.do(change_workbook, {"owner": ""})
    add(desk, planned_on=MONDAY, owner="Daan")
    assert only(desk).owner == ""


def away(desk: Desk) -> None:
    """From Wednesday 25 November up to and with Friday 4 December."""
    desk.do(add_absence, date(2026, 11, 25), date(2026, 12, 4))


def test_the_last_working_days_before_an_absence_say_what_falls_in_it(desk: Desk) -> None:
    away(desk)
    add(desk, planned_on=date(2026, 11, 26))
    add(desk, due_on=date(2026, 12, 2))
    promise = add(desk, due_on=date(2026, 11, 30), is_promise=True)
    said = {}
    for day in (date(2026, 11, 19), date(2026, 11, 20), MONDAY, date(2026, 11, 24)):
        found = [i for i in today_items(desk.db, day) if i.key.startswith("absence/")]
        said[day.day] = [EN(item.reason) for item in found]
    line = "In it fall 1 promise and 2 to-dos; you leave after Tue 24 Nov"
    assert said == {19: [], 20: [line], 23: [line], 24: [line]}
    desk.do(complete_todo, promise, today=MONDAY)
    (item,) = [i for i in today_items(desk.db, MONDAY) if i.key.startswith("absence/")]
    assert (EN(item.title), item.tick, item.page, item.minutes) == (
        "Away from Wed 25 Nov until Fri 4 Dec", None, "week", 0,
    )  # fmt: skip


def test_an_absence_in_which_nothing_falls_is_announced_too(desk: Desk) -> None:
    away(desk)
    assert EN(only(desk).reason) == "The last working day before it is Tue 24 Nov"
    assert today_items(desk.db, date(2026, 11, 25)) == []


def test_what_waited_is_spread_over_the_days_after_on_today_and_in_the_week(desk: Desk) -> None:
    away(desk)
    for number in range(1, 5):
        add(desk, str(number), planned_on=date(2026, 11, 26), minutes=Minutes(200))
    lines = {EN(i.title): (i.due_on.day, EN(i.reason)) for i in today_items(desk.db, BACK)}
    assert lines == {
        "1": (7, "Away on Thu 26 Nov, so on Mon 7 Dec; spread over 2 days"),
        "2": (7, "Away on Thu 26 Nov, so on Mon 7 Dec; spread over 2 days"),
        "3": (8, "Away on Thu 26 Nov, so on Tue 8 Dec; spread over 2 days"),
        "4": (8, "Away on Thu 26 Nov, so on Tue 8 Dec; spread over 2 days"),
    }
    blocks = week_items(desk.db, Week.of(BACK))
    assert [(EN(b.title), b.day and b.day.day) for b in blocks] == [
        ("1", 7), ("2", 7), ("3", 8), ("4", 8)
    ]  # fmt: skip
    assert EN(blocks[2].reason or "") == lines["3"][1]
    assert week_items(desk.db, Week(2026, 48)) == [], "nothing stands in the absence itself"


def test_what_is_done_on_the_first_day_back_keeps_its_room(desk: Desk) -> None:
    away(desk)
    first, *_ = (
        add(desk, str(number), planned_on=date(2026, 11, 26), minutes=Minutes(200))
        for number in range(1, 4)
    )
    desk.do(complete_todo, first, today=BACK)
    lines = {EN(i.title): i.due_on.day for i in today_items(desk.db, BACK)}
    assert lines == {"2": 7, "3": 8}


def test_a_closing_day_spreads_too_and_says_it_is_one(desk: Desk) -> None:
    desk.do(add_closing_day, MONDAY, "Brugdag")
    add(desk, planned_on=MONDAY)
    assert EN(only(desk).reason) == "Planned for Mon 23 Nov, not a working day; so on Tue 24 Nov"


def test_the_morning_counts_the_promises_of_the_day(desk: Desk) -> None:
    assert morning(desk.db, MONDAY) == []
    add(desk, due_on=MONDAY, is_promise=True)
    add(desk, due_on=MONDAY)
    add(desk, due_on=MONDAY, is_promise=True, owner="Daan")
    assert [EN(part) for part in morning(desk.db, MONDAY)] == ["1 promise for today"]
