"""new, check and backup: what they say, what they leave, and with which code they end."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core import backup, lock
from commdesk.core.desk import Desk

Run = Callable[..., Result]


def test_new_makes_a_workbook_in_the_language_asked(commdesk: Run, tmp_path: Path) -> None:
    result = commdesk("new", tmp_path / "a.commdesk", "--name", "Straat", "--language", "nl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "is gemaakt" in result.stdout
    with Desk.open(tmp_path / "a.commdesk", FEATURES) as desk:
        assert (desk.workbook.name, desk.workbook.language) == ("Straat", "nl")
        assert desk.undo_label is None


def test_new_gives_a_bare_name_our_ending(commdesk: Run, tmp_path: Path) -> None:
    commdesk("new", tmp_path / "a", "--name", "A")
    assert (tmp_path / "a.commdesk").is_file()


def test_new_never_writes_over_a_file(commdesk: Run, workbook_path: Path) -> None:
    before = workbook_path.read_bytes()
    result = commdesk("new", workbook_path, "--name", "A")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "exists already" in result.stderr
    assert workbook_path.read_bytes() == before


def test_new_without_a_name_is_wrong_usage(commdesk: Run, tmp_path: Path) -> None:
    assert commdesk("new", tmp_path / "a").exit_code == 2


@pytest.mark.parametrize("verb", ["check", "backup"])
def test_works_while_a_window_holds_the_file(commdesk: Run, desk: Desk, verb: str) -> None:
    assert commdesk(verb, desk.path).exit_code == 0


def test_a_sound_workbook_is_said_to_be_sound(commdesk: Run, workbook_path: Path) -> None:
    assert "omgeving.commdesk is in orde" in commdesk("check", workbook_path).stdout


def test_a_damaged_workbook_fails_the_check(commdesk: Run, workbook_path: Path) -> None:
    with workbook_path.open("rb+") as file:
        file.seek(-4096, 2)
        file.write(b"\x55" * 4096)
    result = commdesk("check", workbook_path)
    assert result.exit_code == 1
    assert result.stderr


def test_backup_names_the_copy_that_it_made(commdesk: Run, workbook_path: Path) -> None:
    result = commdesk("backup", workbook_path)
    (made,) = backup.list_backups(workbook_path)
    assert str(made.path) in result.stdout.replace("\n", "")


@pytest.mark.parametrize("verb", ["check", "backup"])
def test_a_file_that_is_no_workbook_is_refused(commdesk: Run, tmp_path: Path, verb: str) -> None:
    (tmp_path / "text.commdesk").write_text("dear diary")
    result = commdesk(verb, tmp_path / "text.commdesk")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "text.commdesk is not a commdesk workbook" in result.stderr


def test_a_backup_speaks_the_language_of_the_workbook(
    commdesk: Callable[..., Result], workbook_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commdesk.core.settings.system_language", lambda: "en")
    assert commdesk("backup", workbook_path).stdout.startswith("Back-up gemaakt")


def test_new_knows_whose_it_is(commdesk: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.commdesk"
    assert commdesk("new", path, "--name", "A", "--owner", " Noor Bakker ").exit_code == 0
    with Desk.open(path, FEATURES) as desk:
        assert desk.workbook.owner == "Noor Bakker"


@pytest.mark.parametrize(
    ("holder", "account", "name"),
    [
        ("Noor Bakker", "nbakker", "Noor Bakker"),
        ("", "Noor  Bakker", "Noor Bakker"),
        ("root", "root", ""),
        ("", "u 0815", ""),
        ("", "?", ""),
    ],
)
def test_only_a_real_name_of_the_computer_is_taken_over(
    monkeypatch: pytest.MonkeyPatch, holder: str, account: str, name: str
) -> None:
    monkeypatch.setattr(lock, "_account_holder", lambda: holder)
    monkeypatch.setattr(lock, "user_name", lambda: account)
    assert lock.full_name() == name
