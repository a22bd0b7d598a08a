"""What waited in days off is spread after them: nothing lost, no promise moved, no day too full."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.core.workbook import Workdays
from commdesk.features.plan.model import Todo
from commdesk.features.plan.reasons import today_reason
from commdesk.features.plan.spreading import Placed, spread_after, waits

MONDAY = date(2026, 11, 23)
LEAVE, BACK = date(2026, 11, 25), date(2026, 12, 7)
AWAY = frozenset(LEAVE + timedelta(n) for n in range(12))
DAYS = Workdays(frozenset({1, 2, 3, 4, 5}), AWAY | {date(2026, 12, 25)})
A_DAY = 8 * 60
EN = Words("en")


def spread(*todos: Todo, busy: dict[date, int] | None = None) -> dict[int, Placed]:
    return spread_after(todos, busy or {}, A_DAY, DAYS, AWAY)


def todo(number: int, day: date | None, hours: float, **fields: object) -> Todo:
    minutes = Minutes(int(hours * 60))
    return Todo(id=number, title=str(number), planned_on=day, minutes=minutes, **fields)  # type: ignore[arg-type]


def test_as_many_a_day_as_fit_the_longest_waiting_first() -> None:
    waiting = [todo(n, LEAVE + timedelta(days=n % 3), 3) for n in range(1, 6)]
    found = spread(*waiting)
    assert {number: placed.day.day for number, placed in found.items()} == {
        3: 7, 1: 7, 4: 8, 2: 8, 5: 9
    }  # fmt: skip
    assert {(placed.back, placed.over, placed.is_away) for placed in found.values()} == {
        (BACK, 3, True)
    }


def test_a_day_that_has_work_of_its_own_takes_less() -> None:
    found = spread(todo(1, LEAVE, 3), todo(2, LEAVE, 3), busy={BACK: 4 * 60})
    assert [placed.day.day for placed in found.values()] == [7, 8]


def test_what_fits_on_no_day_comes_where_its_turn_is() -> None:
    found = spread(todo(1, LEAVE, 2), todo(2, LEAVE, 20), todo(3, LEAVE, 2))
    assert [found[n].day.day for n in (1, 2, 3)] == [7, 7, 8]


def test_what_has_a_day_due_goes_first_and_not_after_that_day() -> None:
    due = BACK + timedelta(days=1)
    waiting = [todo(n, LEAVE, 5) for n in range(1, 4)]
    late = [todo(n, LEAVE, 5, due_on=due) for n in range(4, 8)]
    found = spread(*waiting, *late)
    assert [found[n].day.day for n in (4, 5, 6, 7)] == [7, 8, 8, 8]
    assert min(found[n].day for n in (1, 2, 3)) >= due


def test_a_dated_promise_is_not_spread_but_announced() -> None:
    promise = Todo(id=1, due_on=LEAVE, planned_on=LEAVE, is_promise=True)
    assert waits(promise, DAYS) is None
    assert spread(promise) == {}
    found = today_reason(promise, MONDAY, DAYS)
    assert found
    assert EN(found[0]) == "Promised for Wed 25 Nov, not a working day: do it before"


def test_each_says_from_where_and_over_how_many_days() -> None:
    waiting = [todo(n, LEAVE, 5) for n in range(1, 4)]
    found = spread(*waiting)
    reasons = [today_reason(each, BACK, DAYS, found[each.id]) for each in waiting]
    assert [EN(reason[0]) if reason else "" for reason in reasons] == [
        f"Away on Wed 25 Nov, so on {day} Dec; spread over 3 days"
        for day in ("Mon 7", "Tue 8", "Wed 9")
    ]
    soft = Todo(id=9, due_on=date(2026, 12, 25), minutes=Minutes(30))
    placed = spread(soft)[9]
    reason = today_reason(soft, date(2026, 12, 21), DAYS, placed)
    assert reason is None, "it waits for Monday"
    later = today_reason(soft, date(2026, 12, 28), DAYS, placed)
    assert later
    assert EN(later[0]) == "Due Fri 25 Dec, not a working day; so on Mon 28 Dec"


def test_it_is_late_only_after_the_day_it_was_spread_to() -> None:
    waiting = [Todo(id=n, due_on=LEAVE, minutes=Minutes(300)) for n in range(1, 4)]
    found = spread(*waiting)
    on = {
        day: [today_reason(each, date(2026, 12, day), DAYS, found[each.id]) for each in waiting]
        for day in (8, 9, 10)
    }
    urgencies = {day: [why[1] if why else "" for why in reasons] for day, reasons in on.items()}
    assert urgencies == {
        8: ["late", "due", "due"],
        9: ["late", "late", "due"],
        10: ["late", "late", "late"],
    }


TODOS = st.lists(
    st.builds(
        Todo,
        planned_on=st.none() | st.integers(0, 50).map(lambda n: MONDAY + timedelta(n)),
        due_on=st.none() | st.integers(0, 50).map(lambda n: MONDAY + timedelta(n)),
        minutes=st.integers(0, 600).map(Minutes),
        is_promise=st.booleans(),
        done_on=st.none() | st.just(MONDAY),
    ),
    max_size=30,
)
BUSY = st.dictionaries(
    st.integers(0, 40).map(lambda n: MONDAY + timedelta(n)), st.integers(0, A_DAY)
)
OFF = st.sets(st.integers(0, 40), max_size=30)


def numbered(todos: list[Todo]) -> list[Todo]:
    from msgspec.structs import replace

    return [replace(each, id=number) for number, each in enumerate(todos, 1)]


@given(TODOS, BUSY, OFF)
def test_nothing_is_lost_and_nothing_stands_on_a_day_off(
    todos: list[Todo], busy: dict[date, int], off: set[int]
) -> None:
    todos, days = numbered(todos), frozenset(MONDAY + timedelta(n) for n in off)
    workdays = Workdays(DAYS.weekdays, days)
    found = spread_after(todos, busy, A_DAY, workdays)
    assert set(found) == {each.id for each in todos if waits(each, workdays)}
    for each in todos:
        stood, placed = each.planned_on or each.due_on, found.get(each.id)
        if placed is None:
            continue
        assert stood in days
        assert placed.day in workdays
        assert placed.day >= placed.back > (stood or placed.back)
        assert not each.is_done
        assert not (each.is_promise and each.due_on and each.due_on < placed.back)
        if each.due_on and each.due_on >= placed.back:
            assert placed.day <= each.due_on, "not after its day due"


@given(TODOS, BUSY, OFF, st.randoms(use_true_random=False))
def test_the_same_to_dos_give_the_same_days_and_urgent_ones_first(
    todos: list[Todo], busy: dict[date, int], off: set[int], die: object
) -> None:
    todos, days = numbered(todos), frozenset(MONDAY + timedelta(n) for n in off)
    workdays = Workdays(DAYS.weekdays, days)
    found = spread_after(todos, busy, A_DAY, workdays)
    mixed = list(todos)
    die.shuffle(mixed)  # type: ignore[attr-defined]
    assert spread_after(mixed, busy, A_DAY, workdays) == found
    alike = [each for each in todos if each.id in found and each.due_on is None]
    alike.sort(key=lambda each: (not each.is_promise, each.planned_on or MONDAY, each.id))
    for back in {placed.back for placed in found.values()}:
        order = [found[each.id].day for each in alike if found[each.id].back == back]
        assert order == sorted(order)


@given(TODOS, BUSY, OFF)
def test_a_day_takes_no_more_than_its_hours_unless_it_says_why(
    todos: list[Todo], busy: dict[date, int], off: set[int]
) -> None:
    """What is due by then, and what is longer than any day, comes all the same."""
    todos, days = numbered(todos), frozenset(MONDAY + timedelta(n) for n in off)
    plain = [each for each in todos if each.due_on is None and each.minutes <= A_DAY // 2]
    workdays = Workdays(DAYS.weekdays, days)
    found = spread_after(plain, busy, A_DAY, workdays)
    taken: dict[date, int] = {}
    for each in plain:
        if each.id in found:
            taken[found[each.id].day] = taken.get(found[each.id].day, 0) + each.minutes
    assert all(taken[day] + busy.get(day, 0) <= A_DAY for day in taken)
