"""A block from Excel or LibreOffice, laid on a week sheet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation.hours.block import Placed, place_block, read_block
from commdesk.features.moderation.hours.proposal import pattern_of

WEEK = Week(2026, 48)
MONDAY = WEEK.monday
TASKS = ((1, "Eerste reacties"), (2, "Avonddienst"), (3, "Juridische vragen"))
NL = Words("nl")


def place(text: str, corner: tuple[int, int] = (0, 0), week: Week = WEEK) -> Placed:
    return place_block(read_block(text), TASKS, week, corner)


def hours(placed: Placed) -> dict[tuple[int, int], int]:
    """Task and weekday (0 is Monday) -> minutes."""
    assert not placed.wrong
    assert not placed.outside
    return {(task, day.weekday()): c.minutes for (task, day), c in placed.cells.items()}


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("1:30\t2\n0:45\t1,5\n", [["1:30", "2"], ["0:45", "1,5"]]),
        ("1:30\t2\r\n0:45\t1,5\r\n", [["1:30", "2"], ["0:45", "1,5"]]),
        ('"1:30"\t"2"', [["1:30", "2"]]),
        ('"Eerste\nreacties"\t1:30', [["Eerste reacties", "1:30"]]),
        ('"zegt ""ja"""\t1', [['zegt "ja"', "1"]]),
        ("1\n2\t3", [["1", ""], ["2", "3"]]),
        ("\xa01:30\xa0", [["1:30"]]),
        ("", []),
        ("\n\n", []),
        ('"nooit dicht\t1\n2', [["nooit dicht 1 2"]]),
    ],
)
def test_the_text_of_a_spreadsheet_is_cells(text: str, cells: list[list[str]]) -> None:
    assert read_block(text) == cells


def test_what_is_no_block_is_refused() -> None:
    with pytest.raises(Refused, match="more than fits"):
        read_block("1\t" * 60_000)


def test_a_plain_block_goes_from_the_cell_on_which_it_is_pasted() -> None:
    placed = place("1:30:00\t1,5\n0:45\t90 min", (1, 2))
    assert hours(placed) == {(2, 2): 90, (2, 3): 90, (3, 2): 45, (3, 3): 90}


@pytest.mark.parametrize(
    "heading",
    [
        "\tma 23\tdi 24\two",
        "Taak\tma\tdi\two",
        "Taak\tmaandag\tdinsdag\twoensdag",
        "Task\tMon\tTue\tWed",
        "Task\tMonday 23 Nov\tTuesday 24 Nov\tWednesday 25 Nov",
        "\t23-11\t24-11\t25-11",
        "\t23-11-2026\t24-11-2026\t25-11-2026",
        "\t2026-11-23\t2026-11-24\t2026-11-25",
        "\t23\t24\t25",
        "\tma 23-11\tdi 24-11\two 25-11",
    ],
)
def test_headings_say_the_day_and_names_the_task(heading: str) -> None:
    block = f"{heading}\njuridische VRAGEN\t1:30\t\t2\nEerste reacties\t\t0:45\t"
    placed = place(block, (2, 6))
    assert hours(placed) == {(3, 0): 90, (3, 2): 120, (1, 1): 45}
    assert placed.left == 3


def test_days_may_stand_in_any_order_and_only_some_of_them() -> None:
    assert hours(place("vr\tma\n1\t2")) == {(1, 4): 60, (1, 0): 120}


def test_a_whole_sheet_with_totals_is_laid_without_them() -> None:
    block = (
        "Moderatietaak\tma 23\tdi 24\tTotaal\tNodig\tMee\tOver\n"
        "Avonddienst\t1:30\t2:00\t3:30\t6:00\t0:00\t2:30\n"
        "Totaal\t1:30\t2:00\t3:30\t6:00\t0:00\t2:30"
    )
    assert hours(place(block)) == {(2, 0): 90, (2, 1): 120}


def test_seven_days_beside_names_begin_on_monday() -> None:
    block = "Avonddienst\t1\t\t\t\t\t\t2"
    assert hours(place(block, (0, 3))) == {(2, 0): 60, (2, 6): 120}


