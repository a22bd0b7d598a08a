"""Write a PDF or a picture where no window is open: for the command line, without a display."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from commdesk.core.developing import Chart
from commdesk.core.housestyle import HouseStyle
from commdesk.core.printed import Paper
from commdesk.core.sheets.output import check_place, refuse_to_replace
from commdesk.core.words import Words


def write_pdf(pages: Sequence[Paper], path: Path, words: Words, style: HouseStyle) -> None:
    """As `printing.save_pdf`, with an application of its own where none runs.

    This is the one place where a PDF without a window gets the look of the organisation.
    """
    application = QGuiApplication.instance() or _application()
    from commdesk.kit.printing import save_pdf

    save_pdf(pages, path, words, style=style)
    del application


def write_chart(
    chart: Chart, path: Path, words: Words, style: HouseStyle, source: str = ""
) -> None:
    """As `saving.save_chart`; nobody can be asked here, so another's file is not replaced."""
    check_place(path, ".svg", ".png")
    refuse_to_replace(path)
    application = QGuiApplication.instance() or _application()
    from commdesk.kit.charting.saving import save_chart

    save_chart(chart, path, words, style=style, source=source)
    del application


def _application() -> QGuiApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(sys.argv[:1])
