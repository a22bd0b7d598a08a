"""`commdesk person`: what is held, and the rights, from the command line."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core import backup
from commdesk.core.desk import Desk
from commdesk.features.members import MemberDraft, add_member
from tests.conftest import MovableClock

Run = Callable[..., Result]
WORD = "Xqzwvk"


@pytest.fixture
def file(workbook_path: Path, clock: MovableClock) -> Path:
    with Desk.open(workbook_path, FEATURES, clock=clock) as desk:
        draft = MemberDraft(first_name="Fatma", last_name=WORD, email="fatma@voorbeeld.example")
        desk.do(add_member, draft, today=desk.today())
    return workbook_path


def people(file: Path, clock: MovableClock, what: str) -> object:
    with Desk.open(file, FEATURES, clock=clock, read_only=True) as desk:
        return desk.db.value(f"SELECT {what} FROM member")


def test_says_what_is_held(commdesk: Run, file: Path) -> None:
    result = commdesk("person", file, "fatma")
    assert result.exit_code == 0
    assert "Wat er bewaard wordt" in result.output
    found = json.loads(commdesk("person", file, "fatma", "--json").output)
    assert found["held"] == [{"title": "Lid", "rows": 1}]


def test_writes_the_access_file_once_and_replaces_only_its_own(
    commdesk: Run, file: Path, tmp_path: Path
) -> None:
    to = tmp_path / "inzage.zip"
    for _ in range(2):
        assert commdesk("person", file, "fatma", "--access", to).exit_code == 0
    with zipfile.ZipFile(to) as packed:
        assert sorted(packed.namelist()) == ["data.json", "inzage.html"]
    to.write_text("van een ander")
    assert commdesk("person", file, "fatma", "--access", to).exit_code == 1
    assert to.read_text() == "van een ander"
    assert commdesk("person", file, "fatma", "--access", tmp_path / "x.txt").exit_code == 1
    assert commdesk("person", file, "fatma", "--access", file).exit_code == 1


def test_restricts_and_lifts(commdesk: Run, file: Path, clock: MovableClock) -> None:
    assert commdesk("person", file, "fatma", "--restrict").exit_code == 0
    assert people(file, clock, "is_restricted") == 1
    assert commdesk("person", file, "fatma", "--restrict").exit_code == 1
    assert commdesk("person", file, "fatma", "--lift").exit_code == 0
    assert people(file, clock, "is_restricted") == 0


def test_erasing_without_yes_changes_nothing_and_says_which_backups_hold_them(
    commdesk: Run, file: Path, clock: MovableClock
) -> None:
    backup.make(file, clock.now())
    before = file.read_bytes()
    result = commdesk("person", file, "fatma", "--erase")
    assert result.exit_code == 1
    assert result.output.startswith("Dit is niet ongedaan te maken.")
    assert "Lid: 1" in result.output
    assert "De back-up van ma 23 nov bevat Fatma" in result.output
    assert file.read_bytes() == before


def test_erasing_with_yes_leaves_no_byte(commdesk: Run, file: Path, clock: MovableClock) -> None:
    result = commdesk("person", file, "fatma", "--erase", "--yes")
    assert result.exit_code == 0
    assert WORD not in result.output
    assert people(file, clock, "count(*)") == 0
    for path in file.parent.glob(f"{file.name}*"):
        assert WORD.encode() not in path.read_bytes()
    assert commdesk("person", file, "fatma").exit_code == 1


def test_one_right_at_a_time(commdesk: Run, file: Path) -> None:
    assert commdesk("person", file, "fatma", "--restrict", "--erase").exit_code == 1
