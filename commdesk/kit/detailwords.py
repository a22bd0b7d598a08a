"""The words of a detail pane: paragraphs and a story, in labels that stay and are worded anew.

Making a label costs ten times as much as giving it other words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout

from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Chip, button, label
from commdesk.kit.readable import Readable
from commdesk.kit.theme import Tone

AT_FIRST = 12
"""Lines of a story that are shown before somebody asks for more."""

Mark = tuple[str, Tone]


class Chips(Flow):
    """A row of chips."""

    def __init__(self) -> None:
        super().__init__()
        self._made: list[Chip] = []

    def show_chips(self, chips: Sequence[Mark]) -> None:
        while len(self._made) < len(chips):
            self._made.append(Chip(""))
            self.addWidget(self._made[-1])
        for each, (text, tone) in zip(self._made, chips, strict=False):
            each.show_words(text, tone)
            each.show()
        for each in self._made[len(chips) :]:
            each.hide()
            each.show_words("", "accent")


class _Paragraph(Struct):
    """A name, where there is one a chip, and a text under it."""

    name: QLabel
    chips: Chips
    text: QLabel


class Paragraphs(QVBoxLayout):
    """Texts, each under its name."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(4)
        self._made: list[_Paragraph] = []

    def show_words(self, said: Sequence[tuple[str, str]], marks: Mapping[str, Mark]) -> None:
        """(name, text) of each; those without a text and a chip are left out."""
        told = [each for each in said if each[1] or each[0] in marks]
        while len(self._made) < len(told):
            self._made.append(self._make())
        for each, words in zip_longest(self._made, told):
            name, text = words or ("", "")
            word(each.name, name)
            each.chips.show_chips([marks[name]] if name in marks else [])
            word(each.text, text)

    def _make(self) -> _Paragraph:
        name, text = label("", "label", wraps=True), Readable()
        name.setContentsMargins(0, theme.GAP, 0, 0)
        made = _Paragraph(name, Chips(), text)
        self.addWidget(name)
        self.addLayout(made.chips)
        self.addWidget(text)
        return made


class Story(QVBoxLayout):
    """Lines with their day, the newest first; a link shows what is older than the first dozen."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(4)
        self._title = label("", "label")
        self._title.setContentsMargins(0, theme.GAP, 0, 0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.more = button("", role="link")
        self.more.hide()
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._told: Sequence[tuple[str, str]] = ()
        self.addWidget(self._title)
        self.addLayout(self._grid)
        self.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_words(self, title: str, told: Sequence[tuple[str, str]], more: str = "") -> None:
        """(when, what) of each; `more` is what the link says, without it all are shown."""
        self._told = told
        word(self._title, title if told else "")
        is_cut = bool(more) and len(told) > AT_FIRST
        word(self.more, more if is_cut else "")
        self._show_lines(AT_FIRST if is_cut else len(told))

    def show_all(self) -> None:
        self.more.hide()
        self._show_lines(len(self._told))

    def _show_lines(self, most: int) -> None:
        told = self._told[:most]
        for row in range(len(self._lines), len(told)):
            self._lines.append(self._make(row))
        for (when, what), words in zip_longest(self._lines, told):
            day, text = words or ("", "")
            word(when, day)
            word(what, text)

    def _make(self, row: int) -> tuple[QLabel, QLabel]:
        when, what = label("", "small"), Readable("fine")
        self._grid.addWidget(when, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(what, row, 1)
        return when, what


def earlier(told: Sequence[object], words: Words) -> str:
    """What the link says that shows the rest of a story; nothing when there is no more."""
    rest = len(told) - AT_FIRST
    if rest <= 0:
        return ""
    return words.plural("Show {n} earlier line", "Show {n} earlier lines", rest)


def word(part: QLabel | QPushButton, words: str) -> None:
    """Give it these words; without any it takes no place."""
    part.setText(words)
    part.setVisible(bool(words))
