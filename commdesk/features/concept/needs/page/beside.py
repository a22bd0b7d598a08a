"""Cards beside each other by their shares of the width; what does not fit goes under them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from commdesk.kit import theme

_LEAST = 290


class Beside(QWidget):
    """`shares` as those of a splitter: how wide each is compared with the others."""

    def __init__(self, cards: Sequence[QWidget], shares: Sequence[int]) -> None:
        super().__init__()
        self._cards, self._shares = list(cards), list(shares)
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.REGION_GAP)
        for card in cards:
            card.setSizePolicy(QSizePolicy.Policy.Ignored, card.sizePolicy().verticalPolicy())
            card.setMinimumWidth(theme.px(_LEAST))
        self._arrange(len(self._cards))

    def minimumSizeHint(self) -> QSize:
        """As narrow as one card."""
        return QSize(theme.px(_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = (self.width() + theme.REGION_GAP) // (theme.px(_LEAST) + theme.REGION_GAP)
        self._arrange(min(max(room, 1), len(self._cards)))

    def _arrange(self, across: int) -> None:
        """In rows of so many; the last row is filled by what is left."""
        if across == self._across:
            return
        self._across = across
        for card in self._cards:
            self._grid.removeWidget(card)
        shares = self._shares[:across] if across > 1 else [1]
        for column in range(len(self._shares)):
            self._grid.setColumnStretch(column, shares[column] if column < len(shares) else 0)
        for place, card in enumerate(self._cards):
            row, column = divmod(place, across)
            is_last = place == len(self._cards) - 1
            self._grid.addWidget(card, row, column, 1, across - column if is_last else 1)
