"""Hours per kind of work: what it should get, what is planned, what is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel

from commdesk.core.values import Minutes, decimal_hours
from commdesk.core.words import N_, Words
from commdesk.features.week.model import KindHours
from commdesk.kit import theme
from commdesk.kit.parts import Bar, Card, label

_SUM = "sum"
_DONE_FROM = 500
"""So wide there is room for what is done beside the bars; else the tooltip has it."""


class KindsCard(Card):
    """One bar for each kind; both numbers stand beside it in words."""

    def __init__(self, words: Words) -> None:
        super().__init__(words("Planned per kind of work"))
        self.words = words
        self._rows: list[tuple[QLabel, Bar, QLabel, QLabel]] = []
        self._count = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.body.addStretch()

    def show_kinds(self, kinds: Sequence[KindHours], available: Minutes) -> None:
        """Each kind, and under them all of it against one's own hours, `available`."""
        if kinds:
            kinds = [*kinds, _sum(kinds, available, N_("Together"))]
        while len(self._rows) < len(kinds):
            self._add_row()
        for place, row in enumerate(self._rows):
            for part in row[:-1]:
                part.setVisible(place < len(kinds))
        self._count = len(kinds)
        self._fit()
        for row, kind in zip(self._rows, kinds, strict=False):
            self._show(row, kind)
            theme.set_role(row[0], "strong" if kind.kind == _SUM else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_wide = self.width() >= theme.px(_DONE_FROM)
        for place, (*_others, done) in enumerate(self._rows):
            done.setVisible(is_wide and place < self._count)

    def _add_row(self) -> None:
        row = (label(), Bar(), label(role="small"), label(role="small"))
        place = len(self._rows)
        for column, part in enumerate(row):
            self._grid.addWidget(part, place, column)
        self._rows.append(row)

    def _show(self, row: tuple[QLabel, Bar, QLabel, QLabel], kind: KindHours) -> None:
        words = self.words
        name, bar, numbers, done = row
        title = words(kind.title)
        name.setText(words("{kind} (at most)", kind=title) if kind.is_most else title)
        planned = words.number(decimal_hours(kind.planned))
        target = words.hours(kind.target)
        figures = words("{planned} of {target}", planned=planned, target=target)
        over = Minutes(max(0, kind.planned - kind.target)) if kind.target else Minutes(0)
        more = words("{hours} more", hours=words.hours(over)) if over else ""
        numbers.setText(" · ".join(part for part in (figures, more) if part))
        done.setText(words("{done} done", done=words.hours(kind.done)) if kind.done else "")
        is_over = kind.is_over or (kind.kind == _SUM and kind.planned > kind.target)
        bar.tone = "warn" if is_over else "accent"
        theme.set_role(numbers, "warn" if is_over else "small")
        bar.show_share(kind.planned, kind.target, f"{title}: {numbers.text()} {done.text()}")
        numbers.setToolTip(done.text())


def _sum(kinds: Sequence[KindHours], available: Minutes, title: str) -> KindHours:
    planned, done = sum(each.planned for each in kinds), sum(each.done for each in kinds)
    return KindHours(_SUM, title, available, Minutes(planned), Minutes(done))
