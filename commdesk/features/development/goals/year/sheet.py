"""The sheet of the year in an export: a row a measure, a column a month."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_, Words
from commdesk.core.workbook import read_workbook
from commdesk.features.development.goals.model import UNITS, in_field
from commdesk.features.development.goals.year.model import YearLine
from commdesk.features.development.goals.year.queries import year_report

_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_HOW = (
    ("sum", N_("together")),
    ("share", N_("of all weeks together")),
    ("mean", N_("mean of the weeks")),
    ("end", N_("at the end of the period")),
)
COLUMNS = (
    Column("year", N_("Year"), "number", 8),
    Column("chart", N_("Chart"), width=30),
    Column("line", N_("Measured"), width=30),
    Column("unit", N_("Counted in"), "choice", 14, choices=UNITS),
    Column("how", N_("How it is put together"), "choice", 20, choices=_HOW),
    *(Column(f"month_{n}", title, "number", 11) for n, title in enumerate(_MONTHS, 1)),
    Column("whole", N_("Whole year"), "number", 12),
    Column("open_weeks", N_("Weeks still open"), "number", 12),
)


def export_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """The year of today; a percentage as 27, hours as 26.5."""
    report = year_report(db, scope.features, scope.today.year, scope.today)
    words = Words(read_workbook(db).language)
    return [_row(report.year, each, words) for each in report.lines]


def _row(year: int, each: YearLine, words: Words) -> dict[str, Any]:
    months = {
        f"month_{n}": in_field(part.value, each.unit) for n, part in enumerate(each.months, 1)
    }
    return {
        "year": year,
        "chart": words(each.chart_title),
        "line": words(each.title),
        "unit": each.unit,
        "how": each.how,
        **months,
        "whole": in_field(each.year.value, each.unit),
        "open_weeks": each.year.open_weeks or None,
    }


SHEET = Sheet(name="year", title=N_("The year at a glance"), columns=COLUMNS, rows=export_rows)
