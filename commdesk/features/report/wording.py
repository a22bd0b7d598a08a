"""The report in words: a page to print, in as many tries as it takes to stay one, and as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commdesk.core.printed import Drawn, Grid, OnePage, Printed, PrintedCell, Said
from commdesk.core.reporting import ReportPart, ReportTable, Told
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, Text, Words
from commdesk.features.report.model import WeekReport

ASKED = N_("Decisions asked")
NOTHING_ASKED = N_("There is nothing to decide now.")
STANDING = (N_("Subject"), N_("How it stands"))
_USUAL, _DENSE, _SMALLEST = 10, 9, 7.5
"""Points of the text."""
_ROWS = (14, 10, 8, 6, 4, 3)
"""So many rows of a table at most, from roomy to terse."""
_MOST_ASKS = (12, 8, 6)
_MOST_PICTURES = 2
_WIDE, _NARROW = 0.6, 0.45
"""Shares of the width of the page that a picture takes."""
_LOW = 0.25
"""Of its own width, how high the last picture is that is tried before there is none."""
_STANDING_WIDTHS = (20, 80)
_ASKED_WIDTHS = (4, 96)


def title_of(report: WeekReport, words: Words) -> str:
    return words("Weekly report {week}", week=report.scope.week)


def line_of(report: WeekReport, words: Words) -> str:
    """`Omgevingsnetwerk · ma 23 nov – zo 29 nov 2026 · zoals het staat op 27 november 2026`."""
    days = days_said(report.scope.week, words)
    as_of = words("as it stands on {day}", day=words.full_date(report.scope.today))
    return f"{report.community} · {days} · {as_of}"


def days_said(week: Week, words: Words) -> str:
    return f"{words.date(week.monday)} – {words.date(week.sunday)} {week.sunday.year}"


def one_page(report: WeekReport, words: Words) -> OnePage:
    """The page for print, PDF and preview."""
    sizes: list[tuple[int, int, float]] = [(_ROWS[0], _MOST_ASKS[0], _USUAL)]
    sizes += [(rows, _MOST_ASKS[0], _DENSE) for rows in _ROWS]
    sizes += [(_ROWS[-1], asks, _DENSE) for asks in _MOST_ASKS[1:]]
    sizes += [(rows, _MOST_ASKS[0], _SMALLEST) for rows in _ROWS]
    sizes.append((_ROWS[-1], _MOST_ASKS[-1], _SMALLEST))
    pictured = [
        _printed(report, words, *size, drawn=drawn)
        for size, *drawn in (
            (sizes[0], _MOST_PICTURES, _WIDE),
            (sizes[2], _MOST_PICTURES, _WIDE),
            (sizes[2], 1, _WIDE),
            (sizes[2], 1, _NARROW),
            (sizes[3], 1, _NARROW, _LOW),
        )
        if any(part.charts for part in report.shown)
    ]
    return OnePage((*pictured, *(_printed(report, words, *size) for size in sizes)))


def _printed(
    report: WeekReport,
    words: Words,
    rows: int,
    asks: int,
    points: float,
    *,
    drawn: Sequence[Any] = (0, 1),
) -> Printed:
    parts: list[Said | Grid | Drawn] = []
    if report.note.opening:
        parts.append(Said(report.note.opening))
    beside: list[ReportPart] = []
    for part in report.shown:
        if part.table is None:
            beside.append(part)
            continue
        parts += _standing(beside, words)
        beside = []
        parts += _section(part, part.table, words, rows)
    parts += _standing(beside, words)
    parts += _pictures(report, words, *drawn)
    parts.append(_asked(report, words, asks))
    line = line_of(report, words)
    return Printed(title_of(report, words), tuple(parts), line, points=points)


def _pictures(
    report: WeekReport, words: Words, most: int, wide: float, high: float = 0.32
) -> list[Said | Drawn]:
    """Each under what it tells; they go first where the page is full."""
    charts = [chart for part in report.shown for chart in part.charts][:most]
    return [
        each
        for chart in charts
        for each in (Said(words(chart.answer), "muted"), Drawn(chart, words.language, wide, high))
    ]


def _section(part: ReportPart, table: ReportTable, words: Words, rows: int) -> list[Said | Grid]:
    told = "\n".join(words(line) for line in part.lines)
    said = [Said(told, "muted")] if told else []
    return [Said(words(part.title), "section"), *said, _grid(table, words, rows)]


def _standing(parts: Sequence[ReportPart], words: Words) -> list[Grid]:
    """What is told in a few lines stands together in one table, a subject a row."""
    if not parts:
        return []
    rows = tuple((words(part.title), "\n".join(map(words, part.lines))) for part in parts)
    return [Grid(tuple(map(words, STANDING)), rows, _STANDING_WIDTHS)]


def _grid(table: ReportTable, words: Words, most: int) -> Grid:
    rows = [_row(row, words) for row in shortened(table, most)]
    if table.total:
        rows.append(tuple(PrintedCell(cell_words(each, words), "accent") for each in table.total))
    return Grid(tuple(map(words, table.headings)), tuple(rows), table.widths, table.right)


def shortened(table: ReportTable, most: int) -> list[tuple[Any, ...]]:
    """At most so many rows and one more, in which the figures of the others are added up."""
    if len(table.rows) <= most + 1:
        return list(table.rows)
    rest = table.rows[most:]
    others = [_added([row[n] for row in rest]) for n in range(1, len(table.headings))]
    return [*table.rows[:most], (table.others(len(rest)), *others)]


def _added(cells: Sequence[Any]) -> Any:
    values = [plain(cell) for cell in cells]
    if all(isinstance(each, Minutes) for each in values):
        return Minutes(sum(values))
    if all(isinstance(each, int | float) for each in values):
        return sum(values)
    return ""


def _row(row: Sequence[Any], words: Words) -> tuple[str | PrintedCell, ...]:
    return tuple(
        PrintedCell(cell_words(cell, words), cell.tone)
        if isinstance(cell, Told)
        else cell_words(cell, words)
        for cell in row
    )


def plain(cell: Any) -> Any:
    return cell.value if isinstance(cell, Told) else cell


def cell_words(cell: Any, words: Words) -> str:
    """Hours decimal, as totals are; the rest by its type."""
    value = plain(cell)
    return (
        words.hours(value)
        if isinstance(value, Minutes)
        else words(Text("{value}", {"value": value}))
    )


def asks_in_words(report: WeekReport, words: Words) -> list[str]:
    return [ask if isinstance(ask, str) else words(ask) for ask in report.asks]


def _asked(report: WeekReport, words: Words, most: int) -> Grid:
    asked = asks_in_words(report, words)
    rest = len(asked) - most
    rows = [(str(number), ask) for number, ask in enumerate(asked[:most], 1)]
    if rest > 0:
        rows.append(("", words("{n} more", n=rest)))
    rows = rows or [("", words(NOTHING_ASKED))]
    return Grid(("", words(ASKED)), tuple(rows), _ASKED_WIDTHS)


def as_text(report: WeekReport, words: Words) -> str:
    """For an e-mail or a terminal: whole, a row of a table a line."""
    blocks = [f"{title_of(report, words)}\n{line_of(report, words)}"]
    if report.note.opening:
        blocks.append(report.note.opening)
    blocks += [_part_as_text(part, words) for part in report.shown]
    asked = asks_in_words(report, words) or [words(NOTHING_ASKED)]
    blocks.append("\n".join([words(ASKED), *(f"- {each}" for each in asked)]))
    return "\n\n".join(blocks)


def _part_as_text(part: ReportPart, words: Words) -> str:
    lines = [words(part.title), *map(words, part.lines)]
    if part.table:
        right = part.table.right
        names = enumerate(part.table.headings)
        headings = [words(name).lower() if n in right else "" for n, name in names][1:]
        rows = [*part.table.rows, *([part.table.total] if part.table.total else [])]
        lines += [_row_as_text(row, headings, words) for row in rows]
    return "\n".join(lines)


def _row_as_text(row: Sequence[Any], headings: Sequence[str], words: Words) -> str:
    first, *others = (cell_words(cell, words) for cell in row)
    told = ", ".join(
        f"{name} {value}".strip() for name, value in zip(headings, others, strict=True)
    )
    return f"- {first}: {told}"
