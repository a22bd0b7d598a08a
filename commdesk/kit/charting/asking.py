"""Asking a user where the picture of a chart goes."""

from __future__ import annotations

from pathlib import Path

from commdesk.core.developing import Chart
from commdesk.core.housestyle import house_style
from commdesk.core.sheets.output import safe_name
from commdesk.kit.dialogs import pick_place
from commdesk.kit.page import Page


class ChartSaving:
    """One picture at a time; where it cannot go is said on the page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def ask_for(self, chart: Chart) -> None:
        """The dialog asks before it gives a place where a file stands already."""
        page = self._page
        name = safe_name(f"{page.desk.workbook.name}-{page.words(chart.title)}")
        pick_place(
            page,
            title=page.words("Save as picture"),
            kinds="PNG (*.png);;SVG (*.svg)",
            name=f"{name}.png",
            then=lambda path: self.save(chart, path),
        )

    def save(self, chart: Chart, path: Path) -> None:
        from commdesk.kit.charting.saving import save_chart, source_of

        page = self._page
        with page.refusals():
            source = source_of(page.desk.workbook.name, page.desk.today(), page.words)
            style = house_style(page.desk.db)
            save_chart(chart, path, page.words, style=style, source=source)
            told = page.words("{file} is made.", file=path.name)
            page.banner.show_text(told, "good")
            page.tell(told)
