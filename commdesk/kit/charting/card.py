"""A card with one chart: the question, the answer above it, the figures, what to do next."""

from __future__ import annotations

from collections.abc import MutableMapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from commdesk.core.developing import Chart
from commdesk.core.words import Words
from commdesk.kit.parts import label


class ChartCard(QWidget):
    """Shows a chart, and another one in its place when the figures change."""

    def __init__(self, words: Words, memory: MutableMapping[str, str]) -> None:
        super().__init__()
        self._words, self._memory = words, memory
        self._answer = label(role="section", wraps=True)
        column = QVBoxLayout(self)
        column.addWidget(self._answer)

    def show_chart(self, chart: Chart) -> None:
        self._answer.setText(self._words(chart.answer))
