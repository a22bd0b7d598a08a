"""The line above a message: to whom it is, whether it is a draft of earlier, ways from it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from commdesk.core.words import Words
from commdesk.features.members import Member
from commdesk.kit.parts import Slot, button, label


class MessageHead(QWidget):
    """`again` lets a draft go; `about` is the way to the person where only one region shows."""

    def __init__(self, words: Words, text: QPlainTextEdit, again: Slot, about: Slot) -> None:
        super().__init__()
        self.words = words
        self._to = label(words("Message"), "label", wraps=True)
        self._to.setBuddy(text)
        self.again = button(words("Begin again"), again, "link")
        self.about = button("", about, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._to, 1)
        row.addWidget(self.again)
        row.addWidget(self.about)
        self.again.hide()
        self.about.hide()

    def show_member(self, member: Member | None, *, is_draft: bool = False) -> None:
        self.again.setVisible(is_draft)
        if member is None:
            self._to.setText(self.words("Message"))
        elif is_draft:
            self._to.setText(self.words("Draft for {name}, not sent yet", name=member.name))
        else:
            self._to.setText(self.words("Message to {name}", name=member.name))
        if member is not None:
            self.about.setText(self.words("About {name}", name=member.greeting_name))
