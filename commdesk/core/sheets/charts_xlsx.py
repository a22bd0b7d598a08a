"""A sheet of native charts, each beside the figures it shows."""

from __future__ import annotations

from typing import Any, Literal

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
)
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from commdesk.core.sheets import look
from commdesk.core.sheets.charting import SheetChart
from commdesk.core.sheets.making import Making
from commdesk.core.sheets.page_xlsx import write_page
from commdesk.core.sheets.paper import Paper, Spot
from commdesk.core.sheets.plans import ChartsPlan, PagePlan
from commdesk.core.words import Text, Words

_NAMES, _FIGURES, _GAP, _BESIDE = 21.0, 15.0, 3.0, 12.0
_CHART_COLUMNS = 8
_HEADING_FITS = 9
"""Characters of a heading that surely fit on a line of its column, also where words break early."""
_WIDE, _HIGH = 21.5, 7.7
"""In centimetres: with its figures beside it, the width of an A4 that lies."""
_ROWS_OF_A_CHART = 15
_ROWS_OF_A_PAGE = 37
_ROW_HEIGHT = 16
_TITLE_SIZE, _TEXT_SIZE = 1300, 900  # hundredths of a point
_THICK, _THIN = 28_575, 15_875  # of 12,700 to a point


def write_charts(making: Making, plan: ChartsPlan) -> None:
    """One chart under another, in the order of their ranks."""
    charts = sorted(plan.charts, key=lambda chart: chart.rank)
    most = max((len(chart.series) for chart in charts), default=1)
    widths = [_NAMES, *[_FIGURES] * most, _GAP, *[_BESIDE] * _CHART_COLUMNS]
    paper = Paper(plan.name, widths, is_landscape=True)
    starts = [_add_figures(paper, chart, making.words) for chart in charts]
    sheet = write_page(making, PagePlan(plan.name, paper, plan.tab))
    drawing = _Drawing(sheet, making)
    for chart, row in zip(charts, starts, strict=True):
        sheet.add_chart(drawing.chart(chart, row), f"{get_column_letter(most + 3)}{row}")
    for row in _page_starts(starts, len(paper.rows) + 2):
        sheet.row_breaks.append(Break(id=row - 2))


