"""The version of now: the five questions answered on both sides, and what holds it together."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from commdesk.core.words import N_, Words
from commdesk.features.concept.page.written import KeepsItsChoice, Written
from commdesk.features.concept.questions import QUESTIONS
from commdesk.features.concept.statement import COMMUNITY_KINDS, Side, Version
from commdesk.features.concept.statement.comparing import OURS, THEIRS
from commdesk.kit import theme
from commdesk.kit.inputs import ChoiceInput
from commdesk.kit.parts import Card, label
from commdesk.kit.scrolled import scrolled

_HINTS = (
    (N_("Which people, in which work or situation?"), N_("Who has to take part?")),
    (N_("What keeps them busy, what do they run into?"), N_("What does that solve here?")),
    (N_("About what do they talk with each other already?"), N_("What should it be about?")),
    (N_("Who is missing when they talk about it?"), N_("Whom do we want to hear?")),
    (N_("What do they have after half an hour that they had not?"), N_("What comes of it here?")),
)


class AnswersCard(Card):
    """Each text is stored when it is left: `answered` and `changed` say which."""

    answered = Signal(object, str, str, str)
    """The Written, the question, `theirs` or `ours`, the text."""
    changed = Signal(object, str, str)
    """The Written or None, the field of the version, the text."""

    def __init__(self, words: Words) -> None:
        super().__init__(padding=0)
        self._words = words
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        for column, side in enumerate((THEIRS, OURS)):
            self._grid.addWidget(label(words(side), "section", wraps=True), 0, column)
        self.answers = {
            (key, side): self._answer(place, key, side, hint)
            for place, ((key, _), hints) in enumerate(zip(QUESTIONS, _HINTS, strict=True))
            for side, hint in zip(("theirs", "ours"), hints, strict=True)
        }
        self.kind = ChoiceInput([(key, words(text)) for key, text in COMMUNITY_KINDS])
        self.texts: dict[str, Written] = {}
        self._add_rest()
        self.area = scrolled(inside)
        self.area.setMinimumHeight(theme.px(200))
        self.body.addWidget(self.area)

    def show_version(self, version: Version | None) -> None:
        answers: Mapping[str, Side] = version.answers if version else {}
        for (key, side), written in self.answers.items():
            written.show_text(getattr(answers.get(key, Side()), side))
        self.kind.load(version.kind if version else "")
        for key, written in self.texts.items():
            written.show_text(getattr(version, key) if version else "")

    @property
    def all_written(self) -> list[Written]:
        return [*self.answers.values(), *self.texts.values()]

    def _answer(self, place: int, question: str, side: str, hint: str) -> Written:
        words = self._words
        title = words(dict(QUESTIONS)[question])
        whose = THEIRS if side == "theirs" else OURS
        written = Written(f"{title} {words(whose)}", placeholder=words(hint))
        row = 1 + 2 * place
        if side == "theirs":
            self._put_heading(title, row)
        self._grid.addWidget(written, row + 1, 0 if side == "theirs" else 1)
        written.left.connect(lambda text: self.answered.emit(written, question, side, text))
        return written

    def _put_heading(self, text: str, row: int) -> None:
        heading = label(text, "label", wraps=True)
        heading.setContentsMargins(0, theme.px(8), 0, 0)
        self._grid.addWidget(heading, row, 0, 1, 2)

    def _add_rest(self) -> None:
        words, row = self._words, 2 + 2 * len(QUESTIONS)
        heading = label(words("What holds it together"), "section", wraps=True)
        heading.setContentsMargins(0, theme.px(16), 0, 0)
        self._grid.addWidget(heading, row, 0, 1, 2)
        self._put_heading(words("Kind of community"), row + 1)
        self.kind.box.setAccessibleName(words("Kind of community"))
        self.kind.box.installEventFilter(KeepsItsChoice(self.kind.box))
        self.kind.edited.connect(lambda: self.changed.emit(None, "kind", self.kind.value()))
        self._grid.addWidget(self.kind, row + 2, 0)
        hints = (
            ("shared_values", N_("Shared values"), N_("What does everybody here stand for?")),
            ("goal", N_("Goal"), N_("What is there in a year that is not there now?")),
        )
        for column, (key, title, hint) in enumerate(hints):
            self.texts[key] = self._text(key, words(title), words(hint))
            self._grid.addWidget(self.texts[key], row + 3, column)

    def _text(self, key: str, title: str, hint: str) -> Written:
        written = Written(title, heading=title, placeholder=hint)
        written.setContentsMargins(0, theme.px(8), 0, 0)
        written.left.connect(lambda text: self.changed.emit(written, key, text))
        return written
