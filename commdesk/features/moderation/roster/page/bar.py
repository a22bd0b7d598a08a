"""The bar of a proposal: for how many weeks, how far the search is, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.parts import button, label
from commdesk.kit.signals import on_key

_WEEKS = (1, 2, 4, 8)


class ProposalBar(QFrame):
    """Asks, runs, shows: one line under the title of the page."""

    asked = Signal(int)
    """For so many weeks."""
    enough = Signal()
    cancelled = Signal()
    taken = Signal()
    another = Signal()
    dropped = Signal()
    uncovered = Signal()
    """To the list of what stays open."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.setProperty("role", "card")
        self.weeks = QComboBox()
        self.weeks.setAccessibleName(words("Weeks to propose"))
        for count in _WEEKS:
            self.weeks.addItem("", count)
        self.start = button(words("Propose"), self._ask, "primary")
        self.close_asking = button(words("Cancel"), self.dropped.emit)
        self.take_best = button(words("Take the best so far"), self.enough.emit)
        self.stop = button(words("Cancel"), self.cancelled.emit)
        self.take = button(words("Take over"), self.taken.emit, "primary")
        self.take.setToolTip(f"{words('Take over')} (Ctrl+Enter)")
        self.other = button(words("Another solution"), self.another.emit)
        self.drop = button(words("Do not take over"), self.dropped.emit)
        self.drop.setToolTip(f"{words('Do not take over')} (Esc)")
        self.gaps = button(words("What stays open"), self.uncovered.emit)
        self.text = label(wraps=True)
        self.note = label(role="small", wraps=True)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(words("Searching"))
        self._progress.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        on_key(self.weeks, "Return", self._ask)
        self._show_only()
        self.hide()

    def ask(self, week: Week) -> None:
        """For how many weeks from this one; Enter begins."""
        for place, count in enumerate(_WEEKS):
            several = self.words("{n} weeks from {week} on", n=count, week=week)
            only = self.words("{week} only", week=week)
            self.weeks.setItemText(place, several if count > 1 else only)
        self._show_only(self.weeks, self.start, self.close_asking)
        self._say(self.words("Propose a roster for"), "")
        self.start.setFocus()

    def show_progress(self, text: str) -> None:
        self._show_only(self._progress, self.stop)
        self._say(text, "")
        self._progress.setFocus()  # not at Cancel: who presses Enter twice would stop it at once

    def show_better(self, text: str) -> None:
        """Something is found: it can be taken at any moment."""
        had_focus = self._progress.hasFocus()
        self._show_only(self._progress, self.take_best, self.stop)
        self._say(text, "")
        if had_focus:
            self.take_best.setFocus()

    def show_found(self, text: str, note: str, *, is_empty: bool, has_gaps: bool) -> None:
        taking = () if is_empty else (self.take,)
        gaps = (self.gaps,) if has_gaps else ()
        self._show_only(*taking, self.other, *gaps, self.drop)
        self._say(text, note)

    def _ask(self) -> None:
        self.asked.emit(int(self.weeks.currentData()))

    def _say(self, text: str, note: str) -> None:
        self.text.setText(text)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.setAccessibleName(text)
        self.show()

    def _parts(self) -> tuple[QWidget, ...]:
        asking = (self.weeks, self.start, self.close_asking)
        found = (self.take, self.other, self.gaps, self.drop)
        return (*asking, self._progress, self.take_best, self.stop, *found)

    def _show_only(self, *shown: QWidget) -> None:
        for part in self._parts():
            part.setVisible(part in shown)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.text)
        words.addWidget(self.note)
        words.addWidget(self._progress)
        buttons = QWidget()
        flow = Flow(buttons)
        for part in self._parts():
            if part is not self._progress:
                flow.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.CARD_PADDING, 10, theme.CARD_PADDING, 10)
        row.addLayout(words, 1)
        row.addWidget(buttons)
