"""When contact took place, as people type it; never in the future."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.errors import Refused
from commdesk.features.outreach.moments import parse_moment

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=AMSTERDAM)


def read(typed: str, now: datetime = MONDAY) -> str:
    moment, is_exact = parse_moment(typed, now)
    local = moment.astimezone(AMSTERDAM)
    return f"{local:%Y-%m-%d %H:%M}" if is_exact else f"{local:%Y-%m-%d}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gi 21:00", "2026-11-22 21:00"),
        ("Gisteren 21.00", "2026-11-22 21:00"),
        ("gisteren om 9 uur", "2026-11-22 09:00"),
        ("eergisteren", "2026-11-21"),
        ("vandaag 9.30", "2026-11-23 09:30"),
        ("vandaag", "2026-11-23"),
        ("nu", "2026-11-23"),
        ("", "2026-11-23"),
        ("vr", "2026-11-20"),
        ("vrijdag 14:30", "2026-11-20 14:30"),
        ("ma 9u", "2026-11-23 09:00"),
        ("ma 17u", "2026-11-16 17:00"),
        ("9u ma", "2026-11-23 09:00"),
        ("3-11", "2026-11-03"),
        ("3/11 16:05", "2026-11-03 16:05"),
        ("3 nov", "2026-11-03"),
        ("3 november 2025 9u30", "2025-11-03 09:30"),
        ("3-11-25", "2025-11-03"),
        ("3.11.2025", "2025-11-03"),
        ("12 mrt", "2026-03-12"),
        ("24-11", "2025-11-24"),
        ("29-2", "2024-02-29"),
        ("2026-11-03", "2026-11-03"),
        ("2026-11-03T14:30", "2026-11-03 14:30"),
        ("9:30", "2026-11-23 09:30"),
        ("9.30", "2026-11-23 09:30"),
        ("0930", "2026-11-23 09:30"),
        ("9", "2026-11-23 09:00"),
        ("yest 21:00", "2026-11-22 21:00"),
        ("yesterday at 9pm", "2026-11-22 21:00"),
        ("yesterday 12 am", "2026-11-22 00:00"),
        ("fri", "2026-11-20"),
        ("Tue, 8:05 pm", "2026-11-17 20:05"),
        ("may 3", None),
        ("3 may", "2026-05-03"),
        ("gi 25:00", None),
        ("gi 9:75", None),
        ("13pm", None),
        ("31-4", None),
        ("32-1", None),
        ("0-0", None),
        ("soon", None),
        ("1", "2026-11-23 01:00"),
        ("٣-١١", None),
        ("3-11 3-11", None),
    ],
)
def test_a_moment_is_read(typed: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(Refused):
            parse_moment(typed, MONDAY)
    else:
        assert read(typed) == meant


@pytest.mark.parametrize(
    "typed", ["14:30", "vandaag 14.30", "morgen", "tomorrow 9:00", "3-11-2027"]
)
def test_what_is_still_to_come_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Refused, match="still to come"):
        parse_moment(typed, MONDAY)


def test_a_date_without_a_year_rolls_back_over_new_year() -> None:
    second = datetime(2027, 1, 2, 9, tzinfo=AMSTERDAM)
    assert read("30-12", second) == "2026-12-30"
    assert read("1-1", second) == "2027-01-01"
    assert read("do", second) == "2026-12-31"


def test_a_day_without_a_time_is_noon_and_today_is_now() -> None:
    assert parse_moment("gi", MONDAY)[0] == datetime(2026, 11, 22, 12, tzinfo=AMSTERDAM)
    assert parse_moment("vandaag", MONDAY) == (MONDAY, False)
    assert parse_moment("ma", MONDAY) == (MONDAY, False)


def test_the_hour_that_the_clock_skips_is_as_much_later() -> None:
    spring = datetime(2026, 3, 29, 12, tzinfo=AMSTERDAM)
    assert read("2:30", spring) == "2026-03-29 03:30"


def test_the_hour_that_comes_twice_is_the_first_and_never_to_come() -> None:
    before = datetime(2026, 10, 25, 0, 15, tzinfo=ZoneInfo("UTC"))  # 02:15, for the first time
    with pytest.raises(Refused, match="still to come"):
        parse_moment("2:30", before)
    between = before + timedelta(hours=1)  # 02:15, for the second time
    moment, _ = parse_moment("2:30", between)
    assert between - moment == timedelta(minutes=45)


def test_just_after_midnight_yesterday_is_the_day_that_ended() -> None:
    night = datetime(2026, 11, 24, 0, 1, tzinfo=AMSTERDAM)
    assert read("gi 23:50", night) == "2026-11-23 23:50"
    with pytest.raises(Refused, match="still to come"):
        parse_moment("23:50", night)


UTC = ZoneInfo("UTC")
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)
NOWS = st.integers(0, (LAST - FIRST) // timedelta(minutes=1)).map(
    lambda minutes: FIRST + timedelta(minutes=minutes)
)
PIECES = st.sampled_from(
    [
        "gi", "vr", "ma", "yest", "fri", "3-11", "29-2", "31/12", "3", "nov", "mei", "may",
        "2026-11-03", "14:30", "9u", "1430", "om", "at", "2:30", "pm", ".", "-", "é",
    ]
)  # fmt: skip


@given(NOWS, st.lists(PIECES, max_size=4).map(" ".join) | st.text(max_size=12))
def test_it_is_a_moment_that_has_been_or_a_refusal(now: datetime, typed: str) -> None:
    with suppress(Refused):
        moment, _ = parse_moment(typed, now)
        assert moment.tzinfo
        assert moment <= now


@given(NOWS, st.integers(1, 360))
def test_a_moment_that_is_written_out_comes_back(now: datetime, back: int) -> None:
    meant = (now - timedelta(days=back)).astimezone().replace(second=0, microsecond=0)
    local = meant.replace(tzinfo=None)
    for form in ("%d-%m-%Y %H:%M", "%d-%m %H:%M", "%Y-%m-%d %H.%M"):
        assert parse_moment(local.strftime(form), now)[0] == local.astimezone()
