"""The close of the day: examples of where things go, and what holds for every proposal."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import Act, TodayItem
from commdesk.core.values import Minutes
from commdesk.core.words import Words, say
from commdesk.core.workbook import add_closing_day
from commdesk.features.plan import TodoDraft, add_todo, find_todo
from commdesk.features.today.closing import (
    Left,
    Place,
    Room,
    Way,
    acts_of,
    filled,
    propose,
    put,
    remarks,
    ways_for,
)
from commdesk.features.today.ops import close_day
from commdesk.features.today.queries import closing_of, lines_of_today

MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 3))
EN = Words("en")


def left(key: str, minutes: int, due_on: date | None = None, **more: Any) -> Left:
    usual: dict[str, Any] = {"due_on": MONDAY, "target": 1, "title": say(key), "reason": say("why")}
    item = TodayItem(**{"feature": "plan", "key": key, "minutes": Minutes(minutes)} | usual | more)
    return Left(item, due_on)


def room(day: date, hours: int, planned: int = 0) -> Room:
    return Room(day, Minutes(hours), Minutes(planned))


def days(places: list[Place]) -> list[date | None]:
    return [place.day for place in places]


ROOMS = [room(TUESDAY, 60, 30), room(WEDNESDAY, 60), room(THURSDAY, 60)]


def test_each_goes_to_the_first_day_with_room() -> None:
    found = propose([left("a", 30), left("b", 45), left("c", 15)], ROOMS)
    assert days(found) == [TUESDAY, WEDNESDAY, WEDNESDAY]


def test_a_day_that_is_full_already_gets_nothing() -> None:
    found = propose([left("a", 1)], [room(TUESDAY, 60, 90), room(WEDNESDAY, 60)])
    assert days(found) == [WEDNESDAY]


def test_what_fits_nowhere_goes_back_to_be_planned_or_stays() -> None:
    again = Left(left("a", 90).item, None, Act(close_day))
    found = propose([again, left("b", 90)], ROOMS)
    assert [place.way for place in found] == [Way.TO_PLAN, Way.STAY]


def test_what_is_late_stays_late_when_it_is_only_planned_again() -> None:
    late = Left(left("a", 90, urgency="late").item, MONDAY, Act(close_day))
    assert [place.way for place in propose([late], ROOMS)] == [Way.STAY]
    assert (Way.TO_PLAN, None) not in ways_for(late, ROOMS)


def test_a_sum_that_is_made_up_anew_tomorrow_takes_no_hours() -> None:
    (place,) = propose([left("rest", 30, target=None)], ROOMS)
    assert (place.way, place.day) == (Way.STAY, None)
    assert [EN(text) for text in remarks([place], ROOMS)[0]] == ["comes back by itself"]


def test_what_comes_after_its_day_says_so() -> None:
    found = propose([left("a", 45, WEDNESDAY), left("b", 45, WEDNESDAY)], ROOMS)
    said = [[EN(text) for text in texts] for texts in remarks(found, ROOMS)]
    assert days(found) == [WEDNESDAY, THURSDAY]
    assert said == [[], ["later than Wed 25 Nov"]]


def test_what_is_late_already_says_since_when() -> None:
    late = Left(left("a", 30, urgency="late").item, MONDAY - timedelta(7))
    said = remarks([Place(late, Way.DAY, TUESDAY)], ROOMS)
    assert [[Words("nl")(text) for text in each] for each in said] == [["te laat sinds ma 16 nov"]]


def test_a_place_of_ones_own_choice_past_the_hours_or_on_a_day_off_says_so() -> None:
    found = propose([left("a", 60), left("b", 60)], ROOMS)
    full = put(found, 1, Way.DAY, found[0].day)
    saturday = put(found, 1, Way.DAY, MONDAY + timedelta(days=5))
    assert [EN(text) for text in remarks(full, ROOMS)[1]] == ["more than the hours of that day"]
    assert [EN(text) for text in remarks(saturday, ROOMS)[1]] == ["a day without hours"]
    assert filled(ROOMS, full)[1].left == -60


LEFT = st.lists(
    st.builds(
        left,
        st.uuids().map(str),
        st.integers(0, 200),
        st.none() | st.integers(-9, 9).map(lambda n: MONDAY + timedelta(days=n)),
        urgency=st.sampled_from(("late", "promised", "due", "valuable")),
        target=st.sampled_from((None, 1)),
    ),
    max_size=12,
)
A_ROOM = st.tuples(st.integers(1, 14), st.integers(1, 480), st.integers(0, 600))
COMING = st.lists(A_ROOM, max_size=8, unique_by=lambda row: row[0]).map(
    lambda rows: [room(MONDAY + timedelta(days=n), *more) for n, *more in sorted(rows)]
)


@given(LEFT, COMING)
def test_a_proposal_never_passes_the_hours_nor_takes_a_day_off(
    things: list[Left], rooms: list[Room]
) -> None:
    places = propose(things, rooms)
    used = {place.day for place in places if place.left.item.minutes}
    assert [place.left for place in places] == things
    assert {place.day for place in places if place.day} <= {each.day for each in rooms}
    assert all(each.left >= 0 for each in filled(rooms, places) if each.day in used)


@given(LEFT, COMING)
def test_a_proposal_never_passes_a_due_day_without_saying_so(
    things: list[Left], rooms: list[Room]
) -> None:
    places = propose(things, rooms)
    for place, said in zip(places, remarks(places, rooms), strict=True):
        due = place.left.due_on
        is_past = bool(place.day and due and place.day > due)
        told = {"later than {day}", "late since {day}"}
        assert any(text.message in told for text in said) == is_past


@given(LEFT, COMING)
def test_the_same_input_gives_the_same_proposal(things: list[Left], rooms: list[Room]) -> None:
    assert propose(things, rooms) == propose(things, rooms)


def add(desk: Desk, title: str, **more: Any) -> int:
    draft = TodoDraft(title=title, minutes=Minutes(30), **more)
    return desk.do(add_todo, draft, today=MONDAY)


def close(desk: Desk) -> list[Place]:
    closing = closing_of(desk.db, desk.features, MONDAY)
    places = propose(closing.left, closing.rooms)
    desk.do(close_day, acts_of(places, MONDAY), day=MONDAY)
    return places


def keys(desk: Desk, day: date = MONDAY) -> list[str]:
    return [line.item.key for line in lines_of_today(desk.db, desk.features, day)]


def test_taking_it_moves_everything_as_one_act_that_undo_takes_back(desk: Desk) -> None:
    planned = add(desk, "Planned", planned_on=MONDAY)
    late = add(desk, "Late", due_on=MONDAY - timedelta(days=4), is_promise=True)
    before = keys(desk)
    close(desk)
    assert find_todo(desk.db, planned).planned_on == TUESDAY
    assert find_todo(desk.db, late).planned_on == TUESDAY
    assert keys(desk) == [f"todo/{planned}"], "what is late is kept away till its new day"
    assert keys(desk, TUESDAY) == [f"todo/{late}", f"todo/{planned}"]
    assert EN(desk.undo_label or "") == "Close the day: Mon 23 Nov"
    desk.undo()
    assert keys(desk) == before


def test_nothing_is_taken_when_one_of_them_refuses(desk: Desk) -> None:
    todo = add(desk, "Planned", planned_on=MONDAY)
    acts = acts_of(propose(closing_of(desk.db, desk.features, MONDAY).left, ROOMS), MONDAY)
    gone = Act(acts[0].op, (todo + 1, TUESDAY))
    with pytest.raises(Refused):
        desk.do(close_day, [*acts, gone], day=MONDAY)
    assert find_todo(desk.db, todo).planned_on == MONDAY
    with pytest.raises(Refused):
        desk.do(close_day, [], day=MONDAY)


def test_days_off_are_no_coming_days(desk: Desk) -> None:
    desk.do(add_closing_day, TUESDAY, "Brug")
    add(desk, "Planned", planned_on=MONDAY)
    assert days(close(desk)) == [WEDNESDAY]
    rooms = closing_of(desk.db, desk.features, MONDAY).rooms
    assert all(each.day.isoweekday() <= 5 for each in rooms)
    assert rooms[0] == room(WEDNESDAY, 432, 30)


def test_the_command_proposes_and_takes_over_only_when_asked(
    workbook_path: Path, desk: Desk, commdesk: Callable[..., Result]
) -> None:
    add(desk, "Call Sanne", planned_on=MONDAY)
    desk.close()
    shown = commdesk("today", workbook_path, "--close")
    assert "Call Sanne" in shown.stdout
    assert "di 24 nov" in shown.stdout
    found = json.loads(commdesk("today", workbook_path, "--close", "--json").stdout)
    assert found["applied"] is False
    assert found["left"][0]["day"] == "2026-11-24"
    assert found["days"][0] == {"day": "2026-11-24", "planned": 30, "available": 432}
    taken = json.loads(commdesk("today", workbook_path, "--close", "--apply", "--json").stdout)
    assert taken["applied"] is True
    again = json.loads(commdesk("today", workbook_path, "--close", "--apply", "--json").stdout)
    assert (again["left"], again["applied"]) == ([], False)


def test_apply_goes_with_close(workbook_path: Path, commdesk: Callable[..., Result]) -> None:
    assert commdesk("today", workbook_path, "--apply").exit_code == 2
