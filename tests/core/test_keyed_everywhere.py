"""What keeps a workbook safe, or forgets somebody, works in a protected one from the terminal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commdesk.catalog import FEATURES
from commdesk.cli import cli
from commdesk.core import backup
from commdesk.core.desk import Desk
from commdesk.core.keys import Key, is_protected
from commdesk.core.resealing import reseal
from commdesk.core.terminal import Program
from commdesk.core.unlocking import VARIABLE
from commdesk.features.members import MemberDraft, add_member
from tests.conftest import MovableClock
from tests.core.damage import destroy_pages
from tests.core.erasing.conftest import places_with

FIRST = "zeven blauwe fietsen"
KEY = Key.new(FIRST)
Run = Callable[..., Result]


@pytest.fixture
def given(clock: MovableClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run a verb with the passphrase on the descriptor that the variable names."""
    opened = []

    def run(*typed: str | Path, lines: str = FIRST + "\n") -> Result:
        reading, writing = os.pipe()
        opened.append(reading)
        os.write(writing, lines.encode())
        os.close(writing)
        monkeypatch.setenv(VARIABLE, str(reading))
        arguments = [*map(str, typed)]
        return CliRunner().invoke(cli, arguments, obj=Program(FEATURES, clock))

    yield run
    for each in opened:
        os.close(each)


@pytest.fixture
def filled(desk: Desk) -> Path:
    for number in range(40):
        draft = MemberDraft(f"Lid {number}", notes="x" * 300)
        desk.do(add_member, draft, today=desk.today())
    desk.do(add_member, MemberDraft("Fatma", last_name="Quintessa"), today=desk.today())
    desk.close()
    reseal(desk.path, None, KEY)
    return desk.path


def members(path: Path) -> int:
    with Desk.open(path, FEATURES, key=KEY, read_only=True) as twin:
        return int(twin.db.value("SELECT count(*) FROM member"))


def test_a_backup_is_made_listed_and_restored(filled: Path, given: Run, tmp_path: Path) -> None:
    assert given("backup", filled).exit_code == 0
    assert given("backup", filled, "--list").exit_code == 0
    to = tmp_path / "terug.commdesk"
    done = given("backup", filled, "--restore", "1", "--to", to)
    assert done.exit_code == 0, done.output
    assert members(to) == 41


def test_what_can_be_saved_of_a_damaged_one_is_under_the_same_passphrase(
    filled: Path, given: Run, tmp_path: Path
) -> None:
    given("backup", filled)
    destroy_pages(filled, [1, filled.stat().st_size // 4096 // 2])
    to = tmp_path / "gered.commdesk"
    done = given("recover", filled, "--to", to)
    assert done.exit_code == 0, done.output
    assert is_protected(to)
    assert members(to) == 41


def test_without_a_backup_a_file_with_a_sound_first_page_is_saved_too(
    filled: Path, given: Run, tmp_path: Path
) -> None:
    destroy_pages(filled, [filled.stat().st_size // 4096 // 2])
    done = given("recover", filled, "--to", tmp_path / "gered.commdesk")
    assert done.exit_code == 0, done.output
    assert is_protected(tmp_path / "gered.commdesk")


def test_of_a_file_that_was_cut_short_what_is_left_is_saved(
    filled: Path, given: Run, tmp_path: Path
) -> None:
    size = filled.stat().st_size
    with filled.open("r+b") as file:
        file.truncate(size - size // 4)
    to = tmp_path / "gered.commdesk"
    done = given("recover", filled, "--to", to)
    assert done.exit_code == 0, done.output
    assert is_protected(to)


def test_a_wrong_passphrase_saves_nothing(filled: Path, given: Run, tmp_path: Path) -> None:
    to = tmp_path / "gered.commdesk"
    assert given("recover", filled, "--to", to, lines="fout\n").exit_code == 1
    assert not to.exists()


def test_a_dump_is_plain_and_is_loaded_under_a_passphrase_of_its_own(
    filled: Path, given: Run, tmp_path: Path
) -> None:
    out, to = tmp_path / "alles.zip", tmp_path / "geladen.commdesk"
    dumped = given("dump", filled, "--to", out, "--purpose", "Archief")
    assert dumped.exit_code == 0, dumped.output
    loaded = given("load", out, "--to", to, "--protected", lines="acht groene tandems\n")
    assert loaded.exit_code == 0, loaded.output
    assert is_protected(to)
    assert given("members", to, lines="acht groene tandems\n").exit_code == 0
    assert given("load", out, "--to", tmp_path / "open.commdesk").exit_code == 0
    assert not is_protected(tmp_path / "open.commdesk")


def test_a_person_is_handed_out_and_erased_and_retention_applied(
    filled: Path, given: Run, tmp_path: Path, clock: MovableClock
) -> None:
    access = given("person", filled, "Fatma Quintessa", "--access", tmp_path / "inzage.zip")
    assert access.exit_code == 0, access.output
    given("backup", filled)
    warned = given("person", filled, "Fatma Quintessa", "--erase")
    assert "De back-up van ma 23 nov bevat Fatma Quintessa" in warned.output
    erased = given("person", filled, "Fatma Quintessa", "--erase", "--yes")
    assert erased.exit_code == 0, erased.output
    (copy,) = backup.list_backups(filled)
    (tmp_path / "inzage.zip").unlink()
    assert places_with("quintessa", tmp_path, KEY) == [str(copy.path.relative_to(tmp_path))]
    late = given("retention", filled, "--apply", "--yes", "--date", "2031-01-01")
    assert late.exit_code == 0, late.output
    with Desk.open(filled, FEATURES, clock=clock, key=KEY, read_only=True) as twin:
        assert twin.db.value("SELECT texts FROM retention_run"), "values in history went"


def test_copies_beside_it_are_compared(filled: Path, given: Run, tmp_path: Path) -> None:
    beside = tmp_path / "omgeving (1).commdesk"
    beside.write_bytes(filled.read_bytes())
    done = given("copies", filled)
    assert done.exit_code == 0, done.output
    assert beside.name in done.output
