"""A form beside a list, in a card with Save and Cancel."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.dialogs import ask_to_drop
from commdesk.kit.form import Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.parts import Card, button
from commdesk.kit.scrolled import keep_in_sight, padded, scrolled

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class FormCard(Card):
    """`done` with what was saved, or None when it was left. The form scrolls, the buttons stay."""

    done = Signal(object)

    def __init__(self, words: Words, form: Form, *below: QWidget, saves: str = "") -> None:
        """`saves` is on the first button, in the user's words; usual is "Save"."""
        super().__init__(padding=0)
        self.words = words
        self.form = form
        self._area = scrolled(form, *below)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        buttons.setSpacing(theme.GAP)
        self.saver = button(saves or words("Save"), self.save, "primary")
        buttons.addWidget(self.saver)
        self.leaver = button(words("Cancel"), self.leave)
        buttons.addWidget(self.leaver)
        buttons.addStretch()
        self.heading.setContentsMargins(16, 16, 16, 0)
        self.heading.show()
        self.body.setSpacing(0)
        self.body.addWidget(self._area, 1)
        self.body.addLayout(buttons)
        form_keys(self, self.save, self.leave)
        keep_in_sight(form.controls(), self._area)
        self.order_tabs()

    def hold(self, form: Form) -> None:
        """Put another form in the card; the one before goes."""
        self.form = form
        self._area.setWidget(padded(form))
        keep_in_sight(form.controls(), self._area)
        self.order_tabs()

    def order_tabs(self) -> None:
        """Save and Cancel come after all that is in the card; anew when something came into it."""
        inside, parts = self._area.widget(), list[QWidget]()
        if (controls := self.form.controls()) and (entry := controls[-1].parentWidget()):
            parts += entry.findChildren(QWidget, options=_DIRECT)
        for each in inside.findChildren(QWidget, options=_DIRECT) if inside else []:
            if each is not self.form:
                parts += each.findChildren(QWidget, options=_DIRECT)
        parts = [each for each in parts if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for before, after in pairwise([*parts, self.saver, self.leaver]):
            QWidget.setTabOrder(before, after)

    @property
    def is_typed(self) -> bool:
        """Whether it holds something that is not saved."""
        return self.form.is_dirty

    def save(self) -> None:
        """Store what is in the form, and end with `finish`; a refusal shows next to its field."""
        raise NotImplementedError

    def leave(self) -> None:
        """Typing is thrown away only on purpose."""
        typed = self.is_typed
        ask_to_drop(self.window(), self.words, is_typed=typed, then=lambda: self.finish(None))

    def finish(self, result: object) -> None:
        self.empty()
        self.done.emit(result)

    def empty(self) -> None:
        self.form.load(None)
