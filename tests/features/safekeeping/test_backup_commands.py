"""commdesk backup: where copies go, which there are, and one restored without the workbook."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core import backup, settings
from commdesk.core.desk import Desk

Run = Callable[..., Result]


def damage(path: Path) -> None:
    size = path.stat().st_size
    with path.open("rb+") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))


def test_the_list_has_number_moment_size_and_state(commdesk: Run, workbook_path: Path) -> None:
    commdesk("backup", workbook_path)
    (made,) = backup.list_backups(workbook_path)
    text = commdesk("backup", workbook_path, "--list").stdout
    assert "zoals gemaakt" in text
    assert made.path.name in text
    (line,) = json.loads(commdesk("backup", workbook_path, "--list", "--json").stdout)
    assert line == {
        "number": 1,
        "at": "2026-11-23T08:00:00Z",
        "file": str(made.path),
        "size": made.size,
        "state": "as-made",
        "goes_on": line["goes_on"],
    }


def test_the_list_says_which_copy_is_not_as_it_was_made(commdesk: Run, workbook_path: Path) -> None:
    commdesk("backup", workbook_path)
    (made,) = backup.list_backups(workbook_path)
    with made.path.open("rb+") as file:
        file.seek(-5, 2)
        file.write(b"?")
    (line,) = json.loads(commdesk("backup", workbook_path, "--list", "--json").stdout)
    assert line["state"] == "changed"


@pytest.mark.parametrize("state", ["there", "gone", "damaged"])
def test_lists_and_restores_without_opening_the_workbook(
    commdesk: Run, workbook_path: Path, tmp_path: Path, state: str
) -> None:
    commdesk("backup", workbook_path)
    if state == "gone":
        workbook_path.unlink()
    elif state == "damaged":
        damage(workbook_path)
    before = workbook_path.read_bytes() if workbook_path.exists() else None
    assert len(json.loads(commdesk("backup", workbook_path, "--list", "--json").stdout)) == 1
    new = tmp_path / "terug"
    result = commdesk("backup", workbook_path, "--restore", "1", "--to", new)
    assert (result.exit_code, result.stderr) == (0, "")
    with Desk.open(tmp_path / "terug.commdesk", FEATURES) as desk:
        assert desk.workbook.owner == "Noor"
    assert before == (workbook_path.read_bytes() if workbook_path.exists() else None)


def test_never_restores_over_a_file(commdesk: Run, workbook_path: Path) -> None:
    commdesk("backup", workbook_path)
    before = workbook_path.read_bytes()
    result = commdesk("backup", workbook_path, "--restore", "1", "--to", workbook_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert workbook_path.read_bytes() == before


@pytest.mark.parametrize(
    "typed",
    [
        ("--restore", "1"),
        ("--to", "x.commdesk"),
        ("--list", "--restore", "1", "--to", "x.commdesk"),
        ("--json",),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    commdesk: Run, workbook_path: Path, typed: tuple[str, ...]
) -> None:
    assert commdesk("backup", workbook_path, *typed).exit_code == 2


def test_a_folder_can_be_given(commdesk: Run, workbook_path: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    refused = commdesk("backup", workbook_path, "--folder", stick)
    assert refused.exit_code == 1
    assert not stick.exists()
    stick.mkdir()
    assert str(stick) in commdesk("backup", workbook_path, "--folder", stick).stdout
    assert backup.list_backups(workbook_path) == []
    listed = json.loads(
        commdesk("backup", workbook_path, "--list", "--json", "--folder", stick).stdout
    )
    assert len(listed) == 1


def test_a_folder_that_is_away_is_said(commdesk: Run, workbook_path: Path, tmp_path: Path) -> None:
    settings.remember(backup_folder=str(tmp_path / "stick"))
    result = commdesk("backup", workbook_path)
    assert result.exit_code == 0
    assert "zolang op deze computer" in result.stdout
    assert len(backup.list_backups(workbook_path)) == 1


def test_a_damaged_workbook_is_refused_and_its_copies_stay(
    commdesk: Run, workbook_path: Path
) -> None:
    commdesk("backup", workbook_path)
    damage(workbook_path)
    result = commdesk("backup", workbook_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "omgeving.commdesk" in result.stderr
    assert len(backup.list_backups(workbook_path)) == 1


def test_without_any_it_says_so(commdesk: Run, tmp_path: Path) -> None:
    assert "no backup of w.commdesk" in commdesk("backup", tmp_path / "w.commdesk", "--list").stdout
