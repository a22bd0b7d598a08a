"""What this user prefers on this computer, kept and put into force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from commdesk.core import settings as preferences
from commdesk.kit import icons, theme


class Preferences(QObject):
    """The settings of now; `keep` changes and saves them, `dress` gives the program its look."""

    def __init__(self, app: QApplication, redraw: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._redraw = redraw
        self.now = preferences.load()
        self.dress()
        theme.follow_system(app, self._follow_system)

    def keep(self, **changes: Any) -> None:
        """Change preferences; where they cannot be written they hold for this run."""
        try:
            self.now = preferences.remember(**changes)
        except OSError:
            self.now = replace(self.now, **changes)

    def prefer(self, key: str, value: object) -> None:
        """Keep one preference and let it hold at once."""
        self.keep(**{key: value})
        if key in {"theme", "text_size"}:
            self.dress()
        if key in {"theme", "text_size", "language"}:
            self._redraw()

    def dress(self) -> None:
        theme.apply(self._app, self.now.theme, self.now.text_size / 100)
        if icons.are_drawn(self._app):
            icons.load_icons(self._app)

    def _follow_system(self, _now: object) -> None:
        if self.now.theme == "system":
            self.dress()
            self._redraw()
