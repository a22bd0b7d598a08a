"""A week of the roster as it is shown: rows, open places, who can, what a proposal changes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.core.workbook import add_closing_day
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    Slots,
    add_moderator,
    add_shift,
    task_weeks,
)
from commdesk.features.moderation.dayparts import DayPart
from commdesk.features.moderation.roster.board import (
    candidates,
    differences,
    read_board,
    short_names,
)
from commdesk.features.moderation.roster.copying import copy_week
from commdesk.features.moderation.roster.ops import pin_shift
from commdesk.features.moderation.roster.page.chips import Marks, Speaker, week_line
from commdesk.features.moderation.roster.queries import shifts_between
from commdesk.features.moderation.team import DaysOff, Moderator
from commdesk.features.moderation.team.ops import add_days_off

MONDAY = date(2026, 11, 23)
WEEK = Week.of(MONDAY)
NL = Words("nl")
MORNING, EVENING = DayPart.MORNING, DayPart.EVENING


@pytest.fixture
def noor(desk: Desk) -> int:
    return desk.do(add_moderator, ModeratorDraft("Noor Jansen", None, Minutes(300), ("juridisch",)))


def speaker(desk: Desk, week: Week = WEEK) -> Speaker:
    board = read_board(desk.db, week, MONDAY)
    return Speaker(board, short_names(board.people.values()), Marks(), NL)


def test_a_task_with_day_parts_has_a_row_in_its_part_with_what_is_open_in_its_cells(
    desk: Desk, evening: int
) -> None:
    board = read_board(desk.db, WEEK, MONDAY)
    (row,) = board.rows
    assert (row.part, row.task.id) == (EVENING, evening)
    open_ = [board.cell(row.task, day, EVENING).open for day in WEEK.days]
    assert open_ == [(120,), (120,), (), (120,), (), (), ()]
    assert not board.strips


def test_a_free_task_has_a_strip_and_rows_in_every_part_while_something_is_open(
    desk: Desk, legal: int, noor: int
) -> None:
    board = read_board(desk.db, WEEK, MONDAY)
    (strip,) = board.strips
    assert speaker(desk).strip_words(strip) == "nog in te delen: 2 diensten van 2 u"
    assert [row.part for row in board.rows] == list(DayPart)
    for day in WEEK.days[:2]:
        desk.do(add_shift, Shift(legal, noor, day, "morning", Minutes(120)))
    board = read_board(desk.db, WEEK, MONDAY)
    assert not board.strips
    assert [row.part for row in board.rows] == [MORNING]


def test_hours_without_a_day_part_left_are_said(desk: Desk, evening: int, henk: int) -> None:
    for day in (WEEK.days[0], WEEK.days[1], WEEK.days[3]):
        desk.do(add_shift, Shift(evening, henk, day, "evening", Minutes(60)))
    (strip,) = read_board(desk.db, WEEK, MONDAY).strips
    assert speaker(desk).strip_words(strip) == "geen dagdeel meer voor 3 u"


@given(lengths=st.lists(st.sampled_from([15, 60, 90, 120, 150]), max_size=3))
def test_what_is_open_adds_up_to_what_is_missing(lengths: list[int]) -> None:
    """The one rule of a shortage: needed less planned."""
    from commdesk.features.moderation.coverage import TaskWeek
    from commdesk.features.moderation.roster.board import WeekBoard
    from commdesk.features.moderation.tasks import Task

    task = Task("Avonddienst", "", Minutes(360), slots=Slots.parse("1e 2e 4e"), id=1)
    days = (WEEK.days[0], WEEK.days[1], WEEK.days[3])
    shifts = tuple(
        Shift(1, 1, day, "evening", Minutes(length), id=n)
        for n, (day, length) in enumerate(zip(days, lengths, strict=False), 1)
    )
    cell = TaskWeek(WEEK, 1, task.name, "", Minutes(360), Minutes(sum(lengths)), Minutes(0),
                    Minutes(0))  # fmt: skip
    board = WeekBoard(WEEK, MONDAY, {1: task}, {}, {1: cell}, {}, shifts)
    in_cells = sum(sum(board.cell(task, day, EVENING).open) for day in WEEK.days)
    assert in_cells + sum(strip.minutes for strip in board.strips) == cell.missing


def test_a_cell_says_task_day_part_who_and_what_is_open(
    desk: Desk, evening: int, henk: int
) -> None:
    shift = desk.do(add_shift, Shift(evening, henk, MONDAY, "evening", Minutes(90)))
    desk.do(pin_shift, shift, is_pinned=True)
    say = speaker(desk)
    task = say.board.tasks[evening]
    (chip,) = say.chips(say.board.cell(task, MONDAY, EVENING))
    assert (chip.text, chip.is_pinned) == ("Henk 1,5 u", True)
    cell = say.board.cell(task, WEEK.days[1], EVENING)
    assert say.said(cell, say.chips(cell)) == "Avonddienst, di 24 nov avond: 2,25 u tekort"
    cell = say.board.cell(task, MONDAY, EVENING)
    assert say.said(cell, say.chips(cell)) == (
        "Avonddienst, ma 23 nov avond: Henk Mulder, 1 u 30 min, vastgezet"
    )


def test_a_gap_is_red_in_this_and_the_coming_three_weeks_and_muted_later(
    desk: Desk, evening: int
) -> None:
    for weeks, kind in ((0, "short"), (3, "short"), (4, "open")):
        say = speaker(desk, WEEK + weeks)
        (row,) = say.board.rows
        (chip,) = say.chips(say.board.cell(row.task, say.board.week.monday, EVENING))
        assert chip.kind == kind
    assert week_line(read_board(desk.db, WEEK, MONDAY), NL) == (
        "ma 23 nov t/m zo 29 nov · 0 van 6 uur bezet, 6 u tekort"
    )


def test_an_exception_and_what_no_longer_holds_are_said(
    desk: Desk, evening: int, henk: int
) -> None:
    wednesday = WEEK.days[2]
    shift = Shift(evening, henk, wednesday, "evening", Minutes(60))
    desk.do(add_shift, shift, is_allowed=True)
    desk.do(add_shift, replace(shift, day=MONDAY))
    desk.do(add_days_off, DaysOff(henk, MONDAY, MONDAY))
    say = speaker(desk)
    task = say.board.tasks[evening]
    (odd,) = say.chips(say.board.cell(task, wednesday, EVENING))
    (broken, *_) = say.chips(say.board.cell(task, MONDAY, EVENING))
    assert "uitzondering: buiten de dagdelen" in odd.spoken
    assert broken.kind == "broken"
    assert "klopt niet meer: Henk Mulder is vrij op ma 23 nov." in broken.spoken


def test_a_closing_day_has_its_name(desk: Desk, evening: int) -> None:
    desk.do(add_closing_day, MONDAY, "Stadsfeest")
    say = speaker(desk)
    cell = say.board.cell(say.board.tasks[evening], MONDAY, EVENING)
    assert (cell.closed, cell.open) == ("Stadsfeest", ())
    assert say.said(cell, []) == "Avonddienst, ma 23 nov avond: gesloten: Stadsfeest"


def test_who_can_comes_first_and_who_cannot_says_why(
    desk: Desk, legal: int, noor: int, henk: int
) -> None:
    rather = ModeratorDraft("Eva", None, Minutes(600), ("juridisch",), rather_not=Slots.parse("1e"))
    eva = desk.do(add_moderator, rather)
    board = read_board(desk.db, WEEK, MONDAY)
    found = candidates(board, board.tasks[legal], [(MONDAY, EVENING)], Minutes(120))
    assert [each.person.id for each in found] == [noor, eva, henk]
    assert [each.can for each in found] == [True, True, False]
    assert NL(found[2].breaches[0].text) == (
        "Juridische vragen vraagt juridisch; Henk Mulder heeft die expertise niet."
    )


def test_of_several_day_parts_each_gets_the_one_that_suits(
    desk: Desk, legal: int, noor: int
) -> None:
    desk.do(add_days_off, DaysOff(noor, MONDAY, WEEK.days[1]))
    board = read_board(desk.db, WEEK, MONDAY)
    place = board.strips[0].places[0]
    (found,) = candidates(board, board.tasks[legal], place.spots, place.minutes)
    assert found.can
    assert found.shift.day == WEEK.days[2]


def test_first_names_until_two_are_the_same() -> None:
    team = [Moderator(name, id=n) for n, name in enumerate(
        ["Noor Jansen", "Daan Visser", "Daan de Wit", "Eva Bos", "Eva Bakker"])]  # fmt: skip
    assert list(short_names(team).values()) == [
        "Noor", "Daan V.", "Daan W.", "Eva Bos", "Eva Bakker",
    ]  # fmt: skip


def test_a_place_with_somebody_else_is_changed_not_added_and_removed() -> None:
    one = Shift(1, 1, MONDAY, "evening", Minutes(60), id=7)
    other = replace(one, moderator_id=2, id=0)
    more = replace(one, day=WEEK.days[1], id=0)
    change = differences([one], [other, more])
    assert (len(change.added), len(change.removed), change.changed) == (2, 1, 1)
    assert differences([one], [replace(one, id=0)]).is_empty


def test_last_week_is_copied_shift_by_shift(desk: Desk, evening: int, henk: int) -> None:
    for day in (WEEK.days[0], WEEK.days[3]):
        desk.do(add_shift, Shift(evening, henk, day, "evening", Minutes(120)))
    following = WEEK + 1
    desk.do(add_days_off, DaysOff(henk, following.days[3], following.days[3]))
    copied = desk.do(copy_week, WEEK, following)
    assert copied.count == 1
    ((shift, why),) = copied.refused
    assert shift.day == following.days[3]
    assert NL(why) == "Henk Mulder is vrij op do 3 dec."
    assert [s.day for s in shifts_between(desk.db, *_days(following))] == [following.days[0]]
    desk.undo()
    assert shifts_between(desk.db, *_days(following)) == []


def test_the_board_counts_as_the_grid_does(desk: Desk, evening: int, henk: int) -> None:
    desk.do(add_shift, Shift(evening, henk, MONDAY, "evening", Minutes(120)))
    board = read_board(desk.db, WEEK, MONDAY)
    (cell,) = task_weeks(desk.db, [WEEK], MONDAY)
    assert board.covered == (120, 360)
    assert board.covered == (min(cell.planned, cell.needed), cell.needed)


def _days(week: Week) -> tuple[date, date]:
    return week.monday, week.sunday


def test_hours_that_were_allowed_for_one_shift_are_not_held_against_the_others(
    desk: Desk, evening: int, henk: int
) -> None:
    for day, minutes in ((MONDAY, 240), (WEEK.days[1], 60)):
        shift = Shift(evening, henk, day, "evening", Minutes(minutes))
        desk.do(add_shift, shift, is_allowed=True)
    say = speaker(desk)
    task = say.board.tasks[evening]
    kinds = [say.chips(say.board.cell(task, day, EVENING))[0].kind for day in WEEK.days[:2]]
    assert kinds == ["person", "exception"]
