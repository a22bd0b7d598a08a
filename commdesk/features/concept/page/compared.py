"""An earlier version beside the one of now, field by field, to read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from commdesk.core.words import Words
from commdesk.features.concept.statement import Version
from commdesk.features.concept.statement.comparing import Compared, compare
from commdesk.kit import theme
from commdesk.kit.parts import Card, Chip, label
from commdesk.kit.readable import Readable
from commdesk.kit.scrolled import padded, scrolled


class ComparedCard(Card):
    """Two columns as in the concept itself; what differs has a mark."""

    def __init__(self, words: Words) -> None:
        super().__init__(padding=0)
        self._words = words
        self.heading.setContentsMargins(16, 16, 16, 0)
        self._line = label(role="small", wraps=True)
        self._line.setContentsMargins(16, 0, 16, 0)
        self._area = scrolled()
        self._area.setMinimumHeight(theme.px(200))
        self.body.addWidget(self._line)
        self.body.addWidget(self._area, 1)

    def show_versions(self, before: Version, now: Version) -> None:
        words = self._words
        fields = compare(before, now)
        different = sum(each.is_different for each in fields)
        self.heading.setText(
            words("Version {a} beside version {b}", a=str(before.number), b=str(now.number))
        )
        self.heading.show()
        said = words.plural("{n} field is different", "{n} fields are different", different)
        self._line.setText(said if different else words("Both say the same."))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(4))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for column, version in enumerate((before, now)):
            title = words("Version {number}, {day}", number=str(version.number),
                          day=version.started_on)  # fmt: skip
            grid.addWidget(label(title, "label", wraps=True), 0, column)
        for place, each in enumerate(fields):
            self._put(grid, 1 + 2 * place, each)
        self._area.setWidget(padded(inside))

    def _put(self, grid: QGridLayout, row: int, each: Compared) -> None:
        words = self._words
        title = words(each.title)
        heading = label(
            f"{title} · {words(each.side)}" if each.side else title, "small", wraps=True
        )
        heading.setContentsMargins(0, theme.px(12), 0, 0)
        grid.addWidget(heading, row, 0)
        if not each.is_different:
            grid.addWidget(_read(self._worded(each, each.after)), row + 1, 0, 1, 2)
            return
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        grid.addWidget(Chip(words("different"), "accent"), row, 1, left)
        for column, text in enumerate((each.before, each.after)):
            grid.addWidget(_read(self._worded(each, text)), row + 1, column)

    def _worded(self, each: Compared, text: str) -> str:
        if not text:
            return "–"
        return self._words(text) if each.is_choice else text


def _read(text: str) -> Readable:
    """It takes the width that its column gives: both columns are as wide as each other."""
    made = Readable()
    made.setText(text)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
