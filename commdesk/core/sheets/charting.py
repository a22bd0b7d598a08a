"""What a chart of Excel shows: names along the bottom, a line or bars for each series."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from commdesk.core.words import Text


class Series(Struct, frozen=True):
    """One line or one colour of bars; a value for each category, in hours where `is_hours`."""

    name: Text
    values: tuple[float | None, ...]
    is_reference: bool = False
    """A line to hold to: dashed, also over bars."""


class SheetChart(Struct, frozen=True):
    """One native chart; its figures stand beside it as a table."""

    title: Text
    categories: tuple[Text | str, ...]
    series: tuple[Series, ...]
    kind: Literal["bars", "stacked", "line", "lying"] = "bars"
    """Lying bars stand under each other; there no reference line can go with them."""
    along: Text | str = ""
    """What the categories are: `week`."""
    unit: Text | str = ""
    rank: int = 50
    """Lower stands higher."""
    name: str = ""
    """Stable."""
    is_share: bool = False
    """Its values are shares, 0 to 1, and are shown in percents."""
