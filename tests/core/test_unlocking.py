"""Every verb works on a protected workbook, and nowhere is a passphrase to be seen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core import engine
from commdesk.core.desk import Desk
from commdesk.core.keys import Key, is_protected, key_for
from commdesk.core.recoverycode import recovery_code
from commdesk.core.sealing import seal
from commdesk.core.unlocking import VARIABLE
from tests.core import elsewhere

FIRST, SECOND = "zeven blauwe fietsen", "acht groene tandems"
Run = Callable[..., Result]


@pytest.fixture
def protected(workbook_path: Path) -> Path:
    seal(workbook_path, None, Key.new(FIRST))
    return workbook_path


VERBS: tuple[tuple[str, ...], ...] = (
    ("today", "{file}"),
    ("week", "{file}"),
    ("members", "{file}"),
    ("history", "{file}"),
    ("check", "{file}"),
    ("backup", "{file}"),
    ("outreach-stats", "{file}"),
    ("report", "{file}"),
    ("export", "{file}", "--to", "{folder}/uit.xlsx"),
    ("handover", "{file}", "--to", "{folder}/uit.zip", "--purpose", "vakantie"),
    ("calendar", "{file}", "--to", "{folder}/uit.ics"),
    ("passphrase", "{file}", "sheet", "--to", "{folder}/uit.pdf"),
)


@pytest.mark.parametrize("typed", VERBS, ids=lambda typed: typed[0])
def test_a_verb_works_on_a_protected_workbook(
    given: Run, protected: Path, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    result = given(*(part.format(file=protected, folder=tmp_path) for part in typed))
    assert "Usage" not in result.output
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("typed", VERBS, ids=lambda typed: typed[0])
def test_without_a_passphrase_it_says_how_to_give_one(
    commdesk: Run, protected: Path, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    result = commdesk(*(part.format(file=protected, folder=tmp_path) for part in typed))
    assert (result.exit_code, "--passphrase-fd" in result.output) == (1, True), result.output
    assert not list(tmp_path.glob("uit*"))


def test_a_wrong_passphrase_changes_nothing_and_tells_nothing(given: Run, protected: Path) -> None:
    before = protected.read_bytes()
    result = given("today", protected, lines=SECOND + "\n")
    assert result.exit_code == 1
    assert "does not open omgeving.commdesk" in result.output
    assert SECOND not in result.output
    assert protected.read_bytes() == before


def test_the_recovery_code_opens_it_too(given: Run, protected: Path) -> None:
    code = recovery_code(key_for(protected, FIRST))
    assert given("today", protected, lines=code.lower() + "\n").exit_code == 0


def test_the_variable_names_a_descriptor_and_never_holds_a_passphrase(
    commdesk: Run, protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, writing = os.pipe()
    os.write(writing, FIRST.encode())
    os.close(writing)
    monkeypatch.setenv(VARIABLE, str(reading))
    assert commdesk("today", protected).exit_code == 0
    os.close(reading)
    monkeypatch.setenv(VARIABLE, FIRST)
    result = commdesk("today", protected)
    assert result.exit_code == 1
    assert FIRST not in result.output


def test_set_change_and_remove_on_the_command_line(
    given: Run, commdesk: Run, workbook_path: Path
) -> None:
    assert given("passphrase", workbook_path, "set").exit_code == 0
    assert is_protected(workbook_path)
    assert given("passphrase", workbook_path, "set").exit_code == 1
    both = f"{FIRST}\n{SECOND}\n"
    assert given("passphrase", workbook_path, "change", lines=both).exit_code == 0
    with Desk.open(workbook_path, FEATURES, key=key_for(workbook_path, SECOND)) as desk:
        assert desk.workbook.name == "Omgevingsnetwerk"
    assert given("passphrase", workbook_path, "remove", lines=FIRST).exit_code == 1
    assert given("passphrase", workbook_path, "remove", lines=SECOND).exit_code == 0
    assert commdesk("today", workbook_path).exit_code == 0
    assert commdesk("passphrase", workbook_path, "remove").exit_code == 1


def test_the_descriptor_may_also_be_named_behind_the_verb(
    commdesk: Run, workbook_path: Path
) -> None:
    reading, writing = os.pipe()
    os.write(writing, FIRST.encode())
    os.close(writing)
    assert (
        commdesk("passphrase", workbook_path, "set", "--passphrase-fd", str(reading)).exit_code == 0
    )
    os.close(reading)
    assert is_protected(workbook_path)


def test_a_short_passphrase_is_refused_before_anything_is_written(
    given: Run, workbook_path: Path
) -> None:
    before = workbook_path.read_bytes()
    assert given("passphrase", workbook_path, "set", lines="kort\n").exit_code == 1
    assert workbook_path.read_bytes() == before


def test_a_new_workbook_can_be_protected_from_its_first_byte(given: Run, tmp_path: Path) -> None:
    path = tmp_path / "nieuw.commdesk"
    assert given("new", path, "--name", "Omgevingsnetwerk", "--protected").exit_code == 0
    assert is_protected(path)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal as Unix has it")
def test_at_a_terminal_it_is_asked_once_and_not_shown(protected: Path, home: Path) -> None:
    import pty

    parent, child = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-c", elsewhere.VERB, "backup", str(protected)],
        stdin=child,
        stdout=child,
        stderr=child,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(elsewhere.ROOT), "COMMDESK_HOME": str(home)},
        preexec_fn=_own_terminal,  # noqa: PLW1509 - it makes one system call
    )
    os.close(child)
    said = b""
    while b": " not in said:
        said += os.read(parent, 1_000)
    os.write(parent, FIRST.encode() + b"\n")
    try:
        while got := os.read(parent, 1_000):
            said += got
    except OSError:
        pass  # how Linux ends a terminal
    os.close(parent)
    assert done.wait(60) == 0, said
    assert said.count(b"omgeving.commdesk: ") == 1
    assert FIRST.encode() not in said


def _own_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


POLICY = "passphrase_required = true\n"


def test_where_one_is_required_only_reading_goes_on_without(
    commdesk: Run, given: Run, workbook_path: Path, home: Path, tmp_path: Path
) -> None:
    home.mkdir(exist_ok=True)
    (home / "policy.toml").write_text(POLICY, "utf-8")
    assert commdesk("today", workbook_path).exit_code == 0
    refused = commdesk("todo", workbook_path, "Bellen")
    assert refused.exit_code == 1
    assert "passphrase" in refused.output or "wachtwoordzin" in refused.output
    assert commdesk("new", tmp_path / "n.commdesk", "--name", "N").exit_code == 1
    assert not (tmp_path / "n.commdesk").exists()
    assert given("passphrase", workbook_path, "set").exit_code == 0
    assert given("todo", workbook_path, "Bellen").exit_code == 0
    kept = given("passphrase", workbook_path, "remove")
    assert kept.exit_code == 1
    assert is_protected(workbook_path)


def test_a_key_is_in_no_list_of_processes(protected: Path) -> None:
    """What a descriptor gives stands in no argument and no variable of the process."""
    reading, writing = os.pipe()
    child = subprocess.Popen(
        [sys.executable, "-c", elsewhere.VERB, "--passphrase-fd", str(reading), "check", protected],
        pass_fds=[reading],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(elsewhere.ROOT)},
    )
    os.close(reading)
    os.write(writing, FIRST.encode() + b"\n")
    seen = b""
    if sys.platform == "linux":
        for name in ("cmdline", "environ"):
            seen += Path(f"/proc/{child.pid}/{name}").read_bytes()
    os.close(writing)
    out, _ = child.communicate(timeout=60)
    assert child.returncode == 0, out
    assert FIRST.encode() not in seen


def test_a_copy_of_a_protected_file_by_hand_opens_with_the_same_passphrase(
    protected: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copy(protected, tmp_path / "kopie.commdesk"))
    raw = engine.connect(str(copy), key=key_for(copy, FIRST))
    assert raw.execute("SELECT count(*) FROM workbook_fact").fetchone()[0]
    raw.close()
