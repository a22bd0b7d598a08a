"""How the grid is painted: pills of a tone, names that stay in sight, weeks of two lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from commdesk.core.words import Words
from commdesk.features.moderation.page.gridmodel import (
    IS_NOW,
    MARKED,
    NOTE,
    SHORTER,
    TONE,
    GridModel,
    Index,
)
from commdesk.kit import theme
from commdesk.kit.theme import Role, Tone

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_CORNER = 6
_EDGE = 8
_NAME, _NOTE = (110, 210), (70, 150)
"""Narrowest and widest of a name and of the text beside it."""


def cut(said: Sequence[str], metrics: QFontMetrics, width: int) -> str:
    """The first that fits, else as much as does of the last."""
    for text in said:
        if metrics.horizontalAdvance(text) <= width:
            return text
    return metrics.elidedText(said[-1], Qt.TextElideMode.ElideRight, width)


class PillDelegate(QStyledItemDelegate):
    """Words on a soft ground of their tone; of totals the words alone.

    A week with a budget of its own has a corner, as a cell with a remark has in Excel.
    """

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = theme.tokens()
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, now.colour("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.colour("line"))
        text = str(index.data() or "")
        if text:
            is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            model = index.model()
            is_total = isinstance(model, GridModel) and model.is_total(index.row())
            self._paint(painter, rect, index, text, (is_chosen, is_total))
        painter.restore()

    def _paint(
        self, painter: QPainter, rect: QRect, index: Index, text: str, how: tuple[bool, bool]
    ) -> None:
        is_chosen, is_total = how
        tone: Tone = index.data(TONE)
        ink, ground = theme.tone_colours(tone)
        inside = QRectF(rect.adjusted(4, 4, -4, -5))
        if is_total:
            ground = theme.tokens().colour("surface")
            ink = ink if tone == "bad" else theme.tokens().colour("text")
        pen = QPen(theme.tokens().colour("accent"), 2) if is_chosen else QPen(ground, 1)
        painter.setBrush(ground)
        painter.setPen(pen)
        painter.drawRoundedRect(inside, 4, 4)
        role: Role = "label" if tone == "bad" or is_total else "small"
        painter.setFont(theme.font(role))
        painter.setPen(ink)
        width = rect.width() - 8
        said = cut([text, *(index.data(SHORTER) or ())], theme.metrics(role), width)
        painter.drawText(rect.adjusted(0, 0, 0, -1), _MIDDLE, said)
        if index.data(MARKED) and not is_total:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.tokens().colour("muted"))
            right, top, size = inside.right(), inside.top(), theme.px(_CORNER)
            painter.drawPolygon(
                QPolygonF(
                    [QPointF(right - size, top), QPointF(right, top), QPointF(right, top + size)]
                )
            )


class NamesHeader(QHeaderView):
    """Names at the left, which stay when the weeks scroll: a name and the text beside it."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
        self.name_width = 0
        self.setFixedWidth(theme.px(_NAME[0]))

    def sizeHint(self) -> QSize:
        """What `fit` made of it; Qt would ask two hundred headings how wide they are."""
        return QSize(self.maximumWidth(), theme.px(theme.ROW_HEIGHT))

    def fit(self, model: GridModel, headings: Sequence[str]) -> None:
        """As wide as its words, within reason."""
        names = [line.name for line in model.lines] + [headings[0]]
        notes = [line.note for line in model.lines] + [headings[1]]
        self.name_width = _widest(names, "body", _NAME)
        self.setFixedWidth(self.name_width + _widest(notes, "body", _NOTE))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        now = theme.tokens()
        model = self.model()
        is_total = isinstance(model, GridModel) and model.is_total(section)
        name = str(model.headerData(section, Qt.Orientation.Vertical) or "")
        note = str(model.headerData(section, Qt.Orientation.Vertical, NOTE) or "")
        painter.save()
        painter.fillRect(rect, now.colour("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.colour("line"))
        role: Role = "strong" if is_total else "body"
        parts: tuple[tuple[str, str, Role, int, int], ...] = (
            (name, "text", role, _EDGE, self.name_width),
            (note, "muted", "body", self.name_width + 4, rect.width()),
        )
        for text, colour, font, left, right in parts:
            painter.setPen(now.colour(colour))
            painter.setFont(theme.font(font))
            room = QRect(left, rect.top(), right - left - 4, rect.height())
            painter.drawText(room, _LEFT, cut([text], theme.metrics(font), room.width()))
        painter.restore()


class WeeksHeader(QHeaderView):
    """A week, and under it its days or what is special about it; this week stands out."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(theme.px(40))

    def sizeHint(self) -> QSize:
        lines = theme.metrics("label").height() + theme.metrics("small").height()
        return QSize(theme.px(_NAME[0]), lines + theme.px(8))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        now, across = theme.tokens(), Qt.Orientation.Horizontal
        is_now = bool(self.model().headerData(section, across, IS_NOW))
        text = str(self.model().headerData(section, across) or "")
        note = str(self.model().headerData(section, across, NOTE) or "")
        painter.save()
        painter.fillRect(rect, now.colour("surface"))
        height = 2 if is_now else 1
        painter.fillRect(
            rect.left(), rect.bottom() + 1 - height, rect.width(), height,
            now.colour("accent" if is_now else "line"),
        )  # fmt: skip
        painter.setPen(now.colour("accent" if is_now else "muted"))
        inside = rect.adjusted(_EDGE, theme.px(2), -4, -theme.px(4))
        half = inside.height() // 2
        upper, lower = inside.adjusted(0, 0, 0, -half), inside.adjusted(0, half, 0, 0)
        painter.setFont(theme.font("label"))
        painter.drawText(upper, _LEFT, cut([text], theme.metrics("label"), upper.width()))
        painter.setPen(now.colour("muted"))
        painter.setFont(theme.font("small"))
        painter.drawText(lower, _LEFT, cut([note], theme.metrics("small"), lower.width()))
        painter.restore()


class Corner(QWidget):
    """What the two columns of names are called."""

    def __init__(self, table: QTableView, names: NamesHeader, words: Words) -> None:
        super().__init__(table)
        self._names, self._words = names, words
        self.headings: Sequence[str] = ("", "")

    def paintEvent(self, _event: object) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, now.colour("line"))
        painter.setPen(now.colour("muted"))
        painter.setFont(theme.font("label"))
        lefts = (_EDGE, self._names.name_width + 4, self.width())
        for text, left, right in zip(self.headings, lefts, lefts[1:], strict=False):
            room = QRect(left, 0, right - left - 4, self.height() - 4)
            painter.drawText(room, _LEFT, cut([text], theme.metrics("label"), room.width()))


def _widest(texts: Sequence[str], role: Role, within: tuple[int, int]) -> int:
    metrics = theme.metrics(role)
    widest = max((metrics.horizontalAdvance(text) for text in texts), default=0) + 2 * _EDGE
    return min(max(widest, theme.px(within[0])), theme.px(within[1]))
