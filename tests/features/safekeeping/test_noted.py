"""What happens to the workbook itself stays in its history, by whom and how, and names nobody."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core import backup
from commdesk.core.check import find_faults
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.events import list_events
from commdesk.core.keys import Key, key_for
from commdesk.core.words import Words
from commdesk.features.history.queries import Titles, list_lines
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.safekeeping import back_up_on_close
from tests.conftest import MovableClock
from tests.core import elsewhere

FIRST, SECOND = "zeven blauwe fietsen", "acht groene tandems"
NL, EN = Words("nl"), Words("en")
Run = Callable[..., Result]


@pytest.fixture
def filled(desk: Desk) -> Path:
    desk.do(add_member, MemberDraft("Fatma", last_name="Quintessa"), today=desk.today())
    desk.close()
    return desk.path


def told(path: Path, key: Key | None = None, words: Words = NL) -> list[tuple[str, str]]:
    """What happened, oldest first: the action, and what it was done to."""
    with Desk.open(path, FEATURES, key=key, read_only=True) as twin:
        return [(words(each.action), each.object) for each in reversed(list_events(twin.db))]


def test_a_backup_made_on_the_command_line_stands_in_history(filled: Path, commdesk: Run) -> None:
    commdesk("backup", filled)
    (made,) = backup.list_backups(filled)
    assert told(filled) == [("Een back-up maken", made.path.name)]
    assert told(filled, words=EN) == [("Make a backup", made.path.name)]


def test_one_made_while_another_has_the_file_is_made_and_not_noted(
    filled: Path, commdesk: Run
) -> None:
    child = elsewhere.hold(filled)
    try:
        assert commdesk("backup", filled).exit_code == 0
    finally:
        elsewhere.end(child)
    assert len(backup.list_backups(filled)) == 1
    assert told(filled) == []


def test_one_made_on_closing_says_that_it_came_by_itself_and_asks_for_no_other(
    filled: Path, clock: MovableClock
) -> None:
    with Desk.open(filled, FEATURES, clock=clock) as desk:
        assert back_up_on_close(desk)
        (event,) = list_events(desk.db)
        assert (NL(event.detail), event.result) == ("vanzelf", "done")
        assert back_up_on_close(desk) is None


def test_a_passphrase_set_changed_and_removed_stands_in_history_without_it(
    filled: Path, given: Run, clock: MovableClock
) -> None:
    backup.keep(filled, clock.now())
    assert given("passphrase", filled, "set").exit_code == 0
    both = f"{FIRST}\n{SECOND}\n"
    assert given("passphrase", filled, "change", lines=both).exit_code == 0
    assert given("today", filled, lines="fout\n").exit_code == 1
    key = key_for(filled, SECOND)
    assert [action for action, _file in told(filled, key)] == [
        "Wachtwoordzin instellen", "Wachtwoordzin wijzigen",
    ]  # fmt: skip
    assert given("passphrase", filled, "remove", lines=SECOND + "\n").exit_code == 0
    assert [action for action, _file in told(filled)][2:] == ["Wachtwoordzin verwijderen"]
    with Desk.open(filled, FEATURES, read_only=True) as twin:
        kept = json.dumps(twin.db.query("SELECT * FROM event_log"))
    assert "fietsen" not in kept
    assert "tandems" not in kept


def test_what_was_made_of_other_material_says_of_which(
    filled: Path, commdesk: Run, tmp_path: Path, clock: MovableClock
) -> None:
    copy = backup.keep(filled, clock.now()).path
    commdesk("backup", filled, "--restore", "1", "--to", tmp_path / "terug.commdesk")
    commdesk("recover", filled, "--to", tmp_path / "gered.commdesk")
    commdesk("dump", filled, "--to", tmp_path / "alles.zip", "--purpose", "Archief")
    commdesk("load", tmp_path / "alles.zip", "--to", tmp_path / "geladen.commdesk")
    assert told(tmp_path / "terug.commdesk") == [("Back-up terugzetten als kopie", copy.name)]
    assert told(tmp_path / "gered.commdesk")[-1] == (
        "Communitybestand maken van wat te redden is", filled.name,
    )  # fmt: skip
    assert told(tmp_path / "geladen.commdesk") == [
        ("Nieuw communitybestand uit leesbare bestanden", "alles.zip")
    ]
    ((action, what),) = told(filled)
    assert (action, NL(what)) == ("Gegevens van mensen meegeven", "alles")
    for name in ("terug", "gered", "geladen"):
        assert find_faults(tmp_path / f"{name}.commdesk") == []


def test_history_shows_them_and_takes_them_out_as_a_file_in_both_languages(
    filled: Path, commdesk: Run, tmp_path: Path, clock: MovableClock
) -> None:
    commdesk("backup", filled)
    commdesk("dump", filled, "--to", tmp_path / "alles.zip", "--purpose", "Archief")
    assert "Een back-up maken" in commdesk("history", filled).stdout
    with Desk.open(filled, FEATURES, clock=clock) as desk:
        shown = list_lines(desk.db, titles=Titles(FEATURES))
        assert [EN(each.action) for each in shown][:2] == [
            "Hand out people's data", "Make a backup",
        ]  # fmt: skip
    commdesk("history", filled, "--to", tmp_path / "a.xlsx", "--purpose", "Controle")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"Een back-up maken", "Gegevens van mensen meegeven", "alles"} <= cells


def test_none_of_it_names_anybody(filled: Path, given: Run, tmp_path: Path) -> None:
    given("backup", filled)
    given("dump", filled, "--to", tmp_path / "alles.zip", "--purpose", "Voor Fatma Quintessa")
    given("person", filled, "Fatma Quintessa", "--access", tmp_path / "quintessa.zip")
    given("history", filled, "--to", tmp_path / "quintessa.xlsx", "--purpose", "Voor Fatma")
    given("passphrase", filled, "set")
    db = Database.connect(filled, key=key_for(filled, FIRST), read_only=True)
    kept = json.dumps(db.query("SELECT * FROM event_log"), ensure_ascii=False).lower()
    db.close()
    assert "fatma" not in kept
    assert "quintessa" not in kept
