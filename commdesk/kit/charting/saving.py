"""A chart as a picture for a report or a slide: the question, the answer and the source with it.

    save_chart(chart, path, words, style=house_style(desk.db), source="Omgevingsnetwerk, week 48")

Ink on white whatever the window looks like; dashes, marks and fillings suffice in black and white.
In the window's thread only, as all that lays out texts.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter

from commdesk.core.chartwords import described
from commdesk.core.developing import Chart
from commdesk.core.housestyle import PLAIN, HouseStyle
from commdesk.core.sheets.output import check_place, replaced
from commdesk.core.sheets.picture_seal import sealed_png, sealed_svg
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.charting import lying
from commdesk.kit.charting.card import reasons
from commdesk.kit.charting.fitting import paragraph
from commdesk.kit.charting.layout import draw
from commdesk.kit.charting.paint import Faces, paint
from commdesk.kit.charting.shapes import Box, Drawing, Face, Note

ENDINGS = (".svg", ".png")
SIZE = (960, 540)
"""As wide and high as half a slide."""
_SHARP = 2
_MARGIN, _GAP = 28, 12
_SMALL, _BODY, _HEAD = 14, 16, 21  # pixels
_INK = theme.LIGHT


class _Told(Struct, frozen=True):
    """A text of the sheet in its font, in lines."""

    faces: Faces
    face: Face
    ink: str
    lines: list[str]

    @property
    def height(self) -> float:
        return len(self.lines) * self.faces.line


class _Sheet(Struct, frozen=True):
    """All that stands on a picture."""

    size: QSize
    above: list[_Told]
    drawing: Drawing
    faces: Faces
    under: list[_Told]


def save_chart(
    chart: Chart,
    path: Path,
    words: Words,
    size: tuple[int, int] = SIZE,
    style: HouseStyle = PLAIN,
    source: str = "",
) -> None:
    """Write a PNG or SVG by the ending of `path`, whole or not at all.

    A file that is there is replaced: who asks sees to that. Raises Refused where it cannot be
    written.
    """
    check_place(path, *ENDINGS)
    is_svg = path.suffix.lower() == ".svg"
    content = svg_of(chart, words, size, style, source) if is_svg else png_of(
        chart, words, size, style, source
    )  # fmt: skip
    with replaced(path) as place:
        place.write_bytes(content)


def png_of(
    chart: Chart,
    words: Words,
    size: tuple[int, int] = SIZE,
    style: HouseStyle = PLAIN,
    source: str = "",
) -> bytes:
    """The picture with its words, twice as sharp as its size."""
    image = _image(_sheet(chart, words, size, style, source), _SHARP)
    image.setText("Title", words(chart.question))
    image.setText("Description", described(chart, words))
    image.setText("Software", "commdesk")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return sealed_png(bytes(buffer.data().data()))


def svg_of(
    chart: Chart,
    words: Words,
    size: tuple[int, int] = SIZE,
    style: HouseStyle = PLAIN,
    source: str = "",
) -> bytes:
    """The picture with its words, as text that can be found and read aloud."""
    from PySide6.QtSvg import QSvgGenerator

    sheet = _sheet(chart, words, size, style, source)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(words(chart.question))
    generator.setDescription(described(chart, words))
    generator.setSize(sheet.size)
    generator.setViewBox(QRectF(0, 0, sheet.size.width(), sheet.size.height()))
    painter = QPainter(generator)
    _paint(painter, sheet)
    painter.end()
    return sealed_svg(bytes(buffer.data().data()))


def image_of(
    chart: Chart, words: Words, width: float, height: float, sharp: float, style: HouseStyle
) -> QImage:
    """The picture alone, as paper shows it under words of its own."""
    faces = _faces(style)
    drawing = draw(chart, width, height, faces, words)
    size = QSize(round(width), round(height))
    return _image(_Sheet(size, [], drawing, faces, []), sharp, margin=0)


def least_height(chart: Chart, usual: float) -> float:
    """How high its picture is on paper: as usual, or as its bars need."""
    return max(usual, lying.height_of(chart, _faces(PLAIN))) if chart.shape == "bars" else usual


def source_of(community: str, day: date, words: Words) -> str:
    """The line under a picture: of which community, and when."""
    return f"{community} · {words.full_date(day)} · commdesk"


def _sheet(
    chart: Chart, words: Words, size: tuple[int, int], style: HouseStyle, source: str
) -> _Sheet:
    """Texts above and under, the picture in what is left; it is made higher where they are long.

    Lying bars take what they need and a little more: white under them says nothing.
    """
    width, height = size
    inside = width - 2 * _MARGIN
    above = [
        _told(words(chart.question), _HEAD, "strong", "text", inside, style),
        _told(words(chart.answer), _BODY, "small", "text", inside, style),
    ]
    small = [*([] if chart.is_empty else reasons(chart, words)), _signed(style, source)]
    under = [_told(text, _SMALL, "small", "muted", inside, style) for text in small if text]
    taken = sum(told.height for told in above + under) + 2 * _MARGIN + 2 * _GAP
    usual = 0 if chart.shape == "bars" else height * 0.45
    least = 0.0 if chart.is_empty else least_height(chart, usual)
    most = 1.5 * least_height(chart, 0) if chart.shape == "bars" else height
    room = 0.0 if chart.is_empty else max(min(height - taken, most), least)
    faces = _faces(style)
    drawing = draw(chart, inside, max(room, 1.0), faces, words)
    return _Sheet(QSize(width, round(taken + room)), above, drawing, faces, under)


def _signed(style: HouseStyle, source: str) -> str:
    return " · ".join(part for part in (style.organisation, source) if part)


def _told(text: str, pixels: int, face: Face, ink: str, width: float, style: HouseStyle) -> _Told:
    faces = _faces(style, pixels)
    return _Told(faces, face, ink, paragraph(text, width, faces, face))


def _faces(style: HouseStyle, pixels: int = _SMALL) -> Faces:
    """The font of the house where this computer has it, in pixels of the picture."""
    small = QFont(theme.font())
    if style.font in QFontDatabase.families():
        small.setFamilies([style.font])
    small.setPixelSize(pixels)
    strong = QFont(small)
    strong.setWeight(QFont.Weight.DemiBold)
    return Faces(small, strong, pixels / 13)


def _image(sheet: _Sheet, sharp: float, margin: int = _MARGIN) -> QImage:
    image = QImage(sheet.size * sharp, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(sharp)
    image.fill(QColor(_INK.surface))
    painter = QPainter(image)
    _paint(painter, sheet, margin)
    painter.end()
    return image


def _paint(painter: QPainter, sheet: _Sheet, margin: int = _MARGIN) -> None:
    painter.fillRect(QRectF(0, 0, sheet.size.width(), sheet.size.height()), Qt.GlobalColor.white)
    painter.translate(margin, margin)
    for told in sheet.above:
        _paint_told(painter, told)
        painter.translate(0, told.height)
    painter.translate(0, _GAP if margin else 0)
    paint(painter, sheet.drawing, sheet.faces, _INK)
    painter.translate(0, sheet.drawing.frame.height + (_GAP if margin else 0))
    for told in sheet.under:
        _paint_told(painter, told)
        painter.translate(0, told.height)


def _paint_told(painter: QPainter, told: _Told) -> None:
    line = told.faces.line
    notes = tuple(
        Note(Box(0, n * line, told.faces.width(text, told.face), line), text, told.ink, told.face)
        for n, text in enumerate(told.lines)
    )
    frame = Box(0, 0, 0, 0)
    paint(painter, Drawing(frame, frame, notes=notes), told.faces, _INK)
