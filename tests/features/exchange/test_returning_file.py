"""A file goes out, is edited and comes back: exactly what was edited is found."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.features.exchange.returning.model import Difference
from commdesk.features.exchange.returning.taking import Returned, read
from commdesk.features.plan import TodoDraft, add_todo, change_todo, remove_todo
from tests.features.exchange.returned import (
    LONG,
    ODD,
    TOO_LONG,
    Edited,
    as_excel,
    fill,
    send,
    through_libreoffice,
)

TITLE, DONE, DUE, HOURS, OWNER, KIND = (
    "Taak",
    "Gedaan",
    "Uiterlijk",
    "Uren",
    "Eigenaar",
    "Soort werk",
)
KEYS = {TITLE: "title", DONE: "is_done", DUE: "due_on", HOURS: "minutes", OWNER: "owner"}
EDITS, SEEDS = 100, 5
Edit = tuple[str, str, Any]


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> Path:
    """A file as it went out, with odd texts in it."""
    fill(desk)
    return send(desk, tmp_path / "week.xlsx")


def cells(found: Returned, *kinds: str) -> set[Edit]:
    return {(e.id, e.column, e.there) for e in found.differences if e.kind in kinds}


def said(found: Returned, kind: str) -> list[Difference]:
    return [each for each in found.differences if each.kind == kind]


def todo_ids(file: Edited) -> list[str]:
    return [row[file.columns("todo")["Id"] - 1] for row in file.rows("todo") if row[-1]]


def test_what_nobody_touched_gives_no_difference(desk: Desk, sent: Path) -> None:
    assert read(sent, desk, "Ine").differences == ()


def test_saving_it_in_libreoffice_gives_no_difference(
    desk: Desk, sent: Path, tmp_path: Path
) -> None:
    assert read(through_libreoffice(sent, tmp_path / "lo"), desk, "Ine").differences == ()


def test_texts_that_no_cell_or_nearly_none_holds_come_back_as_they_are(
    desk: Desk, tmp_path: Path
) -> None:
    for owner in (LONG, TOO_LONG, "\x07bel\x00 en\ttab", " spaties "):
        desk.do(add_todo, TodoDraft("lang", owner=owner), today=desk.today())
    desk.do(add_todo, TodoDraft("oud", due_on=date(1898, 5, 1)), today=desk.today())
    sent = send(desk, tmp_path / "lang.xlsx")
    assert read(sent, desk, "Ine").differences == ()
    saved = through_libreoffice(sent, tmp_path / "lo")
    assert read(saved, desk, "Ine").differences == ()


def _new_value(rng: Random, heading: str) -> tuple[Any, Any]:
    """What somebody types, and what it means."""
    if heading == DONE:
        return rng.choice([("ja", True), ("JA", True), ("x", True), (True, True)])
    if heading == DUE:
        day = date(2026, 12, 1) + timedelta(days=rng.randrange(200))
        old = date(1898, 1, 1) + timedelta(days=rng.randrange(300))
        return rng.choice(
            [
                (datetime(day.year, day.month, day.day), day.isoformat()),  # noqa: DTZ001 - as Excel has it
                (day.strftime("%d-%m-%Y"), day.isoformat()),
                (day.isoformat(), day.isoformat()),
                (old.isoformat(), old.isoformat()),
            ]
        )
    if heading == HOURS:
        minutes = 600 + rng.randrange(300)
        return rng.choice(
            [
                (minutes / 60, minutes),
                (f"{minutes // 60}:{minutes % 60:02}", minutes),
                (f"{minutes}m", minutes),
            ]
        )
    text = f"{rng.choice(ODD)} nieuw {rng.randrange(10**6)}"
    return as_excel(text), text


def _edit(rng: Random, file: Edited, count: int) -> tuple[set[Edit], list[str], list[str]]:
    """Type in cells, take rows out and put new ones in: what was typed, what went, what came."""
    columns, rows = file.columns("todo"), file.rows("todo")
    marked = [row for row in rows if row[-1]]
    gone = rng.sample(marked, 3)
    left = [row for row in marked if row not in gone]
    edits: dict[tuple[str, str], Any] = {}
    places = [(row, heading) for row in left for heading in KEYS]
    for row, heading in rng.sample(places, count):
        typed, meant = _new_value(rng, heading)
        row[columns[heading] - 1] = typed
        edits[row[columns["Id"] - 1], KEYS[heading]] = meant
    added = [f"toegevoegd {rng.choice(ODD)} {n}" for n in range(4)]
    fresh = []
    for title in added:
        row = [None] * len(columns)
        row[columns[TITLE] - 1] = as_excel(title)
        fresh.append(row)
    total = [row for row in rows if not row[-1] and row[0] == "Totaal"]
    mixed = left + fresh
    rng.shuffle(mixed)
    file.write_rows("todo", [*mixed, *total])
    told = {(row_id, key, value) for (row_id, key), value in edits.items()}
    return told, [row[columns["Id"] - 1] for row in gone], added


def _rearrange(rng: Random, file: Edited) -> None:
    """What people do to a sheet that means nothing: move, hide, filter, add, rename."""
    sheet = file.sheet("todo")
    order = list(range(len(file.columns("todo"))))
    rng.shuffle(order)
    file.move_columns("todo", order)
    for letter in rng.sample("BCDEFGH", 2):
        sheet.column_dimensions[letter].hidden = True
    for row in rng.sample(range(2, 40), 5):
        sheet.row_dimensions[row].hidden = True
    sheet.cell(1, len(order) + 1).value = "Eigen kolom"
    sheet.cell(5, len(order) + 1).value = "van mij"
    sheet.title = "Mijn lijstje"
    file.book.create_sheet("Kladblok", 0)["B2"] = "los"
    file.book.move_sheet(sheet, -2)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_exactly_the_edits_are_found_whatever_else_is_done_to_the_file(
    desk: Desk, tmp_path: Path, seed: int
) -> None:
    rng = Random(seed)  # noqa: S311 - the same edits every time
    fill(desk, 40)
    file = Edited(send(desk, tmp_path / "week.xlsx"))
    edits, gone, added = _edit(rng, file, EDITS)
    _rearrange(rng, file)
    clashing = {(row_id, key) for row_id, key, _ in rng.sample(sorted(edits, key=str), 20)}
    clashing = {each for each in clashing if each[1] == "title"}
    for n, (row_id, _) in enumerate(sorted(clashing)):
        desk.do(change_todo, int(row_id), {"title": f"hier gewijzigd {n}"})
    file.save()
    path = through_libreoffice(file.path, tmp_path / "lo") if seed == 0 else file.path
    found = read(path, desk, "Ine")
    assert cells(found, "changed", "conflict") == edits
    assert {(e.id, e.column) for e in said(found, "conflict")} == clashing
    assert {each.id for each in said(found, "deleted")} == set(gone)
    assert sorted(e.values["title"] for e in said(found, "new")) == sorted(added)
    assert said(found, "invalid") == []
    assert [each.column for each in said(found, "ignored")] == ["Eigen kolom"]


def test_a_value_that_cannot_be_read_is_named_with_its_cell(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    places = {
        file.put("todo", 2, DUE, "volgende week"): "due_on",
        file.put("todo", 3, HOURS, "heel lang"): "minutes",
        file.put("todo", 4, KIND, "gezelligheid"): "kind",
        file.put("todo", 5, TITLE, None): "title",
    }
    found = read(file.save(), desk, "Ine")
    assert {e.cell: e.column for e in said(found, "invalid")} == places
    assert cells(found, "changed", "new") == set()


def test_a_row_that_is_gone_here_is_said_when_it_was_edited_there(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    row_id = file.sheet("todo").cell(4, file.columns("todo")["Id"]).value
    file.put("todo", 4, TITLE, "anders")
    desk.do(remove_todo, int(str(row_id)))
    (found,) = read(file.save(), desk, "Ine").differences
    assert (found.kind, found.column, found.there) == ("invalid", "title", "anders")


def test_a_formula_that_was_typed_over_is_shown(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    row = file.first("hours")
    cell = file.put("hours", row, "Over", 3)
    (found,) = read(file.save(), desk, "Ine").differences
    assert (found.kind, found.column, found.cell) == ("ignored", "left", cell)


def test_a_figure_that_is_not_taken_back_is_shown(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    file.put("hours", file.first("hours"), "Budget", 99)
    (found,) = read(file.save(), desk, "Ine").differences
    assert (found.kind, found.column, found.there) == ("ignored", "budget", 5940)


# --- files that are not what went out -----------------------------------------------------------


def _refusal(path: Path, desk: Desk) -> str:
    with pytest.raises(Refused) as refused:
        read(path, desk, "Ine")
    return desk.words(refused.value.text)


def test_a_file_of_another_community_is_refused(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    meta = next(s for s in file.book.worksheets if s["A1"].value == "commdesk:workbook")
    next(row[1] for row in meta.iter_rows() if row[0].value == "workbook").value = "12"
    told = _refusal(file.save(), desk)
    assert told.startswith("week.xlsx hoort bij een ander communitybestand: Omgevingsnetwerk.")
    assert told.endswith("Er is niets gewijzigd.")


def test_a_file_without_its_hidden_sheet_is_refused(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    del file.book["commdesk"]
    assert "het verborgen blad kwijt" in _refusal(file.save(), desk)


def test_any_other_list_is_refused_with_where_it_goes(desk: Desk, tmp_path: Path) -> None:
    plain = tmp_path / "leden.csv"
    plain.write_text("Naam;E-mail\nIne;ine@voorbeeld.example\n")
    assert "Lijst importeren" in _refusal(plain, desk)
    other = openpyxl.Workbook()
    other["Sheet"]["A1"] = "Naam"
    other.save(tmp_path / "ander.xlsx")
    assert "Lijst importeren" in _refusal(tmp_path / "ander.xlsx", desk)


def test_a_damaged_file_is_refused(desk: Desk, sent: Path) -> None:
    sent.write_bytes(sent.read_bytes()[:4_000])
    assert "beschadigd" in _refusal(sent, desk)


def test_rows_whose_mark_was_changed_emptied_or_copied_are_named_and_left(
    desk: Desk, sent: Path
) -> None:
    file = Edited(sent)
    columns = file.columns("todo")
    sheet, mark = file.sheet("todo"), columns["commdesk:todo"]
    sheet.cell(2, mark).value = str(sheet.cell(2, mark).value).replace('"', '"9', 1)
    sheet.cell(3, mark).value = None
    for column in range(1, len(columns) + 1):
        sheet.cell(5, column).value = sheet.cell(4, column).value
    found = read(file.save(), desk, "Ine")
    assert {each.row for each in said(found, "invalid")} == {2, 3, 5}
    assert cells(found, "changed", "new") == set()


def test_a_sheet_without_its_marks_gives_nothing_and_says_so(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    columns = file.columns("todo")
    for row in range(2, 40):
        for heading in ("Id", "commdesk:todo"):
            file.sheet("todo").cell(row, columns[heading]).value = None
    found = read(file.save(), desk, "Ine")
    assert [(e.kind, e.sheet, e.row) for e in found.differences] == [("invalid", "todo", None)]


def test_a_column_or_a_sheet_that_was_removed_changes_nothing(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    file.sheet("todo").delete_cols(file.columns("todo")[OWNER])
    del file.book[file.sheet("outreach").title]
    file.sheet("hours").delete_cols(file.columns("hours")["commdesk:hours"])
    found = read(file.save(), desk, "Ine")
    assert {(e.kind, e.sheet, e.column) for e in found.differences} == {
        ("ignored", "todo", "owner"),
        ("ignored", "outreach", ""),
        ("invalid", "hours", ""),
    }


def test_an_older_export_is_compared_with_what_it_said(desk: Desk, sent: Path, clock: Any) -> None:
    row_id = int(todo_ids(Edited(sent))[0])
    clock.move(days=40)
    desk.do(change_todo, row_id, {"owner": "Piet"})
    found = read(sent, desk, "Ine")
    assert [(e.kind, e.column, e.here) for e in found.differences] == [("here", "owner", "Piet")]
