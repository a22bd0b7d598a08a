"""Write a PDF where no window is open: for the command line, also without a display."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from commdesk.core.housestyle import HouseStyle
from commdesk.core.printed import Paper
from commdesk.core.words import Words


def write_pdf(pages: Sequence[Paper], path: Path, words: Words, style: HouseStyle) -> None:
    """As `printing.save_pdf`, with an application of its own where none runs.

    This is the one place where a PDF without a window gets the look of the organisation.
    """
    application = QGuiApplication.instance() or _application()
    from commdesk.kit.printing import save_pdf

    save_pdf(pages, path, words, style=style)
    del application


def _application() -> QGuiApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(sys.argv[:1])
