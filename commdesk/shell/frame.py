"""How the parts of the window stand: bar on top, pages at the left, help beside or over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from commdesk.kit import theme
from commdesk.kit.signals import soon
from commdesk.shell.helppanel import HelpPanel
from commdesk.shell.sidebar import SideBar
from commdesk.shell.topbar import TopBar

_SIDE_BAR_FROM = 760
_LEAST_PAGE = 700  # narrower than this a page is not pushed aside: help lies over it


class Frame(QWidget):
    """The middle of the window. Where it is narrow the side bar goes into the menu."""

    def __init__(
        self, top: TopBar, side: SideBar, banner: QWidget, stage: QWidget, help_panel: HelpPanel
    ) -> None:
        super().__init__()
        self._top, self._side, self._help = top, side, help_panel
        right = QVBoxLayout()
        right.setSpacing(0)
        held = QVBoxLayout()
        held.setContentsMargins(theme.PAGE_MARGIN, 0, theme.PAGE_MARGIN, 0)
        held.addWidget(banner)
        right.addLayout(held)
        right.addWidget(stage, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(side)
        self._row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(self._row, 1)
        help_panel.setParent(self)
        help_panel.hide()
        help_panel.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_help()
        soon(self, self._fit)  # inside a running layout Qt would lose the change

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Show, QEvent.Type.Hide}:
            soon(self, self._place_help)
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        has_side = self.width() >= theme.px(_SIDE_BAR_FROM)
        self._side.setVisible(has_side)
        self._top.show_pages(in_menu=not has_side)
        self._place_help()

    def _place_help(self) -> None:
        """Beside the page where both fit, else over its right side; under the top bar always."""
        wide, top = self._help.width(), self._top.height()
        side = self._side.width() if self._side.isVisible() else 0
        is_beside = self.width() - side - wide >= theme.px(_LEAST_PAGE)
        pushes = self._help.isVisible() and is_beside
        self._row.setContentsMargins(0, 0, wide if pushes else 0, 0)
        self._help.setGeometry(self.width() - wide, top, wide, self.height() - top)
        self._help.raise_()
