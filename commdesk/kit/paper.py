"""How a page to be printed looks: words and tables as HTML, in the style of the organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from msgspec.structs import replace
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont, QFontDatabase, QImage, QTextDocument

from commdesk.core import colours
from commdesk.core.chartwords import described
from commdesk.core.housestyle import PLAIN, HouseStyle
from commdesk.core.printed import Drawn, Grid, Printed, PrintedCell, Said
from commdesk.core.words import Words
from commdesk.kit import theme

_BODY, _SECTION, _TITLE = 10, 12.5, 18  # points
_PADDING, _DENSE_PADDING = 5, 3
_ROOMY = 10
"""Points from which a cell has the usual room around its text."""
_LOGO = QUrl("house:logo")
_LOGO_WIDTH, _LOGO_HEIGHT = 200, 40  # at most, in the pixels of a page of 96 to the inch
_PORTRAIT, _LANDSCAPE = 672, 1000
"""How wide a page of 96 pixels to the inch is between its margins."""
_SHARP = 3
_INK = theme.LIGHT


def as_html(printed: Printed, style: HouseStyle = PLAIN) -> str:
    """The page as the HTML that Qt lays out; every text is escaped.

    Under the head of the organisation stand the title and its line, then the parts.
    """
    padding = _PADDING if printed.points >= _ROOMY else _DENSE_PADDING
    parts = [_head(style)] if style.has_head else []
    parts.append(f'<p class="title">{escape(printed.title)}</p>')
    if printed.line:
        parts.append(f'<p class="line">{escape(printed.line)}</p>')
    parts += [_part(each, number, printed, padding) for number, each in enumerate(printed.parts)]
    return f"<html><head><style>{_style(style)}</style></head><body>{''.join(parts)}</body></html>"


def logo_of(style: HouseStyle) -> QImage | None:
    """The logo as an image; None without one, and for one that cannot be drawn."""
    if not style.logo or style.picture is None:
        return None
    image = QImage.fromData(style.logo)
    return None if image.isNull() else image


def font_of(style: HouseStyle) -> QFont:
    """The font of the house where this computer has it, else the program's own."""
    font = theme.font()
    if style.font in QFontDatabase.families():
        font.setFamilies([style.font])
    font.setPointSizeF(_BODY)
    return font


