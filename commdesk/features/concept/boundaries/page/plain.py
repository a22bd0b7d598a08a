"""The boundaries in plain words: what templates carry, and a proposal out of the list."""

from __future__ import annotations

from commdesk.core.words import Words
from commdesk.features.concept.page.written import Written
from commdesk.kit.parts import Card, Slot, button, label


class PlainCard(Card):
    """The text is stored when it is left, here as in Outreach."""

    def __init__(self, words: Words, propose: Slot) -> None:
        super().__init__(words("In plain words"))
        self.written = Written(
            words("In plain words"),
            placeholder=words("Here it is about …, and not about …"),
            lines=3,
        )
        self._propose = button(words("Propose from the list"), propose)
        self.body.addWidget(self.written)
        field = "{afbakening}" if words.language == "nl" else "{boundaries}"
        note = words("Templates say this in the place of {field}.", field=field)
        self.body.addWidget(label(note, "small", wraps=True))
        self.body.addWidget(self._propose)

    def show_text(self, text: str, *, can_propose: bool) -> None:
        self.written.show_text(text)
        self._propose.setEnabled(can_propose)
