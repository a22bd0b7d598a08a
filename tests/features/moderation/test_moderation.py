"""Tasks, budgets, roster and hours in a real workbook."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import ExportScope, Scale
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.core.workbook import list_closing_days
from commdesk.features.members import MemberDraft, add_member, remove_member
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    TaskDraft,
    Worked,
    add_moderator,
    add_shift,
    add_task,
    change_moderator,
    change_shift,
    change_task,
    list_moderators,
    list_tasks,
    log_hours,
    remove_moderator,
    remove_shift,
    remove_task,
    set_budget,
    set_hours,
    shortages,
    task_weeks,
)
from commdesk.features.moderation.coverage.sheet import COLUMNS, export_rows
from commdesk.features.moderation.demo import fill
from commdesk.features.moderation.handed import badge, tiles, today_items, week_items
from commdesk.features.moderation.hours import worked_in_week
from commdesk.features.moderation.roster import around, shifts_between
from commdesk.features.moderation.roster.model import check_shift
from commdesk.features.moderation.tasks import find_for_palette, find_task, find_task_by_words
from commdesk.features.moderation.team import find_moderator_by_words

MONDAY = date(2026, 11, 23)
LATER = date(2030, 1, 1)
WEEK = Week.of(MONDAY)
_KNOW_TODAY = {change_task, log_hours, remove_moderator, set_hours}
NL = Words("nl")
TABLES = (
    "moderation_task", "moderation_budget", "moderator", "moderation_shift", "moderation_log"
)  # fmt: skip


def dump(desk: Desk) -> dict[str, Any]:
    return {table: desk.db.query(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}


@pytest.fixture
def noor(desk: Desk) -> int:
    draft = ModeratorDraft("Noor", None, Minutes(300), ("juridisch", "algemeen"), is_paid=True)
    return desk.do(add_moderator, draft)


def shift(task: int, person: int, day: int = 0, part: str = "evening", minutes: int = 120) -> Shift:
    return Shift(task, person, MONDAY + timedelta(day), part, Minutes(minutes))


def test_each_op_undone_gives_the_former_workbook(desk: Desk, legal: int, noor: int) -> None:
    shift_id = desk.do(add_shift, shift(legal, noor))
    acts: list[Any] = [
        (add_task, TaskDraft("Avonddienst")),
        (change_task, legal, {"weekly_minutes": Minutes(60)}),
        (set_budget, legal, WEEK, Minutes(360)),
        (set_budget, legal, WEEK, Minutes(0)),
        (add_moderator, ModeratorDraft("Eva", None, Minutes(60))),
        (change_moderator, noor, {"expertise": ("redactie",)}),
        (add_shift, shift(legal, noor, 1)),
        (change_shift, shift_id, {"day_part": "morning"}),
        (remove_shift, shift_id),
        (log_hours, Worked(legal, noor, MONDAY, Minutes(90))),
        (set_hours, legal, MONDAY, Minutes(45)),
        (remove_moderator, noor),
        (remove_task, legal),
    ]
    for act, *arguments in acts:
        before = dump(desk)
        when = {"today": LATER} if act in _KNOW_TODAY else {}
        desk.do(act, *arguments, **when)
        assert dump(desk) != before
        desk.undo()
        assert dump(desk) == before, act.__name__


def test_needed_is_the_budget_of_the_week_or_else_of_the_task(desk: Desk, legal: int) -> None:
    desk.do(set_budget, legal, WEEK + 1, Minutes(600))
    assert [c.needed for c in task_weeks(desk.db, [WEEK, WEEK + 1], MONDAY)] == [240, 600]
    desk.do(set_budget, legal, WEEK + 1, None)
    assert [c.needed for c in task_weeks(desk.db, [WEEK, WEEK + 1], MONDAY)] == [240, 240]


def test_planned_worked_and_left_add_up(desk: Desk, legal: int, noor: int) -> None:
    desk.do(add_shift, shift(legal, noor))
    desk.do(log_hours, Worked(legal, noor, MONDAY, Minutes(90)), today=LATER)
    desk.do(log_hours, Worked(legal, None, MONDAY + timedelta(6), Minutes(30)), today=LATER)
    (cell,) = task_weeks(desk.db, [WEEK], MONDAY)
    assert (cell.needed, cell.available, cell.planned, cell.worked) == (240, 300, 120, 120)
    assert (cell.left, cell.missing) == (120, 120)


def test_one_count_of_shortages_everywhere(desk: Desk, legal: int, noor: int) -> None:
    desk.do(add_shift, shift(legal, noor))
    desk.do(add_shift, shift(legal, noor, 1))
    short = shortages(desk.db, MONDAY)
    assert [cell.week for cell in short] == [WEEK + 1, WEEK + 2, WEEK + 3]
    found = badge(desk.db, MONDAY)
    assert found
    assert NL(found.text) == "3 tekorten"
    assert len(today_items(desk.db, MONDAY)) == 3


def test_today_says_how_much_is_covered_and_who_could(desk: Desk, legal: int, noor: int) -> None:
    desk.do(add_shift, shift(legal, noor))
    first = today_items(desk.db, MONDAY)[0]
    assert NL(first.title) == "2 u tekort aan expertise juridisch in week 48: Juridische vragen"
    assert NL(first.reason) == "2 van 4 uur bezet; nog uren over bij Noor"
    assert first.chip
    assert NL(first.chip) == "tekort"
    desk.do(change_moderator, noor, {"weekly_minutes": Minutes(120)})
    reason = NL(today_items(desk.db, MONDAY)[0].reason)
    assert reason.endswith("niemand met expertise juridisch heeft nog uren over")
    desk.do(change_moderator, noor, {"expertise": ()})
    reason = NL(today_items(desk.db, MONDAY)[0].reason)
    assert reason.endswith("niemand in het team heeft expertise juridisch")


def test_the_tile_names_both_numbers(desk: Desk, legal: int, noor: int) -> None:
    assert tiles(desk.db, MONDAY)[0].figure.message
    desk.do(add_shift, shift(legal, noor, minutes=150))
    (tile,) = tiles(desk.db, MONDAY)
    assert (NL(tile.title), NL(tile.figure)) == ("Moderatie week 48", "2,5 van 4 uur")
    assert NL(tile.note) == "bezet · 1 u 30 min tekort: Juridische vragen"


def test_too_much_planned_for_one_task_does_not_cover_another(
    desk: Desk, legal: int, noor: int
) -> None:
    desk.do(add_task, TaskDraft("Avonddienst", "algemeen", Minutes(60)))
    desk.do(change_task, legal, {"weekly_minutes": Minutes(60)}, today=MONDAY)
    desk.do(add_shift, shift(legal, noor, minutes=120))
    assert tiles(desk.db, MONDAY)[0].done == 60
    assert len(shortages(desk.db, MONDAY)) == 7


def test_nobody_is_rostered_twice_at_once_not_even_by_a_change(
    desk: Desk, legal: int, noor: int
) -> None:
    desk.do(add_shift, shift(legal, noor))
    other = desk.do(add_shift, shift(legal, noor, part="morning"))
    before = dump(desk)
    with pytest.raises(Refused, match="already"):
        desk.do(change_shift, other, {"day_part": "evening"})
    with pytest.raises(Refused, match="1 h of it free"):
        desk.do(add_shift, shift(legal, noor, 2))
    assert dump(desk) == before
    desk.do(change_shift, other, {"minutes": Minutes(180)})


def test_a_shift_counts_in_its_own_iso_week(desk: Desk, legal: int, noor: int) -> None:
    for week in (0, 7):
        desk.do(add_shift, shift(legal, noor, week))
        desk.do(add_shift, shift(legal, noor, week + 6))
    assert [c.planned for c in task_weeks(desk.db, [WEEK, WEEK + 1], MONDAY)] == [240, 240]


def test_a_task_or_moderator_with_worked_hours_is_not_removed(
    desk: Desk, legal: int, noor: int
) -> None:
    desk.do(log_hours, Worked(legal, noor, MONDAY, Minutes(90)), today=LATER)
    with pytest.raises(Refused, match="Switch"):
        desk.do(remove_task, legal)
    with pytest.raises(Refused, match="Switch"):
        desk.do(remove_moderator, noor, today=MONDAY)
    desk.do(change_task, legal, {"is_active": False}, today=MONDAY)
    (cell,) = task_weeks(desk.db, [WEEK], MONDAY)
    assert (cell.needed, cell.worked) == (0, 90)
    assert task_weeks(desk.db, [WEEK + 1], MONDAY) == []


def test_hours_of_a_task_on_a_day_are_typed_as_a_total(desk: Desk, legal: int, noor: int) -> None:
    desk.do(set_hours, legal, MONDAY, Minutes(60), moderator_id=noor, today=LATER)
    desk.do(set_hours, legal, MONDAY, Minutes(90), today=LATER)
    assert worked_in_week(desk.db, WEEK) == {(legal, MONDAY): 90}
    assert worked_in_week(desk.db, WEEK, noor) == {(legal, MONDAY): 60}
    with pytest.raises(Refused, match="1 h of this is written by name"):
        desk.do(set_hours, legal, MONDAY, Minutes(30), today=LATER)
    desk.do(set_hours, legal, MONDAY, Minutes(60), today=LATER)
    assert [row["moderator_id"] for row in dump(desk)["moderation_log"]] == [noor]
    desk.do(set_hours, legal, MONDAY, Minutes(0), moderator_id=noor, today=LATER)
    assert worked_in_week(desk.db, WEEK) == {}


@pytest.mark.parametrize("minutes", [-30, 24 * 60 + 1])
def test_hours_typed_that_cannot_be_are_refused(desk: Desk, legal: int, minutes: int) -> None:
    with pytest.raises(Refused):
        desk.do(set_hours, legal, MONDAY, Minutes(minutes), today=LATER)


def test_a_person_has_one_day_over_all_tasks(desk: Desk, legal: int, noor: int) -> None:
    other = desk.do(add_task, TaskDraft("Avonddienst"))
    desk.do(log_hours, Worked(legal, noor, MONDAY, Minutes(20 * 60)), today=LATER)
    with pytest.raises(Refused, match="a day has 24 hours"):
        desk.do(log_hours, Worked(other, noor, MONDAY, Minutes(5 * 60)), today=LATER)


def test_a_removed_member_stays_in_the_team_by_name(desk: Desk) -> None:
    member_id = desk.do(
        add_member, MemberDraft(first_name="Eva", email="eva@x.example"), today=MONDAY
    )
    desk.do(add_moderator, ModeratorDraft(member_id=member_id))
    assert find_moderator_by_words(desk.db, "eva@x.example").name == "Eva"
    with pytest.raises(Refused, match="in the team already"):
        desk.do(add_moderator, ModeratorDraft(member_id=member_id))
    desk.do(remove_member, member_id)
    assert [(m.name, m.member_id) for m in list_moderators(desk.db)] == [("Eva", None)]


def test_a_name_that_fits_two_is_refused_with_the_candidates(desk: Desk, legal: int) -> None:
    for name in ("Eva Brouwer", "Eva de Wit"):
        desk.do(add_moderator, ModeratorDraft(name))
    with pytest.raises(Refused, match=r"Eva Brouwer \(\d+\) or Eva de Wit"):
        find_moderator_by_words(desk.db, "eva")
    assert find_moderator_by_words(desk.db, "wit").name == "Eva de Wit"
    assert find_task_by_words(desk.db, str(legal)).id == legal
    with pytest.raises(Refused, match="No moderation task is called x"):
        find_task_by_words(desk.db, "x")


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (TaskDraft(" "), "name"),
        (TaskDraft("juridische VRAGEN"), "name"),
        (TaskDraft("Nieuw", weekly_minutes=Minutes(-1)), "weekly_minutes"),
        (TaskDraft("Nieuw", weekly_minutes=Minutes(169 * 60)), "weekly_minutes"),
    ],
)
def test_refuses_a_task_that_cannot_be(
    desk: Desk, legal: int, draft: TaskDraft, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        desk.do(add_task, draft)
    assert refused.value.field == field


def test_only_the_owners_own_shift_counts_in_their_week(desk: Desk, legal: int, noor: int) -> None:
    eva = desk.do(add_moderator, ModeratorDraft("Eva", None, Minutes(300), ("juridisch",)))
    desk.do(add_shift, shift(legal, noor))
    desk.do(add_shift, shift(legal, eva))
    found = {NL(item.title): item.is_own for item in week_items(desk.db, WEEK)}
    assert found == {"Juridische vragen: Noor": True, "Juridische vragen: Eva": False}


def test_the_sheet_has_live_left_and_no_names(desk: Desk, legal: int, noor: int) -> None:
    desk.do(log_hours, Worked(legal, noor, MONDAY, Minutes(90)), today=LATER)
    (row,) = export_rows(desk.db, ExportScope((WEEK,), MONDAY))
    assert set(row) == {column.key for column in COLUMNS}
    assert (row["budget"], row["worked"], row["left"], row["short"]) == (240, 90, 150, 240)
    assert "Noor" not in str(row)
    formulas = {column.key: column.formula for column in COLUMNS if column.formula}
    assert formulas["left"] == "={budget}-{worked}"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6))
def test_the_grid_equals_a_plain_recount(desk: Desk, seed: int) -> None:
    """Around the turn of a year with 53 weeks, with hours, shifts and budgets anywhere."""
    rng = random.Random(seed)  # noqa: S311 - examples, not secrets
    first = Week(2026, 51)
    weeks = [first + n for n in range(5)]
    task = desk.do(add_task, TaskDraft(f"Taak {seed}-{rng.random()}", "", Minutes(60)))
    person = desk.do(add_moderator, ModeratorDraft(f"P {seed}-{rng.random()}", None, Minutes(9999)))
    planned, worked, needed = (dict.fromkeys(weeks, 0) for _ in range(3))
    needed |= dict.fromkeys(weeks, 60)
    closed = {each.day for each in list_closing_days(desk.db)}
    for day in (first.monday + timedelta(n) for n in range(35)):
        minutes = rng.randrange(1, 300)
        if rng.random() < 0.5 and day not in closed:
            desk.do(add_shift, Shift(task, person, day, "morning", Minutes(minutes)))
            planned[Week.of(day)] += minutes
        if rng.random() < 0.5:
            desk.do(
                log_hours,
                Worked(task, rng.choice([person, None]), day, Minutes(minutes)),
                today=LATER,
            )
            worked[Week.of(day)] += minutes
    for week in weeks[::2]:
        needed[week] = rng.randrange(600)
        desk.do(set_budget, task, week, Minutes(needed[week]))
    cells = [cell for cell in task_weeks(desk.db, weeks, MONDAY) if cell.task_id == task]
    assert {c.week: c.planned for c in cells} == planned
    assert {c.week: c.worked for c in cells} == worked
    assert {c.week: c.needed for c in cells} == needed


def test_hours_and_hours_log_on_the_command_line(
    commdesk: Callable[..., Any], workbook_path: Path, desk: Desk, legal: int, noor: int
) -> None:
    desk.close()
    done = commdesk("hours-log", workbook_path, "noor", "juridisch", "1:30", "--date", "2026-11-23")
    assert done.exit_code == 0, done.output
    for typed in ("1,5", "90m", "1u30"):
        assert commdesk("hours-log", workbook_path, "Noor", str(legal), typed).exit_code == 0
    for wrong in (("Noor", "juridisch", "30:00"), ("Noor", "juridisch", "veel"), ("X", "j", "1")):
        assert commdesk("hours-log", workbook_path, *wrong).exit_code == 1
    shown = commdesk("hours", workbook_path, "--week", "2026-W48", "--weeks", "2", "--json")
    assert json.loads(shown.stdout) == [
        {
            "week": week,
            "task": "Juridische vragen",
            "expertise": "juridisch",
            "needed": 240,
            "available": 300,
            "planned": 0,
            "worked": worked,
            "carried": 0,
        }
        for week, worked in (("2026-W48", 360), ("2026-W49", 0))
    ]
    assert "Juridische vragen" in commdesk("hours", workbook_path).stdout


def test_the_demo_has_three_shortages_and_obeys_the_rules(workbook_path: Path) -> None:
    db = Database.connect(workbook_path)
    db.execute("BEGIN")
    fill(db, Scale(), random.Random(7), MONDAY)  # noqa: S311 - a demo is no secret
    short = [(str(c.week), c.task, c.missing) for c in shortages(db, MONDAY)]
    assert short == [
        ("2026-W48", "Avonddienst", 120),
        ("2026-W49", "Juridische vragen", 120),
        ("2026-W51", "Juridische vragen", 240),
    ]
    tasks = {task.id: task for task in list_tasks(db)}
    team = {each.id: each for each in list_moderators(db)}
    for week in (WEEK + n for n in range(-26, 9)):
        shifts = shifts_between(db, week.monday, week.sunday)
        for one in shifts:
            check_shift(one, tasks[one.task_id], team[one.moderator_id], around(db, one))
    db.execute("ROLLBACK")
    db.close()


def test_hours_on_a_day_to_come_are_refused_at_their_day(desk: Desk, legal: int) -> None:
    tomorrow = MONDAY + timedelta(1)
    for act in (
        lambda: desk.do(log_hours, Worked(legal, None, tomorrow, Minutes(60)), today=desk.today()),
        lambda: desk.do(set_hours, legal, tomorrow, Minutes(60), today=desk.today()),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.field == "day"
    desk.do(set_hours, legal, MONDAY, Minutes(60), today=desk.today())


def test_nobody_is_rostered_on_a_closing_day(desk: Desk, legal: int, noor: int) -> None:
    christmas = date(2026, 12, 25)
    planned = desk.do(add_shift, shift(legal, noor))
    closed = replace(shift(legal, noor), day=christmas)
    for act in (
        lambda: desk.do(add_shift, closed),
        lambda: desk.do(change_shift, planned, {"day": christmas}),
    ):
        with pytest.raises(Refused, match="kerstdag") as refused:
            act()
        assert refused.value.field == "day"


def test_a_to_do_finds_a_task_by_the_beginning_of_a_word(desk: Desk, legal: int) -> None:
    task = find_task(desk.db, legal)
    found = find_for_palette(desk.db, task.name[:4].lower())
    assert found == [(legal, task.name, task.expertise)]
    assert find_for_palette(desk.db, "zzz") == []