def document_of(printed: Printed, style: HouseStyle, font: QFont) -> QTextDocument:
    """The page as Qt lays it out, with its logo; for paper, and for a look at it beforehand."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    add_pictures(document, printed, style)
    document.setHtml(as_html(printed, with_logo(document, style)))
    return document


def add_pictures(document: QTextDocument, printed: Printed, style: HouseStyle) -> None:
    """Give a document the charts of a page, drawn for its width."""
    from commdesk.kit.charting.saving import image_of

    for number, each in enumerate(printed.parts):
        if isinstance(each, Drawn):
            width, height = _size_of(each, printed)
            image = image_of(each.chart, Words(each.language), width, height, _SHARP, style)
            document.addResource(QTextDocument.ResourceType.ImageResource, _picture(number), image)


def with_logo(document: QTextDocument, style: HouseStyle) -> HouseStyle:
    """Give a document the logo; the style without it where it cannot be drawn."""
    if logo := logo_of(style):
        document.addResource(QTextDocument.ResourceType.ImageResource, _LOGO, logo)
        return style
    return replace(style, logo=b"")


def _part(part: Said | Grid | Drawn, number: int, printed: Printed, padding: int) -> str:
    match part:
        case Grid():
            return _table(part, padding)
        case Drawn():
            return _image(part, number, printed)
        case _:
            return _paragraph(part)


def _image(drawn: Drawn, number: int, printed: Printed) -> str:
    wide, high = _size_of(drawn, printed)
    alt = escape(described(drawn.chart, Words(drawn.language)), quote=True)
    place = _picture(number).toString()
    return f'<p><img src="{place}" width="{wide}" height="{high}" alt="{alt}"></p>'


def _size_of(drawn: Drawn, printed: Printed) -> tuple[int, int]:
    from commdesk.kit.charting.saving import least_height

    page = _LANDSCAPE if printed.is_landscape else _PORTRAIT
    wide = page * drawn.share
    return round(wide), round(least_height(drawn.chart, wide * drawn.height))


def _picture(number: int) -> QUrl:
    return QUrl(f"house:chart{number}")


def _head(style: HouseStyle) -> str:
    """The organisation at the left, its logo at the right, a line under both."""
    logo = ""
    if picture := style.picture:
        scale = min(_LOGO_WIDTH / picture.width, _LOGO_HEIGHT / picture.height)
        wide, high = (max(round(side * scale), 1) for side in (picture.width, picture.height))
        logo = f'<img src="{_LOGO.toString()}" width="{wide}" height="{high}">'
    return (
        '<table class="head" width="100%" cellspacing="0" cellpadding="0"><tr>'
        f'<td class="house" valign="bottom">{escape(style.organisation)}</td>'
        f'<td class="house" valign="bottom" align="right">{logo}</td></tr></table>'
    )


def _paragraph(said: Said) -> str:
    return f'<p class="{said.role}">{_lines(said.text)}</p>'


def _table(grid: Grid, padding: int) -> str:
    heads = "".join(
        f'<th align="{_align(grid, n)}"{_width(grid, n)}>{_lines(heading)}</th>'
        for n, heading in enumerate(grid.headings)
    )
    rows = "".join(f"<tr>{''.join(_cells(grid, row))}</tr>" for row in grid.rows)
    head = f"<thead><tr>{heads}</tr></thead>" if any(grid.headings) else ""
    return (
        f'<table width="100%" cellspacing="0" cellpadding="{padding}">'
        f"{head}<tbody>{rows}</tbody></table>"
    )


def _cells(grid: Grid, row: Sequence[str | PrintedCell]) -> Iterator[str]:
    """Without a heading above them the cells say themselves how wide they are."""
    has_heads = any(grid.headings)
    for n, cell in enumerate(row):
        yield _cell(cell, _align(grid, n), "" if has_heads else _width(grid, n))


def _align(grid: Grid, column: int) -> str:
    if column in grid.right:
        return "right"
    return "center" if column in grid.centred else "left"


def _width(grid: Grid, column: int) -> str:
    if not grid.widths:
        return ""
    return f' width="{100 * grid.widths[column] / sum(grid.widths):.1f}%"'


def _cell(cell: str | PrintedCell, align: str, width: str = "") -> str:
    made = cell if isinstance(cell, PrintedCell) else PrintedCell(cell)
    return f'<td class="{made.tone}" align="{align}"{width}>{_lines(made.text)}</td>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _style(style: HouseStyle) -> str:
    """In the light scheme: ink on white, soft grounds that a black and white printer keeps."""
    ink, accent = _INK, colours.ink_of(style.accent)
    ground, on_ground = (
        (f"#{style.accent}", f"#{style.ink}") if style.has_colour else (f"#{style.tint}", ink.text)
    )
    tones = "".join(
        f"td.{tone} {{ color: {getattr(ink, tone)}; background-color: {behind}; }}"
        for tone in ("good", "warn", "bad")
        if (behind := getattr(ink, f"{tone}_soft"))
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
        table.head {{ margin-top: 0; margin-bottom: 10px; }}
        th {{ background-color: {ground}; color: {on_ground}; font-weight: 600; }}
        td {{ border-bottom: 1px solid {ink.line}; vertical-align: top; }}
        td.muted {{ color: {ink.muted}; }}
        td.accent {{ background-color: #{style.tint}; }}
        td.house {{ border-bottom: 2px solid #{style.accent}; color: #{accent};
                    font-size: {_SECTION}pt; font-weight: 600; padding-bottom: 4px; }}
        {tones}
    """
