"""Taking what a page shows along on paper: as a PDF, or to a printer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path

from commdesk.core.housestyle import house_style
from commdesk.core.printed import Printed
from commdesk.core.sheets.output import check_place
from commdesk.kit.dialogs import pick_place
from commdesk.kit.page import Page

_PDF = ".pdf"


class PaperTaking(ABC):
    """One document in the look of the organisation; where it cannot go is said on the page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @abstractmethod
    def paper(self) -> Printed:
        """What goes along, as it is stored now."""

    @abstractmethod
    def name(self) -> str:
        """What is said of it in the name of the file, behind the community."""

    def ask_for_pdf(self) -> None:
        page = self._page
        pick_place(
            page,
            title=page.words("Save as PDF"),
            kinds=f"PDF (*{_PDF})",
            name=f"{page.desk.workbook.name}-{self.name()}{_PDF}",
            then=self.save_pdf,
        )

    def save_pdf(self, path: Path) -> None:
        from commdesk.kit.printing import save_pdf

        page = self._page
        with page.refusals():
            check_place(path, _PDF)
            save_pdf(self.paper(), path, page.words, house_style(page.desk.db))
            told = page.words("{file} is made.", file=path.name)
            page.banner.show_text(told, "good")
            page.tell(told)

    def print(self) -> None:
        """To a printer that the user chooses."""
        from commdesk.kit.printing import print_pages

        page = self._page
        with page.refusals():
            print_pages(page, self.paper(), page.words, style=house_style(page.desk.db))
