"""The cards beside the chart: what slips when hours are cut, and what has to be decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from commdesk.core.words import Words
from commdesk.features.moderation.accounting import wording
from commdesk.features.moderation.accounting.cut import CUTS, USUAL_CUT, Cut
from commdesk.features.moderation.accounting.page.rows import cut_choices
from commdesk.kit import theme
from commdesk.kit.parts import Card
from commdesk.kit.readable import Readable

_MOST_SLIPS = 6


class CutCard(Card):
    """How much less, and in sentences what is dropped then."""

    def __init__(self, words: Words, changed: Callable[[], object]) -> None:
        super().__init__(words("What slips if hours are cut"))
        self._words = words
        self.choice = QComboBox()
        self.choice.setAccessibleName(words("How many hours fewer"))
        for percent, text in cut_choices(CUTS, words):
            self.choice.addItem(text, percent)
        self.choice.setCurrentIndex(CUTS.index(USUAL_CUT))
        self.choice.currentIndexChanged.connect(lambda _place: changed())
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.choice)
        self.body.insertLayout(0, top)
        self._sum = Readable()
        self.body.addWidget(self._sum)
        self._lines = Sentences()
        self.body.addWidget(self._lines)
        self._kept = Readable("small")
        self.body.addWidget(self._kept)
        self.body.addStretch()

    @property
    def percent(self) -> int:
        return int(self.choice.currentData())

    @property
    def lines(self) -> list[str]:
        return self._lines.texts

    def show_cut(self, cut: Cut) -> None:
        words, slipping = self._words, cut.slipping
        self._sum.setText(wording.after_cut(cut, words))
        told = [words(slip.said) for slip in slipping[:_MOST_SLIPS]]
        if more := len(slipping) - len(told):
            told.append(words.plural("and {n} task more", "and {n} tasks more", more))
        self._lines.show_lines(told)
        kept = wording.kept(cut)
        self._kept.setText(words(kept) if kept else "")
        self._kept.setVisible(kept is not None)


class DecisionsCard(Card):
    """What is asked of who reads the page."""

    def __init__(self, words: Words) -> None:
        super().__init__(words("Decisions asked"))
        self._words = words
        self._lines = Sentences()
        self.body.addWidget(self._lines)
        self.body.addStretch()

    def show_decisions(self, decisions: Sequence[str]) -> None:
        words = self._words
        self._lines.show_lines(decisions or [words("There is nothing to decide now.")])


class Sentences(QWidget):
    """Sentences under each other, each with a dot before it; they wrap and can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._labels: list[Readable] = []

    @property
    def texts(self) -> list[str]:
        return [each.text() for each in self._labels if not each.isHidden()]

    def show_lines(self, lines: Sequence[str]) -> None:
        while len(self._labels) < len(lines):
            self._labels.append(Readable())
            self._column.addWidget(self._labels[-1])
        for place, each in enumerate(self._labels):
            each.setVisible(place < len(lines))
            each.setText(f"·  {lines[place]}" if place < len(lines) else "")
