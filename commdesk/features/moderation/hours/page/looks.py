"""How the cells of a week sheet look: what is wrong, proposed, switched off or worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from commdesk.kit import theme

if TYPE_CHECKING:
    from commdesk.features.moderation.hours.page.model import HoursModel

Index = QModelIndex | QPersistentModelIndex


def aligned(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _ink(model: HoursModel, index: Index) -> QColor | None:
    now = theme.tokens()
    if model.is_wrong(index):
        return now.colour("bad")
    if model.is_proposed(index):
        return now.colour("accent")
    return now.colour("muted") if model.is_quiet(index) else None


def _ground(model: HoursModel, index: Index) -> QColor | None:
    return theme.tokens().colour("bad_soft") if model.is_wrong(index) else None


def _font(model: HoursModel, index: Index) -> QFont | None:
    if model.is_proposed(index):
        font = QFont(theme.font())
        font.setItalic(True)
        return font
    return theme.font("strong") if model.is_total(index) else None


def _tip(model: HoursModel, index: Index) -> str | None:
    return model.text(index) if index.column() == 0 else model.why_wrong(index) or None


ANSWERS: dict[int, Callable[[HoursModel, Index], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda model, index: model.text(index),
    Qt.ItemDataRole.EditRole: lambda model, index: model.text(index),
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.AccessibleTextRole: lambda model, index: model.spoken(index),
    Qt.ItemDataRole.TextAlignmentRole: lambda _model, index: aligned(index.column()),
    Qt.ItemDataRole.ForegroundRole: _ink,
    Qt.ItemDataRole.BackgroundRole: _ground,
    Qt.ItemDataRole.FontRole: _font,
}
