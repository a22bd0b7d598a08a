"""Esc for a panel beside the page: it closes that first, wherever the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from commdesk.shell.topbar import SearchField


class EscapeFirst(QObject):
    """Between `begin` and `end` it stands before whatever has the keyboard in the same window.

    A shortcut would not do: with the Esc of a form it would be ambiguous, and neither would work.
    """

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        self._followed: QWidget | None = None
        self._is_on = False

    def begin(self) -> None:
        app = QApplication.instance()
        if not self._is_on and isinstance(app, QApplication):
            self._is_on = True
            app.focusChanged.connect(self._follow)
            self._follow(None, QApplication.focusWidget())

    def end(self) -> None:
        app = QApplication.instance()
        if self._is_on and isinstance(app, QApplication):
            self._is_on = False
            app.focusChanged.disconnect(self._follow)
            self._follow(None, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return super().eventFilter(watched, event)
        event.accept()  # a shortcut override: the key comes here too, and to no shortcut
        if event.type() == QEvent.Type.KeyPress:
            self._panel.hide()
        return True

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._followed is not None and isValid(self._followed):
            self._followed.removeEventFilter(self)
        self._followed = None
        is_ours = now is not None and now.window() is self._panel.window()
        if now is not None and is_ours and not isinstance(now, SearchField):
            self._followed = now
            now.installEventFilter(self)
