"""--self-test: says of every part whether it works here, and touches nothing of the user's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
