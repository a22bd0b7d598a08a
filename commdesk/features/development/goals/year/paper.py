"""The year at a glance on one page, and as a sheet whose figures can be counted with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from commdesk.core.housestyle import HouseStyle
from commdesk.core.names import short_month_name
from commdesk.core.printed import Grid, OnePage, Printed, PrintedCell, Said, Tone
from commdesk.core.sheets.paper import Paper, Spot
from commdesk.core.sheets.papers import save_papers
from commdesk.core.words import N_, Text, Words, say
from commdesk.features.development.goals.judging import Standing, Verdict
from commdesk.features.development.goals.model import in_field
from commdesk.features.development.goals.wording import expectation, value_text, verdict_text
from commdesk.features.development.goals.year.model import Figure, YearLine, YearReport

By = Literal["month", "quarter"]
TITLE = N_("The year at a glance")
_HOW = {
    "sum": N_("together"),
    "share": N_("of all weeks together"),
    "mean": N_("mean of the weeks"),
    "end": N_("at the end of the period"),
}
_TONES: dict[Verdict, Tone] = {
    "on-course": "good",
    "reached": "good",
    "at-risk": "warn",
    "behind": "bad",
    "too-few": "muted",
}
_NONE = "–"
_OPEN = "*"
_FEWER = (16, 12, 8)


def one_page(report: YearReport, words: Words) -> OnePage:
    """By month, else by quarter, else by quarter with the first measures only."""
    tries: list[tuple[tuple[YearLine, ...], By, float]]
    tries = [(report.lines, "month", 8.5), (report.lines, "quarter", 9.5)]
    tries += [(report.lines[:most], "quarter", 8.5) for most in (None, *_FEWER)]
    return OnePage(tuple(_printed(report, words, by, lines, size) for lines, by, size in tries))


def title_of(report: YearReport) -> str:
    return f"{report.community} in {report.year}"  # in both languages


def line_of(report: YearReport, words: Words) -> str:
    """Up to which day, of a year that runs."""
    if not report.is_running:
        return words(TITLE)
    return words("{title}, up to {day}", title=words(TITLE), day=words.full_date(report.until))


def phases_of(report: YearReport, words: Words) -> list[str]:
    begun, ended = report.begun, report.ended
    said = []
    if begun:
        said.append(words("At the start: {phase}", phase=words(begun.text)))
    if ended:
        said.append(words("At the end: {phase}", phase=words(ended.text)))
    return said


def headings_of(by: By, words: Words) -> tuple[str, ...]:
    if by == "quarter":
        return tuple(words("Q{n}", n=str(number)) for number in range(1, 5))
    return tuple(short_month_name(date(2026, month, 1), words.language) for month in range(1, 13))


def cells_of(line: YearLine, by: By, words: Words) -> list[str]:
    """Each figure in words, that of the year last."""
    parts = line.months if by == "month" else line.quarters
    return [_said(each, line.unit, words) for each in (*parts, line.year)]


def footnotes(lines: Sequence[YearLine], words: Words) -> list[str]:
    """What must be known to read these figures."""
    if not lines:
        return []
    told = [words(
        "Contributions and the like are added up; shares are of all weeks together; what is over "
        "more weeks at once stands as it was at the end of the period; the rest is the mean of the "
        "weeks. A week counts in the month of its Thursday."
    )]  # fmt: skip
    if any(each.open_weeks for line in lines for each in (*line.months, line.year)):
        told.append(words("* Weeks that are still open are left out."))
    return told


def goal_rows(goals: Sequence[Standing], words: Words) -> list[tuple[str | PrintedCell, ...]]:
    return [
        (
            each.goal.title,
            words(expectation(each)),
            PrintedCell(words(verdict_text(each)), _TONES[each.verdict]),
        )
        for each in goals
    ]


def _printed(
    report: YearReport, words: Words, by: By, lines: Sequence[YearLine], points: float
) -> Printed:
    parts: list[Said | Grid] = [Said("\n".join(said))] if (said := phases_of(report, words)) else []
    if lines:
        parts += [_figures(lines, by, words), Said("\n".join(footnotes(lines, words)), "muted")]
        if left := len(report.lines) - len(lines):
            parts.append(Said(_left(left, words), "muted"))
    else:
        parts.append(Said(words("No figures of this year yet: they come with counting activity.")))
    if report.goals:
        heads = (words("Goal"), words("What is expected"), words("Where it stands"))
        parts.append(Said(words("Goals"), "section"))
        parts.append(Grid(heads, tuple(goal_rows(report.goals, words)), (34, 50, 16)))
    return Printed(
        title_of(report),
        tuple(parts),
        line_of(report, words),
        is_landscape=True,
        points=points,
    )


def _figures(lines: Sequence[YearLine], by: By, words: Words) -> Grid:
    heads = ("", *headings_of(by, words), words("Year"))
    rows = tuple((words(each.named), *cells_of(each, by, words)) for each in lines)
    count = len(heads) - 1
    return Grid(heads, rows, (32, *(68 // count,) * count), frozenset(range(1, count + 1)))


def _left(n: int, words: Words) -> str:
    return words.plural("{n} more measure is in Excel.", "{n} more measures are in Excel.", n)


def _said(figure: Figure, unit: str, words: Words) -> str:
    value = figure.value
    if value is None:
        return _NONE
    mark = _OPEN if figure.open_weeks else ""
    if unit == "count" and not float(value).is_integer():
        return words.number(round(value, 1)) + mark
    return words(value_text(value, unit)) + mark


def save(path: Path, report: YearReport, words: Words, style: HouseStyle) -> None:
    """Write an .xlsx of one sheet; raises Refused, leaving no file, where it cannot be written."""
    title = title_of(report)
    save_papers(path, [paper_of(report, words)], words, title=title, style=style)


def paper_of(report: YearReport, words: Words) -> Paper:
    """Percentages as 27, hours as 26.5: figures to count with, their unit beside them."""
    paper = Paper(words("Year"), (34, 14, 28, *(9,) * 12, 10), is_landscape=True)
    across = 16
    paper.add(Spot(title_of(report), "title", span=across), height=30)
    paper.add(Spot(line_of(report, words), "line", span=across))
    for said in phases_of(report, words):
        paper.add(Spot(said, span=across))
    first = (words("Measured"), words("Counted in"), words("How it is put together"))
    heads = (*first, *headings_of("month", words), words("Year"))
    paper.add(Spot(role="none"), height=8)
    paper.add(*(Spot(head, "heading", is_right=n > 2) for n, head in enumerate(heads)))  # noqa: PLR2004
    for each in report.lines:
        figures = [_figure(part.value, each.unit) for part in (*each.months, each.year)]
        how = _put_together(each, words)
        paper.add(Spot(words(each.named)), Spot(words(unit_text(each.unit))), Spot(how), *figures)
    if report.goals:
        paper.add(Spot(role="none"), height=8)
        paper.add(Spot(words("Goals"), "section", span=across), height=22)
    for goal in report.goals:
        told = words(expectation(goal))
        paper.add(Spot(goal.goal.title), Spot(words(verdict_text(goal))), Spot(told, span=14))
    return paper


def _put_together(line: YearLine, words: Words) -> str:
    how = words(_HOW[line.how])
    if not line.year.open_weeks:
        return how
    n = line.year.open_weeks
    return words.plural("{how}, without {n} open week", "{how}, without {n} open weeks", n, how=how)


def unit_text(unit: str) -> Text:
    """`%`, `hours`: what stands beside a figure that has no unit in it."""
    known = {"share": Text("%"), "minutes": say("hours"), "days": say("days")}
    return known.get(unit, say("a number"))


def _figure(value: float | None, unit: str) -> Spot:
    shown = in_field(value, unit)
    return Spot(None if shown is None else round(shown, 1), "text", "number", is_right=True)
