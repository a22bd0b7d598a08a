"""Texts on the clipboard: cells as a spreadsheet takes them, and words that are for nobody else."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

Cells = Sequence[Sequence[str]]
_CELL = "<td style=\"mso-number-format:'\\@'\">"  # Excel: a text, so that 0612 keeps its zero
_NO = bytes(4)  # a DWORD of zero
_KEPT_OUT = {
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "CanIncludeInClipboardHistory": _NO,
    "CanUploadToCloudClipboard": _NO,
}
"""Formats by which Windows keeps a copy out of its history (Win+V) and off other computers.

https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats: cloud clipboard and
clipboard history formats.
"""


def copy_cells(cells: Cells) -> None:
    """Put rows of cells on the clipboard."""
    data = QMimeData()
    data.setText(as_text(cells))
    data.setHtml(as_html(cells))
    QGuiApplication.clipboard().setMimeData(data)


def copy_privately(text: str) -> bool:
    """Put a text on the clipboard, and not in its history; whether it is really there."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(private(text))
    return _plain(clipboard.text()) == _plain(text)


def private(text: str, platform: str = sys.platform) -> QMimeData:
    """A text with what keeps it out of the history of the clipboard, where there is one."""
    data = QMimeData()
    data.setText(text)
    if platform == "win32":
        for name, value in _KEPT_OUT.items():
            data.setData(f'application/x-qt-windows-mime;value="{name}"', value)
    return data


def as_text(cells: Cells) -> str:
    """TAB between cells; a cell is one line."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in cells)


def as_html(cells: Cells) -> str:
    """A table in which every cell is a text: no number loses a zero, no formula runs."""
    rows = ("".join(f"{_CELL}{escape(cell)}</td>" for cell in line) for line in cells)
    return f'<meta charset="utf-8"><table>{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'


def _plain(text: str) -> str:
    """Other programs and systems end a line in their own way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
