"""The subjects of readiness: each with how far it is, and what was said about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from commdesk.core.words import Words
from commdesk.features.concept.page.written import KeepsItsChoice, Written
from commdesk.features.concept.readiness import STATES, SUBJECTS, Subject
from commdesk.features.concept.readiness.model import SubjectKind
from commdesk.kit import theme
from commdesk.kit.inputs import ChoiceInput
from commdesk.kit.parts import Card, label
from commdesk.kit.scrolled import scrolled


class SubjectsCard(Card):
    """`chosen` with a subject and its state, `answered` with its text."""

    chosen = Signal(str, str)
    answered = Signal(object, str, str)

    def __init__(self, words: Words) -> None:
        super().__init__(" ", padding=0)
        self._words = words
        self.heading.setContentsMargins(16, 16, 16, 0)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(0, 1)
        self.states: dict[str, ChoiceInput] = {}
        self.texts: dict[str, Written] = {}
        for place, kind in enumerate(SUBJECTS):
            self._add(4 * place, kind)
        area = scrolled(inside)
        area.setMinimumHeight(theme.px(200))
        self.body.addWidget(area, 1)

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.states[SUBJECTS[0].key].control

    def show_subjects(self, subjects: Sequence[Subject], standing: str) -> None:
        self.heading.setText(standing)
        for each in subjects:
            self.states[each.key].load(each.state)
            self.texts[each.key].show_text(each.answer)

    def _add(self, row: int, kind: SubjectKind) -> None:
        words = self._words
        title = words(kind.title)
        state = ChoiceInput([(key, words(text)) for key, text in STATES])
        state.box.setAccessibleName(f"{title}: {words('State')}")
        state.box.setMinimumContentsLength(0)
        state.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        state.box.installEventFilter(KeepsItsChoice(state.box))
        state.edited.connect(lambda: self.chosen.emit(kind.key, state.value()))
        text = Written(title, placeholder=words("What was agreed or said"), lines=1)
        text.left.connect(lambda typed: self.answered.emit(text, kind.key, typed))
        heading = label(title, "label", wraps=True)
        heading.setBuddy(state.box)
        self._grid.addWidget(heading, row, 0)
        self._grid.addWidget(state, row, 1, 2, 1)
        self._grid.addWidget(label(words(kind.asks), "small", wraps=True), row + 1, 0)
        self._grid.addWidget(text, row + 2, 0, 1, 2)
        self._grid.setRowMinimumHeight(row + 3, theme.px(8))
        self.states[kind.key], self.texts[kind.key] = state, text
