"""History as a file: action, object, result, device, actor, moment (BIO2 8.15.01)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
from click.testing import Result
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.events import note_event
from commdesk.core.values import Period
from commdesk.core.words import Words
from commdesk.features.history.exporting import hand_out
from commdesk.features.history.page import HistorySection
from commdesk.features.history.queries import Titles, count_lines, list_lines
from commdesk.features.members import MemberDraft, add_member
from tests.conftest import MovableClock
from tests.host import ThreadedHost

TODAY = date(2026, 11, 23)
NL = Words("nl")
Run = Callable[..., Result]


def _busy(desk: Desk) -> None:
    desk.do(add_member, MemberDraft("Henk", last_name="Mulder"), today=TODAY)
    desk.do(add_member, MemberDraft("Fatma", last_name="Yilmaz"), today=TODAY)
    desk.undo()
    note_event(desk, "Back up now", "omgeving-1.commdesk")


def _sheet(path: Path) -> list[dict[str, object]]:
    rows = [list(row) for row in openpyxl.load_workbook(path).worksheets[0].values]
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:] if row[1]]


def test_acts_and_what_happened_to_the_file_stand_together_newest_first(desk: Desk) -> None:
    _busy(desk)
    lines = list_lines(desk.db, titles=Titles(FEATURES))
    assert [(NL(line.action), NL(line.object), NL(line.result)) for line in lines[:4]] == [
        ("Nu back-up maken", "omgeving-1.commdesk", "gedaan"),
        ("Ongedaan gemaakt: Fatma Yilmaz toevoegen", "Lid", "gedaan"),
        ("Fatma Yilmaz toevoegen", "Lid", "ongedaan gemaakt"),
        ("Henk Mulder toevoegen", "Lid", "gedaan"),
    ]
    assert count_lines(desk.db) == len(lines)


def test_an_event_cannot_be_undone_back_to(desk: Desk) -> None:
    note_event(desk, "Back up now", result="failed")
    (line, *_) = list_lines(desk.db)
    assert not line.can_undo
    assert NL(line.shown) == "Nu back-up maken (mislukt)"


def test_the_file_holds_every_line_of_the_days_asked_and_is_kept_in_the_log(
    desk: Desk, clock: MovableClock, tmp_path: Path
) -> None:
    _busy(desk)
    clock.move(days=3)
    desk.do(add_member, MemberDraft("Later"), today=TODAY)
    path = tmp_path / "geschiedenis.xlsx"
    hand_out(desk, path, Period(TODAY, TODAY), "audit")
    rows = _sheet(path)
    assert [row["Wat"] for row in rows][:2] == [
        "Nu back-up maken",
        "Ongedaan gemaakt: Fatma Yilmaz toevoegen",
    ]
    assert {"Wanneer", "Wat", "Waaraan", "Resultaat", "Wie", "Computer"} <= rows[0].keys()
    assert all(row["Wie"] == "Noor" for row in rows)
    assert "Later toevoegen" not in [row["Wat"] for row in rows]
    assert desk.db.value("SELECT purpose FROM export_log") == "audit"
    newest = list_lines(desk.db, titles=Titles(FEATURES))[0]
    assert (NL(newest.action), NL(newest.object)) == (
        "Gegevens van mensen meegeven",
        "Geschiedenis",
    )


def test_the_command_line_asks_for_a_purpose_and_makes_the_file(
    workbook_path: Path, commdesk: Run, tmp_path: Path
) -> None:
    with Desk.open(workbook_path, FEATURES) as desk:
        _busy(desk)
    out = tmp_path / "uit.xlsx"
    refused = commdesk("history", workbook_path, "--to", out)
    assert (refused.exit_code, out.exists()) == (1, False)
    assert "--purpose" in refused.stderr
    made = commdesk("history", workbook_path, "--to", out, "--purpose", "audit")
    assert made.exit_code == 0
    assert len(_sheet(out)) == 5


def test_an_empty_workbook_has_a_file_too(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "leeg.xlsx"
    hand_out(desk, path, Period(date(2020, 1, 1), date(2020, 1, 2)), "audit")
    assert path.exists()


def test_from_the_page_the_days_and_the_purpose_are_asked_and_then_the_place(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    _busy(desk)
    host = ThreadedHost(desk, NL)
    page = HistorySection(desk, host)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    page.table.select_row(0)
    assert "omgeving-1.commdesk" in str(page._detail_of(page.table.current_row()))
    path = tmp_path / "geschiedenis.xlsx"
    page.taking.save(path, Period(TODAY, TODAY), "audit")
    qtbot.waitUntil(lambda: path.exists() and not host.jobs.is_busy, timeout=20_000)
    assert "geschiedenis.xlsx" in host.said[-1]
    host.jobs.stop()
