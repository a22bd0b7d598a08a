"""The report where there is no Qt, and the PDF where there is no display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WITH_QT = "import commdesk.__main__ as m; m.main()"
WITHOUT_QT = f"import sys; sys.modules['PySide6'] = None; {WITH_QT}"
DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


def run(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """In a process of its own, where no display is known."""
    known = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
        env=known,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_text_and_excel_need_no_qt(workbook_path: Path, tmp_path: Path) -> None:
    assert run(WITHOUT_QT, "report", workbook_path).stdout.startswith("Weekoverzicht")
    done = run(WITHOUT_QT, "report", workbook_path, "--to", tmp_path / "uit.xlsx")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments", [("report", "uit.pdf"), ("handover", "uit.zip", "--purpose", "Overdracht")]
)
def test_a_pdf_without_qt_is_refused_in_one_line(
    workbook_path: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    verb, name, *more = arguments
    done = run(WITHOUT_QT, verb, workbook_path, "--to", tmp_path / name, *more)
    assert done.returncode == 1
    assert "Qt" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / name).exists()


def test_a_pdf_needs_no_display(workbook_path: Path, tmp_path: Path) -> None:
    done = run(WITH_QT, "report", workbook_path, "--to", tmp_path / "uit.pdf")
    assert (done.returncode, done.stderr) == (0, "")
    content = (tmp_path / "uit.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/FontFile2" in content, "its letters go along"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that takes no file")
def test_a_place_that_takes_no_file_is_refused_in_one_line(workbook_path: Path) -> None:
    done = run(WITH_QT, "report", workbook_path, "--to", "/proc/r.pdf")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "Er is niets gewijzigd" in done.stderr
