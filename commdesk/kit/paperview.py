"""A printed page shown in the window: white as paper, to scroll, to select and to be read aloud."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from commdesk.core.housestyle import PLAIN, HouseStyle
from commdesk.core.printed import Printed
from commdesk.kit import theme
from commdesk.kit.paper import add_pictures, as_html, with_logo

_LINE = 700
"""How wide the text is: as on paper, where that fits."""
_MARGIN, _LEAST_MARGIN = 36, 16
_SMALLEST = 0.7
"""In a narrower window it is set as small as this; narrower still its lines are shorter."""
_BORDER = 2
_PAPER = 672
"""How wide pictures are said to be that go across the page."""
_PICTURE = re.compile(r'(src="house:chart\d+" width=")(\d+)(" height=")(\d+)')
_POINTS = re.compile(r"font-size: ([\d.]+)pt")


class PaperView(QTextBrowser):
    """Shows what would be printed, in ink on white whatever the window looks like."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._html = ""
        self._fitted = (0.0, 0, 0)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        # Always there: one that comes while a page is laid out would have it laid out again.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        paper, ink, edge = theme.LIGHT.surface, theme.LIGHT.text, theme.tokens().line
        self.setStyleSheet(
            f"QTextBrowser {{ background: {paper}; color: {ink}; border: 1px solid {edge};"
            " border-radius: 6px; padding: 0; }"
        )

    def show_page(self, printed: Printed, style: HouseStyle = PLAIN) -> None:
        """Show another page; where it was scrolled to stays."""
        add_pictures(self.document(), printed, style)
        self._html = as_html(printed, with_logo(self.document(), style))
        self._fitted = (0.0, 0, 0)
        place = self.verticalScrollBar().value()
        self._fit()
        self.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The text as wide as on paper, in the middle of the sheet; smaller in a narrow window."""
        line, room = theme.px(_LINE), self.viewport().width() - _BORDER
        least = theme.px(_MARGIN if room > line else _LEAST_MARGIN)
        factor = min(max((room - 2 * least) / line, _SMALLEST), 1.0)
        wide = min(round(line * factor), room - 2 * least)
        margin = max((room - wide) // 2, least)
        if (factor, margin, wide) == self._fitted:
            return
        self._fitted = (factor, margin, wide)
        font = theme.font()
        font.setPointSizeF(font.pointSizeF() * factor)
        self.document().setDefaultFont(font)
        scale = factor * theme.look().scale
        html = _POINTS.sub(lambda m: f"font-size: {float(m[1]) * scale:.4g}pt", self._html)
        pictures = wide / _PAPER
        self.setHtml(_PICTURE.sub(lambda m: f"{m[1]}{int(int(m[2]) * pictures)}{m[3]}"
                                  f"{int(int(m[4]) * pictures)}", html))  # fmt: skip
        sheet = self.document().rootFrame().frameFormat()
        sheet.setLeftMargin(margin)
        sheet.setRightMargin(margin)
        sheet.setTopMargin(min(margin, theme.px(_MARGIN)))
        self.document().rootFrame().setFrameFormat(sheet)
        self.setLineWrapColumnOrWidth(wide + 2 * margin)
