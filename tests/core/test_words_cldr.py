"""Dates and numbers are written as CLDR has them, without loading Babel for it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from commdesk.core.words import LANGUAGES, Words

DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(366)]
NUMBERS = (0, 7, -7, 999, 1000, -1_234_567, 0.5, -0.25, 26.5, 1234.125, 0.0004, -0.0004, 2 / 3, 1e6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_those_of_cldr_without_full_stops(language: str) -> None:
    words = Words(language)
    for day in DAYS:
        for worded, pattern in (
            (words.date(day), "EEE d MMM"),
            (words.date(day, today=date(2020, 1, 1)), "EEE d MMM y"),
            (words.date(day, today=day), "EEE d MMM"),
            (words.long_date(day), "EEEE d MMMM"),
            (words.full_date(day), "d MMMM y"),
            (words.weekday(day), "EEE"),
        ):
            assert worded == format_date(day, pattern, locale=language).replace(".", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", NUMBERS)
def test_numbers_are_those_of_cldr_with_a_true_minus(language: str, value: float) -> None:
    expected = format_decimal(value, locale=language).replace("-", "−")
    assert Words(language).number(value) == ("0" if expected == "−0" else expected)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("share", [0, 0.27, 0.005, 0.015, 0.995, 1, 1.5, 12.34, -0.1])
def test_percentages_are_those_of_cldr(language: str, share: float) -> None:
    expected = format_percent(share, locale=language).replace("\xa0", "").replace("-", "−")
    assert Words(language).percent(share) == expected.replace("−0%", "0%")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", range(5))
def test_lists_are_those_of_cldr(language: str, count: int) -> None:
    parts = list("abcde")[:count]
    assert Words(language).listed(iter(parts)) == format_list(parts, locale=language)


def test_wording_days_and_numbers_loads_no_babel() -> None:
    code = (
        "import sys, datetime; from commdesk.core.words import Words; w = Words('nl');"
        "w.long_date(datetime.date(2026, 11, 23)); w.percent(0.5); w.hours(90); w.listed('abc');"
        "print([m for m in sys.modules if m.startswith('babel')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
