"""A page to be printed: a title, paragraphs, tables and charts, in plain words.

`kit.printing` prints it.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from commdesk.core.developing import Chart

Tone = Literal["plain", "muted", "accent", "good", "warn", "bad"]


class Said(Struct, frozen=True):
    """One paragraph; its newlines stay."""

    text: str
    role: Literal["text", "section", "muted"] = "text"


class PrintedCell(Struct, frozen=True):
    """What stands in one cell of a table; its newlines stay."""

    text: str
    tone: Tone = "plain"


class Grid(Struct, frozen=True):
    """A table; its headings stand above it on every page it takes."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str | PrintedCell, ...], ...]
    widths: tuple[int, ...] = ()
    """Shares of the width; none: as the texts ask."""
    right: frozenset[int] = frozenset()
    """Numbers of the columns with figures."""
    centred: frozenset[int] = frozenset()


class Drawn(Struct, frozen=True):
    """A chart as a picture; it is drawn for the paper when that is laid out, without its words.

    So who words a page needs no Qt: `Said(question, "section"), Said(answer), Drawn(chart)`.
    """

    chart: Chart
    """Cut to the weeks that it shows."""
    language: str
    share: float = 1.0
    """Of the width of the page."""
    height: float = 0.32
    """Of its own width; lying bars are as high as they need."""


class Printed(Struct, frozen=True):
    """Everything on it, in the order of reading; more than a page goes on on the next."""

    title: str
    parts: tuple[Said | Grid | Drawn, ...]
    line: str = ""
    """Muted, under the title."""
    is_landscape: bool = False
    points: float = 10
    """How large its text is."""


class OnePage(Struct, frozen=True):
    """One page said several times, from roomy to terse: the first that fits on a page is printed.

    Where none does, the last goes on on the next page.
    """

    tries: tuple[Printed, ...]


Paper = Printed | OnePage
