"""Write an Excel workbook in the house's look: tables, real dates, live formulas, safe texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from commdesk.core.housestyle import PLAIN, HouseStyle
from commdesk.core.sheets.charting import SheetChart
from commdesk.core.sheets.csv_writer import write_csv
from commdesk.core.sheets.naming import unlike
from commdesk.core.sheets.output import replaced
from commdesk.core.sheets.paper import Paper
from commdesk.core.sheets.plans import ChartsPlan, Identity, PagePlan, Plan, SheetPlan
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_, Text, Words

__all__ = ["Workbook", "write_csv"]

SHEET_NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = frozenset({"history"})
"""Excel keeps this name for itself."""
LISTS = "lists"
"""The hidden sheet with the words to choose from; for programs, so in no language."""


class Workbook:
    """An .xlsx to be: add sheets, then save it once."""

    def __init__(
        self,
        words: Words,
        *,
        title: str | Text = "",
        subject: str | Text = "",
        style: HouseStyle = PLAIN,
    ) -> None:
        self._words = words
        self._title, self._subject = words(title), words(subject)
        self._style = style
        self._plans: list[Plan] = []

    def add(
        self,
        title: str | Text,
        columns: Sequence[Column],
        rows: Iterable[Mapping[str, Any]],
        totals: Sequence[str] = (),
        note: str | Text = "",
        *,
        totals_by: str = "",
        is_hidden: bool = False,
        tab: str = "",
        options: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """One sheet; `rows` are walked when it is saved. `totals` are column keys to sum below.

        `totals_by` is the key of a date column: a row without a day there counts in no total.
        Dates and moments may be stored texts or values; `hours` takes whole minutes. A hidden
        sheet is for programs. `tab` is the colour of its tab, `options` has, by column key, the
        words to choose from.
        """
        plan = SheetPlan(
            self._name(title),
            columns,
            rows,
            totals,
            self._words(note),
            totals_by,
            is_hidden,
            tab,
            options or {},
        )
        self._plans.append(plan)

    def add_page(self, paper: Paper, *, tab: str = "", has_logo: bool = False) -> None:
        self._plans.append(PagePlan(self._name(paper.title), paper, tab, has_logo))

    def add_charts(self, title: str | Text, charts: Sequence[SheetChart], *, tab: str = "") -> None:
        self._plans.append(ChartsPlan(self._name(title), charts, tab))

    def save(self, path: Path, tick: Callable[[int], object] = lambda _rows: None) -> None:
        """Raises Refused, leaving no file, when the place cannot be written.

        `tick` is told how many rows were written since the last time, and may raise to stop.
        """
        from commdesk.core.sheets.xlsx import write_xlsx

        names = self._names()
        long_texts = unique_sheet_name(self._words(N_("Long texts")), names)
        lists = unique_sheet_name(LISTS, [*names, long_texts])
        title = self._title or (names[0] if names else "")
        identity = Identity(title, self._subject, long_texts, lists)
        with replaced(Path(path)) as place:
            write_xlsx(place, self._plans, self._words, self._style, identity, tick)

    def _name(self, title: str | Text) -> str:
        return unique_sheet_name(self._words(title), self._names())

    def _names(self) -> list[str]:
        return [plan.name for plan in self._plans]


def unique_sheet_name(title: str, taken: Sequence[str]) -> str:
    """The title as Excel accepts it: at most 31 characters, none forbidden, unlike the others."""
    name = (
        _FORBIDDEN.sub("-", " ".join(title.split())).strip("'")[:SHEET_NAME_LENGTH].strip() or "1"
    )
    if name.casefold() in _RESERVED:
        name = f"{name}-"
    return unlike(taken, name, partial(_numbered, name))


def _numbered(name: str, number: int) -> str:
    ending = f" {number}"
    return f"{name[: SHEET_NAME_LENGTH - len(ending)]}{ending}"
