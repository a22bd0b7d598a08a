"""Lets go of the file after half an hour without a key or a click; the next one takes it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from commdesk.core import settings
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused

IDLE_MS = 30 * 60_000
_MODIFIERS = {
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
}
_TOUCHES = {
    QEvent.Type.ShortcutOverride,  # comes first: a shortcut would act before its key is seen
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class Idle(QObject):
    """So that a colleague can write in the workbook of somebody who went home."""

    changed = Signal()
    """The desk let go of its file, or took it back."""
    met = Signal()
    """Another wrote meanwhile; the touch that found this out does nothing."""
    locking = Signal()
    """A protected workbook closes to its question, instead."""
    refused = Signal()
    """It cannot be taken back: another has it now."""

    def __init__(self, desk: Desk, is_busy: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._is_busy = desk, is_busy
        self._is_deaf = False
        self._timer = QTimer(
            self, interval=IDLE_MS, singleShot=True, timerType=Qt.TimerType.VeryCoarseTimer
        )
        self._timer.timeout.connect(self.rest)

    def watch(self, window: QWidget) -> None:
        """Notice every touch of a window that is on screen now."""
        is_worth_it = self._desk.key is not None or not self._desk.is_read_only
        if (handle := window.windowHandle()) and is_worth_it:
            handle.installEventFilter(self)
            self._timer.start()

    def rest(self) -> None:
        """Let go, unless work is going on or something typed is not saved yet: then wait again."""
        if self._is_busy():
            self._timer.start()
            return
        if self._desk.key is not None and settings.load().lock_when_idle:
            self.locking.emit()
            return
        self._desk.let_go()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._timer.start()
            if self._desk.is_resting:
                self._is_deaf = not self._wake()
            if self._is_deaf:
                self._is_deaf = _goes_on(event)
                event.accept()  # of a shortcut: then it comes as a key, and ends here too
                return True
        elif event.type() == QEvent.Type.KeyRelease:
            self._is_deaf = False
        return super().eventFilter(watched, event)

    def _wake(self) -> bool:
        """Whether all is as this window left it, so that a touch means what it seems to mean."""
        try:
            is_changed = self._desk.take_back()
        except Refused:
            self.refused.emit()
            return False
        self.changed.emit()
        if is_changed:
            self.met.emit()
        return not is_changed


def _goes_on(event: QEvent) -> bool:
    """Whether more of the same touch is to come: Ctrl is pressed before Z is."""
    if event.type() == QEvent.Type.ShortcutOverride:
        return True
    return isinstance(event, QKeyEvent) and event.key() in _MODIFIERS
