"""Charts two beside each other where there is room for them, else under each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from commdesk.kit import theme

_TWO_FROM = 840
"""Width of the charts alone: that of a window of about 1,100."""


class Columns(QWidget):
    """A grid of one or two columns; two that stand beside each other are as high."""

    def __init__(self) -> None:
        super().__init__()
        self._widgets: list[QWidget] = []
        self._columns = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.REGION_GAP)

    @property
    def columns(self) -> int:
        return self._columns

    def put(self, widgets: Sequence[QWidget]) -> None:
        """These, in this order, instead of what stood there; what is left out is hidden."""
        if list(widgets) == self._widgets:
            return
        for each in self._widgets:
            self._grid.removeWidget(each)
            each.setVisible(each in widgets)
        self._widgets = list(widgets)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if self.width() >= theme.px(_TWO_FROM) else 1
        if columns != self._columns:
            self._columns = columns
            for each in self._widgets:
                self._grid.removeWidget(each)
            self._arrange()

    def _arrange(self) -> None:
        for place, each in enumerate(self._widgets):
            self._grid.addWidget(each, place // self._columns, place % self._columns)
            each.show()
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, self._columns - 1)
