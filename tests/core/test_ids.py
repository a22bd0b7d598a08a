"""Ids: rising in one workbook, different in every copy, and always fitting in a column."""

import time

import pytest

from commdesk.core.ids import Ids


def test_ids_rise_and_never_repeat() -> None:
    ids = Ids()
    made = [ids.next() for _ in range(20_000)]
    assert made == sorted(set(made))
    assert 0 < made[0] < made[-1] < 2**63


def test_two_copies_that_take_in_a_list_at_the_same_time_do_not_make_the_same_ids() -> None:
    """In turn, so that both are busy in every millisecond. By lot one run in 65,536 meets."""
    one, other = Ids(), Ids()
    mine, theirs = set(), set()
    for _ in range(20_000):
        mine.add(one.next())
        theirs.add(other.next())
    assert not mine & theirs


def test_ids_stay_above_the_last_when_the_clock_is_set_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ids = Ids()
    last = ids.next()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert last < ids.next() < ids.next()


def test_ids_follow_what_is_in_the_file_already() -> None:
    assert Ids(after=2**62).next() > 2**62


def test_ids_fit_in_the_column_until_the_end_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 2**70)
    assert Ids().next() <= 2**63 - 1


def test_a_later_moment_gives_a_larger_id() -> None:
    early = Ids().next()
    time.sleep(0.005)
    assert Ids().next() > early
