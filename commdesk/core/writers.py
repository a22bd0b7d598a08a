"""What a verb writes with Qt, imported when it is asked for and refused where it is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from commdesk.core.developing import Chart
from commdesk.core.errors import Refused
from commdesk.core.housestyle import HouseStyle
from commdesk.core.printed import Paper
from commdesk.core.words import N_, Words


class Writers:
    """PDFs and pictures, each by the `module:function` that writes it."""

    def __init__(self, pdf_writer: str, chart_writer: str) -> None:
        self.pdf_writer = pdf_writer
        self.chart_writer = chart_writer

    def write_pdf(
        self, pages: Sequence[Paper], path: Path, words: Words, style: HouseStyle
    ) -> None:
        """Write a PDF, whole or not at all; refuses where this computer cannot make one."""
        _imported(
            self.pdf_writer,
            N_("A PDF cannot be made here; missing: Qt ({cause}). Ask for .xlsx, or for text."),
        )(pages, path, words, style)

    def write_chart(
        self, chart: Chart, path: Path, words: Words, style: HouseStyle, source: str
    ) -> None:
        """Write a chart as a PNG or SVG, whole or not at all.

        Refuses another ending, a file there that commdesk did not make, and where this computer
        cannot draw.
        """
        _imported(
            self.chart_writer,
            N_("A picture cannot be made here; missing: Qt ({cause}). Ask for the figures."),
        )(chart, path, words, style, source)


def _imported(writer: str, missing: str) -> Callable[..., None]:
    """What is named `module:function`; refused with `missing` where Qt is not there."""
    module, _, name = writer.partition(":")
    try:
        found: Callable[..., None] = getattr(import_module(module), name)
    except (ImportError, ValueError) as error:
        raise Refused(missing, cause=str(error)) from error
    return found
