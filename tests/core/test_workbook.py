"""Facts of the workbook: what can be set, on which days there is work, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.core.workbook import (
    Workdays,
    add_absence,
    add_closing_day,
    add_public_holidays,
    change_absence,
    change_workbook,
    dutch_closing_days,
    list_absences,
    list_closing_days,
    read_fact,
    remove_absence,
    remove_closing_day,
    set_facts,
    workdays,
)
from tests.core.dump import dump

MONDAY = date(2026, 11, 23)
PLAIN = Workdays(frozenset({1, 2, 3, 4, 5}), frozenset())


def refusal(desk: Desk, *act: Any) -> tuple[str, str]:
    before = dump(desk.db)
    with pytest.raises(Refused) as refused:
        desk.do(*act)
    assert dump(desk.db) == before
    return str(refused.value), refused.value.field


# --- working days --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "count", "lands_on"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 1, date(2026, 11, 24)),
        (MONDAY, 5, date(2026, 11, 30)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 12, 30), 1, date(2026, 12, 31)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
    ],
)
def test_working_days_are_counted_over_weekends_and_years(
    day: date, count: int, lands_on: date
) -> None:
    assert PLAIN.add(day, count) == lands_on


def test_closing_days_count_like_weekends(desk: Desk) -> None:
    # Christmas 2026 is on Friday and Saturday, New Year's Day 2027 on the Friday of week 53.
    days = workdays(desk.db)
    assert date(2026, 12, 25) not in days
    assert days.add(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert days.next_from(date(2027, 1, 1)) == date(2027, 1, 4)


def test_own_absence_counts_like_weekends(desk: Desk) -> None:
    desk.do(add_absence, date(2026, 11, 24), date(2026, 11, 27), "vakantie")
    days = workdays(desk.db)
    assert [d for n in range(7) if (d := MONDAY + timedelta(days=n)) in days] == [MONDAY]
    assert days.add(MONDAY, 1) == date(2026, 11, 30)
    assert days.next_from(date(2026, 11, 24)) == date(2026, 11, 30)


def test_own_weekdays_hold(desk: Desk) -> None:
    desk.do(change_workbook, {"workdays": [2, 4]})
    assert workdays(desk.db).add(MONDAY, 2) == date(2026, 11, 26)


def test_a_calendar_without_any_working_day_ends() -> None:
    assert Workdays(frozenset(), frozenset()).next_from(MONDAY) == MONDAY


@given(
    st.sets(st.integers(1, 7), min_size=1),
    st.sets(st.integers(0, 60).map(lambda n: MONDAY + timedelta(days=n))),
    st.integers(1, 20),
)
def test_adding_lands_on_a_working_day_with_as_many_between(
    weekdays: set[int], closed: set[date], count: int
) -> None:
    days = Workdays(frozenset(weekdays), frozenset(closed))
    end = days.add(MONDAY, count)
    passed = (MONDAY + timedelta(days=n) for n in range(1, (end - MONDAY).days + 1))
    assert end in days
    assert sum(day in days for day in passed) == count


# --- closing days --------------------------------------------------------------------------------


def test_a_new_workbook_starts_with_the_public_holidays(desk: Desk) -> None:
    held = {each.day: each.name for each in list_closing_days(desk.db)}
    assert held == dutch_closing_days(2026, 3)
    assert held[date(2026, 12, 25)]


def test_a_closing_day_can_be_added_once_and_removed(desk: Desk) -> None:
    before = dump(desk.db)
    day_id = desk.do(add_closing_day, date(2026, 12, 31), " Oudjaar ")
    assert [d.name for d in list_closing_days(desk.db) if d.id == day_id] == ["Oudjaar"]
    assert refusal(desk, add_closing_day, date(2026, 12, 31), "x") == (
        "Thu 31 Dec is a closing day already.", "day",
    )  # fmt: skip
    desk.do(remove_closing_day, day_id)
    assert Words("nl")(desk.undo()) == "Sluitingsdag do 31 dec verwijderen"
    assert Words("nl")(desk.undo()) == "Sluitingsdag do 31 dec toevoegen"
    assert dump(desk.db) == before


def test_a_closing_day_without_a_day_is_asked_for(desk: Desk) -> None:
    assert refusal(desk, add_closing_day, None, "x")[1] == "day"
    assert "no longer" in refusal(desk, remove_closing_day, 7)[0]


def test_the_holidays_of_a_further_year_come_in_one_act(desk: Desk) -> None:
    count = desk.do(add_public_holidays, 2029)
    assert count == len(dutch_closing_days(2029, 1))
    assert "in the list already" in refusal(desk, add_public_holidays, 2029)[0]
    desk.undo()
    assert not list_closing_days(desk.db, since=date(2029, 1, 1))


def test_only_missing_holidays_are_added(desk: Desk) -> None:
    christmas = next(d for d in list_closing_days(desk.db) if d.day == date(2026, 12, 25))
    desk.do(remove_closing_day, christmas.id)
    assert desk.do(add_public_holidays, 2026) == 1


# --- own absence ---------------------------------------------------------------------------------


def test_absence_has_a_first_and_a_last_day(desk: Desk) -> None:
    desk.do(add_absence, MONDAY, None, "tandarts")
    (one,) = list_absences(desk.db)
    assert (one.from_on, one.until_on, one.note) == (MONDAY, MONDAY, "tandarts")
    assert refusal(desk, add_absence, None, MONDAY)[1] == "from_on"
    early = MONDAY - timedelta(days=1)
    assert refusal(desk, add_absence, date(2026, 12, 7), early) == (
        "The end lies before the start.", "until_on",
    )  # fmt: skip
    assert refusal(desk, add_absence, date(2026, 12, 7), date(2928, 1, 1))[1] == "until_on"


@pytest.mark.parametrize(("first", "last"), [(1, 1), (-3, 0), (4, 9), (-3, 9), (0, 4)])
def test_overlapping_absence_is_refused(desk: Desk, first: int, last: int) -> None:
    desk.do(add_absence, MONDAY, MONDAY + timedelta(days=4))
    away = (MONDAY + timedelta(days=first), MONDAY + timedelta(days=last))
    assert refusal(desk, add_absence, *away) == (
        "You are away from Mon 23 Nov until Fri 27 Nov already.", "from_on",
    )  # fmt: skip


def test_absences_may_touch(desk: Desk) -> None:
    desk.do(add_absence, MONDAY, MONDAY)
    desk.do(add_absence, MONDAY + timedelta(days=1), MONDAY + timedelta(days=2))
    desk.do(add_absence, MONDAY - timedelta(days=2), MONDAY - timedelta(days=1))
    assert len(list_absences(desk.db)) == 3


def test_absence_can_be_changed_over_its_own_days_and_removed(desk: Desk) -> None:
    away = desk.do(add_absence, MONDAY, MONDAY)
    before = dump(desk.db)
    desk.do(change_absence, away, MONDAY, MONDAY + timedelta(days=2), "vrij")
    assert list_absences(desk.db)[0].note == "vrij"
    desk.undo()
    assert dump(desk.db) == before
    desk.do(remove_absence, away)
    assert not list_absences(desk.db)
    assert refusal(desk, remove_absence, away)[0] == "This absence is no longer in the list."
    assert "no longer" in refusal(desk, change_absence, away, MONDAY, None)[0]


def test_past_absence_is_left_out_when_asked(desk: Desk) -> None:
    desk.do(add_absence, MONDAY - timedelta(days=9), MONDAY - timedelta(days=2))
    assert list_absences(desk.db, since=MONDAY) == []
    assert len(list_absences(desk.db, since=MONDAY - timedelta(days=2))) == 1


# --- facts ---------------------------------------------------------------------------------------


def test_a_change_of_facts_is_read_at_once_and_can_be_undone(desk: Desk) -> None:
    desk.do(change_workbook, {"name": " Straat ", "language": "en", "weekly_minutes": 1440})
    assert (desk.workbook.name, desk.words.language) == ("Straat", "en")
    assert desk.workbook.weekly_minutes == Minutes(1440)
    desk.undo()
    assert (desk.workbook.name, desk.words.language) == ("Omgevingsnetwerk", "nl")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("name", "  "), ("language", "fr"), ("workdays", []), ("weekly_minutes", 0),
     ("weekly_minutes", None), ("weekly_minutes", 60 * 61)],
)  # fmt: skip
def test_a_wrong_fact_is_refused_at_its_field(desk: Desk, field: str, wrong: object) -> None:
    assert refusal(desk, change_workbook, {field: wrong})[1] == field


def test_features_keep_their_own_facts(desk: Desk) -> None:
    desk.do(set_facts, outreach_cadence_days=30, flags={"a": [1, 2]})
    assert read_fact(desk.db, "outreach_cadence_days") == 30
    assert read_fact(desk.db, "flags") == {"a": [1, 2]}
    assert read_fact(desk.db, "nothing", "usual") == "usual"


WORKWEEK = Workdays(frozenset({1, 2, 3, 4, 5}), frozenset({date(2026, 12, 7)}))


def test_as_many_a_day_as_fit_in_their_order_on_working_days() -> None:
    lengths = [5, 3, 3, 5, 1]
    found = WORKWEEK.spread(date(2026, 12, 5), lengths, lambda _: 8)
    assert [day.day for day in found] == [8, 8, 9, 9, 10]


def test_what_fits_on_no_day_comes_where_it_is_and_what_fits_later_comes_later() -> None:
    full = date(2026, 12, 8)
    found = WORKWEEK.spread(date(2026, 12, 5), [20, 1, 8], lambda day: 0 if day == full else 8)
    assert [day.day for day in found] == [8, 9, 10]


@given(st.lists(st.integers(0, 8), max_size=30), st.integers(8, 12), st.dates())
def test_spreading_loses_nothing_and_overfills_no_day(
    lengths: list[int], a_day: int, first: date
) -> None:
    assume(first.year < 9990)
    days = list(WORKWEEK.spread(first, lengths, lambda _: a_day))
    assert len(days) == len(lengths)
    assert days == sorted(days)
    assert all(day in WORKWEEK and day >= first for day in days)
    for day in set(days):
        assert sum(length for length, on in zip(lengths, days, strict=True) if on == day) <= a_day
