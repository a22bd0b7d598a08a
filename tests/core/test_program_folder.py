"""The program runs from a folder that nobody may write in, and leaves nothing there."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from commdesk.core.words import LANGUAGES, Words
from tests.core import elsewhere

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there the rights of a folder decide")

VERBS = (
    ("today", "{book}"),
    ("import", "{book}", "{list}", "--apply"),
    ("export", "{book}", "--to", "{out}/week.xlsx"),
    ("report", "{book}", "--to", "{out}/week.pdf"),
    ("undo", "{book}"),
    ("check", "{book}"),
    ("backup", "{book}"),
)
WRITES = """
import commdesk
from pathlib import Path
try:
    Path(commdesk.__file__).with_name("left.txt").touch()
except PermissionError:
    print("refused")
"""
SHOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
import commdesk
from commdesk.catalog import FEATURES
from commdesk.core.clock import SystemClock
from commdesk.shell.app import Session
app = QApplication(sys.argv[:1])
session = Session(app, FEATURES, SystemClock())
session.begin(Path(sys.argv[1]))
for name, _ in session.window.page_titles:
    session.window.open_page(name)
    app.processEvents()
session.end()
print(commdesk.__file__)
"""


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Path]:
    """The package as a wheel installs it, in a folder that is read-only all the way down."""
    for language in LANGUAGES:
        Words(language)  # a fresh tree has no catalog until it is asked for
    folder = tmp_path / "program"
    shutil.copytree(
        elsewhere.ROOT / "commdesk",
        folder / "commdesk",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copytree(elsewhere.ROOT / "resources", folder / "commdesk" / "resources")
    each = [folder, *folder.rglob("*")]
    for path in each:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in each:
        path.chmod(0o755)


def _stand(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    }


def _run(program: Path, code: str, *words: str | Path) -> str:
    """In the program's own folder, as somebody without any right there; caches as Python likes."""
    child = elsewhere.start(
        code,
        *words,
        before=elsewhere.as_anyone,
        env={
            "PYTHONPATH": str(program),
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": "",
        },
        cwd=program,
    )
    with child:
        out, err = child.communicate(timeout=300)
    assert child.returncode == 0, out + err
    return out


def test_every_kind_of_work_is_done_from_a_read_only_folder(
    program: Path, workbook_path: Path, tmp_path: Path, home: Path
) -> None:
    listed = tmp_path / "leden.csv"
    listed.write_text("Naam;E-mail\nAnna Nieuw;anna@voorbeeld.example\n", "utf-8")
    before = _stand(program)
    assert _run(program, WRITES) == "refused\n", "The folder is not one that nobody may write in."
    places = {"book": str(workbook_path), "list": str(listed), "out": str(tmp_path)}
    for verb in VERBS:
        _run(program, elsewhere.VERB, *(word.format_map(places) for word in verb))
    made = {"week.xlsx", "week.pdf"}
    assert made <= {path.name for path in tmp_path.iterdir()}
    assert list((home / "data").rglob("*.commdesk")), "A backup is made in the user's own folder."
    assert _stand(program) == before, "The program's folder stays as it was handed out."


def test_the_window_opens_from_a_read_only_folder(
    program: Path, workbook_path: Path, home: Path
) -> None:
    before = _stand(program)
    out = _run(program, SHOW, workbook_path)
    assert Path(out.splitlines()[-1]).is_relative_to(program), "not this program, but the tree"
    assert not (home / "data" / "crash").exists()
    assert _stand(program) == before


def test_a_verb_runs_where_the_home_folder_cannot_be_written(
    program: Path, workbook_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    monkeypatch.setenv("COMMDESK_HOME", str(locked / "home"))
    out = _run(program, elsewhere.VERB, "members", workbook_path, "--json")
    assert json.loads(out) is not None
    assert list(locked.iterdir()) == []
