"""Cells on the clipboard as a spreadsheet takes them: as text, and as a table of texts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

Cells = Sequence[Sequence[str]]
_CELL = "<td style=\"mso-number-format:'\\@'\">"  # Excel: a text, so that 0612 keeps its zero


def copy_cells(cells: Cells) -> None:
    """Put rows of cells on the clipboard."""
    data = QMimeData()
    data.setText(as_text(cells))
    data.setHtml(as_html(cells))
    QGuiApplication.clipboard().setMimeData(data)


def as_text(cells: Cells) -> str:
    """TAB between cells; a cell is one line."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in cells)


def as_html(cells: Cells) -> str:
    """A table in which every cell is a text: no number loses a zero, no formula runs."""
    rows = ("".join(f"{_CELL}{escape(cell)}</td>" for cell in line) for line in cells)
    return f'<meta charset="utf-8"><table>{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'
