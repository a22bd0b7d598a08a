"""What starting loads, and that the command line needs no Qt."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES

HEAVY = (
    "babel.messages",
    "charset_normalizer",
    "highspy",
    "holidays",
    "dateutil",
    "icalendar",
    "keyring",
    "numpy",
    "openpyxl",
    "pyqtgraph",
    "python_calamine",
    "qtawesome",
    "rapidfuzz",
    "rich",
    "sqlite_utils",
    "vobject",
)
VERBS = sorted({c.name for f in FEATURES if f.commands for c in import_module(f.commands).COMMANDS})
READING = ("members", "duplicates", "today", "week", "history", "check", "outreach-stats")
WITHOUT_QT = "import sys; sys.modules['PySide6'] = None; import commdesk.__main__ as m; m.main()"


def _python(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.mark.parametrize("module", ["commdesk.cli", "commdesk.catalog", "commdesk.shell.app"])
def test_starting_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    assert _python(code).stdout.split() == [], "Import it where it is first used."


def test_opening_a_current_workbook_loads_nothing_heavy(workbook_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from commdesk.catalog import FEATURES; from commdesk.core.desk import Desk\n"
        "with Desk.open(Path(sys.argv[1]), FEATURES) as desk: desk.undo_label\n"
        f"print(*[m for m in {HEAVY!r} if m in sys.modules])"
    )
    assert _python(code, workbook_path).stdout.split() == []


def test_help_names_every_verb_without_qt() -> None:
    done = _python(WITHOUT_QT, "--help")
    assert done.returncode == 0
    assert [verb for verb in VERBS if f"  {verb} " not in done.stdout] == []


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_explains_itself_without_qt(verb: str) -> None:
    done = _python(WITHOUT_QT, verb, "--help")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("verb", [verb for verb in READING if verb in VERBS])
def test_a_reading_verb_works_without_qt(verb: str, workbook_path: Path) -> None:
    done = _python(WITHOUT_QT, verb, workbook_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_window_without_qt_is_refused_in_one_line(workbook_path: Path) -> None:
    done = _python(WITHOUT_QT, workbook_path)
    assert done.returncode == 1
    assert "PySide6" in done.stderr
    assert len(done.stderr.splitlines()) == 1
