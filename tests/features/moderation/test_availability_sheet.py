"""The availability sheet goes out and comes back: what it changes, and what it refuses."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.sheets import child
from commdesk.core.sheets.child import Task
from commdesk.core.sheets.limits import Limits
from commdesk.core.sheets.reader import Table
from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.core.workbook import change_workbook
from commdesk.features.exchange.queries import list_exports
from commdesk.features.moderation import (
    ModeratorDraft,
    add_moderator,
    change_moderator,
    remove_moderator,
)
from commdesk.features.moderation.dayparts import WEEKDAYS, DayPart, Slots
from commdesk.features.moderation.team import (
    DaysOff,
    Moderator,
    find_moderator,
    list_days_off,
)
from commdesk.features.moderation.team.ops import add_days_off, remove_days_off
from commdesk.features.moderation.team.sheets import (
    AvailabilityPlan,
    plan_sheet,
    refusal_of,
    sentence,
    write_sheets,
)
from commdesk.features.moderation.team.sheets.ops import apply_availability
from commdesk.features.moderation.team.sheets.planning import plan_answers
from commdesk.features.moderation.team.sheets.reading import answers_of

NL = Words("nl")
EVERY = Slots.every(WEEKDAYS)
HOURS = "C6"
MONDAY_MORNING, MONDAY_EVENING = "C10", "E10"
OFF = 21
"""The first row of days off."""


@pytest.fixture
def noor(desk: Desk) -> int:
    draft = ModeratorDraft(
        "Noor Jansen", None, Minutes(270), ("juridisch",), is_paid=True,
        availability=Slots.parse("1m 1a 1e 2m"), rather_not=Slots.parse("1e 7e"),
    )  # fmt: skip
    return desk.do(add_moderator, draft)


@pytest.fixture
def sheet(desk: Desk, noor: int, tmp_path: Path) -> Path:
    desk.do(add_days_off, DaysOff(noor, date(2026, 12, 21), date(2026, 12, 25)))
    (path,) = write_sheets(desk, tmp_path / "uit", "beschikbaarheid ophalen", moderator_ids=[noor])
    return path


def fill(path: Path, **cells: Any) -> Path:
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book.worksheets[0][place].value = value
    book.save(path)
    return path


def plan(desk: Desk, path: Path, **more: Any) -> AvailabilityPlan:
    """As `plan_sheet`, without the second that a reading child takes to start."""
    rows: list[Any] = []
    sheet, marks = "", ([], [])
    for message in child.answers(Task(path, Limits(), with_marks=True)):
        sheet = message[1] if message[0] == "sheet" else sheet
        rows += message[1] if message[0] == "rows" else []
        marks = message[1] if message[0] == "marks" else marks
    table = Table(path.name, sheet, rows, (), *(tuple(each) for each in marks))
    answers = answers_of(table, desk.today())
    return plan_answers(desk.db, desk.words, answers, **more)


def apply(desk: Desk, path: Path) -> None:
    desk.do(apply_availability, plan(desk, path))


def days_off(desk: Desk) -> list[tuple[str, str]]:
    found = list_days_off(desk.db, date(2020, 1, 1), date(2040, 1, 1))
    return [(run.first_on.isoformat(), run.last_on.isoformat()) for run in found]


def team_rows(desk: Desk) -> Any:
    return [
        desk.db.query(f"SELECT * FROM {t} ORDER BY id") for t in ("moderator", "moderator_days_off")
    ]


def test_a_sheet_holds_what_is_known_of_its_person_and_nothing_else(
    desk: Desk, sheet: Path, noor: int
) -> None:
    assert sheet.name == "Beschikbaarheid Noor Jansen.xlsx"
    page = openpyxl.load_workbook(sheet).worksheets[0]
    assert page.title == "Beschikbaarheid"
    assert (page["A1"].value, page["A1"].data_type) == (f"commdesk:availability:{noor}", "s")
    assert page.column_dimensions["A"].hidden
    assert page[HOURS].value == 4.5
    assert [cell.value for cell in page[9]][1:] == ["Weekdag", "ochtend", "middag", "avond"]
    assert [cell.value for cell in page[10]][1:] == ["maandag", "kan", "kan", "liever niet"]
    assert [cell.value for cell in page[16]][1:] == ["zondag", "nee", "nee", "nee"]
    assert page[f"B{OFF}"].value.date() == date(2026, 12, 21)
    assert "juridisch" not in str([[cell.value for cell in row] for row in page.iter_rows()])
    (entry,) = list_exports(desk.db)
    assert (entry.people_count, entry.purpose) == (1, "beschikbaarheid ophalen")


def test_it_asks_for_its_purpose(desk: Desk, noor: int, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="1 person's data, for what purpose"):
        write_sheets(desk, tmp_path / "uit", "")
    with pytest.raises(Refused, match="Nobody is in the team"):
        write_sheets(desk, tmp_path / "uit", "x", moderator_ids=[])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("availability", "rather_not", "minutes"),
    [("", "", 0), ("", "1e 7m", 100), (str(EVERY), "", 10080), ("3a", "3a 4m", 95)],
)
def test_a_sheet_that_comes_back_as_it_went_changes_nothing(
    desk: Desk, tmp_path: Path, language: str, availability: str, rather_not: str, minutes: int
) -> None:
    desk.do(change_workbook, {"language": language})
    slots = {"availability": Slots.parse(availability), "rather_not": Slots.parse(rather_not)}
    person = desk.do(add_moderator, ModeratorDraft("=Eva", None, Minutes(minutes), **slots))
    desk.do(add_days_off, DaysOff(person, date(2026, 12, 1), date(2026, 12, 1)))
    (path,) = write_sheets(desk, tmp_path, "x")
    found = plan(desk, path)
    assert not found.problems
    assert not found.has_work
    assert found.differences == ()


def test_what_was_filled_in_is_shown_and_applied_as_one_act(
    desk: Desk, sheet: Path, noor: int
) -> None:
    fill(sheet, **{
        HOURS: "6:30", MONDAY_MORNING: "Liever Niet", MONDAY_EVENING: "kan", "C12": "can",
        "D10": None, f"C{OFF}": date(2026, 12, 28), f"B{OFF + 1}": "1-2-2027",
        f"B{OFF + 2}": date(2027, 2, 8), f"C{OFF + 2}": date(2027, 2, 12),
    })  # fmt: skip
    found = plan(desk, sheet)
    assert not found.problems
    assert [(d.label, d.before, d.after) for d in found.differences] == [
        ("Uren per week", "4,5 u", "6,5 u"),
        ("Beschikbaar", "ma, di ochtend", "ma ochtend en avond, di en wo ochtend"),
        ("Liever niet", "ma avond", "ma ochtend"),
        ("Vrije dagen", "–", "ma 1 feb 2027"),
        ("Vrije dagen", "–", "ma 8 feb 2027 – vr 12 feb 2027"),
        ("Vrije dagen", "ma 21 dec 2026 – vr 25 dec 2026", "ma 21 dec 2026 – ma 28 dec 2026"),
    ]
    before = team_rows(desk)
    desk.do(apply_availability, found)
    person = find_moderator(desk.db, noor)
    assert person.weekly_minutes == 390
    assert str(person.availability) == "1m 1e 2m 3m"
    assert (person.is_paid, person.expertise) == (True, ("juridisch",))
    assert days_off(desk) == [
        ("2026-12-21", "2026-12-28"), ("2027-02-01", "2027-02-01"), ("2027-02-08", "2027-02-12"),
    ]  # fmt: skip
    assert desk.words(desk.undo_label or "") == "Beschikbaarheid van Noor Jansen overnemen"
    desk.undo()
    assert team_rows(desk) == before


def test_days_off_of_a_sheet_that_share_a_day_become_one_run(desk: Desk, sheet: Path) -> None:
    fill(sheet, **{f"B{OFF + 1}": date(2026, 12, 25), f"C{OFF + 1}": date(2027, 1, 3)})
    apply(desk, sheet)
    assert days_off(desk) == [("2026-12-21", "2027-01-03")]
    assert not plan(desk, sheet).has_work, "the same sheet again"


def test_the_same_sheet_twice_changes_nothing_the_second_time(desk: Desk, sheet: Path) -> None:
    fill(sheet, **{HOURS: 3, MONDAY_MORNING: "nee", f"B{OFF}": None, f"C{OFF}": None,
                   f"B{OFF + 1}": date(2027, 2, 8)})  # fmt: skip
    apply(desk, sheet)
    assert days_off(desk) == [("2027-02-08", "2027-02-08")]
    assert not plan(desk, sheet).has_work
    before = team_rows(desk)
    apply(desk, sheet)
    assert team_rows(desk) == before


def test_days_off_that_the_sheet_never_held_stay(desk: Desk, sheet: Path, noor: int) -> None:
    later = DaysOff(noor, date(2027, 1, 4), date(2027, 1, 4))
    desk.do(add_days_off, later)
    desk.do(add_days_off, DaysOff(noor, date(2026, 10, 1), date(2026, 10, 2)))
    fill(sheet, **{f"B{OFF}": None, f"C{OFF}": None})
    apply(desk, sheet)
    assert days_off(desk) == [("2026-10-01", "2026-10-02"), ("2027-01-04", "2027-01-04")]


def test_days_off_that_were_taken_away_meanwhile_are_what_the_sheet_says(
    desk: Desk, sheet: Path
) -> None:
    found = plan(desk, fill(sheet, **{f"C{OFF}": date(2026, 12, 24)}))
    run = list_days_off(desk.db, date(2026, 1, 1), date(2027, 1, 1))[0]
    desk.do(remove_days_off, run.id)
    desk.do(apply_availability, found)
    assert days_off(desk) == [("2026-12-21", "2026-12-24")]


def test_every_day_part_again_is_stored_as_any(desk: Desk, sheet: Path, noor: int) -> None:
    cells = {f"{column}{row}": "kan" for column in "CDE" for row in range(10, 17)}
    apply(desk, fill(sheet, **cells))
    person = find_moderator(desk.db, noor)
    assert (person.availability, person.rather_not) == (Slots(), Slots())


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        (MONDAY_MORNING, "misschien", "C10: gevonden “misschien”. Kies kan, liever niet of nee."),
        (HOURS, "veel", "rij 6, C6: gevonden “veel”. Typ uren tussen 0 en 168, zoals 4 of 4:30."),
        (HOURS, None, "rij 6, C6: gevonden “”. Typ uren tussen 0 en 168"),
        (HOURS, 169, "rij 6, C6: gevonden “169”."),
        (HOURS, -1, "rij 6, C6: gevonden “−1”."),
        (f"B{OFF}", "volgende week", f"B{OFF}: gevonden “volgende week”. Typ de eerste dag"),
        (f"B{OFF}", None, f"rij {OFF}, B{OFF}: gevonden “”. Typ de eerste dag"),
        (f"B{OFF}", "31-2-2027", f"rij {OFF}, B{OFF}: gevonden “31-2-2027”."),
        (f"C{OFF}", date(2026, 12, 1), "De laatste dag ligt vóór de eerste."),
        (f"C{OFF}", date(2126, 12, 28), "Typ de laatste dag"),
        (f"C{OFF}", 12, "Typ de laatste dag"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_understood_is_named(
    desk: Desk, sheet: Path, cell: str, value: Any, said: str
) -> None:
    found = plan(desk, fill(sheet, **{cell: value}))
    (problem,) = found.problems
    text = NL(sentence(found, problem))
    assert text.startswith("Beschikbaarheid Noor Jansen.xlsx, blad Beschikbaarheid, rij ")
    assert said in text
    refused = refusal_of([found], NL)
    assert refused
    assert NL(refused.text).endswith("Er is niets gewijzigd.")
    before = team_rows(desk)
    with pytest.raises(Refused, match="must be corrected first"):
        desk.do(apply_availability, found)
    assert team_rows(desk) == before


def test_empty_cells_count_as_no_and_are_said(desk: Desk, sheet: Path, noor: int) -> None:
    found = plan(desk, fill(sheet, C10=None, D10="  "))
    assert [NL(each) for each in found.remarks] == [
        "2 cellen zijn leeg en tellen als nee: C10 en D10."
    ]
    assert not found.problems
    apply(desk, sheet)
    assert str(find_moderator(desk.db, noor).availability) == "1e 2m"
    cells = {f"{column}{row}": None for column in "CDE" for row in range(10, 14)}
    (remark,) = plan(desk, fill(sheet, E16="kan", **cells)).remarks
    assert NL(remark).startswith("12 cellen zijn leeg en tellen als nee: C10, D10,")
    assert NL(remark).endswith("en nog 2.")


@pytest.mark.parametrize(
    ("merged", "said"),
    [
        ("C10:E12", "C10:E12: gevonden “kan”. Deze cellen zijn samengevoegd."),
        (f"B{OFF}:C{OFF}", f"B{OFF}:C{OFF}: gevonden “"),
        (f"B{OFF + 1}:B{OFF + 2}", "Splits ze en vul elke cel in."),
    ],
)
def test_merged_cells_are_not_silently_a_no(
    desk: Desk, sheet: Path, merged: str, said: str
) -> None:
    book = openpyxl.load_workbook(sheet)
    book.worksheets[0].merge_cells(merged)
    book.save(sheet)
    found = plan(desk, sheet)
    (problem,) = found.problems
    assert said in NL(sentence(found, problem))
    assert found.remarks == ()
    assert plan_sheet(desk.db, NL, sheet, today=desk.today()) == found


@pytest.mark.parametrize("cell", [MONDAY_MORNING, f"B{OFF}", f"C{OFF + 1}"])
def test_a_formula_that_nobody_worked_out_is_not_silently_a_no(
    desk: Desk, sheet: Path, cell: str
) -> None:
    found = plan(desk, fill(sheet, **{f"B{OFF + 1}": date(2027, 2, 1), cell: '=IF(1=1,"kan","")'}))
    said = [NL(sentence(found, each)) for each in found.problems]
    assert (
        f"{cell}: gevonden “”. De formule hier heeft geen uitkomst. Typ wat er moet staan."
        in str(said)
    )


def test_a_sheet_that_was_passed_on_is_asked_about(desk: Desk, sheet: Path, noor: int) -> None:
    daan = desk.do(add_moderator, ModeratorDraft("Daan"))
    fill(sheet, C5="daan", **{HOURS: 3})
    with pytest.raises(
        Refused, match="was made for Noor Jansen, and says it is of Daan"
    ) as refused:
        plan(desk, sheet)
    assert refused.value.field == "moderator_id"
    for chosen in (noor, daan):
        assert plan(desk, sheet, moderator_id=chosen).moderator_id == chosen
    found = plan(desk, fill(sheet, C5="Piet"))
    assert [NL(each) for each in found.remarks] == ["De naam op het blad is Piet."]


def test_a_refusal_of_very_many_rows_is_short(
    desk: Desk, sheet: Path, commdesk: Callable[..., Result]
) -> None:
    fill(sheet, **{f"B{row}": "?" for row in range(OFF + 1, OFF + 501)})
    refused = refusal_of([plan(desk, sheet)], NL)
    assert refused
    lines = NL(refused.text).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "en nog 480 problemen. Er is niets gewijzigd."
    desk.close()
    shown = commdesk("availability", desk.path, "--in", sheet, "--dry-run").output.splitlines()
    assert len(shown) < 25
    assert "en nog 480 problemen" in shown[20]


def test_programs_get_minutes_day_parts_and_days(
    desk: Desk, sheet: Path, commdesk: Callable[..., Result]
) -> None:
    fill(sheet, **{HOURS: 5, "C12": "kan", "D10": None, f"B{OFF + 1}": date(2027, 2, 8)})
    desk.close()
    (shown,) = json.loads(
        commdesk("availability", desk.path, "--in", sheet, "--dry-run", "--json").output
    )
    day = {"first_on": "2027-02-08", "last_on": "2027-02-08"}
    assert shown["changes"] == [
        {"field": "weekly_minutes", "before": 270, "after": 300},
        {"field": "availability", "before": "1m 1a 1e 2m", "after": "1m 1e 2m 3m"},
        {"field": "days_off", "before": None, "after": day},
    ]
    assert shown["remarks"] == ["1 cel is leeg en telt als nee: D10."]


def test_sheets_that_came_back_are_not_handed_out_over(
    desk: Desk, sheet: Path, tmp_path: Path
) -> None:
    write_sheets(desk, tmp_path / "uit", "nog eens")
    fill(sheet, **{HOURS: 2})
    before = sheet.read_bytes()
    with pytest.raises(Refused, match=r"Noor Jansen\.xlsx was saved by somebody"):
        write_sheets(desk, tmp_path / "uit", "nog eens")
    assert sheet.read_bytes() == before
    assert len(list_exports(desk.db)) == 2


def test_who_can_nothing_at_all_is_asked_about_it(desk: Desk, sheet: Path) -> None:
    cells = {f"{column}{row}": "nee" for column in "CDE" for row in range(10, 17)}
    (problem,) = plan(desk, fill(sheet, **cells)).problems
    assert "Er blijft niets over dat kan" in NL(problem.message)


def test_without_its_number_a_sheet_is_known_by_its_name_or_asked_about(
    desk: Desk, sheet: Path, noor: int
) -> None:
    assert plan(desk, fill(sheet, A1=None, C5=" noor  jansen ")).moderator_id == noor
    with pytest.raises(Refused, match="does not say whose it is") as refused:
        plan(desk, fill(sheet, C5="Iemand"))
    assert refused.value.field == "moderator_id"
    assert plan(desk, sheet, moderator_id=noor).moderator_id == noor


def test_a_sheet_without_its_hidden_column_is_still_understood(
    desk: Desk, sheet: Path, noor: int
) -> None:
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    for merged in list(page.merged_cells.ranges):
        page.unmerge_cells(str(merged))
    page.delete_cols(1)
    page.insert_rows(3)
    book.save(sheet)
    found = plan(desk, sheet)
    assert (found.moderator_id, found.problems, found.has_work) == (noor, (), False)


def test_somebody_who_is_gone_and_another_workbook_are_told_apart(
    desk: Desk, sheet: Path, noor: int
) -> None:
    desk.do(remove_moderator, noor, today=desk.today())
    with pytest.raises(Refused, match=r"is of Noor Jansen, who is no longer in the team.*Nothing"):
        plan(desk, sheet)
    with pytest.raises(Refused, match=r"made from another workbook.*Nothing was changed"):
        plan(desk, fill(sheet, A1="commdesk:availability:77"))


def test_who_left_between_looking_and_applying_is_refused(
    desk: Desk, sheet: Path, noor: int
) -> None:
    found = plan(desk, fill(sheet, **{HOURS: 2}))
    desk.do(remove_moderator, noor, today=desk.today())
    with pytest.raises(Refused, match="no longer in the workbook"):
        desk.do(apply_availability, found)


def test_another_list_is_refused(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Naam", "E-mail"])
    book.save(tmp_path / "leden.xlsx")
    with pytest.raises(Refused, match=r"no availability sheet.*Nothing was changed"):
        plan(desk, tmp_path / "leden.xlsx")


def test_a_name_that_changed_meanwhile_is_the_workbooks(desk: Desk, sheet: Path, noor: int) -> None:
    desk.do(change_moderator, noor, {"name": "Noor de Boer"})
    found = plan(desk, sheet)
    assert (found.name, found.has_work) == ("Noor de Boer", False)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this computer")
def test_a_sheet_that_libreoffice_saved_comes_back_whole(
    desk: Desk, sheet: Path, tmp_path: Path
) -> None:
    """Starting LibreOffice takes a few seconds."""
    fill(sheet, **{HOURS: 5.25, MONDAY_MORNING: "nee", f"B{OFF + 1}": date(2027, 2, 8)})
    expected = plan_sheet(desk.db, NL, sheet, today=desk.today())
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(tmp_path / "terug"), str(sheet)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    back = plan(desk, tmp_path / "terug" / sheet.name)
    assert back == expected
    assert len(back.differences) == 3


def test_the_verb_hands_out_and_takes_back(
    desk: Desk, sheet: Path, noor: int, tmp_path: Path, commdesk: Callable[..., Result]
) -> None:
    """Every sheet is read in a child process, which takes a second to start."""
    path = desk.path
    desk.close()
    asked = commdesk("availability", path, "--out", tmp_path / "nieuw")
    assert asked.exit_code == 1
    assert "--purpose" in asked.output
    done = commdesk("availability", path, "--out", tmp_path / "nieuw", "--purpose", "x", "--json")
    assert [Path(each).name for each in json.loads(done.output)["files"]] == [sheet.name]
    fill(sheet, **{HOURS: 2})
    other = fill(Path(shutil.copy(sheet, tmp_path / "fout.xlsx")), **{HOURS: "?"})
    ask = commdesk("availability", path, "--in", sheet, "--dry-run", "--json")
    (shown,) = json.loads(ask.output)
    assert shown["changes"] == [{"field": "weekly_minutes", "before": 270, "after": 120}]
    assert shown["remarks"] == []
    assert (shown["problems"], shown["applied"]) == ([], False)
    refused = commdesk("availability", path, "--in", sheet, other)
    assert refused.exit_code == 1
    assert f"fout.xlsx, blad Beschikbaarheid, rij 6, {HOURS}" in refused.output
    done = commdesk("availability", path, "--in", sheet)
    assert "2 u" in done.output
    assert commdesk("availability", path).exit_code == 2
    with Desk.open(path, FEATURES) as opened:
        rows = opened.db.query("SELECT * FROM moderator WHERE id = :id", {"id": noor})
    assert rows[0]["weekly_minutes"] == 120


def test_moderator_and_day_part_are_as_the_sheet_says() -> None:
    """The marks of a sheet are stable: sheets that are out come back to a later version."""
    from commdesk.features.moderation.team.sheets.model import (
        DAYS_MARK,
        PERSON_MARK,
        Ability,
        abilities_of,
    )

    assert (PERSON_MARK, DAYS_MARK) == ("commdesk:availability:", "commdesk:off:")
    known = abilities_of(Moderator(rather_not=Slots.parse("1e")))
    assert known[1, DayPart.EVENING] is Ability.RATHER_NOT
    assert len(known) == 21
