"""The export verb: what goes out by default, people only for a purpose, kept in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from openpyxl.worksheet.worksheet import Worksheet

from commdesk.catalog import FEATURES
from commdesk.core import settings
from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.features.exchange.queries import list_exports
from commdesk.features.moderation import TaskDraft, Worked, add_task, log_hours, set_budget
from commdesk.features.plan import Kind, TodoDraft, add_todo
from tests.core.elsewhere import end, hold
from tests.features.exchange.lists import SAMPLES

Verb = Callable[..., Result]
WEEK = "2026-W48"


@pytest.fixture
def week(desk: Desk) -> Path:
    """A workbook with a week in it; closed."""
    today = desk.today()
    for title, kind, minutes, day in (
        ("=1+1 klinkt als een formule", Kind.CONTENT, 45, today),
        ("Weekoverzicht maken", Kind.ACCOUNTABILITY, 30, today + timedelta(days=4)),
    ):
        draft = TodoDraft(title, due_on=day, planned_on=day, minutes=Minutes(minutes), kind=kind)
        desk.do(add_todo, draft, today=today)
    task_id = desk.do(add_task, TaskDraft("Avonddienst", "algemeen", Minutes(360)))
    desk.do(set_budget, task_id, Week.parse(WEEK), Minutes(390))
    desk.do(log_hours, Worked(task_id, None, today, Minutes(90)), today=today)
    desk.close()
    return desk.path


@pytest.fixture
def people(commdesk: Verb, workbook_path: Path) -> Path:
    """A workbook with the five people of the sample."""
    assert commdesk("import", workbook_path, SAMPLES / "discourse.csv", "--apply").exit_code == 0
    return workbook_path


def as_text(path: Path) -> str:
    """Every filled cell: sheet, cell, kind, value, format; ids and marks differ every time."""
    lines = []
    for sheet in visible_sheets(path):
        lines.append(f"[{sheet.title}] {sheet.freeze_panes} {sheet.page_setup.orientation}")
        lines += [line for row in sheet.iter_rows() for line in _cells(row)]
    return "\n".join(lines) + "\n"


def visible_sheets(path: Path) -> list[Worksheet]:
    return [s for s in openpyxl.load_workbook(path).worksheets if s.sheet_state == "visible"]


def _cells(row: tuple[openpyxl.cell.Cell, ...]) -> Iterator[str]:
    for cell in row:
        if cell.value is not None and cell.number_format != "@":
            yield f"{cell.coordinate}\t{cell.data_type}\t{cell.value}\t{cell.number_format}"


def test_by_default_no_people_go_out(commdesk: Verb, week: Path, tmp_path: Path) -> None:
    out = tmp_path / "week.xlsx"
    assert commdesk("export", week, "--to", out, "--week", WEEK).exit_code == 0
    with Desk.open(week, FEATURES, read_only=True) as desk:
        assert list_exports(desk.db) == []
    named = {sheet.name for f in FEATURES for sheet in f.sheets if sheet.has_people}
    assert {"members"} <= named
    assert "Leden" not in openpyxl.load_workbook(out).sheetnames


def test_the_week_comes_out_as_expected(
    commdesk: Verb, week: Path, tmp_path: Path, expected: Callable[[str, str], None]
) -> None:
    out = tmp_path / "week.xlsx"
    assert commdesk("export", week, "--to", out, "--week", WEEK).exit_code == 0
    expected("week.txt", as_text(out))


def test_a_sheet_without_rows_says_so_in_words(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    out = tmp_path / "leeg.xlsx"
    assert commdesk("export", workbook_path, "--to", out, "--week", WEEK).exit_code == 0
    *sheets, about = visible_sheets(out)
    assert about.title == "Over deze werkmap"
    for sheet in sheets:
        said, gap, headings = sheet.iter_rows(1, 3, values_only=True)
        is_to_fill_in = sheet.title in {"Taken", "Gewerkte uren"}
        fill_in = "Vul de lege rijen in en stuur de werkmap terug."
        assert said[0] == (fill_in if is_to_fill_in else "Niets in week 48.")
        assert not any(gap)
        assert all(headings)


def test_people_need_a_purpose(commdesk: Verb, people: Path, tmp_path: Path) -> None:
    out = tmp_path / "leden.xlsx"
    refused = commdesk("export", people, "--to", out, "--sheets", "members")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("Gegevens van 5 mensen: met welk doel?")
    assert len(refused.stderr.splitlines()) == 1
    assert not out.exists()


def test_an_export_with_people_is_kept_in_the_log(
    commdesk: Verb, people: Path, tmp_path: Path
) -> None:
    arguments = ("--to", tmp_path / "leden.xlsx", "--sheets", "members", "--purpose", "ALV")
    assert commdesk("export", people, *arguments).exit_code == 0
    with Desk.open(people, FEATURES, read_only=True) as desk:
        (entry,) = list_exports(desk.db)
    assert (entry.actor, entry.file_name, entry.sheets) == ("Noor", "leden.xlsx", ("members",))
    assert (entry.row_count, entry.people_count, entry.purpose) == (5, 5, "ALV")


def test_the_log_of_exports_names_whoever_history_names(
    commdesk: Verb, people: Path, tmp_path: Path
) -> None:
    settings.remember(my_name="Piet")
    arguments = ("--to", tmp_path / "leden.xlsx", "--sheets", "members", "--purpose", "ALV")
    assert commdesk("export", people, *arguments).exit_code == 0
    with Desk.open(people, FEATURES, read_only=True) as desk:
        assert list_exports(desk.db)[0].actor == "Piet"


def test_no_undo_shortens_the_log(commdesk: Verb, people: Path, tmp_path: Path) -> None:
    arguments = ("--to", tmp_path / "leden.xlsx", "--sheets", "members", "--purpose", "ALV")
    commdesk("export", people, *arguments)
    assert "Discourse" in commdesk("undo", people).stdout
    with Desk.open(people, FEATURES, read_only=True) as desk:
        assert len(list_exports(desk.db)) == 1


def test_an_export_that_could_not_be_saved_is_not_in_the_log(
    commdesk: Verb, people: Path, tmp_path: Path
) -> None:
    arguments = ("--to", tmp_path / "no" / "l.xlsx", "--sheets", "members", "--purpose", "ALV")
    assert commdesk("export", people, *arguments).exit_code == 1
    with Desk.open(people, FEATURES, read_only=True) as desk:
        assert list_exports(desk.db) == []


def test_what_went_out_comes_in_as_the_same_people(
    commdesk: Verb, people: Path, tmp_path: Path
) -> None:
    out = tmp_path / "leden.xlsx"
    commdesk("export", people, "--to", out, "--sheets", "members", "--purpose", "ALV")
    shown = commdesk("import", people, out)
    assert "0 nieuw, 0 gewijzigd, 5 gelijk, 0 overgeslagen" in shown.stdout


def test_while_another_holds_the_file_only_an_export_without_people_goes_out(
    commdesk: Verb, people: Path, tmp_path: Path
) -> None:
    child = hold(people)
    try:
        plain = commdesk("export", people, "--to", tmp_path / "week.xlsx")
        refused = commdesk(
            "export", people, "--to", tmp_path / "l.xlsx", "--sheets", "members", "--purpose", "ALV"
        )
    finally:
        end(child)
    assert plain.exit_code == 0
    assert refused.exit_code == 1
    assert "in gebruik bij" in refused.stderr
    assert not (tmp_path / "l.xlsx").exists()


@pytest.mark.parametrize(
    ("out", "sheets"), [("week.csv", ""), ("omgeving.commdesk", ""), ("w.xlsx", "elephants")]
)
def test_a_wrong_wish_is_refused_in_one_sentence(
    out: str, sheets: str, commdesk: Verb, workbook_path: Path
) -> None:
    before = workbook_path.read_bytes()
    refused = commdesk(
        "export", workbook_path, "--to", workbook_path.with_name(out), "--sheets", sheets
    )
    assert refused.exit_code == 1
    assert len(refused.stderr.splitlines()) == 1
    assert workbook_path.read_bytes() == before


def test_a_date_decides_which_week_goes_out(commdesk: Verb, week: Path, tmp_path: Path) -> None:
    out = tmp_path / "week.xlsx"
    assert commdesk("export", week, "--to", out, "--date", "2026-12-01").exit_code == 0
    assert openpyxl.load_workbook(out).properties.title == (
        "Omgevingsnetwerk, week 49: ma 30 nov – zo 6 dec"
    )
