"""The figures of a year: which weeks count in which month, and how they are put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.developing import Chart, Line, Unit
from commdesk.core.errors import Refused
from commdesk.core.values import Week
from commdesk.core.words import Words, say
from commdesk.features.development.goals.year.model import year_lines
from commdesk.features.development.goals.year.paper import one_page
from commdesk.features.development.goals.year.queries import year_report

RunCli = Callable[..., Result]
LAST = date(2026, 12, 31)


def chart(values: list[float | None], *, unit: Unit = "count", of: tuple[int | None, ...] = (),
          adds_up: bool = False) -> Chart:  # fmt: skip
    weeks = tuple(Week(2026, 53) - n for n in reversed(range(len(values))))
    line = Line("line", say("Goals"), tuple(values), of, adds_up=adds_up)
    return Chart("chart", "Goals", "", say("Goals"), weeks, (line,), unit=unit)


def test_a_week_counts_in_the_month_of_its_thursday() -> None:
    (found,) = year_lines([chart([1.0] * 53, adds_up=True)], 2026, date(2027, 1, 3))
    assert found.months == (5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 5)
    assert found.quarters == (13, 13, 13, 14)
    assert found.year == 53


def test_a_week_that_is_not_over_does_not_count() -> None:
    (found,) = year_lines([chart([1.0] * 53, adds_up=True)], 2026, LAST)
    assert found.year == 52


def test_what_does_not_add_up_is_the_mean_of_what_is_known() -> None:
    (found,) = year_lines([chart([None, 10, None, 20])], 2026, date(2027, 1, 3))
    assert found.year == 15
    assert found.months[:11] == (None,) * 11


def test_a_share_is_that_of_all_weeks_together() -> None:
    shares = chart([0.5, 0.1], unit="share", of=(10, 90))
    (found,) = year_lines([shares], 2026, date(2027, 1, 3))
    assert found.year == pytest.approx(14 / 100)


@given(st.lists(st.none() | st.floats(0, 1e6), min_size=1, max_size=157), st.integers(2024, 2027))
def test_a_year_equals_a_count_by_hand(values: list[float | None], year: int) -> None:
    drawn = chart(values, adds_up=True)
    found = year_lines([drawn], year, date(2027, 1, 3))
    known = {
        week.monday + timedelta(days=3): value
        for week, value in zip(drawn.places, values, strict=True)
        if value is not None and isinstance(week, Week)
    }
    mine = [value for day, value in known.items() if day.year == year]
    assert bool(found) == bool(mine)
    if found:
        assert found[0].year == pytest.approx(sum(mine))
        assert sum(filter(None, found[0].months)) == pytest.approx(sum(mine))
        assert sum(filter(None, found[0].quarters)) == pytest.approx(sum(mine))


def test_a_year_that_has_not_begun_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused):
        year_report(desk.db, FEATURES, 2027, desk.today())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_empty_workbook_has_a_year_of_sentences(desk: Desk, language: str) -> None:
    report = year_report(desk.db, FEATURES, 2026, desk.today())
    for tried in one_page(report, Words(language)).tries:
        assert tried.title.endswith("2026")
        assert tried.parts


def test_goals_from_the_command_line(desk: Desk, commdesk: RunCli, tmp_path: Path) -> None:
    path = desk.path
    desk.close()
    on = ("--date", "2026-11-23")
    made = commdesk("goal", path, "--title", "Meer gesprekken", "--target", "40%", "--unit",
                   "share", "--start", "10", "--until", "2027-06-30", *on)  # fmt: skip
    assert made.exit_code == 0, made.output
    noted = commdesk("goal-value", path, "gesprek", "27", "--date", "2026-11-24")
    assert noted.exit_code == 0, noted.output
    assert "27%" in noted.output
    told = commdesk("goals", path, "--json", "--date", "2026-11-24")
    assert '"now": 0.27' in told.output
    assert '"verdict": "too-few"' in told.output
    year = commdesk("year", path, "--to", tmp_path / "year.xlsx", *on)
    assert year.exit_code == 0, year.output
    assert commdesk("goal", path, "--title", "X", "--target", "4", "--until", "2027-06-30",
                   "--measure", "no.line", *on).exit_code == 1  # fmt: skip
