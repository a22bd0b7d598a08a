"""From sent to contributed: a bar a step, each with its count and how sure its share is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from commdesk.core.shares import Share
from commdesk.core.words import N_, Words
from commdesk.features.outreach.outcomes.model import Count
from commdesk.features.outreach.outcomes.wording import share_words
from commdesk.kit import theme
from commdesk.kit.parts import Bar, label

_STEPS = (N_("Sent"), N_("Answered"), N_("Will contribute"), N_("Contributed"))


class Funnel(QWidget):
    """Four steps; whoever promised to contribute stands between answered and contributed."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        self._counts, self._shares, self._bars = [], [], []
        for place, title in enumerate(_STEPS):
            count, share, bar = label(role="strong"), label(role="small"), Bar()
            grid.addWidget(label(words(title)), 2 * place, 0)
            grid.addWidget(share, 2 * place, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(count, 2 * place, 2, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(bar, 2 * place + 1, 0, 1, 3)
            grid.setRowMinimumHeight(2 * place + 1, theme.px(14))
            self._counts.append(count)
            self._shares.append(share)
            self._bars.append(bar)
        self._bars[-1].tone = "good"
        grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(label(words("From message to contribution"), "section", wraps=True))
        column.addLayout(grid)
        self._note = label(role="small", wraps=True)
        column.addWidget(self._note)
        column.addStretch()

    def show_counts(self, total: Count, still_open: int) -> None:
        words = self._words
        steps = (Share(total.sent, total.sent), total.answers, total.promises, total.contributions)
        for place, step in enumerate(steps):
            title, count = words(_STEPS[place]), words.number(step.count)
            share = share_words(step, words) if place else ""
            self._counts[place].setText(count)
            self._shares[place].setText(share)
            self._bars[place].show_share(step.count, step.of, f"{title}: {count} {share}".strip())
        self._note.setText(
            words.plural(
                "{n} message is younger than three weeks: more may come of it.",
                "{n} messages are younger than three weeks: more may come of them.",
                still_open,
            )
            if still_open
            else ""
        )
        self._note.setVisible(bool(still_open))
