"""Cards beside each other by their shares of the width, under each other where that is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from commdesk.kit import theme

_LEAST = 300


class Beside(QWidget):
    """`shares` as those of a splitter: how wide each is compared with the others."""

    def __init__(self, cards: Sequence[QWidget], shares: Sequence[int]) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.REGION_GAP)
        self._count = len(cards)
        for card, share in zip(cards, shares, strict=True):
            card.setSizePolicy(QSizePolicy.Policy.Ignored, card.sizePolicy().verticalPolicy())
            self._row.addWidget(card, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        needed = theme.px(_LEAST) * self._count + theme.REGION_GAP
        self._row.setDirection(ways.LeftToRight if self.width() >= needed else ways.TopToBottom)
