"""Enter presses a button, as Space does: outside a dialog Qt leaves that to the program."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def press_on_enter(button: QAbstractButton) -> None:
    """A key that is held down presses once."""
    button.installEventFilter(_Enter(button))


class _Enter(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress):
            return False
        is_plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if event.key() not in _ENTER or not is_plain or not isinstance(watched, QAbstractButton):
            return False
        if not event.isAutoRepeat():
            watched.click()
        return True
