"""A roster goes out: who gets what, and what a calendar is told when it changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result
from icalendar import Calendar

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.workbook import change_workbook
from commdesk.features.exchange.queries import list_exports
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    TaskDraft,
    add_moderator,
    add_shift,
    add_task,
    change_moderator,
    change_shift,
    change_task,
    remove_moderator,
    remove_shift,
)
from commdesk.features.moderation.dayparts import DayPart
from commdesk.features.moderation.roster.publishing import (
    hand_out_print,
    part_times,
    people_in,
    printed_roster,
    publish_roster,
)
from commdesk.features.moderation.roster.publishing.ops import set_part_times
from tests.conftest import MovableClock

MONDAY = date(2026, 11, 30)
WEEK = Week.of(MONDAY)
Events = dict[str, dict[str, Any]]


@pytest.fixture
def people(desk: Desk) -> dict[str, int]:
    draft = {"expertise": ("geheim",), "weekly_minutes": Minutes(600)}
    return {
        name: desk.do(add_moderator, ModeratorDraft(name, **draft)) for name in ("Noor", "Eva: Mol")
    }


@pytest.fixture
def task(desk: Desk) -> int:
    return desk.do(add_task, TaskDraft("Eerste reacties", "", Minutes(600)))


@pytest.fixture
def shift_of(desk: Desk, people: dict[str, int], task: int) -> Callable[..., int]:
    def add(name: str = "Noor", day: int = 0, part: str = "morning", minutes: int = 90) -> int:
        shift = Shift(task, people[name], MONDAY + timedelta(day), part, Minutes(minutes))
        return desk.do(add_shift, shift)

    return add


def publish(desk: Desk, folder: Path, weeks: int = 1) -> list[Path]:
    return publish_roster(desk, [WEEK + n for n in range(weeks)], folder, "rooster delen")


def events(folder: Path, name: str = "Noor") -> list[Any]:
    (path,) = folder.glob(f"*{name}*.ics")
    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def texts(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    return [
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def test_there_is_a_file_for_the_team_and_two_for_each_person(
    desk: Desk, shift_of: Callable[..., int], people: dict[str, int], tmp_path: Path
) -> None:
    eva = f"Eva Mol {people['Eva: Mol'] % 10_000:04}"
    shift_of()
    shift_of("Eva: Mol", 1, "evening")
    placed = publish(desk, tmp_path / "uit", weeks=2)
    assert [path.name for path in placed] == [
        "Rooster 2026-W49 - 2026-W50.xlsx",
        f"Rooster 2026-W49 - 2026-W50 {eva}.ics",
        f"Rooster 2026-W49 - 2026-W50 {eva}.xlsx",
        "Rooster 2026-W49 - 2026-W50 Noor.ics",
        "Rooster 2026-W49 - 2026-W50 Noor.xlsx",
    ]
    book = openpyxl.load_workbook(placed[0])
    assert book.sheetnames == ["week 49", "week 50"]
    values = [[cell.value for cell in row] for row in book["week 49"].iter_rows(min_row=4)]
    assert values[0][:4] == ["Dagdeel", "Moderatietaak", "ma 30 nov", "di 1 dec"]
    assert values[1][:4] == ["ochtend\nvanaf 09:00", "Eerste reacties", "Noor", "–"]
    assert values[2][:4] == ["avond\nvanaf 19:00", "Eerste reacties", "–", "Eva: Mol"]
    assert "In deze week staat niemand op het rooster." in texts(placed[0])


def test_a_person_gets_nothing_of_anybody_else(
    desk: Desk, shift_of: Callable[..., int], tmp_path: Path
) -> None:
    shift_of()
    shift_of("Eva: Mol", 1, "evening")
    publish(desk, tmp_path)
    for path in tmp_path.glob("*Noor*"):
        found = path.read_text("utf-8") if path.suffix == ".ics" else "\n".join(texts(path))
        assert "Noor" in found
        assert "Eva" not in found
        assert "geheim" not in found
    assert not [
        text for path in tmp_path.glob("*.xlsx") for text in texts(path) if text == "geheim"
    ]
    own = openpyxl.load_workbook(next(tmp_path.glob("*Noor*.xlsx"))).worksheets[0]
    row = [cell.value for cell in own[5]]
    assert (row[0], row[3:]) == ("week 49", ["ochtend", "09:00", "10:30", "Eerste reacties", 1.5])
    assert [str(cell)[:10] for cell in row[1:3]] == ["2026-11-30"] * 2
    assert own["H6"].value == "=SUM(H5:H5)"


def test_it_asks_for_its_purpose_and_is_kept_in_the_log(
    desk: Desk, shift_of: Callable[..., int], tmp_path: Path
) -> None:
    shift_of()
    shift_of("Eva: Mol", 1)
    assert people_in(desk, [WEEK]) == 2
    with pytest.raises(Refused, match="2 people's data, for what purpose"):
        publish_roster(desk, [WEEK], tmp_path, " ")
    assert not list(tmp_path.glob("*.xlsx"))
    publish(desk, tmp_path / "uit")
    (entry,) = list_exports(desk.db)
    assert (entry.purpose, entry.people_count, entry.row_count) == ("rooster delen", 2, 2)
    assert (entry.sheets, entry.file_name) == (("Rooster",), "uit")


def test_without_anybody_nothing_goes_out(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Nobody is on the roster"):
        publish(desk, tmp_path / "uit")
    assert not (tmp_path / "uit").exists()


def test_a_file_in_the_way_stops_all_and_nothing_was_sent(
    desk: Desk, shift_of: Callable[..., int], tmp_path: Path
) -> None:
    shift_of()
    (tmp_path / "Rooster 2026-W49 Noor.ics").write_text("BEGIN:VCALENDAR\nPRODID:-//Outlook\n")
    with pytest.raises(Refused, match="not made by commdesk"):
        publish(desk, tmp_path)
    assert len(list(tmp_path.glob("Rooster*"))) == 1
    assert list_exports(desk.db) == []
    assert desk.db.value("SELECT count(*) FROM moderation_published") == 0


def test_a_calendar_is_told_the_same_again_and_what_changed_as_an_update(
    desk: Desk, shift_of: Callable[..., int], task: int, tmp_path: Path, clock: MovableClock
) -> None:
    kept, changed = shift_of(), shift_of(day=1)
    publish(desk, tmp_path)
    first = {str(each["uid"]): each for each in events(tmp_path)}
    assert [each["sequence"] for each in first.values()] == [0, 0]
    clock.move(days=1)
    desk.do(change_shift, changed, {"day_part": "evening"})
    publish(desk, tmp_path)
    second = {str(each["uid"]): each for each in events(tmp_path)}
    assert second.keys() == first.keys()
    by_shift = {uid.split("-")[1]: each for uid, each in second.items()}
    same, other = by_shift[str(kept)], by_shift[str(changed)]
    assert (same["sequence"], other["sequence"]) == (0, 1)
    assert same["last-modified"].dt < other["last-modified"].dt == desk.now()
    assert other["dtstart"].dt.isoformat() == "2026-12-01T18:00:00+00:00"
    assert same["dtstamp"].dt == desk.now()
    desk.do(change_task, task, {"name": "Reageren"}, today=MONDAY)
    publish(desk, tmp_path)
    assert sorted(each["sequence"] for each in events(tmp_path)) == [1, 2]


def test_a_shift_that_is_gone_is_cancelled_and_one_that_comes_back_stands_again(
    desk: Desk, shift_of: Callable[..., int], tmp_path: Path
) -> None:
    gone = shift_of()
    publish(desk, tmp_path)
    desk.do(remove_shift, gone)
    assert people_in(desk, [WEEK]) == 1
    for _ in range(2):
        publish(desk, tmp_path)
        (event,) = events(tmp_path)
        assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
    assert "In deze tijd zijn er geen diensten voor jou." in texts(
        next(tmp_path.glob("*Noor.xlsx"))
    )
    desk.undo()
    publish(desk, tmp_path)
    (event,) = events(tmp_path)
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 2)


def test_a_shift_of_somebody_else_now_is_cancelled_for_the_one_and_new_for_the_other(
    desk: Desk, shift_of: Callable[..., int], people: dict[str, int], tmp_path: Path
) -> None:
    shift = shift_of()
    publish(desk, tmp_path)
    desk.do(change_shift, shift, {"moderator_id": people["Eva: Mol"]})
    publish(desk, tmp_path)
    (was,), (now,) = events(tmp_path), events(tmp_path, "Eva Mol")
    assert (was["status"], now["status"]) == ("CANCELLED", "CONFIRMED")
    assert was["uid"] != now["uid"]


def test_a_shift_that_moved_to_another_week_moves_in_the_calendar(
    desk: Desk, shift_of: Callable[..., int], tmp_path: Path
) -> None:
    shift = shift_of()
    publish(desk, tmp_path)
    desk.do(change_shift, shift, {"day": MONDAY + timedelta(8)})
    publish(desk, tmp_path)
    (event,) = events(tmp_path)
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 1)
    assert event["dtstart"].dt.date() == MONDAY + timedelta(8)


def test_who_is_taken_out_of_the_team_hears_that_their_shifts_are_cancelled(
    desk: Desk, shift_of: Callable[..., int], people: dict[str, int], tmp_path: Path
) -> None:
    noor, today = people["Noor"], desk.today()
    shift_of()
    shift_of("Eva: Mol", 1)
    publish(desk, tmp_path)
    with pytest.raises(Refused, match=r"shifts to come that were published.*last day.*publish"):
        desk.do(remove_moderator, noor, today=today)
    desk.do(change_moderator, noor, {"until_on": today})
    with pytest.raises(Refused, match="were published"):
        desk.do(remove_moderator, noor, today=today)
    publish(desk, tmp_path)
    assert [event["status"] for event in events(tmp_path)] == ["CANCELLED"]
    desk.do(remove_moderator, noor, today=today)
    assert people_in(desk, [WEEK]) == 1


def test_shifts_that_are_over_keep_nobody_in_the_team(
    desk: Desk, shift_of: Callable[..., int], people: dict[str, int], tmp_path: Path
) -> None:
    shift_of()
    publish(desk, tmp_path)
    desk.do(remove_moderator, people["Noor"], today=MONDAY + timedelta(1))
    assert people_in(desk, [WEEK]) == 0


def test_a_file_keeps_its_owner_when_somebody_whose_name_looks_the_same_leaves(
    desk: Desk, task: int, tmp_path: Path
) -> None:
    draft = {"weekly_minutes": Minutes(600)}
    names = ("Ann", "Ann.", "ann:")
    ids = [desk.do(add_moderator, ModeratorDraft(name, **draft)) for name in names]
    for n, each in enumerate(ids):
        desk.do(add_shift, Shift(task, each, MONDAY + timedelta(n), "morning", Minutes(90)))
    stem = "Rooster 2026-W49"
    first, second, third = (
        f"{stem} Ann.ics",
        f"{stem} Ann {ids[1] % 10_000:04}.ics",
        f"{stem} ann {ids[2] % 10_000:04}.ics",
    )  # fmt: skip
    publish(desk, tmp_path / "een")
    assert {each.name for each in (tmp_path / "een").glob("*.ics")} == {first, second, third}
    desk.do(remove_moderator, ids[0], today=MONDAY + timedelta(7))
    publish(desk, tmp_path / "twee")
    assert {each.name for each in (tmp_path / "twee").glob("*.ics")} == {second, third}


def test_what_went_out_is_not_taken_back_by_undo(
    desk: Desk, shift_of: Callable[..., int], tmp_path: Path
) -> None:
    shift_of()
    before = desk.undo_label
    publish(desk, tmp_path)
    assert desk.undo_label == before
    assert desk.db.value("SELECT count(*) FROM moderation_published") == 1


def test_a_shift_in_the_night_that_clocks_turn_takes_its_own_length(
    desk: Desk, shift_of: Callable[..., int], tmp_path: Path
) -> None:
    shift_of(day=(date(2027, 3, 27) - MONDAY).days, part="evening", minutes=8 * 60)
    weeks = [Week.of(date(2027, 3, 27))]
    publish_roster(desk, weeks, tmp_path, "x")
    (event,) = events(tmp_path)
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=8)
    own = openpyxl.load_workbook(next(tmp_path.glob("*Noor.xlsx"))).worksheets[0]
    assert [own["E5"].value, own["F5"].value] == ["19:00", "04:00"]


def test_the_times_of_day_parts_can_be_changed(
    desk: Desk, shift_of: Callable[..., int], tmp_path: Path
) -> None:
    shift_of()
    publish(desk, tmp_path)
    desk.do(set_part_times, {DayPart.MORNING: time(8, 30)})
    assert part_times(desk.db)[DayPart.MORNING] == time(8, 30)
    publish(desk, tmp_path)
    (event,) = events(tmp_path)
    assert event["sequence"] == 1
    assert event["dtstart"].dt.isoformat() == "2026-11-30T07:30:00+00:00"
    with pytest.raises(Refused, match="morning begins before"):
        desk.do(set_part_times, {DayPart.EVENING: time(8)})
    desk.undo()
    assert part_times(desk.db)[DayPart.MORNING] == time(9)


def test_a_printed_week_is_the_sheet_of_the_team_and_noted_in_the_log(
    desk: Desk, shift_of: Callable[..., int]
) -> None:
    shift_of()
    printed = printed_roster(desk, WEEK)
    assert (printed.title, printed.is_landscape) == ("Rooster week 49", True)
    saved: list[bool] = []
    hand_out_print(desk, WEEK, "rooster.pdf", "ophangen", lambda: saved.append(True))
    assert saved
    assert list_exports(desk.db)[0].file_name == "rooster.pdf"
    assert printed_roster(desk, WEEK + 1).parts


def test_an_english_workbook_publishes_in_english(
    desk: Desk, shift_of: Callable[..., int], tmp_path: Path
) -> None:
    shift_of()
    desk.do(change_workbook, {"language": "en"})
    assert publish(desk, tmp_path)[0].name == "Roster 2026-W49.xlsx"


def test_the_verb_publishes_and_asks(
    desk: Desk,
    shift_of: Callable[..., int],
    tmp_path: Path,
    commdesk: Callable[..., Result],
) -> None:
    shift_of()
    path = desk.path
    desk.close()
    folder = tmp_path / "uit"
    asked = commdesk("roster-publish", path, "--week", "2026-W49", "--to", folder)
    assert asked.exit_code == 1
    assert "--purpose" in asked.output
    done = commdesk(
        "roster-publish", path, "--week", "2026-W49", "--to", folder, "--purpose", "x", "--json"
    )
    files = [Path(each) for each in json.loads(done.output)["files"]]
    assert files[0].name == "Rooster 2026-W49.xlsx"
    assert all(each.exists() for each in files)
