"""The report as a sheet of an Excel file: whole, with figures that can be counted with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from commdesk.core.housestyle import HouseStyle
from commdesk.core.reporting import ReportPart, ReportTable
from commdesk.core.sheets.paper import Paper, Spot
from commdesk.core.sheets.papers import save_papers
from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.features.report import wording
from commdesk.features.report.model import WeekReport

_WIDTHS = (34, 13, 13, 13, 13, 15)
_ACROSS = len(_WIDTHS)
_FITS = 106
"""Characters of a text over the whole width on one line."""
_FIRST_FITS, _COLUMN_FITS = 31, 13


def save(path: Path, report: WeekReport, words: Words, style: HouseStyle) -> None:
    """Write an .xlsx of one sheet; raises Refused, leaving no file, where it cannot be written."""
    title = f"{report.community}, {wording.title_of(report, words)}"
    save_papers(path, [paper_of(report, words)], words, title=title, style=style)


def paper_of(report: WeekReport, words: Words) -> Paper:
    paper = Paper(words("Weekly report"), _WIDTHS)
    paper.add(Spot(wording.title_of(report, words), "title", span=_ACROSS), height=30)
    paper.add(Spot(wording.line_of(report, words), "line", span=_ACROSS))
    if report.note.opening:
        _say(paper, report.note.opening, "note")
    for part in report.shown:
        _add_part(paper, part, words)
    _head(paper, words(wording.ASKED))
    for ask in wording.asks_in_words(report, words) or [words(wording.NOTHING_ASKED)]:
        _say(paper, ask)
    return paper


def _add_part(paper: Paper, part: ReportPart, words: Words) -> None:
    _head(paper, words(part.title))
    for line in part.lines:
        _say(paper, words(line), "note" if part.table else "text")
    if part.table:
        _add_table(paper, part.table, words)


def _add_table(paper: Paper, table: ReportTable, words: Words) -> None:
    spans = _spans(table)
    _add_row(paper, [words(each) for each in table.headings], table, spans, "heading", words)
    first = len(paper.rows) + 1
    for row in table.rows:
        _add_row(paper, [wording.plain(cell) for cell in row], table, spans, "text", words)
    if table.total:
        last = len(paper.rows)
        letters = ["ABCDEF"[sum(spans[:n])] for n in range(len(spans))]
        summed = [_sum(*each, first, last) for each in zip(letters, table.total, strict=True)]
        _add_row(paper, summed, table, spans, "total", words)


def _add_row(
    paper: Paper,
    cells: Sequence[Any],
    table: ReportTable,
    spans: Sequence[int],
    role: Any,
    words: Words,
) -> None:
    spots, lines = [], 1
    for number, (cell, span) in enumerate(zip(cells, spans, strict=True)):
        spot = _spot(cell, role, span, words, is_right=number in table.right)
        fits = _FIRST_FITS if number == 0 else _COLUMN_FITS * span
        if isinstance(spot.value, str) and not spot.is_formula:
            lines = max(lines, -(-len(spot.value) // fits))
        spots.append(spot)
    paper.add(*spots, lines=lines)


def _spot(cell: Any, role: Any, span: int, words: Words, *, is_right: bool) -> Spot:
    if isinstance(cell, Spot):
        return cell
    if isinstance(cell, Minutes):
        return Spot(round(cell / 60, 4), role, "hours", span=span, is_right=True)
    if isinstance(cell, int | float):
        return Spot(cell, role, "number", span=span, is_right=True)
    said = cell if isinstance(cell, str) else wording.cell_words(cell, words)
    return Spot(said, role, span=span, is_right=is_right)


def _sum(letter: str, cell: Any, first: int, last: int) -> Any:
    """A total of hours adds up what stands above it, also after somebody changed that."""
    if not isinstance(cell, Minutes):
        return cell
    formula = f"=SUM({letter}{first}:{letter}{last})"
    return Spot(formula, "total", "hours", is_right=True, is_formula=True)


def _spans(table: ReportTable) -> list[int]:
    """One column each; what is left over goes to the last that holds no figures."""
    count = len(table.headings)
    spans = [1] * count
    wide = max((n for n in range(count) if n not in table.right), default=0)
    spans[wide] += _ACROSS - count
    return spans


def _head(paper: Paper, text: str) -> None:
    paper.add(Spot(role="none"), height=8)
    paper.add(Spot(text, "section", span=_ACROSS), height=22)


def _say(paper: Paper, text: str, role: Any = "text") -> None:
    lines = sum(-(-len(line) // _FITS) or 1 for line in text.split("\n"))
    paper.add(Spot(text, role, span=_ACROSS), lines=lines)
