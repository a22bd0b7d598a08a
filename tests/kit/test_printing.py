"""What is printed: every text escaped, in print's own colours, numbered pages, whole files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.errors import Refused
from commdesk.core.housestyle import PLAIN, HouseStyle
from commdesk.core.printed import Grid, Printed, PrintedCell, Said
from commdesk.core.sheets.made import is_whole_pdf
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.paper import document_of, font_of
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


@pytest.mark.usefixtures("qtbot")
def test_half_a_pdf_is_no_pdf(tmp_path: Path) -> None:
    path = tmp_path / "heel.pdf"
    save_pdf(Printed("x", (Said("y"),)), path, NL)
    assert is_whole_pdf(path)
    path.write_bytes(path.read_bytes()[:-200])
    assert not is_whole_pdf(path)


def test_without_a_printer_it_says_so(qtbot: QtBot) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this computer has a printer")
    parent = QWidget()
    qtbot.addWidget(parent)
    with pytest.raises(Refused, match="no printer"):
        print_pages(parent, Printed("x", ()), NL)


def drawn_logo(width: int = 300, height: int = 100) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill("#E2007A")
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return held.data()


@pytest.mark.usefixtures("qtbot")
def test_the_house_style_is_at_the_head_of_the_first_page(tmp_path: Path) -> None:
    style = HouseStyle("Gemeente <b>", accent="0A7D4B", logo=drawn_logo())
    document = document_of(Printed("Kort", (LONG,)), style, font_of(style))
    assert document.toPlainText().count("Gemeente <b>") == 1
    assert document.toHtml().count("house:logo") == 1
    assert "background-color: #0A7D4B; color: #FFFFFF" in as_html(Printed("Kort", ()), style)
    plain, styled = tmp_path / "plain.pdf", tmp_path / "styled.pdf"
    save_pdf(Printed("Kort", (LONG,)), plain, NL)
    save_pdf(Printed("Kort", (LONG,)), styled, NL, style)
    assert b"/Subtype /Image" not in plain.read_bytes()
    assert styled.read_bytes().count(b"/Subtype /Image") == 1


@pytest.mark.usefixtures("qtbot")
def test_nothing_set_looks_as_it_always_did() -> None:
    page = Printed("Kort", (LONG,))
    assert as_html(page) == as_html(page, PLAIN)
    assert 'class="head"' not in as_html(page)
    assert theme.LIGHT.accent_soft in as_html(page)


@pytest.mark.usefixtures("qtbot")
def test_a_logo_that_cannot_be_drawn_never_breaks_a_print(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, logo in {"cut": drawn_logo()[:40], "words": b"geen beeld"}.items():
        save_pdf(Printed("Kort", ()), tmp_path / f"{name}.pdf", NL, HouseStyle(logo=logo))
        assert pages_of(tmp_path / f"{name}.pdf") == 1
    capfd.readouterr()  # libpng says on stderr what it misses


@pytest.mark.usefixtures("qtbot")
def test_a_font_that_is_not_here_falls_back() -> None:
    here = QFontDatabase.families()[0]
    assert font_of(HouseStyle(font=here)).families() == [here]
    assert font_of(HouseStyle(font="Nergens")).family() == theme.font().family()


@pytest.mark.usefixtures("qtbot")
def test_one_page_stays_one_page_under_the_head_of_the_house(tmp_path: Path) -> None:
    style, path = HouseStyle("Gemeente", logo=drawn_logo()), tmp_path / "een.pdf"
    for lines in range(30, 80):
        page = Printed("Vol", tuple(Said(f"Regel {n}") for n in range(lines)))
        save_pdf(page, path, NL)
        if pages_of(path) > 1:
            break
        full = page
    save_pdf(full, path, NL, style)
    assert pages_of(path) == 1
    save_pdf(page, path, NL, style)
    assert pages_of(path) == 2
