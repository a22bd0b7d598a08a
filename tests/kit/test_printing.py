"""What is printed: every text escaped, in print's own colours, numbered pages, whole files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.errors import Refused
from commdesk.core.printed import Grid, Printed, PrintedCell, Said
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.printing import as_html, paint, print_pages, save_pdf

NL = Words("nl")
LONG = Grid(
    ("Taak", "Uren"), tuple((f"Taak {n}", "1,5") for n in range(120)), (3, 1), frozenset({1})
)


def pages_of(path: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


def test_every_text_is_escaped() -> None:
    html = as_html(
        Printed("<b>", (Said("a & b\nc"), Grid(("<h>",), ((PrintedCell("<i>", "bad"),),))), "<l>")
    )
    assert "<b>" not in html
    assert "&lt;b&gt;" in html
    assert "a &amp; b<br>c" in html
    assert "&lt;i&gt;" in html


@pytest.mark.usefixtures("qtbot")
def test_a_long_table_goes_on_on_next_pages(tmp_path: Path) -> None:
    save_pdf(Printed("Kort", (Said("één"),)), tmp_path / "kort.pdf", NL)
    assert pages_of(tmp_path / "kort.pdf") == 1
    both = [Printed("Lang", (LONG,)), Printed("Breed", (LONG,), is_landscape=True)]
    save_pdf(both, tmp_path / "lang.pdf", NL)
    assert pages_of(tmp_path / "lang.pdf") > 5
    boxes = set(re.findall(rb"/MediaBox \[0 0 (\d+)", (tmp_path / "lang.pdf").read_bytes()))
    assert boxes == {b"595", b"842"}


def test_paper_is_white_in_a_dark_window(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    html = as_html(Printed("x", (Said("y"),)))
    theme.apply(qapp, "light")
    assert theme.LIGHT.text in html
    assert theme.DARK.text not in html


@pytest.mark.usefixtures("qtbot")
def test_a_printer_gets_the_same_pages(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printer.pdf"))
    pages = [Printed("Kort", (Said("één"),)), Printed("Breed", (LONG,), is_landscape=True)]
    paint(pages, printer, NL)
    save_pdf(pages, tmp_path / "pdf.pdf", NL)
    assert pages_of(tmp_path / "printer.pdf") == pages_of(tmp_path / "pdf.pdf") > 2


@pytest.mark.usefixtures("qtbot")
def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is not there"):
        save_pdf(Printed("x", ()), tmp_path / "geen" / "x.pdf", NL)
    assert not list(tmp_path.iterdir())


def test_without_a_printer_it_says_so(qtbot: QtBot) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this computer has a printer")
    parent = QWidget()
    qtbot.addWidget(parent)
    with pytest.raises(Refused, match="no printer"):
        print_pages(parent, Printed("x", ()), NL)
