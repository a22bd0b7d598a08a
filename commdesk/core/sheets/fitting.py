"""How wide the columns of a sheet are: as wide as what is in them, up to what was declared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commdesk.core.sheets.spec import Column

_ARROW = 4  # room for the arrow of the filter
_ID_WIDTH, _LEAST, _MOST_HEADING, _ROOM = 22, 9, 24, 3
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
        return max(
            min(content, column.width),
            _OF_KIND.get(column.kind, _LEAST),
            heading_width(heading),
        )


def heading_width(heading: str) -> float:
    """On one line when that is short; else so wide that it goes on two, at a space."""
    if len(heading) + _ARROW <= _MOST_HEADING // 2:
        return len(heading) + _ARROW
    return _longest_of_two(heading) + _ARROW


def heading_lines(headings: Sequence[str], columns: Sequence[Column]) -> list[int]:
    return [
        1 if len(heading) + _ARROW <= _MOST_HEADING // 2 or " " not in heading else 2
        for heading, _ in zip(headings, columns, strict=True)
    ]


def _longest_of_two(heading: str) -> int:
    """The longer half when it is cut at the best space."""
    cuts = [n for n, sign in enumerate(heading) if sign == " "]
    return min((max(n, len(heading) - n - 1) for n in cuts), default=len(heading))
