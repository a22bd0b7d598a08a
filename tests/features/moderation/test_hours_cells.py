"""Hours of many cells in one step: which can be, which cannot, and what becomes of the lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation import (
    ModeratorDraft,
    TaskDraft,
    Worked,
    add_moderator,
    add_task,
    change_moderator,
    change_task,
    log_hours,
    remove_task,
    set_hours,
)
from commdesk.features.moderation.hours import worked_in_week
from commdesk.features.moderation.hours.cells import Cell, CellsRefused
from commdesk.features.moderation.hours.model import outside_team
from commdesk.features.moderation.hours.ops import set_many_hours
from commdesk.features.moderation.team import find_moderator
from tests.core.dump import dump

MONDAY = date(2026, 11, 23)
DAYS = [MONDAY + timedelta(n) for n in range(7)]
LATER = date(2027, 3, 1)
WEEK = Week.of(MONDAY)
HOUR = 60
Verb = Callable[..., Result]
NL = Words("nl")


@pytest.fixture
def evening(desk: Desk) -> int:
    return desk.do(add_task, TaskDraft("Avonddienst", "", Minutes(360)))


def lines(desk: Desk) -> list[tuple[int, int | None, str]]:
    rows = dump(desk.db)["moderation_log"]
    return sorted((row["minutes"], row["start_minute"], row["note"]) for row in rows)


def test_a_block_is_one_step_that_says_how_many(desk: Desk, legal: int, evening: int) -> None:
    before = dump(desk.db)
    cells = [Cell(task, day, Minutes(90)) for task in (legal, evening) for day in DAYS]
    assert desk.do(set_many_hours, cells, today=LATER) == 14
    assert worked_in_week(desk.db, WEEK) == {cell.place: 90 for cell in cells}
    assert NL(desk.undo_label or "") == "Uren schrijven in 14 vakken"
    desk.undo()
    assert dump(desk.db) == before


def test_a_block_with_one_wrong_cell_writes_nothing_and_says_which(
    desk: Desk, legal: int, evening: int
) -> None:
    before = dump(desk.db)
    cells = [
        Cell(legal, MONDAY, Minutes(90)),
        Cell(legal, DAYS[1], Minutes(60)),
        Cell(evening, DAYS[2], Minutes(-5)),
        Cell(99, MONDAY, Minutes(5)),
    ]
    with pytest.raises(CellsRefused) as refused:
        desk.do(set_many_hours, cells, today=MONDAY)
    said = {place: NL(text) for place, text in refused.value.cells.items()}
    assert said == {
        (legal, DAYS[1]): "di 24 nov moet nog komen.",
        (evening, DAYS[2]): "Gewerkte uren zijn meer dan nul.",
        (99, MONDAY): "Deze moderatietaak staat niet meer in het communitybestand.",
    }
    assert dump(desk.db) == before


def test_a_block_says_a_place_once(desk: Desk, legal: int) -> None:
    with pytest.raises(Refused, match="twice"):
        desk.do(set_many_hours, [Cell(legal, MONDAY, Minutes(1))] * 2, today=LATER)


def test_a_team_has_a_day_for_each_of_its_people_over_all_tasks(
    desk: Desk, legal: int, evening: int, noor: int
) -> None:
    """30 hours of one task on a day are possible when two people work, and not when one does."""
    with pytest.raises(Refused, match="one person in the team"):
        desk.do(set_hours, legal, MONDAY, Minutes(30 * HOUR), today=LATER)
    desk.do(add_moderator, ModeratorDraft("Henk"))
    desk.do(set_hours, legal, MONDAY, Minutes(30 * HOUR), today=LATER)
    with pytest.raises(Refused, match=r"50 h on .*with 2 people in the team a day has 48 h"):
        desk.do(set_hours, evening, MONDAY, Minutes(20 * HOUR), today=LATER)
    with pytest.raises(Refused, match="2 people"):
        desk.do(log_hours, Worked(evening, None, MONDAY, Minutes(20 * HOUR)), today=LATER)
    desk.do(set_hours, evening, MONDAY, Minutes(18 * HOUR), today=LATER)


def test_who_is_not_in_the_team_that_day_does_not_count_unless_they_worked(
    desk: Desk, legal: int, noor: int
) -> None:
    gone = desk.do(add_moderator, ModeratorDraft("Henk", until_on=MONDAY - timedelta(1)))
    with pytest.raises(Refused, match="one person"):
        desk.do(set_hours, legal, MONDAY, Minutes(25 * HOUR), today=LATER)
    desk.do(log_hours, Worked(legal, gone, MONDAY, Minutes(60)), today=LATER)
    desk.do(set_hours, legal, MONDAY, Minutes(25 * HOUR), today=LATER)


def test_less_is_never_too_much(desk: Desk, legal: int, noor: int) -> None:
    other = desk.do(add_moderator, ModeratorDraft("Henk"))
    desk.do(set_hours, legal, MONDAY, Minutes(40 * HOUR), today=LATER)
    desk.do(change_moderator, other, {"is_active": False})
    desk.do(set_hours, legal, MONDAY, Minutes(30 * HOUR), today=LATER)
    with pytest.raises(Refused, match="one person"):
        desk.do(set_hours, legal, MONDAY, Minutes(31 * HOUR), today=LATER)


def test_the_day_of_a_person_is_counted_over_the_whole_block(
    desk: Desk, legal: int, evening: int, noor: int
) -> None:
    cells = [Cell(task, MONDAY, Minutes(13 * HOUR)) for task in (legal, evening)]
    with pytest.raises(CellsRefused, match=r"26 h on .* for Noor; a day has 24 hours") as refused:
        desk.do(set_many_hours, cells, today=LATER, moderator_id=noor)
    assert set(refused.value.cells) == {cell.place for cell in cells}
    assert worked_in_week(desk.db, WEEK) == {}


def test_more_is_added_and_less_is_taken_from_what_was_typed_last(
    desk: Desk, legal: int, noor: int
) -> None:
    morning = Worked(legal, noor, MONDAY, Minutes(60), "ochtend", 540)
    desk.do(log_hours, morning, today=LATER)
    desk.do(set_hours, legal, MONDAY, Minutes(150), today=LATER, moderator_id=noor)
    assert lines(desk) == [(60, 540, "ochtend"), (90, None, "")]
    desk.do(set_hours, legal, MONDAY, Minutes(200), today=LATER, moderator_id=noor)
    assert lines(desk) == [(60, 540, "ochtend"), (140, None, "")]
    desk.do(set_hours, legal, MONDAY, Minutes(45), today=LATER, moderator_id=noor)
    assert lines(desk) == [(45, 540, "ochtend")]
    desk.do(set_hours, legal, MONDAY, Minutes(0), today=LATER, moderator_id=noor)
    assert lines(desk) == []


def test_hours_on_a_task_that_was_switched_off_in_between_count(
    desk: Desk, legal: int, noor: int
) -> None:
    desk.do(change_task, legal, {"is_active": False}, today=MONDAY)
    desk.do(set_hours, legal, MONDAY, Minutes(60), today=LATER)
    assert worked_in_week(desk.db, WEEK) == {(legal, MONDAY): 60}


def test_a_task_with_hours_is_not_deleted_and_one_that_is_gone_takes_none(
    desk: Desk, legal: int, evening: int
) -> None:
    desk.do(set_hours, legal, MONDAY, Minutes(60), today=LATER)
    with pytest.raises(Refused, match=r"has hours worked on it\. Switch it off instead"):
        desk.do(remove_task, legal)
    desk.do(remove_task, evening)
    for act in (
        lambda: desk.do(set_hours, evening, MONDAY, Minutes(60), today=LATER),
        lambda: desk.do(set_many_hours, [Cell(evening, MONDAY, Minutes(60))], today=LATER),
    ):
        with pytest.raises(Refused, match="no longer in the workbook"):
            act()


@pytest.mark.parametrize(
    ("changes", "day", "says"),
    [
        ({"until_on": DAYS[2]}, DAYS[3], "Noor is sinds wo 25 nov uit het team"),
        ({"until_on": DAYS[2]}, DAYS[2], None),
        ({"from_on": DAYS[2]}, DAYS[1], "Noor kwam op wo 25 nov bij het team"),
        ({"is_active": False}, MONDAY, "Noor staat bij Team uit"),
        ({}, MONDAY, None),
    ],
)
def test_hours_of_somebody_who_left_mid_week_count_and_it_is_said(
    desk: Desk, legal: int, noor: int, changes: dict[str, object], day: date, says: str | None
) -> None:
    desk.do(change_moderator, noor, changes)
    desk.do(log_hours, Worked(legal, noor, day, Minutes(60)), today=LATER)
    desk.do(set_hours, legal, day, Minutes(90), today=LATER, moderator_id=noor)
    assert worked_in_week(desk.db, WEEK) == {(legal, day): 90}
    said = outside_team(find_moderator(desk.db, noor), day)
    assert (NL(said) if said else None) == (f"{says}; de uren tellen wel mee." if says else None)


def test_the_command_line_has_the_same_rules(
    desk: Desk, legal: int, noor: int, commdesk: Verb, workbook_path: Path
) -> None:
    desk.do(change_moderator, noor, {"until_on": MONDAY - timedelta(1)})
    desk.do(log_hours, Worked(legal, noor, MONDAY, Minutes(60), "", 540), today=LATER)
    desk.close()

    def log(*typed: str) -> Result:
        return commdesk("hours-log", workbook_path, "Noor", "Juridische vragen", *typed)

    for wrong, says in (
        (("",), "Er is geen tijdsduur opgegeven"),
        (("veel",), "veel is geen tijdsduur"),
        (("1:75",), "1:75 is geen tijdsduur"),
        (("-1",), "-1 is geen tijdsduur"),
        (("0",), "meer dan nul"),
        (("30",), "een dag heeft 24 uur"),
        (("1:00", "--from", "09:30"), "overlappen"),
        (("2:00", "--from", "23:00"), "middernacht"),
        (("1:00", "--date", "2026-11-24"), "moet nog komen"),
        (("1:00", "--from", "25:00"), "25:00"),
    ):
        result = log(*wrong)
        assert (result.exit_code, result.stdout) == (1, ""), wrong
        assert says in result.stderr
    assert log().exit_code == 2
    done = log("anderhalf uur", "--date", "2026-11-23")
    assert done.exit_code == 0
    assert "1 u 30 min" in done.stdout
    assert "uit het team; de uren tellen wel mee" in done.stdout
    made = json.loads(log("1,5", "--date", "2026-11-20", "--json").stdout)
    assert (made["minutes"], made["remark"]) == (90, "")


_PLACES = st.tuples(st.integers(0, 1), st.sampled_from(DAYS[:3]))
_BLOCKS = st.dictionaries(_PLACES, st.integers(-10, 1500), min_size=1, max_size=6)


@given(blocks=st.lists(_BLOCKS, min_size=1, max_size=4), by_name=st.booleans())
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_a_random_block_is_written_whole_or_not_at_all(
    desk: Desk, blocks: list[dict[tuple[int, date], int]], by_name: bool
) -> None:
    tasks = desk.db.column("SELECT id FROM moderation_task ORDER BY id")
    while len(tasks) < 2:
        tasks.append(desk.do(add_task, TaskDraft(f"Taak {len(tasks)}")))
    people = desk.db.column("SELECT id FROM moderator")
    who = (people or [desk.do(add_moderator, ModeratorDraft("Ine"))])[0] if by_name else None
    for block in blocks:
        cells = [Cell(tasks[task], day, Minutes(n)) for (task, day), n in block.items()]
        before, sums = dump(desk.db), worked_in_week(desk.db, WEEK, who)
        try:
            desk.do(set_many_hours, cells, today=DAYS[1], moderator_id=who)
        except CellsRefused as refused:
            marked = set(refused.cells)
        else:
            marked = set()
        if marked:
            assert marked <= {cell.place for cell in cells}
            assert dump(desk.db) == before
            continue
        wanted = sums | {cell.place: cell.minutes for cell in cells}
        found = worked_in_week(desk.db, WEEK, who)
        assert found == {place: minutes for place, minutes in wanted.items() if minutes}
        for day in DAYS if by_name else ():
            assert sum(minutes for place, minutes in found.items() if place[1] == day) <= 1440
