"""How the cells of a week sheet look: what is wrong, proposed, switched off or worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from commdesk.kit import theme

Index = QModelIndex | QPersistentModelIndex


class Cells(Protocol):
    """What a sheet knows of its cells."""

    def text(self, index: Index) -> str: ...

    def spoken(self, index: Index) -> str: ...

    def why_wrong(self, index: Index) -> str: ...

    def is_wrong(self, index: Index) -> bool: ...

    def is_proposed(self, index: Index) -> bool: ...

    def is_quiet(self, index: Index) -> bool: ...

    def is_total(self, index: Index) -> bool: ...


def aligned(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _ink(model: Cells, index: Index) -> QColor | None:
    now = theme.tokens()
    if model.is_wrong(index):
        return now.colour("bad")
    if model.is_proposed(index):
        return now.colour("accent")
    return now.colour("muted") if model.is_quiet(index) else None


def _ground(model: Cells, index: Index) -> QColor | None:
    return theme.tokens().colour("bad_soft") if model.is_wrong(index) else None


def _font(model: Cells, index: Index) -> QFont | None:
    if model.is_proposed(index):
        font = QFont(theme.font())
        font.setItalic(True)
        return font
    return theme.font("strong") if model.is_total(index) else None


def _tip(model: Cells, index: Index) -> str | None:
    return model.text(index) if index.column() == 0 else model.why_wrong(index) or None


ANSWERS: dict[int, Callable[[Cells, Index], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda model, index: model.text(index),
    Qt.ItemDataRole.EditRole: lambda model, index: model.text(index),
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.AccessibleTextRole: lambda model, index: model.spoken(index),
    Qt.ItemDataRole.TextAlignmentRole: lambda _model, index: aligned(index.column()),
    Qt.ItemDataRole.ForegroundRole: _ink,
    Qt.ItemDataRole.BackgroundRole: _ground,
    Qt.ItemDataRole.FontRole: _font,
}
