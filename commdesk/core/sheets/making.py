"""What the sheets of one Excel file share while they are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct, field

from commdesk.core.housestyle import HouseStyle
from commdesk.core.sheets.long_texts import LongTexts
from commdesk.core.sheets.look import Styles
from commdesk.core.sheets.rows_xml import RowsXml
from commdesk.core.sheets.rules import Lists
from commdesk.core.words import Words

PAPER_A4 = 9
_MOST_HEADER = 200  # of 255 with the name of the sheet


class Making(Struct):
    """The book of openpyxl, and what its sheets add to."""

    book: Any
    words: Words
    style: HouseStyle
    title: str
    styles: Styles
    long: LongTexts
    tick: Callable[[int], object]
    """Told how many rows were written since the last time."""
    lists: Lists = field(default_factory=Lists)
    table_names: list[str] = field(default_factory=list)
    rows: dict[str, RowsXml] = field(default_factory=dict)
    """Sheet -> its rows, of those that are written as text."""

    def print_well(self, sheet: Any) -> None:
        """A4, room for a head and a foot, and which page of how many."""
        sheet.page_setup.paperSize = PAPER_A4
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top = margins.bottom = 0.75
        margins.header = margins.footer = 0.3
        head, foot = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
        head.left.text = "&A"
        head.right.text = self.title.replace("&", "&&")[:_MOST_HEADER]
        foot.left.text = self.style.organisation.replace("&", "&&")[:_MOST_HEADER]
        foot.right.text = self.words("page {page} of {pages}", page="&P", pages="&N")
