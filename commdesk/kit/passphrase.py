"""A line for a passphrase: hidden or shown, and it warns of Caps Lock."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from commdesk.core.passphrases import GOOD, SHORTEST, weakness
from commdesk.core.words import N_, Words
from commdesk.kit import icons, theme
from commdesk.kit.form import Field, Form
from commdesk.kit.inputs import Input
from commdesk.kit.parts import icon_button, label

_HIDDEN, _SHOWN = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal
_TAKES = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class PassphraseLine(QLineEdit):
    """Never gives what is typed to the clipboard, also while it shows."""

    caps_seen = Signal(bool)
    """Whether Caps Lock is on, as a letter that is typed tells."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(_HIDDEN)
        self.setDragEnabled(False)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if any(event.matches(each) for each in _TAKES):
            return
        letter = event.text()
        if letter.isalpha() and letter.upper() != letter.lower():
            with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_seen.emit(letter.isupper() != with_shift)
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """None: its Copy would work while what is typed shows."""
        event.accept()


class PassphraseInput(Input):
    """One passphrase in a form, exactly as it was typed."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.line = PassphraseLine()
        super().__init__(self.line)
        self.eye = icon_button(words("Show what is typed"), "eye-outline", self._turn, "◉")
        self.eye.setCheckable(True)
        self.layout().addWidget(self.eye)  # type: ignore[union-attr]
        self.line.textEdited.connect(lambda _text: self.edited.emit())

    def load(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))

    def value(self) -> str:
        return self.line.text()

    def _turn(self) -> None:
        is_shown = self.eye.isChecked()
        self.line.setEchoMode(_SHOWN if is_shown else _HIDDEN)
        icons.put_icon(self.eye, "eye-off-outline" if is_shown else "eye-outline")


def passphrase_field(key: str, name: str, *, help: str = "") -> Field:
    """A field of a form; `name` and `help` are English msgids."""
    return Field(key, name, help=help, make=PassphraseInput)


NEW_FIELDS = (
    passphrase_field(
        "new",
        N_("New passphrase"),
        help=N_("At least 12 signs. Four words that do not belong together are easy to keep."),
    ),
    passphrase_field("again", N_("Once more")),
)


class PassphraseForm(QWidget):
    """Fields for a passphrase, with what is said along: Caps Lock, and how strong a new one is."""

    edited = Signal()

    def __init__(self, fields: Iterable[Field], words: Words, known: Iterable[str] = ()) -> None:
        """`known`: names that a new passphrase should not hold."""
        super().__init__()
        self._words, self._known = words, tuple(known)
        fields = list(fields)
        self._has_new = any(field.key == "new" for field in fields)
        self.form = Form(fields, words, today=_never)
        self.caps = label(words("Caps Lock is on."), "warn", wraps=True)
        self.strength = label(role="small", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.form)
        for each in (self.strength, self.caps):
            each.hide()
        if self._has_new:
            self.form.add_under("new", self.strength)
        column.addWidget(self.caps)
        for control in self.form.controls():
            if isinstance(control, PassphraseLine):
                control.caps_seen.connect(self.caps.setVisible)
        self.form.edited.connect(self._look)

    def empty(self) -> None:
        """Forget what was typed."""
        self.form.load(None)
        self.caps.hide()
        self.strength.hide()

    def _look(self) -> None:
        self.edited.emit()
        if not self._has_new:
            return
        typed = str(self.form.value_now("new"))
        weak = weakness(typed, self._known) if typed else None
        self.strength.setText(self._words(weak or GOOD))
        theme.set_role(self.strength, "warn" if weak else "small")
        self.strength.setVisible(len(typed) >= SHORTEST)


def _never() -> Any:
    """There are no dates in it."""
    raise NotImplementedError
