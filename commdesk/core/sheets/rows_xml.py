"""The rows of a sheet as the XML that Excel reads, written out as text.

openpyxl makes an object and an element of every cell; a long list is written several times faster
this way, and looks the same: what stands around the rows is still openpyxl's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO

from commdesk.core.sheets.cells import Cell

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MARKS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKED = re.compile("[&<>]")
_DAY_ZERO = date(1899, 12, 30).toordinal()
_SECONDS_A_DAY = 86_400
_AT_ONCE = 500
"""Rows that are written to the disk together."""


class RowsXml:
    """Rows in a nameless file of the system, which is gone when it is closed."""

    def __init__(self) -> None:
        self.count = 0
        self._held: list[str] = []
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed with the rows

    def append(self, cells: Iterable[str], height: float = 0) -> None:
        """One row of finished cells; `height` in points, 0: that of one line."""
        self.count += 1
        room = f' ht="{height:g}" customHeight="1"' if height else ""
        self._held.append(f'<row r="{self.count}"{room}>{"".join(cells)}</row>')
        if len(self._held) >= _AT_ONCE:
            self._flush()

    def finished(self) -> IO[bytes]:
        """The file, from its beginning."""
        self._flush()
        self._file.seek(0)
        return self._file

    def close(self) -> None:
        self._file.close()

    def _flush(self) -> None:
        self._file.write("".join(self._held).encode())
        self._held.clear()


def rest_of_cell(value: Cell, style: int) -> str:
    """A cell after its place, from the quote on: what it holds, in the style of that number."""
    if value is None:
        return f'" s="{style}"/>'
    if isinstance(value, str):
        return (
            f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{as_xml(value)}</t></is></c>'
        )
    figure = repr(as_serial(value) if isinstance(value, date) else value)
    return f'" s="{style}"><v>{figure}</v></c>'


def rest_of_formula(formula: str, value: Cell, style: int) -> str:
    """A formula without its `=`, with what comes out of it for who does not calculate."""
    written = f"<f>{_marked(formula)}</f>"
    if value is None:
        return f'" s="{style}">{written}</c>'
    if isinstance(value, str):
        return f'" s="{style}" t="str">{written}<v>{as_xml(value)}</v></c>'
    figure = repr(as_serial(value) if isinstance(value, date) else value)
    return f'" s="{style}">{written}<v>{figure}</v></c>'


def as_xml(text: str) -> str:
    """With `_x0041_` written so that Excel does not read it as the letter A."""
    return _marked(_ESCAPE.sub("_x005F_", text) if "_x" in text else text)


def as_serial(day: date) -> float:
    """Days since the end of 1899, as Excel counts them from March 1900 on."""
    whole = day.toordinal() - _DAY_ZERO
    if not isinstance(day, datetime):
        return whole
    seconds = day.hour * 3600 + day.minute * 60 + day.second
    return whole + seconds / _SECONDS_A_DAY


def _marked(text: str) -> str:
    return text.translate(_MARKS) if _MARKED.search(text) else text
