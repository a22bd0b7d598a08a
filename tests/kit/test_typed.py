"""A day is read the way people type it."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.kit.typed import read_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("23-11", date(2026, 11, 23)),
        ("23/11/2027", date(2027, 11, 23)),
        ("3.12.", date(2026, 12, 3)),
        ("5-1", date(2027, 1, 5)),
        ("1-1-28", date(2028, 1, 1)),
        ("2026-12-05", date(2026, 12, 5)),
        ("vandaag", MONDAY),
        (" Morgen ", date(2026, 11, 24)),
        ("tomorrow", date(2026, 11, 24)),
        ("gisteren", date(2026, 11, 22)),
        ("ma", date(2026, 11, 30)),
        ("di", date(2026, 11, 24)),
        ("zondag", date(2026, 11, 29)),
        ("fri", date(2026, 11, 27)),
        ("4 dec", date(2026, 12, 4)),
        ("4 december 2027", date(2027, 12, 4)),
        ("12 mrt", date(2027, 3, 12)),
        ("+3", date(2026, 11, 26)),
        ("over 2 weken", date(2026, 12, 7)),
        ("in 10 days", date(2026, 12, 3)),
    ],
)
def test_a_day_is_read(typed: str, day: date) -> None:
    assert read_day(typed, MONDAY) == day


def test_nothing_typed_is_no_day() -> None:
    assert read_day("  ", MONDAY) is None


@pytest.mark.parametrize("typed", ["31-2", "32-1", "m", "ooit", "2026-13-01", "j 4", "4 ju"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_day(typed, MONDAY)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(-180, 180))
def test_a_day_without_a_year_is_the_nearest_one(today: date, away: int) -> None:
    day = today + timedelta(days=away)
    if (day.month, day.day) != (2, 29):
        assert read_day(f"{day.day}-{day.month}", today) == day


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_refused(typed: str) -> None:
    with suppress(ValueError):
        read_day(typed, MONDAY)
