"""How a template reads, filled in for an invented person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.outreach.page.fields import as_html, hole_words
from commdesk.features.outreach.templates.example import NAME, example_values
from commdesk.features.outreach.templates.fields import fill
from commdesk.kit import theme
from commdesk.kit.parts import label


class Preview(QWidget):
    """The text as somebody would get it; what is missing in colour, and in words under it."""

    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__()
        self._desk, self.words = desk, words
        self._caption = label(words("As {name} would get it (invented)", name=NAME), "label")
        self._caption.setWordWrap(True)
        self.text = label(wraps=True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.missing = label(role="error", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for part in (self._caption, self.text, self.missing):
            column.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(
        self, text: str, language: str, formality: str, *, says_faults: bool = True
    ) -> None:
        """`says_faults`: in words too; not where they are said elsewhere."""
        filled = fill(text, example_values(self._desk.db, language, formality))
        self.text.setText(as_html(filled))
        holes = [hole for hole in filled.holes if says_faults or hole.kind == "empty"]
        said = hole_words(holes, self.words)
        self.missing.setText(said)
        self.missing.setVisible(bool(said))
        self.text.setAccessibleName(filled.text)
