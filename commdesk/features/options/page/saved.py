"""A field that saves itself when it is left or chosen, and keeps what was refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from commdesk.core.errors import Refused
from commdesk.core.words import Words
from commdesk.kit.form import Field, Form

Save = Callable[["SavedField", Any], object]
"""(field, value): write it; a refusal goes back to the field by `show_error`."""


class SavedField(Form):
    """One field with its label and its error."""

    def __init__(
        self, field: Field, words: Words, *, today: Callable[[], date], save: Save
    ) -> None:
        super().__init__([field], words, today=today)
        self.key = field.key
        self._save = save
        self._known: Any = None
        control = self.control(field.key)
        if isinstance(control, QLineEdit):
            control.editingFinished.connect(self.commit)
        elif isinstance(control, QComboBox):
            control.activated.connect(lambda _index: self.commit())
        elif isinstance(control, QCheckBox):
            control.clicked.connect(lambda _checked: self.commit())

    def show_value(self, value: Any) -> None:
        """Show what is stored, unless something else is typed here that is not saved."""
        self._known = value
        if not self.is_dirty:
            self.load({self.key: value})

    def commit(self) -> None:
        """Save what is typed when it differs; say under the field why it cannot be."""
        if not self.is_dirty:
            return
        try:
            value = self.values()[self.key]
        except Refused as refused:
            self.show_error(self.key, self.words(refused.text))
            return
        self._save(self, value)

    def saved(self) -> None:
        """What is typed is stored now."""
        self.load({self.key: self.values()[self.key]})