def _add_figures(paper: Paper, chart: SheetChart, words: Words) -> int:
    """The title and the table; returns the row of its headings."""
    paper.add(Spot(words(chart.title), "section", span=len(paper.widths)))
    names = [Spot(words(each.name), "heading", is_right=True) for each in chart.series]
    longest = max((len(str(each.value)) for each in names), default=1)
    lines = -(-longest // _HEADING_FITS)
    start = paper.add(Spot(_text(chart.along, words), "heading"), *names, lines=lines)
    kind: Literal["share", "number"] = "share" if chart.is_share else "number"
    for n, category in enumerate(chart.categories):
        figures = (Spot(each.values[n], "text", kind, is_right=True) for each in chart.series)
        paper.add(Spot(_text(category, words)), *figures, height=_ROW_HEIGHT)
    for _ in range(max(_ROWS_OF_A_CHART - len(chart.categories), 1)):
        paper.add(Spot(None, "none"), height=_ROW_HEIGHT)
    return start


def _page_starts(starts: list[int], end: int) -> list[int]:
    """Rows of headings with which a new page begins: a chart is never cut in two."""
    found, first = [], starts[0] if starts else 0
    for start, after in zip(starts[1:], [*starts, end][2:], strict=True):
        if after - first > _ROWS_OF_A_PAGE:
            found.append(start)
            first = start
    return found


def _text(text: Text | str, words: Words) -> str:
    """A plain text is data, a Text a message."""
    return words(text) if isinstance(text, Text) else text


class _Drawing:
    """Makes charts over the figures of one sheet, in the colours of the house."""

    def __init__(self, sheet: Any, making: Making) -> None:
        self._sheet, self._words = sheet, making.words
        self._font = making.style.font or look.FONT
        self._colours = (making.style.accent, look.EDGE, look.WARN, look.GOOD)

    def chart(self, chart: SheetChart, row: int) -> Any:
        made: Any = LineChart() if chart.kind == "line" else BarChart()
        if chart.kind != "line":
            made.type, made.gapWidth = "bar" if chart.kind == "lying" else "col", 60
            made.grouping = "stacked" if chart.kind == "stacked" else "clustered"
            made.overlap = 100 if chart.kind == "stacked" else 0
        self._add_series(made, chart, row, are_references=False)
        self._dress(made, chart)
        if chart.kind == "line":
            self._add_series(made, chart, row, are_references=True)
        elif chart.kind != "lying" and any(each.is_reference for each in chart.series):
            over: Any = LineChart()
            self._add_series(over, chart, row, are_references=True)
            made += over
        return made

    def _add_series(self, made: Any, chart: SheetChart, row: int, *, are_references: bool) -> None:
        last = row + len(chart.categories)
        for place, each in enumerate(chart.series):
            if each.is_reference != are_references:
                continue
            column = 2 + place
            figures = Reference(self._sheet, min_col=column, min_row=row, max_row=last)
            made.add_data(figures, titles_from_data=True)
            if are_references:
                dashed = LineProperties(solidFill=look.TEXT, prstDash="dash", w=_THIN)
                made.series[-1].graphicalProperties.line = dashed
                made.series[-1].smooth = False
        made.set_categories(Reference(self._sheet, min_col=1, min_row=row + 1, max_row=last))

    def _dress(self, made: Any, chart: SheetChart) -> None:
        words = self._words
        made.title = words(chart.title)
        self._title_of(made.title, _TITLE_SIZE, look.TEXT)
        made.title.overlay = False
        made.width, made.height = _WIDE, _HIGH
        for series, colour in zip(made.series, self._colours * 9, strict=False):
            self._colour(series, colour, is_line=chart.kind == "line")
        self._axis(made.x_axis, _text(chart.along, words))
        self._axis(made.y_axis, _text(chart.unit, words))
        made.y_axis.scaling.min = 0
        made.y_axis.number_format = "0%" if chart.is_share else "General"
        made.y_axis.majorTickMark = "none"
        if chart.kind == "lying":
            made.x_axis.scaling.orientation = "maxMin"  # the first one at the top, as in its table
            made.y_axis.crosses = "max"
        grid = GraphicalProperties(ln=LineProperties(solidFill=look.LINE, w=9_525))
        made.y_axis.majorGridlines.spPr = grid
        if len(chart.series) > 1:
            made.legend.position = "b"
            made.legend.txPr = self._rich(look.MUTED)
        else:
            made.legend = None

    def _colour(self, series: Any, colour: str, *, is_line: bool) -> None:
        if is_line:
            series.graphicalProperties.line = LineProperties(solidFill=colour, w=_THICK)
            series.smooth = False
        else:
            series.graphicalProperties.solidFill = colour
            series.graphicalProperties.line.noFill = True

    def _axis(self, axis: Any, title: str) -> None:
        axis.delete = False  # else new programs leave it out
        axis.txPr = self._rich(look.MUTED)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=look.EDGE))
        if title:
            axis.title = title
            axis.title.overlay = False
            self._title_of(axis.title, _TEXT_SIZE, look.MUTED)

    def _title_of(self, title: Any, size: int, colour: str) -> None:
        for paragraph in title.tx.rich.p:
            paragraph.pPr = ParagraphProperties(defRPr=self._letters(size, colour))
            for run in paragraph.r:
                run.rPr = self._letters(size, colour)

    def _rich(self, colour: str) -> RichText:
        ending = self._letters(_TEXT_SIZE, colour)
        return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=ending), endParaRPr=ending)])

    def _letters(self, size: int, colour: str) -> CharacterProperties:
        return CharacterProperties(
            sz=size, b=size == _TITLE_SIZE, solidFill=colour, latin=Font(typeface=self._font)
        )
