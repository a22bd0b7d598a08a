"""How wide the columns of a sheet are: as wide as what is in them, up to what was declared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commdesk.core.sheets.look import is_figure
from commdesk.core.sheets.spec import Column

_ARROW, _INDENT = 4, 2  # room for the arrow of the filter, and for what keeps figures off it
_BOLD = 1.12
_ID_WIDTH, _LEAST, _ON_ONE_LINE, _ROOM, _MOST = 22, 9, 9, 3, 44
_OF_KIND = {"date": 18, "moment": 24, "hours": 10, "minutes": 9, "number": 9}


class Fitting:
    """The widest cell of each column so far."""

    def __init__(self, columns: Sequence[Column], headings: Sequence[str]) -> None:
        self._columns, self._headings = columns, headings
        self._widest = [0] * len(columns)

    def widen(self, written: Sequence[tuple[Any, int, int, Any]]) -> None:
        widest = self._widest
        for n, (_, _, wide, _) in enumerate(written):
            widest[n] = max(widest[n], wide)

    def width_of(self, n: int) -> float:
        column, heading = self._columns[n], self._headings[n]
        if column.kind == "id":
            return max(column.width, _ID_WIDTH)
        content = self._widest[n] + _ROOM if self._widest[n] else 0
        most = column.width if column.kind == "text" else _MOST  # only texts go on below
        return max(
            min(content, most),
            _OF_KIND.get(column.kind, _LEAST),
            heading_width(heading, is_right=is_figure(column)),
        )


def heading_width(heading: str, *, is_right: bool) -> float:
    """On one line when that is short; else so wide that it goes on two, at a space."""
    letters = len(heading) if _is_short(heading) else _longer_half(heading)
    return round(letters * _BOLD) + _ARROW + _INDENT * is_right


def heading_lines(headings: Sequence[str]) -> int:
    """How many lines the highest heading takes."""
    return 1 if all(map(_is_short, headings)) else 2


def _is_short(heading: str) -> bool:
    return len(heading) <= _ON_ONE_LINE or " " not in heading


def _longer_half(heading: str) -> int:
    """How long the longer half is when it is cut at the best space."""
    cuts = [n for n, sign in enumerate(heading) if sign == " "]
    return min(max(n, len(heading) - n - 1) for n in cuts)
