"""One line of a plan: how it is worded, in the table and beside it, and its tick box."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF
from PySide6.QtGui import QPainter

from commdesk.core.intaking import Change
from commdesk.core.words import Words
from commdesk.features.exchange.model import Labels, Origin
from commdesk.features.exchange.wording import came_from, field_name, shown
from commdesk.kit import theme
from commdesk.kit.cardpaint import paint_tick
from commdesk.kit.rowpaint import RowDelegate
from commdesk.kit.rows import ROW_ROLE

_BOX = 16
_TOLD = ("email", "organisation", "role")
"""What tells one new person from another."""


class PlanRow(Struct, frozen=True):
    """One line of the table: a row of the file, or a value in it that could not be read."""

    id: int
    row: str
    kind: str
    who: str
    what: str
    change: Change | None = None
    tick: bool | None = None
    """Whether it is taken in; None where that is no question."""


def what_of(change: Change, labels: Labels, words: Words) -> str:
    """The line behind a name: why it is skipped, what changes, or who it is."""
    if change.reason:
        return words(change.reason)
    if change.kind == "changed":
        return ", ".join(field_name(key, labels, words) for key in change.fields)
    if change.kind != "new":
        return ""
    told = [key for key in _TOLD if key in change.fields] or list(change.fields)
    return ", ".join(shown(key, change.fields[key][1], labels, words) for key in told)


def story(
    row: PlanRow, labels: Labels, words: Words, origins: Mapping[str, Origin]
) -> list[tuple[str, str]]:
    """Everything about one line: the reason, and each field from what (and whence) to what."""
    change = row.change
    if change is None:
        return [(words("Problem"), row.what)]
    reason = words("left out by hand") if row.tick is False else None
    if change.reason:
        reason = words(change.reason)
    told = [(words("Reason"), reason)] if reason else []
    for key, (old, new) in change.fields.items():
        now = shown(key, new, labels, words)
        text = now if change.kind == "new" else f"{shown(key, old, labels, words)} → {now}"
        if key in origins:
            whence = came_from(origins[key], words)
            was = words("Was: {whence}", whence=whence)
            text = f"{text}\n{was}"
        told.append((field_name(key, labels, words), text))
    if change.kind == "same":
        told.append((words("Nothing to do"), words("The workbook says the same already.")))
    return told


class TickDelegate(RowDelegate):
    """Paints the first cell of a row that can be ticked as a box."""

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        *,
        is_selected: bool,  # noqa: ARG002 - a box looks the same on every row
    ) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, PlanRow) and row.tick is not None:
            size = theme.px(_BOX)
            box = QRectF(0, 0, size, size)
            box.moveCenter(QRectF(rect).center())
            painter.save()
            paint_tick(painter, box, is_ticked=row.tick)
            painter.restore()
