"""Sheets that are read or filled in as a page, not as a table: a roster, a form.

`sheets.writer` makes tables that Excel sorts and filters; here every cell has a place of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

Role = Literal[
    "title", "line", "note", "section", "heading", "label", "text", "muted", "chip", "input",
    "total", "code", "none", "open", "formula", "alarm",
]  # fmt: skip
"""What a cell is for; `open` is a label that the next row goes on with: no line under it."""
Shade = Literal["good", "warn", "muted"]
CELL_LINE, _AROUND = 15, 8


class Choice(Struct, frozen=True):
    """One of the words that can be chosen in a cell, and what it is coloured."""

    word: str
    shade: Shade


class Spot(Struct, frozen=True):
    """One cell: what is in it and what it is for."""

    value: str | float | date | None = None
    role: Role = "text"
    kind: Literal["text", "date", "weekday", "hours", "number", "share"] = "text"
    span: int = 1
    """How many columns it takes; those to its right are left out of the row."""
    is_centred: bool = False
    is_right: bool = False
    is_formula: bool = False
    choices: tuple[Choice, ...] = ()
    between: tuple[float, float] | tuple[date, date] | None = None
    """What an input takes at least and at most, where it is a figure or a day."""
    prompt: str = ""
    """What Excel says beside an input that is selected, and when something else is typed."""


class Paper:
    """One sheet to be: its rows in order; `widths` in characters, as Excel counts them."""

    def __init__(
        self,
        title: str,
        widths: Sequence[float],
        *,
        is_landscape: bool = False,
        is_form: bool = False,
        hidden: Sequence[int] = (),
    ) -> None:
        self.title = title
        self.widths = tuple(widths)
        self.is_landscape = is_landscape
        self.is_form = is_form
        """Only its inputs can be typed in, and Tab goes from one to the next."""
        self.hidden = tuple(hidden)
        """Numbers of columns, from 1, that nobody sees."""
        self.rows: list[tuple[Spot, ...]] = []
        self.heights: dict[int, float] = {}
        self.repeated = 0
        """The last of the rows that stand above every printed page and stay in sight."""

    def add(self, *spots: Spot, lines: int = 1, height: float = 0) -> int:
        """One row, from the first column on; returns its number. `lines`: of its highest cell."""
        self.rows.append(spots)
        row = len(self.rows)
        self.heights[row] = height or lines * CELL_LINE + _AROUND
        return row

    def repeat_until(self, row: int) -> None:
        self.repeated = row
