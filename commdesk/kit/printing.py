"""Print a page of words and tables: to a PDF, or to a printer that the user chooses.

    save_pdf(printed, path, words, house_style(desk.db))
    print_pages(parent, [printed], words, style=house_style(desk.db))

`core.printed.Printed` says what is on it, the house style how it looks. Paper is A4 and white,
whatever the window looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
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
from commdesk.core.printed import OnePage, Paper, Printed
from commdesk.core.sheets.made import is_whole_pdf
from commdesk.core.sheets.output import replaced
from commdesk.core.words import N_, Words
from commdesk.kit import theme
from commdesk.kit.paper import as_html, document_of, font_of

__all__ = ["as_html", "is_one_page", "paint", "print_pages", "save_pdf", "settled"]

_MARGINS = QMarginsF(15, 14, 15, 14)  # millimetres
_DPI = 300
_FOOTER = 0.05
"""Share of the height under the text that is for the number of the page."""
_SMALL = 8.5  # points
_SMALLER = (0.95, 0.9, 0.85)

_INK = theme.LIGHT


def save_pdf(
    printed: Paper | Sequence[Paper], path: Path, words: Words, style: HouseStyle = PLAIN
) -> None:
    """Write a PDF, whole or not at all; raises Refused where it cannot be written."""
    pages = _all(printed, style)
    with replaced(path) as place:
        place.touch()  # where nothing can be written the system says why, before Qt paints
        writer = QPdfWriter(str(place))
        writer.setCreator("commdesk")
        writer.setTitle(pages[0].title)
        writer.setAuthor(style.organisation)
        writer.setResolution(_DPI)
        paint(pages, writer, words, style)
        if not is_whole_pdf(place):
            raise Refused(
                "{file} could not be written. Choose another place. Nothing was changed.",
                file=path.name,
            )


def print_pages(
    parent: QWidget,
    printed: Paper | Sequence[Paper],
    words: Words,
    then: Callable[[], object] | None = None,
    style: HouseStyle = PLAIN,
) -> None:
    """Let the user choose a printer, then print; never blocks. Refuses where there is none."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    pages = _all(printed, style)
    if not QPrinterInfo.availablePrinterNames():
        raise Refused("This computer has no printer. Save it as a PDF instead.")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(pages[0].title)
    printer.setPageLayout(_layout(pages[0]))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(words("Print"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def go() -> None:
        paint(pages, printer, words, style)
        if then:
            then()

    dialog.accepted.connect(go)
    QDialog.open(dialog)


def settled(paper: Paper, style: HouseStyle = PLAIN) -> Printed:
    """What is printed of it: of one page that is said several times the first that fits."""
    if isinstance(paper, Printed):
        return paper
    *others, last = paper.tries
    return next((each for each in others if is_one_page(each, style)), last)


def is_one_page(printed: Printed, style: HouseStyle = PLAIN) -> bool:
    """Whether it fits. In the window's thread only, as all that lays out texts.

    Qt takes a lock for its signals while Python's is held; another thread takes them the other way
    round, and the two wait for each other.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QPdfWriter(buffer)
    device.setResolution(_DPI)
    device.setPageLayout(_layout(printed))
    return _sized(printed, device, style, font_of(style)).pageCount() == 1


def _all(printed: Paper | Sequence[Paper], style: HouseStyle) -> list[Printed]:
    papers = [printed] if isinstance(printed, Printed | OnePage) else printed
    return [settled(each, style) for each in papers]


def _layout(printed: Printed) -> QPageLayout:
    way = QPageLayout.Orientation
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        way.Landscape if printed.is_landscape else way.Portrait,
        _MARGINS,
        QPageLayout.Unit.Millimeter,
    )


def paint(
    pages: Sequence[Printed], device: QPagedPaintDevice, words: Words, style: HouseStyle = PLAIN
) -> None:
    """Each on a page of its own; the numbers go on through all of them."""
    device.setPageLayout(_layout(pages[0]))
    laid = []
    font = font_of(style)
    for printed in pages:
        device.setPageLayout(_layout(printed))
        laid.append((printed, _laid_out(printed, device, style, font)))
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
                painter.setFont(font)
                foot = _foot(printed, style)
                _paint_footer(painter, document.pageSize(), foot, words, (number, total))
    finally:
        painter.end()


def _laid_out(
    printed: Printed, device: QPagedPaintDevice, style: HouseStyle, font: QFont
) -> QTextDocument:
    """What is one page without the head stays one with it: its text is made a little smaller."""
    document = _sized(printed, device, style, font)
    if style.has_head and document.pageCount() > 1:
        bare = replace(style, organisation="", logo=b"")
        if _sized(printed, device, bare, font).pageCount() == 1:
            smaller = (_sized(printed, device, style, font, share) for share in _SMALLER)
            document = next((each for each in smaller if each.pageCount() == 1), document)
    return document


def _sized(
    printed: Printed, device: QPagedPaintDevice, style: HouseStyle, font: QFont, share: float = 1
) -> QTextDocument:
    sized = QFont(font)
    sized.setPointSizeF(printed.points * share)
    document = document_of(printed, style, sized)
    document.documentLayout().setPaintDevice(device)
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


def _foot(printed: Printed, style: HouseStyle) -> str:
    return " · ".join(part for part in (style.organisation, printed.title) if part)


def _paint_footer(
    painter: QPainter, size: QSizeF, foot: str, words: Words, number: tuple[int, int]
) -> None:
    font = painter.font()
    font.setPointSizeF(_SMALL)
    painter.setFont(font)
    painter.setPen(QColor(_INK.muted))
    room = QRectF(0, size.height(), size.width(), size.height() / (1 - _FOOTER) * _FOOTER)
    said = words(N_("page {page} of {pages}"), page=str(number[0]), pages=str(number[1]))
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(room, bottom | Qt.AlignmentFlag.AlignRight, said)
    painter.drawText(room, bottom | Qt.AlignmentFlag.AlignLeft, foot)
