"""What is to be written in an .xlsx: tables, pages, charts, each under its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from commdesk.core.sheets.charting import SheetChart
from commdesk.core.sheets.paper import Paper
from commdesk.core.sheets.spec import Column


class SheetPlan(Struct, frozen=True):
    """One sheet to be written: its columns once, its rows on demand."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Mapping[str, Any]]
    totals: Sequence[str] = ()
    note: str = ""
    totals_by: str = ""
    is_hidden: bool = False
    tab: str = ""
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)


class PagePlan(Struct, frozen=True):
    """One sheet that is read as a page; with the logo of the organisation above it."""

    name: str
    paper: Paper
    tab: str = ""
    has_logo: bool = False


class ChartsPlan(Struct, frozen=True):
    """One sheet of charts, each with its figures."""

    name: str
    charts: Sequence[SheetChart]
    tab: str = ""


Plan = SheetPlan | PagePlan | ChartsPlan


class Identity(Struct, frozen=True):
    """What a file is called inside, and the names of the sheets that it gets by itself."""

    title: str
    subject: str
    long_texts: str
    lists: str
