"""The verbs replace only what commdesk made and nobody saved since; else nothing is written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import Workbook, load_workbook
from PySide6.QtGui import QPainter, QPdfWriter

from commdesk.core.packing import pack
from commdesk.core.sheets.output import is_ours

Verb = Callable[..., Result]
PURPOSE = ("--purpose", "Overdracht aan Sam")
pytestmark = pytest.mark.usefixtures("qapp")


def foreign(path: Path) -> Path:
    """A file of this kind that another program made."""
    if path.suffix == ".xlsx":
        Workbook().save(path)
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("commdesk.txt", "commdesk")
    else:
        writer = QPdfWriter(str(path))
        writer.setCreator("Writer")
        painter = QPainter(writer)
        painter.drawText(100, 100, "commdesk")
        painter.end()
    return path


def arguments(verb: str) -> tuple[str, ...]:
    return PURPOSE if verb == "handover" else ()


@pytest.mark.parametrize(
    ("verb", "name"), [("report", "uit.pdf"), ("report", "uit.xlsx"), ("handover", "uit.zip")]
)
def test_a_file_of_another_is_never_replaced(
    commdesk: Verb, workbook_path: Path, tmp_path: Path, verb: str, name: str
) -> None:
    for path in (foreign(tmp_path / name), tmp_path / f"tekst{Path(name).suffix}"):
        if not path.exists():
            path.write_text("van een collega")
        before = path.read_bytes()
        done = commdesk(verb, workbook_path, "--to", path, *arguments(verb))
        assert done.exit_code == 1
        assert "niet door commdesk gemaakt" in done.output
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("verb", "name"), [("report", "uit.pdf"), ("report", "uit.xlsx"), ("handover", "uit.zip")]
)
def test_what_commdesk_made_is_replaced(
    commdesk: Verb, workbook_path: Path, tmp_path: Path, verb: str, name: str
) -> None:
    path = tmp_path / name
    for _ in range(2):
        done = commdesk(verb, workbook_path, "--to", path, *arguments(verb))
        assert done.exit_code == 0, done.output
        assert is_ours(path)


def test_what_a_colleague_filled_in_is_never_replaced(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "uit.xlsx"
    commdesk("report", workbook_path, "--to", path)
    book = load_workbook(path)
    book.worksheets[0]["A40"] = "ingevuld"
    book.save(path)
    _refuses_as_saved_since(commdesk, workbook_path, path)


def test_a_pdf_with_a_note_of_somebody_is_never_replaced(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "uit.pdf"
    commdesk("report", workbook_path, "--to", path)
    path.write_bytes(path.read_bytes() + b"9 0 obj\n<</Type /Annot>>\nendobj\n%%EOF\n")
    _refuses_as_saved_since(commdesk, workbook_path, path)


def test_a_pack_to_which_somebody_added_a_file_is_never_replaced(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    path, note = tmp_path / "uit.zip", tmp_path / "brief.txt"
    note.write_text("lees dit eerst")
    pack([note], path, lambda _done, _of: None)
    assert is_ours(path)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("eigen brief.txt", "erbij")
    _refuses_as_saved_since(commdesk, workbook_path, path, "handover")


def _refuses_as_saved_since(
    commdesk: Verb, workbook: Path, path: Path, verb: str = "report"
) -> None:
    before = path.read_bytes()
    done = commdesk(verb, workbook, "--to", path, *arguments(verb))
    assert done.exit_code == 1
    assert "bewaard nadat" in done.output
    assert path.read_bytes() == before
