"""Notices that a new day has begun while the window stood open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from commdesk.core.desk import Desk

_LOOKS_EVERY_MS = 60_000


class Daybreak(QObject):
    """Looks each minute, and when it is asked to: a laptop that slept has no timers."""

    came = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = desk.today()
        self._timer = QTimer(self, interval=_LOOKS_EVERY_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        if (today := self._desk.today()) != self._day:
            self._day = today
            self.came.emit()
