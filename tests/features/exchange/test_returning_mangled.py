"""What people do to a file without knowing it: sort a part, empty what is hidden."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.exchange.returning.taking import Returned, read
from commdesk.features.plan import Kind, TodoDraft, add_todo
from tests.features.exchange.returned import Edited, fill, send, through_libreoffice

EVERY = ("week", "todo", "hours", "members", "outreach")


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> Path:
    fill(desk)
    return send(desk, tmp_path / "week.xlsx", EVERY)


def told(found: Returned) -> list[tuple[str, str, str]]:
    words = Words("nl")
    return [(each.kind, each.sheet, words(each.why or "")) for each in found.differences]


def test_a_row_that_is_added_to_a_sheet_that_only_goes_out_is_shown(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    for name, heading in (("week", "Wat"), ("hours", "Moderatietaak")):
        row = file.first(name) + 60
        file.put(name, row, heading, "Erbij gezet")
    found = read(file.save(), desk, "Ine")
    assert {(each.kind, each.sheet, each.title) for each in found.differences} == {
        ("ignored", "week", "Erbij gezet"),
        ("ignored", "hours", "Erbij gezet"),
    }


def test_a_row_with_only_what_is_not_taken_back_is_shown(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    file.put("todo", file.first("todo") + 12, "Gedaan op", "20-11-2026")
    (found,) = told(read(file.save(), desk, "Ine"))
    assert found == (
        "ignored", "todo", "een rij zonder id, met niets erin dat wordt teruggehaald",
    )  # fmt: skip


@pytest.mark.parametrize("how", ["cell", "row", "gone"])
def test_a_change_in_a_list_of_people_is_said_once(desk: Desk, sent: Path, how: str) -> None:
    file = Edited(sent)
    row = file.first_under("Voornaam")
    sheet, columns = file.list_of("Voornaam")
    if how == "cell":
        sheet.cell(row, columns["Voornaam"]).value = "Iemand"
    elif how == "row":
        sheet.cell(row + 4, columns["Voornaam"]).value = "Iemand"
    else:
        sheet.delete_rows(row)
    (found,) = told(read(file.save(), desk, "Ine"))
    assert found[:2] == ("ignored", "members")
    assert found[2].startswith("op dit blad is iets gewijzigd")


def test_a_sorted_list_of_people_is_not_changed(desk: Desk, sent: Path, tmp_path: Path) -> None:
    file = Edited(sent)
    sheet, columns = file.list_of("Voornaam")
    first = file.first_under("Voornaam")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(first, first + 3)]
    for n, values in enumerate(reversed(rows)):
        for column, value in enumerate(values, 1):
            sheet.cell(first + n, column).value = value
    assert columns
    path = through_libreoffice(file.save(), tmp_path / "lo")
    assert read(path, desk, "Ine").differences == ()


@pytest.mark.parametrize("name", ["todo", "outreach"])
def test_sorting_a_part_of_the_columns_is_seen_and_nothing_is_taken(
    desk: Desk, sent: Path, name: str
) -> None:
    file = Edited(sent)
    hidden = [n - 1 for h, n in file.columns(name).items() if h in {"Id", f"commdesk:{name}"}]
    rows = file.rows(name)
    marked = [row for row in rows if row[hidden[-1]]]
    seen = [list(row) for row in marked]
    Random(1).shuffle(seen)  # noqa: S311 - the same order every time
    for row, other in zip(marked, seen, strict=True):
        row[: hidden[0]] = other[: hidden[0]]
    file.write_rows(name, rows)
    (found,) = told(read(file.save(), desk, "Ine"))
    assert found[:2] == ("invalid", name)
    assert "Sorteer de hele tabel" in found[2]


def test_the_same_new_value_in_many_rows_is_no_sorting(desk: Desk, tmp_path: Path) -> None:
    for n in range(8):
        draft = TodoDraft("Ronde", owner="Ine" if n == 7 else "Noor")
        desk.do(add_todo, draft, today=desk.today())
    file = Edited(send(desk, tmp_path / "week.xlsx", ["todo"]))
    for row in range(file.first("todo"), file.first("todo") + 8):
        file.put("todo", row, "Eigenaar", "Ine")
    found = read(file.save(), desk, "Ine")
    assert {each.kind for each in found.differences} == {"changed"}


def test_a_row_without_its_hidden_columns_is_neither_new_nor_gone(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    for row in (2, 4):
        for heading in ("Id", "commdesk:todo"):
            file.sheet("todo").cell(row, file.columns("todo")[heading]).value = None
    file.put("todo", 4, "Eigenaar", "Iemand")
    assert told(read(file.save(), desk, "Ine")) == [
        ("invalid", "todo", "de verborgen kolommen van deze rij zijn leeggemaakt"),
        ("invalid", "todo", "de verborgen kolommen van deze rij zijn leeggemaakt"),
    ]


def test_a_new_row_with_one_wrong_cell_says_that_nothing_of_it_is_taken(
    desk: Desk, sent: Path
) -> None:
    file = Edited(sent)
    row = file.first("todo") + 12
    file.put("todo", row, "Taak", "Zaal regelen")
    file.put("todo", row, "Uiterlijk", "eens")
    place = file.put("todo", row, "Uren", "lang")
    found = read(file.save(), desk, "Ine")
    (wrong,) = found.differences
    assert (wrong.kind, wrong.title, wrong.row) == ("invalid", "Zaal regelen", row)
    assert wrong.cell in {place, f"E{row}"}
    assert told(found)[0][2].startswith("deze nieuwe rij wordt niet overgenomen: ")


def test_a_row_without_a_kind_of_work_says_to_choose_one(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    file.put("todo", file.first("todo"), "Soort werk", None)
    (found,) = told(read(file.save(), desk, "Ine"))
    assert found == ("invalid", "todo", "Kies een soort werk.")


def test_a_title_that_excel_takes_for_a_truth_is_the_word_that_was_typed(
    desk: Desk, sent: Path
) -> None:
    file = Edited(sent)
    file.put("todo", file.first("todo"), "Taak", True)
    (found,) = read(file.save(), desk, "Ine").differences
    assert found.there == "WAAR"


@pytest.mark.parametrize("name", ["week.zip", "week", "week.bin", "week.xlsm"])
def test_a_file_is_known_by_what_is_in_it_whatever_it_is_called(
    desk: Desk, sent: Path, name: str
) -> None:
    file = Edited(sent)
    file.put("todo", file.first("todo"), "Eigenaar", "Ine")
    found = read(file.save().rename(sent.with_name(name)), desk, "Ine")
    assert [each.column for each in found.differences] == ["owner"]


def test_every_kind_of_work_in_the_week_has_its_word(desk: Desk, tmp_path: Path) -> None:
    draft = TodoDraft("Zaal", kind=Kind.OTHER, planned_on=desk.today())
    desk.do(add_todo, draft, today=desk.today())
    rows = Edited(send(desk, tmp_path / "week.xlsx", ["week"])).rows("week")
    assert "Overig" in [cell for row in rows for cell in row]
