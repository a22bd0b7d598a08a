"""Rules of history: it tells who did what, and leads back to a moment."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import from_moment
from commdesk.core.words import Words
from commdesk.features.history.queries import list_lines, what_changed
from commdesk.features.history.rewind import undo_back_to
from commdesk.features.members import MemberDraft, add_member, change_member, list_members

TODAY = date(2026, 11, 23)
Run = Callable[..., Result]


def test_every_act_is_a_line_with_its_state(desk: Desk) -> None:
    desk.do(add_member, MemberDraft(first_name="Henk", last_name="Mulder"), today=TODAY)
    desk.undo()
    nl = Words("nl")
    lines = [(nl(line.action), line.state and nl(line.state)) for line in list_lines(desk.db)]
    assert lines[0] == ("Ongedaan gemaakt: Henk Mulder toevoegen", None)
    assert lines[1] == ("Henk Mulder toevoegen", "ongedaan gemaakt")


def test_a_line_tells_old_and_new_values(desk: Desk) -> None:
    member_id = desk.do(add_member, MemberDraft("Henk", last_name="Mulder"), today=TODAY)
    desk.do(change_member, member_id, {"notes": "belt liever"})
    newest = list_lines(desk.db)[0]
    assert [each.shown(Words("en")) for each in what_changed(desk, newest.id)[0].fields] == [
        "Notes: belt liever"
    ]


def test_undo_back_to_here_undoes_it_and_all_that_came_after(desk: Desk) -> None:
    for name in ("Anna", "Bram", "Chris"):
        desk.do(add_member, MemberDraft(first_name=name), today=TODAY)
    second = list_lines(desk.db)[1]
    undone = undo_back_to(desk, second.id)
    assert [str(text) for text in undone] == ["Add Chris", "Add Bram"]
    assert [row.name for row in list_members(desk.db)] == ["Anna"]
    with pytest.raises(Refused, match="undone already"):
        undo_back_to(desk, second.id)


def test_undo_redo_and_history_from_the_command_line(workbook_path: Path, commdesk: Run) -> None:
    with Desk.open(workbook_path, FEATURES) as desk:
        desk.do(add_member, MemberDraft(first_name="Anna"), today=TODAY)
    assert "Anna toevoegen" in commdesk("undo", workbook_path).stdout
    refused = commdesk("undo", workbook_path)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert commdesk("redo", workbook_path).exit_code == 0
    lines = json.loads(commdesk("history", workbook_path, "--json").stdout)
    assert [line["action"] for line in lines][:2] == [
        "Opnieuw gedaan: Anna toevoegen",
        "Ongedaan gemaakt: Anna toevoegen",
    ]
    assert isinstance(lines[0]["id"], str)


def test_undo_is_refused_with_the_name_of_who_holds_the_file(desk: Desk, commdesk: Run) -> None:
    refused = commdesk("undo", desk.path)
    assert refused.exit_code == 1
    assert "in gebruik" in refused.stderr
    assert commdesk("history", desk.path).exit_code == 0


def test_a_late_log_is_recorded_as_done_now(
    workbook_path: Path, commdesk: Run, clock: object
) -> None:
    with Desk.open(workbook_path, FEATURES) as desk:
        desk.do(add_member, MemberDraft(first_name="Anna"), today=TODAY)
    logged = commdesk(
        "log", workbook_path, "Anna", "--channel", "dm", "--text", "Hoi", "--date", "2026-11-19"
    )
    assert logged.exit_code == 0
    lines = json.loads(commdesk("history", workbook_path, "--json").stdout)
    assert lines[0]["at"].startswith("2026-11-23")
    with Desk.open(workbook_path, FEATURES, read_only=True) as desk:
        sent_at = from_moment(desk.db.value("SELECT sent_at FROM outreach_message"))
    assert sent_at.astimezone().date() == date(2026, 11, 19)


def test_the_state_of_an_act_is_a_key_that_no_language_changes(
    desk: Desk, commdesk: Callable[..., Result]
) -> None:
    desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
    desk.undo()
    desk.do(add_member, MemberDraft("Bas"), today=desk.today())
    lines = json.loads(commdesk("history", desk.path, "--json").stdout)
    states = [(line["state"], line["state_text"]) for line in lines]
    assert states[:3] == [("stands", "geldt"), (None, None), ("undone", "ongedaan gemaakt")]
    assert states[-1][0] == "final"
