"""The figures of a year: which weeks count in which month, and how they are put together."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.developing import Chart, Line, Unit
from commdesk.core.errors import Refused
from commdesk.core.values import Week
from commdesk.core.words import Words, say
from commdesk.features.development.goals.year.model import Figure, year_lines
from commdesk.features.development.goals.year.paper import cells_of, footnotes, one_page
from commdesk.features.development.goals.year.queries import year_report

RunCli = Callable[..., Result]
LAST = date(2026, 12, 31)


def chart(values: list[float | None], *, unit: Unit = "count", of: tuple[int | None, ...] = (),
          adds_up: bool = False, window: int = 1) -> Chart:  # fmt: skip
    weeks = tuple(Week(2026, 53) - n for n in reversed(range(len(values))))
    line = Line("line", say("Goals"), tuple(values), of, adds_up=adds_up, weeks=window)
    return Chart("chart", "Goals", "", say("Goals"), weeks, (line,), unit=unit)


def values_of(figures: Sequence[Figure]) -> list[float | None]:
    return [each.value for each in figures]


def sent_and_answered(answered: int) -> Chart:
    """A year of weeks: one message in each, of which so many at the end are still open."""
    drawn = chart([1.0] * 53, adds_up=True)
    known = (1.0,) * (53 - answered) + (None,) * answered
    (sent,) = drawn.lines
    line = Line("answered", say("Answered"), known, adds_up=True)
    return replace(drawn, lines=(sent, line))


def test_of_windows_of_weeks_the_one_at_the_end_of_a_period_is_told() -> None:
    shares = chart([n / 100 for n in range(53)], unit="share", of=tuple(range(53)), window=13)
    (found,) = year_lines([shares], 2026, date(2027, 1, 3))
    assert found.how == "end"
    assert found.months[0].value == 0.04, "January ends with W05"
    assert found.quarters[0].value == 0.12
    assert found.quarters[3] == found.year == Figure(0.52)


def test_a_window_that_tells_too_little_at_the_end_is_not_known() -> None:
    (found,) = year_lines([chart([0.5] * 52 + [None], window=13)], 2026, date(2027, 1, 3))
    assert found.months[10].value == 0.5
    assert found.year.value is None


def test_weeks_that_are_still_open_are_counted_and_marked() -> None:
    sent, answered = year_lines([sent_and_answered(3)], 2026, date(2027, 1, 3))
    assert sent.year == Figure(53, 0)
    assert answered.year == Figure(50, 3)
    assert [each.open_weeks for each in answered.months] == [0] * 11 + [3]
    words = Words("en")
    assert cells_of(answered, "quarter", words) == ["13", "13", "13", "11*", "50*"]
    assert "still open" in footnotes((sent, answered), words)[-1]
    (alone,) = year_lines([chart([1.0] * 53)], 2026, date(2027, 1, 3))
    assert len(footnotes((alone,), words)) == 1


def test_a_month_that_is_open_altogether_is_unknown_and_not_marked() -> None:
    _, answered = year_lines([sent_and_answered(6)], 2026, date(2027, 1, 3))
    assert cells_of(answered, "month", Words("en"))[-3:] == ["3*", "–", "47*"]


def test_a_line_of_several_is_named_with_its_chart() -> None:
    sent, _ = year_lines([sent_and_answered(0)], 2026, date(2027, 1, 3))
    (alone,) = year_lines([chart([1.0] * 53)], 2026, date(2027, 1, 3))
    assert [str(each.named) for each in (sent, alone)] == ["Goals (Goals)", "Goals"]


def test_a_week_counts_in_the_month_of_its_thursday() -> None:
    (found,) = year_lines([chart([1.0] * 53, adds_up=True)], 2026, date(2027, 1, 3))
    assert values_of(found.months) == [5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 5]
    assert values_of(found.quarters) == [13, 13, 13, 14]
    assert found.year.value == 53


def test_a_week_that_is_not_over_does_not_count() -> None:
    (found,) = year_lines([chart([1.0] * 53, adds_up=True)], 2026, LAST)
    assert found.year.value == 52


def test_what_does_not_add_up_is_the_mean_of_what_is_known() -> None:
    (found,) = year_lines([chart([None, 10, None, 20])], 2026, date(2027, 1, 3))
    assert found.year.value == 15
    assert values_of(found.months[:11]) == [None] * 11


def test_a_share_is_that_of_all_weeks_together() -> None:
    shares = chart([0.5, 0.1], unit="share", of=(10, 90))
    (found,) = year_lines([shares], 2026, date(2027, 1, 3))
    assert found.year.value == pytest.approx(14 / 100)


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
        assert found[0].year.value == pytest.approx(sum(mine))
        assert sum(filter(None, values_of(found[0].months))) == pytest.approx(sum(mine))
        assert sum(filter(None, values_of(found[0].quarters))) == pytest.approx(sum(mine))


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
    (made_goal,) = json.loads(told.stdout)
    shown = commdesk("goals", path, "--date", "2026-11-24").stdout
    assert made_goal["id"] in shown, "by its id it can be told from one with the same title"
    year = commdesk("year", path, "--to", tmp_path / "year.xlsx", *on)
    assert year.exit_code == 0, year.output
    assert commdesk("goal", path, "--title", "X", "--target", "4", "--until", "2027-06-30",
                   "--measure", "no.line", *on).exit_code == 1  # fmt: skip


def test_a_percentage_says_itself_that_it_is_one(desk: Desk, commdesk: RunCli) -> None:
    path = desk.path
    desk.close()
    wanted = ("goal", path, "--title", "Meer", "--until", "2027-06-30", "--date", "2026-11-23")
    assert commdesk(*wanted, "--target", "40%").exit_code == 0
    (found,) = json.loads(commdesk("goals", path, "--json", "--date", "2026-11-23").stdout)
    assert (found["unit"], found["target"]) == ("share", 0.4)
    assert commdesk(*wanted, "--target", "40%", "--unit", "count").exit_code == 1
    assert commdesk(*wanted, "--target", "1.000").exit_code == 1


def test_the_year_as_json_and_in_words_tells_the_same(tmp_path: Path, commdesk: RunCli) -> None:
    path, on = tmp_path / "demo.commdesk", ("--date", "2026-11-23")
    assert commdesk("demo", "--no-window", "--to", path, *on).exit_code == 0
    found = json.loads(commdesk("year", path, "--json", *on).stdout)
    assert (found["year"], found["until"]) == (2026, "2026-11-23")
    by_name = {each["name"]: each for each in found["measures"]}
    assert by_name["growth_share"]["how"] == by_name["ambassador_gives"]["how"] == "end"
    assert by_name["messages_answered"]["open_weeks"] > by_name["messages_sent"]["open_weeks"] == 0
    assert len(by_name["messages_sent"]["months"]) == 12
    assert found["phase_at_end"]["name"]
    assert {"verdict", "sentence"} <= found["goals"][0].keys()
    said = commdesk("year", path, *on).stdout
    assert f"{by_name['messages_answered']['year']:.0f}*" in said
    assert "* Weeks that are still open" in said
    assert commdesk("year", path, "--json", "--to", tmp_path / "a.pdf", *on).exit_code == 1
