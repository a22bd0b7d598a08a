"""The pane of a goal: how far it is as a bar over its words."""

from __future__ import annotations

from commdesk.core.words import Words
from commdesk.features.development.goals.judging import Standing
from commdesk.features.development.goals.page.rows import TONES
from commdesk.features.development.goals.wording import now_text
from commdesk.kit.detail import Detail, DetailPane
from commdesk.kit.parts import Bar, label


class ProgressedPane(DetailPane):
    """A detail with a bar above it; the words beside the bar name both numbers."""

    def __init__(self, words: Words) -> None:
        super().__init__(words("Choose a goal to see where it stands."))
        self._words = words
        self._said = label(role="small", wraps=True)
        self.bar = Bar()
        for place, part in enumerate((self._said, self.bar)):
            part.setContentsMargins(0, 0, 0, 0)
            self._inside_column.insertWidget(place, part)
        self._inside_column.setSpacing(6)

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
