"""The question that a protected workbook opens with: its passphrase, or the recovery code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from commdesk.core.words import N_, Words
from commdesk.kit import theme
from commdesk.kit.formkeys import form_keys
from commdesk.kit.parts import button, label
from commdesk.kit.passphrase import PassphraseForm, passphrase_field

_FIELD = passphrase_field(
    "passphrase", N_("Passphrase"), help=N_("Or the recovery code of the sheet on paper.")
)
_SECOND = 1_000


class Unlock(QWidget):
    """`wanted(typed, is to be remembered)`; wrong ones are said, and after a few it waits."""

    wanted = Signal(str, bool)
    by_keyring = Signal()
    cancelled = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.path: Path | None = None
        self._wait = 0
        self._timer = QTimer(self, interval=_SECOND)
        self._timer.timeout.connect(self._tick)
        self.title = label(role="section", wraps=True)
        self.place = label(role="small", wraps=True)
        self.fields = PassphraseForm([_FIELD], words)
        self.remember = QCheckBox(words("Remember on this computer"))
        self.remember.setToolTip(
            words("In the keyring of the system, which opens with your login.")
        )
        self.open = button(words("Open"), self._open, "primary")
        self.keyring = button(words("Open with the keyring"), self.by_keyring.emit)
        self.said = label(role="muted", wraps=True)
        self._lay_out()
        form_keys(self.fields, self._open)

    @property
    def line(self) -> QLineEdit:
        """Where the passphrase is typed."""
        control = self.fields.form.control("passphrase")
        if not isinstance(control, QLineEdit):
            raise TypeError(control)
        return control

    def ask(self, path: Path, where: str, *, may_remember: bool, is_remembered: bool) -> None:
        """Ask for the passphrase of this file."""
        self.path = path
        self.title.setText(self.words("{file} is protected", file=path.stem))
        self.place.setText(where)
        self.remember.setVisible(may_remember)
        self.remember.setChecked(is_remembered)
        self.keyring.setVisible(is_remembered)
        self.fields.empty()
        self._show_wait(0)
        self.show_busy(is_busy=False)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, is_busy: bool) -> None:
        """While the key is made, which takes a moment on purpose."""
        for each in (self.fields, self.open, self.keyring, self.remember):
            each.setEnabled(not is_busy and not self._wait)
        self.said.setText(self.words("Opening…") if is_busy else "")

    def show_wrong(self, text: str, wait: int) -> None:
        """Say that it does not open; `wait` seconds before another try."""
        self._show_wait(wait)
        self.show_busy(is_busy=False)
        self._tell_wait()
        self.fields.form.show_error("passphrase", text)
        self.line.selectAll()

    def _open(self) -> None:
        if self.open.isEnabled() and self.line.text():
            self.fields.form.clear_errors()
            self.show_busy(is_busy=True)
            self.wanted.emit(self.line.text(), self.remember.isChecked())

    def _show_wait(self, seconds: int) -> None:
        self._wait = seconds
        if seconds:
            self._timer.start()
        else:
            self._timer.stop()

    def _tick(self) -> None:
        self._show_wait(max(self._wait - 1, 0))
        self._tell_wait()
        if not self._wait:
            self.show_busy(is_busy=False)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_wait(self) -> None:
        if self._wait:
            self.said.setText(
                self.words.plural(
                    "Try again in {n} second.", "Try again in {n} seconds.", self._wait
                )
            )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 6, 6)  # room for the focus ring
        column.setSpacing(theme.px(12))
        for each in (self.title, self.place, self.fields, self.remember):
            column.addWidget(each)
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addWidget(self.keyring)
        row.addWidget(button(self.words("Cancel"), self.cancelled.emit))
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.said)
        forgotten = self.words(
            "Forgotten it? The recovery sheet that was printed opens the file. Without either "
            "nobody can, the makers of commdesk included."
        )
        column.addWidget(label(forgotten, "small", wraps=True))
        column.addStretch()
