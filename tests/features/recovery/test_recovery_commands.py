"""Command line: recover, dump and load say what they did, and refuse without leaving anything."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core import backup
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.recovery.recovering import look_at, protected_by, told_saved
from tests.conftest import MovableClock
from tests.core import elsewhere
from tests.core.damage import destroy_pages

Run = Callable[..., Result]


@pytest.fixture
def filled(desk: Desk) -> Path:
    for number in range(40):
        draft = MemberDraft(first_name=f"Lid {number}", notes="x" * 300)
        desk.do(add_member, draft, today=desk.today())
    desk.close()
    return desk.path


def mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def leaf_of_members(path: Path) -> int:
    content = path.read_bytes()
    return next(
        page
        for page in range(2, len(content) // 4096 + 1)
        if content[(page - 1) * 4096] == 13
        and b"xxxx" in (text := content[(page - 1) * 4096 :][:4096])
        and b"first_name" not in text
    )


def test_recover_says_what_is_damaged_and_what_was_saved(
    filled: Path, tmp_path: Path, commdesk: Run, clock: MovableClock
) -> None:
    backup.make(filled, clock.now())
    destroy_pages(filled, [leaf_of_members(filled)])
    before = mark(filled)
    done = commdesk("recover", filled, "--to", tmp_path / "new.commdesk")
    assert done.exit_code == 0, done.output
    assert mark(filled) == before
    assert "Delen van het bestand zijn niet te lezen." in done.output
    assert "Lid: " in done.output
    assert "uit de geschiedenis" in done.output
    assert "De nieuwste goede back-up is van" in done.output
    with Desk.open(tmp_path / "new.commdesk", FEATURES) as desk:
        assert desk.db.value("SELECT count(*) FROM member WHERE first_name LIKE 'Lid %'") == 40


def test_recover_refuses_what_holds_no_workbook(tmp_path: Path, commdesk: Run) -> None:
    (tmp_path / "a.commdesk").write_bytes(b"noise " * 2_000)
    done = commdesk("recover", tmp_path / "a.commdesk", "--to", tmp_path / "new.commdesk")
    assert done.exit_code == 1
    assert not (tmp_path / "new.commdesk").exists()


def test_recover_never_replaces_a_file(filled: Path, commdesk: Run) -> None:
    before = mark(filled)
    assert commdesk("recover", filled, "--to", filled).exit_code == 1
    assert mark(filled) == before


def test_recover_waits_for_who_is_writing(workbook_path: Path, tmp_path: Path) -> None:
    child = elsewhere.hold(workbook_path)
    try:
        with pytest.raises(Refused, match="open for writing"):
            look_at(workbook_path, FEATURES, None, lambda _done, _of: None)
    finally:
        elsewhere.end(child)


def test_a_sound_file_is_said_to_be_whole(filled: Path) -> None:
    found = look_at(filled, FEATURES, None, lambda _done, _of: None)
    assert str(told_saved(found.salvaged)).startswith("All ")
    assert protected_by(filled) is None


def test_a_dump_with_people_stands_in_the_log_with_its_purpose(
    filled: Path, tmp_path: Path, commdesk: Run
) -> None:
    out = tmp_path / "all.zip"
    done = commdesk("dump", filled, "--to", out, "--purpose", "Archief")
    assert done.exit_code == 0, done.output
    assert "tables/member.json" in zipfile.ZipFile(out).namelist()
    with Desk.open(filled, FEATURES, read_only=True) as desk:
        (line,) = desk.db.query("SELECT * FROM export_log")
    assert (line["purpose"], line["people_count"], line["file_name"]) == ("Archief", 40, "all.zip")


def test_an_empty_workbook_dumps_without_a_purpose(
    workbook_path: Path, tmp_path: Path, commdesk: Run
) -> None:
    done = commdesk("dump", workbook_path, "--to", tmp_path / "all.zip", "--without-history")
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("name", ["all.txt", "omgeving.commdesk"])
def test_a_dump_goes_to_a_zip_and_nowhere_else(
    filled: Path, tmp_path: Path, commdesk: Run, name: str
) -> None:
    before = mark(filled)
    assert commdesk("dump", filled, "--to", tmp_path / name, "--purpose", "x").exit_code == 1
    assert mark(filled) == before


def test_a_dump_loads_as_a_new_workbook(filled: Path, tmp_path: Path, commdesk: Run) -> None:
    out, new = tmp_path / "all.zip", tmp_path / "new.commdesk"
    commdesk("dump", filled, "--to", out, "--purpose", "Archief")
    done = commdesk("load", out, "--to", new)
    assert done.exit_code == 0, done.output
    assert commdesk("check", new).exit_code == 0
    assert commdesk("load", out, "--to", new).exit_code == 1
