"""Print a page of words and tables: to a PDF, or to a printer that the user chooses.

    save_pdf(printed, path, words)
    print_pages(parent, [printed], words)

`core.printed.Printed` says what is on it. Paper is A4 and white, whatever the window looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QDialog, QWidget

from commdesk.core.errors import Refused
from commdesk.core.housestyle import PLAIN, HouseStyle
from commdesk.core.printed import Grid, OnePage, Paper, Printed, PrintedCell, Said
from commdesk.core.sheets.output import replaced
from commdesk.core.words import N_, Words
from commdesk.kit import theme

_MARGINS = QMarginsF(15, 14, 15, 14)  # millimetres
_DPI = 300
_FOOTER = 0.05
"""Share of the height under the text that is for the number of the page."""
_SMALL, _SECTION, _TITLE = 8.5, 12.5, 18  # points

_PADDING, _DENSE_PADDING = 5, 3
_ROOMY = 10
"""Points from which a cell has the usual room around its text."""

_INK = theme.LIGHT


def save_pdf(
    printed: Paper | Sequence[Paper], path: Path, words: Words, *, style: HouseStyle = PLAIN
) -> None:
    """Write a PDF, whole or not at all; raises Refused where it cannot be written."""
    pages = _all(printed)
    with replaced(path) as place:
        writer = QPdfWriter(str(place))
        writer.setCreator("commdesk")
        writer.setTitle(pages[0].title)
        writer.setAuthor(style.organisation)
        writer.setResolution(_DPI)
        paint(pages, writer, words)
        if not place.exists():
            raise Refused("{file} could not be written. Choose another place.", file=path.name)


def print_pages(
    parent: QWidget,
    printed: Paper | Sequence[Paper],
    words: Words,
    then: Callable[[], object] | None = None,
) -> None:
    """Let the user choose a printer, then print; never blocks. Refuses where there is none."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    pages = _all(printed)
    if not QPrinterInfo.availablePrinterNames():
        raise Refused("This computer has no printer. Save it as a PDF instead.")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(pages[0].title)
    printer.setPageLayout(_layout(pages[0]))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(words("Print"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def go() -> None:
        paint(pages, printer, words)
        if then:
            then()

    dialog.accepted.connect(go)
    QDialog.open(dialog)


def as_html(printed: Printed) -> str:
    """The page as the HTML that Qt lays out; every text is escaped."""
    padding = _PADDING if printed.points >= _ROOMY else _DENSE_PADDING
    parts = [f'<p class="title">{escape(printed.title)}</p>']
    if printed.line:
        parts.append(f'<p class="line">{escape(printed.line)}</p>')
    parts += [
        _table(each, padding) if isinstance(each, Grid) else _paragraph(each)
        for each in printed.parts
    ]
    return f"<html><head><style>{_style()}</style></head><body>{''.join(parts)}</body></html>"


def settled(paper: Paper) -> Printed:
    """What is printed of it: of one page that is said several times the first that fits."""
    if isinstance(paper, Printed):
        return paper
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QPdfWriter(buffer)
    device.setResolution(_DPI)
    *others, last = paper.tries
    return next((each for each in others if _page_count(each, device) == 1), last)


def _page_count(printed: Printed, device: QPagedPaintDevice) -> int:
    device.setPageLayout(_layout(printed))
    return _laid_out(printed, device).pageCount()


def _all(printed: Paper | Sequence[Paper]) -> list[Printed]:
    papers = [printed] if isinstance(printed, Printed | OnePage) else printed
    return [settled(each) for each in papers]


def _layout(printed: Printed) -> QPageLayout:
    way = QPageLayout.Orientation
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        way.Landscape if printed.is_landscape else way.Portrait,
        _MARGINS,
        QPageLayout.Unit.Millimeter,
    )


def paint(pages: Sequence[Printed], device: QPagedPaintDevice, words: Words) -> None:
    """Each on a page of its own; the numbers go on through all of them."""
    device.setPageLayout(_layout(pages[0]))
    laid = []
    for printed in pages:
        device.setPageLayout(_layout(printed))
        laid.append((printed, _laid_out(printed, device)))
    total = sum(document.pageCount() for _, document in laid)
    device.setPageLayout(_layout(pages[0]))
    painter = QPainter(device)
    try:
        number = 0
        for printed, document in laid:
            for page in range(document.pageCount()):
                if number:
                    device.setPageLayout(_layout(printed))
                    device.newPage()
                number += 1
                _paint_page(painter, document, page)
                _paint_footer(painter, document, printed, words, (number, total))
    finally:
        painter.end()


def _laid_out(printed: Printed, device: QPagedPaintDevice) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    font = theme.font()
    font.setPointSizeF(printed.points)
    document.setDefaultFont(font)
    document.documentLayout().setPaintDevice(device)
    document.setHtml(as_html(printed))
    height = device.height() * (1 - _FOOTER)
    document.setPageSize(QSizeF(device.width(), height))
    return document


def _paint_page(painter: QPainter, document: QTextDocument, page: int) -> None:
    size = document.pageSize()
    view = QRectF(0, page * size.height(), size.width(), size.height())
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = view
    context.palette.setColor(QPalette.ColorRole.Text, QColor(_INK.text))
    painter.save()
    painter.translate(0, -view.top())
    painter.setClipRect(view)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_footer(
    painter: QPainter,
    document: QTextDocument,
    printed: Printed,
    words: Words,
    number: tuple[int, int],
) -> None:
    font = theme.font()
    font.setPointSizeF(_SMALL)
    painter.setFont(font)
    painter.setPen(QColor(_INK.muted))
    size = document.pageSize()
    room = QRectF(0, size.height(), size.width(), size.height() / (1 - _FOOTER) * _FOOTER)
    said = words(N_("page {page} of {pages}"), page=str(number[0]), pages=str(number[1]))
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(room, bottom | Qt.AlignmentFlag.AlignRight, said)
    painter.drawText(room, bottom | Qt.AlignmentFlag.AlignLeft, printed.title)


def _paragraph(said: Said) -> str:
    return f'<p class="{said.role}">{_lines(said.text)}</p>'


def _table(grid: Grid, padding: int) -> str:
    heads = "".join(
        f'<th align="{_align(grid, n)}"{_width(grid, n)}>{_lines(heading)}</th>'
        for n, heading in enumerate(grid.headings)
    )
    rows = "".join(
        f"<tr>{''.join(_cell(cell, _align(grid, n)) for n, cell in enumerate(row))}</tr>"
        for row in grid.rows
    )
    return (
        f'<table width="100%" cellspacing="0" cellpadding="{padding}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _align(grid: Grid, column: int) -> str:
    if column in grid.right:
        return "right"
    return "center" if column in grid.centred else "left"


def _width(grid: Grid, column: int) -> str:
    if not grid.widths:
        return ""
    return f' width="{100 * grid.widths[column] / sum(grid.widths):.1f}%"'


def _cell(cell: str | PrintedCell, align: str) -> str:
    made = cell if isinstance(cell, PrintedCell) else PrintedCell(cell)
    return f'<td class="{made.tone}" align="{align}">{_lines(made.text)}</td>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _style() -> str:
    """In the light scheme: ink on white, soft grounds that a black and white printer keeps."""
    ink = _INK
    tones = "".join(
        f"td.{tone} {{ color: {getattr(ink, tone)}; background-color: {ground}; }}"
        for tone in ("good", "warn", "bad")
        if (ground := getattr(ink, f"{tone}_soft"))
    )
    return f"""
        p, td {{ color: {ink.text}; }}
        p.title {{ font-size: {_TITLE}pt; font-weight: 600; margin: 0; }}
        p.line {{ color: {ink.muted}; margin-top: 4px; margin-bottom: 14px; }}
        p.section {{ font-size: {_SECTION}pt; font-weight: 600;
                     margin-top: 16px; margin-bottom: 6px; }}
        p.text {{ margin-top: 0; margin-bottom: 8px; }}
        p.muted {{ color: {ink.muted}; margin-top: 0; margin-bottom: 8px; }}
        table {{ border-collapse: collapse; margin-top: 10px; margin-bottom: 12px; }}
        th {{ background-color: {ink.accent_soft}; color: {ink.text}; font-weight: 600; }}
        td {{ border-bottom: 1px solid {ink.line}; vertical-align: top; }}
        td.muted {{ color: {ink.muted}; }}
        td.accent {{ background-color: {ink.accent_soft}; }}
        {tones}
    """
