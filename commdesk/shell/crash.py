"""When we are wrong: a report without personal data, and a calm word instead of nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtWidgets import QApplication, QWidget

from commdesk.core.crash import save_report
from commdesk.core.words import Words
from commdesk.kit.dialogs import tell
from commdesk.shell.recovering import meets_damage

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class CrashReporter:
    """Installed as sys.excepthook; what was written before is safe, so the work goes on."""

    def __init__(self, words: Callable[[], Words], parent: Callable[[], QWidget | None]) -> None:
        self.words = words
        self._parent = parent
        self._before: Hook = sys.excepthook

    def install(self) -> None:
        sys.excepthook = self

    def uninstall(self) -> None:
        sys.excepthook = self._before

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, Exception):
            self._before(kind, error, trace)
            return
        if meets_damage(self._parent(), error):
            return
        path = save_report(error.with_traceback(trace))
        words, parent = self.words(), self._parent()
        if parent is None or QApplication.activeModalWidget() is not None:
            return  # never a dialog on a dialog; the report is there
        text = words("Everything up to your last change is saved. You can go on.")
        if path:
            text += "\n\n" + words("A report without personal data: {file}", file=str(path))
        tell(parent, words, title=words("Something went wrong in commdesk itself"), text=text)
