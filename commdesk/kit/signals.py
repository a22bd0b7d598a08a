"""Small typed helpers around Qt's signals: soon, after a pause, on a key, spoken aloud."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

Slot = Callable[[], object]


def soon(owner: QObject, slot: Slot) -> None:
    """Call once the running event is handled; never when `owner` is gone by then."""
    QTimer.singleShot(0, owner, slot)


def later(owner: QObject, milliseconds: int, slot: Slot) -> None:
    """Call after this long; never when `owner` is gone by then."""
    QTimer.singleShot(milliseconds, owner, slot)


def after_pause(owner: QObject, milliseconds: int, slot: Slot) -> Callable[[], None]:
    """A trigger that calls `slot` once it has been quiet for this long (typing in a filter)."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer.start


def on_key(
    widget: QWidget,
    keys: str | QKeySequence.StandardKey,
    slot: Slot,
    context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
) -> QShortcut:
    """A key that works while `widget` or something in it has focus."""
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.setContext(context)
    shortcut.activated.connect(slot)
    return shortcut


def speak(widget: QWidget, text: str) -> None:
    """Let a screen reader say what changed without the focus moving."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
