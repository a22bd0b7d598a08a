"""--self-test: says of every part whether it works here, and touches nothing of the user's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from commdesk.core import binaries, settings
from commdesk.shell import selftest


def test_every_part_works_here_and_the_users_folders_stay_empty(home: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "commdesk", "--self-test"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=300,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout + done.stderr
    assert len([line for line in lines if line.startswith("works")]) == len(selftest.PARTS)
    assert lines[-1] == "Everything works."
    assert not home.exists()


def test_a_part_that_fails_is_named_and_the_others_are_still_tried(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: Path) -> None:
        raise RuntimeError("no such thing")

    monkeypatch.setattr(selftest, "PARTS", (("first", broken), ("second", lambda _: None)))
    assert selftest.run() == 1
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "fails    first: RuntimeError: no such thing"
    assert shown[1] == "works    second"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that was handed out, from which we run; the other parts are left alone."""
    folder = tmp_path / "program"
    folder.mkdir()
    for number in range(7):
        (folder / f"library{number}.so").write_bytes(b"\x7fELF")
    binaries.write_list(folder)
    monkeypatch.setattr(selftest, "program_folder", lambda: folder)
    monkeypatch.setattr(selftest, "PARTS", ())
    return folder


def test_a_build_says_that_its_files_are_as_they_were_handed_out(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert selftest.run() == 0
    assert capsys.readouterr().out.startswith("works    the files: as they were handed out\n")


def test_a_build_says_which_of_its_files_differs(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (built / "library3.so").write_bytes(b"\x7fELF another")
    assert selftest.run() == 1
    said = capsys.readouterr().out.splitlines()[0]
    assert said.endswith("handed out: library3.so differs")


def test_of_many_differing_files_the_first_are_named_and_the_rest_counted(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in built.glob("*.so"):
        path.unlink()
    assert selftest.run() == 1
    assert capsys.readouterr().out.splitlines()[0].endswith("library4.so is gone, and 2 more")


def test_a_build_without_its_list_is_not_taken_for_sound(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (built / binaries.LIST).unlink()
    assert selftest.run() == 1
    assert "binaries.sha256 is gone" in capsys.readouterr().out


def test_it_speaks_the_language_of_the_user(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: Path) -> None:
        raise RuntimeError("no such thing")

    settings.remember(language="nl")
    monkeypatch.setattr(selftest, "PARTS", (("een", lambda _: None), ("twee", broken)))
    selftest.run()
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in shown[:2]] == ["werkt", "faalt"]
