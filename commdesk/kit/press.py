"""Enter presses a button, as Space does: outside a dialog Qt leaves that to the program."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def press_on_enter(button: QAbstractButton) -> None:
    """A key that is held down presses once."""
    button.installEventFilter(_Enter(button))


def is_enter(event: QKeyEvent) -> bool:
    """Whichever of the two, with whatever is held along with it."""
    return event.key() in _ENTER


def presses_shown(event: QKeyEvent, part: QWidget) -> bool:
    """Whether this key is Enter and pressed a button of this part: what an empty list offers."""
    shown = next((each for each in part.findChildren(QAbstractButton) if each.isVisible()), None)
    if shown is None or not is_enter(event) or not _is_plain(event):
        return False
    if not event.isAutoRepeat():
        shown.click()
    return True


def _is_plain(event: QKeyEvent) -> bool:
    plain = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
    return event.modifiers() in plain


class _Enter(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress):
            return False
        is_press = is_enter(event) and _is_plain(event)
        if not is_press or not isinstance(watched, QAbstractButton):
            return False
        if not event.isAutoRepeat():
            watched.click()
        return True