def test_an_empty_cell_leaves_what_stands_there_and_zero_takes_it_away() -> None:
    placed = place("1:30\t\t0\t-\t–")
    assert hours(placed) == {(1, 0): 90, (1, 2): 0}
    assert placed.left == 3


@pytest.mark.parametrize(
    ("block", "corner", "says"),
    [
        ("1\n2\n3\n4", (0, 0), "meer rijen dan er vanaf dit vak taken staan"),
        ("1\n2", (2, 0), "meer rijen dan er vanaf dit vak taken staan"),
        ("1\t2\t3", (0, 5), "loopt door na zondag"),
        ("Koffie\t1\nAvonddienst\t2", (0, 0), "Geen taak in dit weekblad heet Koffie."),
        ("Avonddienst\t1\nAvonddienst\t2", (0, 0), "Avonddienst staat twee keer in het blok."),
        ("ma 16\tdi 17\n1\t2", (0, 0), "ma 16 is geen dag van de week die er staat."),
        ("2026-11-16\n1", (0, 0), "2026-11-16 is geen dag van de week die er staat."),
        ("ma\tma\n1\t2", (0, 0), "ma staat twee keer in het blok."),
    ],
)
def test_a_block_that_has_no_place_says_why(block: str, corner: tuple[int, int], says: str) -> None:
    placed = place(block, corner)
    assert not placed.is_right
    assert any(says in NL(each) for each in placed.outside)


def test_every_cell_that_cannot_be_is_named_as_it_was_pasted() -> None:
    placed = place("1:30\tveel\n-1\t2")
    assert {
        (task, day.weekday()): (text, NL(why)) for (task, day), (text, why) in placed.wrong.items()
    } == {
        (1, 1): ("veel", "veel is geen tijdsduur. Schrijf 1:30, 1,5 of 90m."),
        (2, 0): ("-1", "-1 is geen tijdsduur. Schrijf 1:30, 1,5 of 90m."),
    }
    assert not placed.is_right


_CELLS = st.one_of(
    st.sampled_from(["", "1:30", "1,5", "0", "veel", "-", "ma", "di 24", "Totaal", "Avonddienst",
                     "Koffie", "23", '"', "1:30:00", "٣"]),
    st.text(max_size=6),
)  # fmt: skip
_ROWS = st.lists(st.lists(_CELLS, min_size=1, max_size=9).map("\t".join), max_size=6)


@given(_ROWS.map("\n".join), st.tuples(st.integers(0, 2), st.integers(0, 6)))
def test_any_block_is_laid_on_cells_of_the_sheet_or_refused(
    text: str, corner: tuple[int, int]
) -> None:
    placed = place(text, corner)
    places = {(task, day) for task, _ in TASKS for day in WEEK.days}
    assert set(placed.cells) | set(placed.wrong) <= places
    assert all(0 <= cell.minutes < 10**6 for cell in placed.cells.values())
    assert not placed.is_right or placed.cells


def test_last_weeks_hours_are_proposed_where_nothing_stands_and_not_for_days_to_come() -> None:
    before = {
        (1, MONDAY - timedelta(7)): Minutes(60),
        (1, MONDAY - timedelta(6)): Minutes(90),
        (2, MONDAY - timedelta(7)): Minutes(30),
        (9, MONDAY - timedelta(7)): Minutes(45),
        (2, MONDAY - timedelta(2)): Minutes(120),
    }
    written = {(2, MONDAY): Minutes(15)}
    tuesday = MONDAY + timedelta(1)
    assert pattern_of(before, written, {1, 2}, tuesday) == {(1, MONDAY): 60, (1, tuesday): 90}


def test_a_week_around_new_year_is_pasted_by_its_own_days() -> None:
    placed = place("do 31-12\tvr 1-1\n1\t2", week=Week(2026, 53))
    assert [day for _, day in placed.cells] == [date(2026, 12, 31), date(2027, 1, 1)]
