"""To-dos of a series in a real workbook: there without anybody writing them, changed by one act."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.core.workbook import add_absence
from commdesk.features.duplicates.ops import merge_members
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.plan import (
    Repeat,
    Todo,
    TodoDraft,
    add_series,
    add_todo,
    change_todo,
    complete_todo,
    find_todo,
    hand_over_todo,
    move_todo,
    open_todos,
    plan_todo,
    remove_todo,
    reopen_todo,
    todos_for,
)
from commdesk.features.plan.handed import timeline, today_items, week_items
from commdesk.features.plan.queries import find_for_palette
from commdesk.features.plan.repeats.ops import (
    change_coming,
    end_series,
    remove_coming,
    repeat_todo,
)
from commdesk.features.plan.repeats.queries import id_of, list_series, repeat_of
from commdesk.features.today.closing import acts_of, propose
from commdesk.features.today.ops import close_day
from commdesk.features.today.queries import closing_of
from commdesk.features.week.carrying import left_behind
from commdesk.features.week.ops import carry_over
from commdesk.features.week.proposing import propose_carrying
from commdesk.features.week.queries import week_plan
from tests.core.dump import dump

MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(1)
WEEKLY = "FREQ=WEEKLY;BYDAY=TU"
EN = Words("en")


def begin(desk: Desk, rule: str = WEEKLY, day: date = TUESDAY, **fields: Any) -> int:
    repeat = Repeat(rule, **{key: fields.pop(key) for key in ("until_on", "times", "skips_closed")
                             if key in fields})  # fmt: skip
    draft = TodoDraft(**{"title": "Vraag plaatsen", "planned_on": day} | fields)
    made: int = desk.do(add_series, draft, repeat, today=MONDAY)
    return made


def coming(desk: Desk, weeks: int = 4, today: date = MONDAY) -> list[Todo]:
    return open_todos(desk.db, today, today + timedelta(weeks=weeks))


def days(desk: Desk, weeks: int = 4) -> list[str]:
    found = coming(desk, weeks)
    return [f"{day:%d-%m}" for todo in found if (day := todo.planned_on or todo.due_on)]


def test_the_next_is_there_without_a_row_in_a_file_that_may_only_be_read(desk: Desk) -> None:
    begin(desk)
    assert desk.db.value("SELECT count(*) FROM todo") == 0
    with Desk.open(desk.path, FEATURES, clock=desk.clock, read_only=True) as twin:
        assert days(twin) == ["24-11", "01-12", "08-12", "15-12"]
        found = [item.day for item in week_items(twin.db, Week(2026, 52)) if item.day]
        assert found == [date(2026, 12, 22)]


def test_the_same_series_gives_the_same_to_dos_every_time(desk: Desk) -> None:
    begin(desk)
    assert coming(desk) == coming(desk)
    assert len({todo.id for todo in coming(desk, 60)}) == 60


def test_ticking_one_off_leaves_the_others(desk: Desk) -> None:
    first = begin(desk)
    before = dump(desk.db)
    desk.do(complete_todo, first, today=MONDAY)
    assert days(desk) == ["01-12", "08-12", "15-12"]
    assert find_todo(desk.db, first).done_on == MONDAY
    desk.undo()
    assert dump(desk.db) == before
    desk.redo()
    desk.do(reopen_todo, first)
    assert days(desk)[0] == "24-11"


@pytest.mark.parametrize("act", [plan_todo, move_todo])
def test_moving_one_moves_that_one(desk: Desk, act: Any) -> None:
    _first, second, *_ = (begin(desk), *(todo.id for todo in coming(desk)[1:]))
    desk.do(act, second, date(2026, 12, 3))
    assert days(desk) == ["24-11", "03-12", "08-12", "15-12"]
    desk.undo()
    assert days(desk) == ["24-11", "01-12", "08-12", "15-12"]


def test_changing_and_handing_over_one_is_about_that_one(desk: Desk) -> None:
    first = begin(desk)
    desk.do(change_todo, first, {"title": "Vraag over water", "minutes": Minutes(10)})
    desk.do(hand_over_todo, first, "Daan")
    titles = [(todo.title, todo.owner) for todo in coming(desk, 1)]
    assert titles == [("Vraag over water", "Daan")]
    assert coming(desk)[1].title == "Vraag plaatsen"


@pytest.mark.parametrize("is_moved", [False, True])
def test_removing_one_leaves_its_day_out(desk: Desk, is_moved: bool) -> None:
    begin(desk)
    second = coming(desk)[1].id
    if is_moved:
        desk.do(plan_todo, second, date(2026, 12, 3))
    before = dump(desk.db)
    desk.do(remove_todo, second)
    assert days(desk) == ["24-11", "08-12", "15-12"]
    with pytest.raises(Refused):
        find_todo(desk.db, second)
    desk.undo()
    assert dump(desk.db) == before


def test_this_and_the_coming_ones_change_and_what_was_before_stays(desk: Desk) -> None:
    first = begin(desk)
    desk.do(complete_todo, first, today=TUESDAY)
    second = coming(desk)[1].id if coming(desk)[0].id == first else coming(desk)[0].id
    before = dump(desk.db)
    desk.do(change_coming, second, {"title": "Vraag van de maand"}, today=MONDAY)
    assert days(desk) == ["01-12", "08-12", "15-12"]
    assert {todo.title for todo in coming(desk)} == {"Vraag van de maand"}
    assert find_todo(desk.db, first).title == "Vraag plaatsen"
    assert [each.until_on for each in list_series(desk.db)] == [date(2026, 11, 30), None]
    desk.undo()
    assert dump(desk.db) == before


def test_another_rule_from_this_one_on(desk: Desk) -> None:
    begin(desk)
    second = coming(desk)[1].id
    desk.do(change_coming, second, {}, Repeat("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"), today=MONDAY)
    assert days(desk, 6) == ["24-11", "01-12", "15-12", "29-12"]
    moved = {"planned_on": date(2026, 12, 4)}
    third = next(todo.id for todo in coming(desk) if todo.planned_on == date(2026, 12, 1))
    desk.do(change_coming, third, moved, Repeat("FREQ=WEEKLY;BYDAY=FR"), today=MONDAY)
    assert days(desk, 4) == ["24-11", "04-12", "11-12", "18-12"]
    assert len(list_series(desk.db)) == 2, "a series of which nothing is left is gone"


def test_a_series_changed_from_its_first_is_one_series(desk: Desk) -> None:
    first = begin(desk)
    desk.do(change_coming, first, {"minutes": Minutes(5)}, today=MONDAY)
    assert [each.minutes for each in list_series(desk.db)] == [5]
    assert days(desk) == ["24-11", "01-12", "08-12", "15-12"]


def test_what_is_done_ahead_is_not_asked_again_after_a_change(desk: Desk) -> None:
    begin(desk)
    _, second, third, _ = coming(desk)
    desk.do(complete_todo, third.id, today=MONDAY)
    desk.do(change_coming, second.id, {"title": "Anders"}, today=MONDAY)
    assert days(desk) == ["24-11", "01-12", "15-12"]


def test_a_count_goes_on_from_the_changed_one(desk: Desk) -> None:
    begin(desk, times=4)
    assert days(desk, 9) == ["24-11", "01-12", "08-12", "15-12"]
    third = coming(desk)[2]
    assert repeat_of(desk.db, third).times == 2
    desk.do(change_coming, third.id, {"title": "Anders"}, today=MONDAY)
    assert days(desk, 9) == ["24-11", "01-12", "08-12", "15-12"]


def test_ending_a_series_keeps_this_one_and_removing_the_coming_ones_does_not(desk: Desk) -> None:
    begin(desk)
    third = coming(desk)[2].id
    desk.do(plan_todo, coming(desk)[3].id, date(2026, 12, 16))
    before = dump(desk.db)
    desk.do(end_series, third, {"title": "De laatste"})
    assert days(desk, 20) == ["24-11", "01-12", "08-12"]
    assert find_todo(desk.db, third).title == "De laatste"
    desk.undo()
    assert dump(desk.db) == before
    desk.do(remove_coming, third)
    assert days(desk, 20) == ["24-11", "01-12"]
    desk.undo()
    desk.do(remove_coming, coming(desk)[0].id)
    assert days(desk, 20) == []
    assert list_series(desk.db) == []
    desk.undo()
    assert dump(desk.db) == before


def test_a_plain_to_do_becomes_the_first_of_a_series(desk: Desk) -> None:
    todo_id = desk.do(add_todo, TodoDraft("Nieuwsbrief", planned_on=MONDAY), today=MONDAY)
    desk.do(repeat_todo, todo_id, {"minutes": Minutes(20)}, Repeat(WEEKLY), today=MONDAY)
    assert days(desk, 2) == ["24-11", "01-12"]
    assert coming(desk)[0].id == todo_id
    with pytest.raises(Refused):
        desk.do(repeat_todo, todo_id, {}, Repeat(WEEKLY), today=MONDAY)
    desk.undo()
    assert days(desk, 2) == ["23-11"]


def test_a_plain_to_do_has_no_coming_ones(desk: Desk) -> None:
    todo_id = desk.do(add_todo, TodoDraft("Nieuwsbrief"), today=MONDAY)
    for act in (remove_coming, end_series):
        with pytest.raises(Refused):
            desk.do(act, todo_id)


def test_each_is_due_as_long_after_its_day_as_the_first(desk: Desk) -> None:
    begin(desk, due_on=TUESDAY + timedelta(3))
    assert [todo.due_on for todo in coming(desk, 2)] == [date(2026, 11, 27), date(2026, 12, 4)]
    desk.do(remove_coming, coming(desk)[0].id)
    only_due = desk.do(
        add_series, TodoDraft("Cijfers", due_on=TUESDAY), Repeat(WEEKLY), today=MONDAY
    )
    todo = find_todo(desk.db, only_due)
    assert (todo.planned_on, todo.due_on) == (None, TUESDAY)


def test_a_round_that_was_not_made_is_not_made_up_for_by_two(desk: Desk) -> None:
    begin(desk, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", MONDAY - timedelta(weeks=3))
    (item,) = today_items(desk.db, MONDAY)[:1]
    assert EN(item.reason) == "Planned for Mon 23 Nov; not done 15 times before"
    assert [todo.planned_on for todo in open_todos(desk.db, MONDAY)] == [MONDAY]
    assert len([i for i in week_items(desk.db, Week.of(MONDAY)) if i.day is None]) == 0


def test_a_missed_one_stays_until_the_next_has_come(desk: Desk) -> None:
    begin(desk)
    wednesday = TUESDAY + timedelta(8)
    (item,) = today_items(desk.db, wednesday)
    assert EN(item.reason) == "Was planned for Tue 1 Dec and not done; not done 1 time before"
    left = [item.was_on for item in week_items(desk.db, Week(2026, 50)) if item.day is None]
    assert left == [date(2026, 12, 1)]


def test_a_series_ends_on_its_last_day(desk: Desk) -> None:
    begin(desk, until_on=date(2026, 12, 1))
    assert days(desk, 9) == ["24-11", "01-12"]
    with pytest.raises(Refused) as refused:
        begin(desk, until_on=MONDAY)
    assert refused.value.field == "until_on"
    with pytest.raises(Refused):
        begin(desk, times=0)


def test_it_skips_own_absence_when_asked(desk: Desk) -> None:
    begin(desk, skips_closed=True)
    desk.do(add_absence, date(2026, 12, 1), date(2026, 12, 3))
    assert days(desk, 2) == ["24-11", "04-12"]
    second = coming(desk)[1].id
    desk.do(complete_todo, second, today=MONDAY)
    assert find_todo(desk.db, second).planned_on == date(2026, 12, 4)


def test_a_series_is_found_by_its_title_its_thing_and_its_member(desk: Desk) -> None:
    fatma = desk.do(add_member, MemberDraft("Fatma"), today=MONDAY)
    first = begin(desk, member_id=fatma, link_table="member", link_id=7)
    assert find_for_palette(desk.db, "vraag") == [(first, "Vraag plaatsen", "Fatma")]
    assert [todo.id for todo in todos_for(desk.db, "member", 7)] == [first]
    assert [EN(item.text) for item in timeline(desk.db, fatma)] == ["Vraag plaatsen"]


def test_an_id_of_no_day_of_a_series_is_refused(desk: Desk) -> None:
    first = begin(desk)
    for wrong in (first - 1, first + 1, -1, -(2**62)):
        with pytest.raises(Refused):
            find_todo(desk.db, wrong)


def test_of_a_daily_one_that_was_not_done_today_alone_is_carried_along(desk: Desk) -> None:
    """Today asks for one of them, and so does Week."""
    begin(desk, "FREQ=DAILY", MONDAY - timedelta(14))
    thursday = MONDAY + timedelta(3)
    assert sum(item.due_on <= thursday for item in today_items(desk.db, thursday)) == 1
    plan = week_plan(desk.db, FEATURES, Week.of(thursday), thursday)
    assert left_behind(plan, thursday) == []
    assert list(plan.left_over) == []
    assert propose_carrying(desk.db, FEATURES, thursday).placed == ()


def test_last_weeks_goes_along_until_this_weeks_has_come_by_one_act(desk: Desk) -> None:
    begin(desk, day=TUESDAY - timedelta(7))
    before, last = dump(desk.db), id_of(list_series(desk.db)[0].id, TUESDAY - timedelta(7))
    (placed,) = propose_carrying(desk.db, FEATURES, MONDAY).placed
    desk.do(carry_over, [placed.make(placed.day)])
    assert find_todo(desk.db, last).planned_on == MONDAY
    now = [item.key for item in today_items(desk.db, MONDAY) if item.due_on <= MONDAY]
    assert now == [f"todo/{last}"]
    desk.undo()
    assert dump(desk.db) == before
    assert propose_carrying(desk.db, FEATURES, TUESDAY).placed == ()


def test_a_day_is_closed_on_one_of_a_series_by_one_act(desk: Desk) -> None:
    first, before = begin(desk), dump(desk.db)
    closing = closing_of(desk.db, FEATURES, TUESDAY)
    desk.do(close_day, acts_of(propose(closing.left, closing.rooms), TUESDAY), day=TUESDAY)
    assert find_todo(desk.db, first).planned_on == TUESDAY + timedelta(1)
    shown = [item.key for item in today_items(desk.db, TUESDAY)]
    assert shown == [f"todo/{first}"], "it shows once, on its new day"
    desk.undo()
    assert dump(desk.db) == before


def test_what_repeats_about_a_member_goes_along_when_two_become_one(desk: Desk) -> None:
    keep, gone = (
        desk.do(add_member, MemberDraft(first_name=name), today=MONDAY) for name in ("Els", "Elsje")
    )
    first = begin(desk, member_id=gone)
    places = [place for feature in FEATURES for place in feature.personal_data]
    desk.do(merge_members, keep, gone, (), places)
    assert {todo.member_id for todo in coming(desk)} == {keep}
    assert find_todo(desk.db, first).member_id == keep
    desk.undo()
    assert find_todo(desk.db, first).member_id == gone
