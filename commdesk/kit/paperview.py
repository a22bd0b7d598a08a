"""A printed page shown in the window: white as paper, to scroll, to select and to be read aloud."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTextBrowser

from commdesk.core.printed import Printed
from commdesk.kit import theme
from commdesk.kit.printing import as_html

_WIDEST, _MARGIN, _LEAST_MARGIN = 640, 36, 16


class PaperView(QTextBrowser):
    """Shows what would be printed, in ink on white whatever the window looks like."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        paper, ink, edge = theme.LIGHT.surface, theme.LIGHT.text, theme.tokens().line
        self.setStyleSheet(
            f"QTextBrowser {{ background: {paper}; color: {ink}; border: 1px solid {edge};"
            " border-radius: 6px; padding: 0; }"
        )

    def show_page(self, printed: Printed) -> None:
        """Show another page; where it was scrolled to stays."""
        bar = self.verticalScrollBar()
        place = bar.value()
        self.document().setDefaultFont(theme.font())
        self.setHtml(as_html(printed))
        self._fit()
        bar.setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Margins as on paper, and lines no longer than can be read in a wide window."""
        room = self.viewport().width() - theme.px(_WIDEST)
        least = theme.px(_MARGIN if room > 0 else _LEAST_MARGIN)
        margin = max(room // 2, least)
        if self.document().documentMargin() != margin:
            self.document().setDocumentMargin(margin)
