"""One figure with its name and a note, in one of three sizes: as there is room for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QSpacerItem, QVBoxLayout

from commdesk.kit import theme
from commdesk.kit.parts import Bar, label
from commdesk.kit.press import press_on_enter


class TileSize(StrEnum):
    """How much a tile shows: all of it, all of it smaller, or its name and figure alone."""

    FULL = "full"
    SMALL = "small"
    SLIM = "slim"


_PADDING = {TileSize.FULL: theme.CARD_PADDING, TileSize.SMALL: 12, TileSize.SLIM: 8}
_FIGURE: Mapping[TileSize, theme.Role] = {
    TileSize.FULL: "figure",
    TileSize.SMALL: "section",
    TileSize.SLIM: "strong",
}


class Tile(QAbstractButton):
    """One figure with its name and a note; a press opens the list that it counts."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        press_on_enter(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._title = label(role="small", wraps=True)
        self._figure = label(role="figure")
        self._figure.setTextFormat(Qt.TextFormat.RichText)
        self._note = label(role="small", wraps=True)
        self._bar = Bar()
        self._size = TileSize.FULL
        self._has_bar = False
        self._words = ("", "", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        column.setSpacing(2)
        for part in (self._title, self._figure, self._note):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(part)
        column.addStretch()
        self._gap = QSpacerItem(0, theme.GAP)
        column.addItem(self._gap)
        column.addWidget(self._bar)

    def show_figure(
        self, title: str, figure: str, note: str, done: int | None = None, of: int | None = None
    ) -> None:
        """The first word of `figure` is the count, the rest of it (`van 60`) stands back."""
        self._words = (title, figure, note)
        count, _, rest = figure.partition(" ")
        muted = theme.tokens().muted
        self._title.setText(title)
        self._figure.setText(f'{escape(count)} <span style="color:{muted}">{escape(rest)}</span>')
        self._note.setText(note)
        self._has_bar = done is not None and bool(of)
        self._bar.setVisible(self._has_bar and self._size != TileSize.SLIM)
        self._bar.show_share(done or 0, of or 1, f"{title}: {figure}")
        self.setAccessibleName(f"{title}: {figure}. {note}")
        self.setToolTip(note if self._size == TileSize.SLIM else "")

    def take_size(self, size: TileSize) -> None:
        """Show as much as this size has room for; what a slim one leaves out is in its tooltip."""
        if size == self._size:
            return
        self._size = size
        is_slim = size == TileSize.SLIM
        self.layout().setContentsMargins(*(_PADDING[size],) * 4)  # type: ignore[union-attr]
        theme.set_role(self._figure, _FIGURE[size])
        self._gap.changeSize(0, 0 if is_slim else theme.GAP)
        self._note.setVisible(not is_slim)
        self._bar.setVisible(self._has_bar and not is_slim)
        self.setToolTip(self._note.text() if is_slim else "")

    def least_width(self, size: TileSize) -> int:
        """So wide must it be in this size for its figure to stand in one line, and no word cut."""
        title, figure, note = self._words
        told = title if size == TileSize.SLIM else f"{title} {note}"
        small, large = theme.metrics("small"), theme.metrics(_FIGURE[size])
        longest = max((small.horizontalAdvance(word) for word in told.split()), default=0)
        return max(longest, large.horizontalAdvance(figure)) + 2 * _PADDING[size] + 4

    def sizeHint(self) -> QSize:
        return self.layout().sizeHint()  # type: ignore[union-attr]

    def minimumSizeHint(self) -> QSize:
        return self.layout().minimumSize()  # type: ignore[union-attr]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.layout().heightForWidth(width)  # type: ignore[union-attr]

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(now.colour("accent_soft" if self.isDown() else "surface"))
        painter.setPen(now.colour("edge" if self.underMouse() else "line"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
