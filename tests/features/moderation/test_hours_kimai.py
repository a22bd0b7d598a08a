"""What else stands in a timesheet of Kimai: totals, clocks that run, nights, rounding."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.values import Minutes
from commdesk.features.moderation import (
    ModeratorDraft,
    TaskDraft,
    add_moderator,
    add_task,
    change_moderator,
)
from tests.features.exchange import exports
from tests.features.moderation.test_hours_intake import (
    HEAD,
    LINE,
    Verb,
    content,
    counts,
    hours,
    planned,
    timesheet,
)

DUTCH = exports.KIMAI_DUTCH
EMPTY = "," * HEAD.count(",")
TOTAL = EMPTY.replace(",,,", ",,,42:30", 1)


@pytest.fixture
def team(desk: Desk, workbook_path: Path) -> Path:
    desk.do(add_task, TaskDraft("Modereren", weekly_minutes=Minutes(300)))
    desk.do(add_moderator, ModeratorDraft("Ine Bakker", None, Minutes(600)))
    desk.close()
    return workbook_path


def line(day: str, start: str, end: str, length: str) -> str:
    return LINE.replace("2026-03-02,09:00,10:30,1:30", f"{day},{start},{end},{length}")


@pytest.mark.parametrize(
    ("head", "delimiter", "length"),
    [(HEAD, ";", "1:30"), (DUTCH, ",", "1.50"), (DUTCH, ";", "1:30")],
)
def test_both_languages_delimiters_and_ways_of_writing_a_length(
    head: str, delimiter: str, length: str, commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    row = line("2026-03-02", "09:00", "10:30", length).replace('"forum, avond"', "forum")
    path = timesheet(tmp_path, row.replace(",", delimiter), head=head.replace(",", delimiter))
    assert counts(planned(commdesk, team, path, "--apply")) == (1, 0, 0, 0)
    assert hours(team) == [("2026-03-02", 90, 540, "avondronde")]
    before = content(team)
    assert counts(planned(commdesk, team, path, "--apply")) == (0, 0, 1, 0)
    assert content(team) == before


def test_a_row_of_totals_is_no_line_and_no_problem(
    commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    path = timesheet(tmp_path, LINE, TOTAL, f"Totaal{TOTAL}", f"Total{TOTAL}")
    plan = planned(commdesk, team, path)
    assert (counts(plan), plan["problems"]) == ((1, 0, 0, 0), [])


def test_a_total_in_a_list_of_ones_own_is_left_out_too(
    commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    path = tmp_path / "uren.csv"
    path.write_text(
        "Datum;Taak;Naam;Uren\n2-3-2026;Modereren;Ine Bakker;1,5\n;;;1,5\n", encoding="utf-8"
    )
    plan = planned(commdesk, team, path, "--as", "hours", "--apply")
    assert (counts(plan), plan["problems"]) == ((1, 0, 0, 1), [])


def test_a_clock_that_still_runs_waits_and_comes_along_once_it_is_stopped(
    commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    lengths = ("0:00", "", "0.00")
    running = [line("2026-03-02", f"{9 + n}:00", "", each) for n, each in enumerate(lengths)]
    plan = planned(commdesk, team, timesheet(tmp_path, *running), "--apply")
    assert (counts(plan), plan["problems"], hours(team)) == ((0, 0, 0, 3), [], [])
    stopped = timesheet(tmp_path, LINE, *running[1:])
    assert counts(planned(commdesk, team, stopped)) == (1, 0, 0, 2)


CLOCKS = {
    line("2026-03-02", "09:00", "10:30", "1:29:30"): ("2026-03-02", 90, 540),
    line("2026-03-03", "09:00", "10:30", "1:29:29"): ("2026-03-03", 89, 540),
    line("2026-03-04", "09:00", "10:30", "1.33"): ("2026-03-04", 80, 540),
    # Rounded up to the quarter, past the time at which it ended.
    line("2026-03-05", "09:00", "09:50", "1:00"): ("2026-03-05", 60, None),
    # What follows on it does not overlap with it.
    line("2026-03-05", "09:50", "10:20", "0:30"): ("2026-03-05", 30, 590),
    # A pause was taken off.
    line("2026-03-06", "09:00", "11:00", "1:30"): ("2026-03-06", 90, 540),
    # An evening that goes on past midnight counts on the day it began.
    line("2026-03-07", "23:00", "00:30", "1:30"): ("2026-03-07", 90, None),
    # The clock goes forward: two o'clock is three o'clock.
    line("2026-03-29", "01:30", "03:30", "1:00"): ("2026-03-29", 60, 90),
    # The clock goes back: from half past one to half past three are three hours.
    line("2026-10-25", "01:30", "03:30", "3:00"): ("2026-10-25", 180, None),
    line("2026-10-25", "03:30", "04:00", "0:30"): ("2026-10-25", 30, 210),
}


def test_the_length_counts_and_a_time_of_day_is_kept_where_the_clock_agrees(
    commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    path = timesheet(tmp_path, *CLOCKS)
    plan = planned(commdesk, team, path, "--apply")
    assert (counts(plan), plan["problems"]) == ((len(CLOCKS), 0, 0, 0), [])
    assert [each[:3] for each in hours(team)] == list(CLOCKS.values())
    assert counts(planned(commdesk, team, path)) == (0, 0, len(CLOCKS), 0)


def test_lines_at_one_time_are_a_problem_that_says_when(
    commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    second = line("2026-03-02", "10:00", "11:00", "1:00")
    plan = planned(commdesk, team, timesheet(tmp_path, LINE, second))
    assert counts(plan) == (1, 0, 0, 1)
    assert "Ine Bakker heeft op" in plan["problems"][0]["message"]


def test_hours_of_somebody_who_left_come_in(commdesk: Verb, team: Path, tmp_path: Path) -> None:
    with Desk.open(team, FEATURES) as desk:
        who = desk.db.value("SELECT id FROM moderator")
        desk.do(change_moderator, who, {"until_on": date(2026, 2, 1), "is_active": False})
    assert counts(planned(commdesk, team, timesheet(tmp_path), "--apply")) == (1, 0, 0, 0)


def test_a_task_that_is_not_there_is_a_problem_that_says_what_to_do(
    commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    path = timesheet(tmp_path, LINE.replace("Modereren", "Koffie"))
    (problem,) = planned(commdesk, team, path)["problems"]
    assert problem["found"] == "Koffie"
    assert problem["message"] == (
        "geen moderatietaak heet zo; voeg die toe in Moderatie of pas daar de naam aan"
    )
