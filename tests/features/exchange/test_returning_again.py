"""The same file twice, or a later version of it: what was taken is not taken again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from commdesk.core.desk import Desk
from commdesk.core.words import Text, Words
from commdesk.features.exchange.returning.ops import take_all
from commdesk.features.exchange.returning.taking import Returned, read, with_earlier
from commdesk.features.plan import open_todos
from tests.features.exchange.returned import Edited, fill, send


@pytest.fixture
def filled_in(desk: Desk, tmp_path: Path) -> Path:
    """Two new to-dos that say the same, one other, and two lines of hours."""
    fill(desk)
    file = Edited(send(desk, tmp_path / "week.xlsx"))
    for title in ("Zaal regelen", "Zaal regelen", "Taart"):
        add(file, title)
    row = file.first("hours-log")
    for n in range(2):
        file.put("hours-log", row + n, "Dag", datetime(2026, 11, 16 + n))  # noqa: DTZ001
        file.put("hours-log", row + n, "Moderatietaak", "Avonddienst")
        file.put("hours-log", row + n, "Uren", 1)
    return file.save()


def add(file: Edited, title: str) -> None:
    column, sheet = file.columns("todo")["Taak"], file.sheet("todo")
    row = file.first("todo") + 12
    while sheet.cell(row, column).value:
        row += 1
    file.put("todo", row, "Taak", title)


def take(desk: Desk, path: Path, name: str = "Ine Bakker") -> int:
    return take_all(desk, read(path, desk, name), {})


def new(found: Returned) -> list[Any]:
    return [each.values.get("title") or each.values.get("day") for each in found.of("new")]


def test_the_same_file_twice_adds_its_rows_once(desk: Desk, filled_in: Path) -> None:
    assert take(desk, filled_in) == 5
    again = read(filled_in, desk, "Ine Bakker")
    assert new(again) == []
    assert len(again.of("ignored")) == 5
    told = Words("nl")(again.of("ignored")[0].why or "")
    assert told == "deze rij is al overgenomen op ma 23 nov"
    assert take(desk, filled_in) == 0
    assert [todo.title for todo in open_todos(desk.db)].count("Zaal regelen") == 2


def test_it_is_said_that_something_of_this_export_was_taken_before(
    desk: Desk, filled_in: Path
) -> None:
    first = read(filled_in, desk, "Ine Bakker")
    line = Text("Regel")
    assert Words("nl")(with_earlier(line, first)) == "Regel"
    take(desk, filled_in)
    told = Words("nl")(with_earlier(line, read(filled_in, desk, "Ine Bakker")))
    assert told == "Regel. Van deze export is op ma 23 nov al iets overgenomen."


def test_after_undo_its_rows_are_new_again(desk: Desk, filled_in: Path) -> None:
    take(desk, filled_in)
    desk.undo()
    assert len(new(read(filled_in, desk, "Ine Bakker"))) == 5
    desk.redo()
    assert new(read(filled_in, desk, "Ine Bakker")) == []


def test_of_a_corrected_file_only_the_further_row_is_new(desk: Desk, filled_in: Path) -> None:
    take(desk, filled_in)
    file = Edited(filled_in)
    add(file, "Zaal regelen")
    add(file, "Bloemen")
    found = read(file.save(), desk, "Ine Bakker")
    assert new(found) == ["Zaal regelen", "Bloemen"]
    assert take(desk, filled_in) == 2


def test_a_row_that_was_left_out_is_still_new(desk: Desk, filled_in: Path) -> None:
    found = read(filled_in, desk, "Ine Bakker")
    left = next(each for each in found.of("new") if each.title == "Taart")
    take_all(desk, found, {left.mark: False})
    assert new(read(filled_in, desk, "Ine Bakker")) == ["Taart"]


def test_the_same_hours_of_somebody_else_are_other_hours(desk: Desk, filled_in: Path) -> None:
    take(desk, filled_in)
    assert new(read(filled_in, desk, "Jan de Vries")) == ["2026-11-16", "2026-11-17"]


def test_the_same_row_in_a_file_that_went_out_later_is_new(
    desk: Desk, filled_in: Path, tmp_path: Path
) -> None:
    take(desk, filled_in)
    later = Edited(send(desk, tmp_path / "later.xlsx"))
    sheet, column = later.sheet("todo"), later.columns("todo")["Id"]
    row = later.first("todo")
    while sheet.cell(row, column).value:
        row += 1
    later.put("todo", row, "Taak", "Taart")
    assert new(read(later.save(), desk, "Ine Bakker")) == ["Taart"]


def test_the_verb_shows_what_a_new_row_says_and_asks_once_whose_hours_they_are(
    commdesk: Callable[..., Result], desk: Desk, filled_in: Path
) -> None:
    desk.close()
    shown = commdesk("compare", desk.path, filled_in)
    assert shown.stdout.count("--as NAAM zegt van wie deze uren zijn.") == 1
    assert "Avonddienst" in shown.stdout
    assert "Niemand in het team" not in shown.stdout
    taken = commdesk("compare", desk.path, filled_in, "--apply", "--as", "x" * 201)
    assert taken.exit_code == 1
    assert "hooguit 200 tekens" in taken.stderr
