"""Taking the week along: to a PDF, or to a printer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from commdesk.core.errors import Refused
from commdesk.core.housestyle import house_style
from commdesk.core.printed import Printed
from commdesk.features.week.paper import printed_week
from commdesk.features.week.queries import week_plan
from commdesk.kit.dialogs import pick_place

if TYPE_CHECKING:
    from commdesk.features.week.page import WeekPage

_PDF = ".pdf"


class Taking:
    """One page of the week that shows, as it is stored: a proposal is not in it."""

    def __init__(self, page: WeekPage) -> None:
        self._page = page

    def ask_for_pdf(self) -> None:
        page, words = self._page, self._page.words
        pick_place(
            page,
            title=words("Save as PDF"),
            kinds="PDF (*.pdf)",
            name=f"{page.desk.workbook.name}-{page.week}{_PDF}",
            then=self.save_pdf,
        )

    def save_pdf(self, path: Path) -> None:
        from commdesk.kit.printing import save_pdf

        page = self._page
        with page.refusals():
            if path.suffix.lower() != _PDF:
                raise Refused(
                    "{file} must end in {ending}. Nothing was changed.",
                    file=path.name or str(path),
                    ending=_PDF,
                )
            save_pdf(self.paper(), path, page.words, house_style(page.desk.db))
            told = page.words("{file} is made.", file=path.name)
            page.banner.show_text(told, "good")
            page.tell(told)

    def print(self) -> None:
        """To a printer that the user chooses."""
        from commdesk.kit.printing import print_pages

        page = self._page
        with page.refusals():
            style = house_style(page.desk.db)
            print_pages(page, self.paper(), page.words, style=style)

    def paper(self) -> Printed:
        desk = self._page.desk
        plan = week_plan(desk.db, desk.features, self._page.week, desk.today())
        return printed_week(plan, desk.workbook.name, self._page.words)
