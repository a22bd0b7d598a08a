"""Live formulas that name the columns of their table, so that sorting and new rows keep them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from commdesk.core.sheets.naming import unlike
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_, Words

_SPECIAL = re.compile(r"['\[\]#]")
_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[RrCc]\d*|[Rr]\d*[Cc]\d*")


class Named(Struct, frozen=True):
    """What formulas of a sheet refer to: its table, and the heading of each column."""

    table: str
    headings: Mapping[str, str]

    def of_row(self, key: str) -> str:
        return f"{self.table}[[#This Row],[{_escaped(self.headings[key])}]]"

    def whole(self, key: str) -> str:
        return f"{self.table}[{_escaped(self.headings[key])}]"

    def row_formula(self, column: Column, words: Words) -> str:
        """The formula of a column, the same in each of its rows, without `=`."""
        places: dict[str, Any] = {key: self.of_row(key) for key in self.headings}
        return column.formula.removeprefix("=").format_map(places | {"said": _said(column, words)})

    def total(self, key: str, by: str) -> str:
        """The sum of a column; with `by` only of rows with a day there: a figure above zero."""
        if not by:
            return f"SUM({self.whole(key)})"
        return f'SUMIF({self.whole(by)},">0",{self.whole(key)})'


def table_name(title: str, taken: Sequence[str]) -> str:
    """The title as Excel takes it for a name: letters and digits, no cell, unlike those taken."""
    plain = re.sub(r"\W+", "_", title).strip("_") or "T"
    plain = plain if plain[0].isalpha() else f"T_{plain}"
    plain = f"{plain}_" if _A_CELL.fullmatch(plain) else plain
    return unlike(taken, plain, partial("{}_{}".format, plain))


def _said(column: Column, words: Words) -> dict[str, str]:
    """The words of its choices and of yes and no, as they stand between quotes in a formula."""
    known = {"yes": N_("yes"), "no": N_("no"), **dict(column.choices)}
    return {value: words(message).replace('"', '""') for value, message in known.items()}


def _escaped(heading: str) -> str:
    return _SPECIAL.sub(lambda found: f"'{found[0]}", heading)
