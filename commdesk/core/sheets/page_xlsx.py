"""A sheet that is read as a page, within a book of tables; the logo of the organisation on top."""

from __future__ import annotations

from typing import Any

from commdesk.core.sheets.logo import logo_in
from commdesk.core.sheets.making import Making
from commdesk.core.sheets.paper_xlsx import Looks, PaperWriter
from commdesk.core.sheets.plans import PagePlan

_LOGO_PIXELS = 52


def write_page(making: Making, plan: PagePlan) -> Any:
    """The sheet of openpyxl."""
    sheet: Any = making.book.create_sheet(plan.name)
    looks = Looks(making.words.language, making.style)
    PaperWriter(sheet, plan.paper, making.words, looks, making.title).write()
    if plan.tab:
        sheet.sheet_properties.tabColor = plan.tab
    if plan.has_logo and (logo := logo_in(making.style, _LOGO_PIXELS)):
        sheet.add_image(logo)
    return sheet
