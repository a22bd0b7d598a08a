"""The pane of a goal: how far it is as a bar under its title."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from commdesk.core.words import Words
from commdesk.features.development.goals.judging import Standing
from commdesk.features.development.goals.page.rows import TONES
from commdesk.features.development.goals.wording import now_text
from commdesk.kit.detail import Detail, DetailPane
from commdesk.kit.parts import Bar, label

_PLACE = 2


class ProgressedPane(DetailPane):
    """A detail with a bar in it; the words above the bar name both numbers."""

    def __init__(self, words: Words) -> None:
        self._words = words
        super().__init__(words("Choose a goal to see where it stands."))

    def _lay_out_words(self) -> None:
        """Under its title and when it is due, over everything else."""
        super()._lay_out_words()
        self._said = label(role="small", wraps=True)
        self.bar = Bar()
        item = self._inside_column.itemAt(0)
        column = item.layout() if item else None
        if isinstance(column, QVBoxLayout):
            column.insertWidget(_PLACE, self._said)
            column.insertWidget(_PLACE + 1, self.bar)

    def show_standing(self, standing: Standing, detail: Detail) -> None:
        now = now_text(standing)
        said = self._words(now) if now else ""
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.bar.setVisible(bool(said))
        tone = TONES[standing.verdict]
        self.bar.tone = "accent" if tone == "plain" else tone
        self.bar.show_share(standing.progress, 1, said)
        self.show_detail(detail)
