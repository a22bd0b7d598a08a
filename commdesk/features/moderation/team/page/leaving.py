"""The one question when somebody is switched off: what becomes of the shifts they still have."""

from __future__ import annotations

from commdesk.kit.dialogs import Question
from commdesk.kit.page import Page
from commdesk.kit.parts import Slot, button


class ShiftsQuestion(Question):
    """Two ways to go on, and Cancel."""

    def __init__(self, page: Page, title: str, text: str, keep: Slot) -> None:
        words = page.words
        super().__init__(page.window(), words, title, text, words("Take off the roster"))
        self._keep = button(words("Keep the shifts"), lambda: self._leave_them(keep))
        self._buttons.insertWidget(2, self._keep)

    def _leave_them(self, keep: Slot) -> None:
        self.reject()
        keep()


def ask_about_shifts(page: Page, name: str, ahead: int, *, keep: Slot, free: Slot) -> Question:
    """Ask whether `ahead` shifts stay, shown as no longer fitting, or leave the roster."""
    title = page.words.plural(
        "{name} still has {n} shift to come",
        "{name} still has {n} shifts to come",
        ahead,
        name=name,
    )
    text = page.words("What stays shows as no longer fitting, until somebody else has it.")
    question = ShiftsQuestion(page, title, text, keep)
    question.accepted.connect(free)
    question.open()
    return question
