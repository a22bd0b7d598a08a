"""The keys of every form: Enter in a line and Ctrl+Enter save, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from commdesk.kit.form import Form
from commdesk.kit.signals import Slot, on_key

SAVES = ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S")
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


def form_keys(holder: QWidget, save: Slot, leave: Slot | None = None) -> None:
    """Give what holds a form its keys; `leave` asks first when something was typed.

    Enter comes here from whatever in the form has no use of its own for it: text of several lines
    takes it as a new line, a button is pressed by it, a suggestion is taken by it.
    """
    for keys in SAVES:
        on_key(holder, keys, save).setAutoRepeat(False)
    if leave is not None:
        on_key(holder, "Esc", leave)
    holder.installEventFilter(_Enter(holder, save))


def resume(page: QWidget) -> bool:
    """Put the keyboard back in the form on this page that is half filled in; False: there is none.

    It goes to the field where it was.
    """
    for form in page.findChildren(Form):
        if form.is_dirty and form.isVisibleTo(page):
            field = form.focusWidget()
            if field is not None and field.isVisibleTo(form):
                field.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                form.focus_first()
            return True
    return False


class _Enter(QObject):
    def __init__(self, holder: QWidget, save: Slot) -> None:
        super().__init__(holder)
        self._save = save

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() not in _ENTER or event.modifiers() not in _PLAIN:
            return super().eventFilter(watched, event)
        if not event.isAutoRepeat():
            self._save()
        return True
