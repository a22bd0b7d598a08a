"""Taking the account along: as an Excel file, as a PDF, to a printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from commdesk.core.housestyle import house_style
from commdesk.core.printed import Printed
from commdesk.core.sheets.output import check_place
from commdesk.core.words import N_
from commdesk.features.moderation.accounting.cut import Cut
from commdesk.features.moderation.accounting.model import Account
from commdesk.features.moderation.accounting.page import files
from commdesk.features.moderation.accounting.paper import printed
from commdesk.kit.dialogs import pick_place
from commdesk.kit.page import Page

Content = tuple[Account, Cut]


class Taking:
    """What shows, in a file or on paper; asks where, and refuses beside what it was asked of."""

    def __init__(self, page: Page, content: Callable[[], Content | None]) -> None:
        """`content` gives what shows; None while there is nothing to take along."""
        self._page, self._content = page, content

    def export(self) -> None:
        self._ask(N_("Export to Excel"), "Excel (*.xlsx)", files.EXCEL, self.save)

    def export_pdf(self) -> None:
        self._ask(N_("Save as PDF"), "PDF (*.pdf)", files.PDF, self.save_pdf)

    def save(self, path: Path) -> None:
        """Write in a thread; everything it needs is read already."""
        page, content = self._page, self._content()
        if content is None:
            return
        with page.refusals():
            check_place(path, files.EXCEL, workbook=page.desk.path)
            name, words = page.desk.workbook.name, page.words
            page.host.run_job(
                words("Making {file}", file=path.name),
                lambda _progress: files.write(path, *content, name, words),
                lambda _none: self._told(path),
                page.tell_why,
            )

    def save_pdf(self, path: Path) -> None:
        """One page or two: written at once."""
        from commdesk.kit.printing import save_pdf

        page = self._page
        if paper := self._paper():
            with page.refusals():
                check_place(path, files.PDF, workbook=page.desk.path)
                save_pdf(paper, path, page.words, house_style(page.desk.db))
                self._told(path)

    def print(self) -> None:
        """To a printer that the user chooses."""
        from commdesk.kit.printing import print_pages

        page = self._page
        if paper := self._paper():
            with page.refusals():
                print_pages(page, [paper], page.words, style=house_style(page.desk.db))

    def _paper(self) -> Printed | None:
        page, content = self._page, self._content()
        return printed(*content, page.desk.workbook.name, page.words) if content else None

    def _ask(self, title: str, kinds: str, ending: str, then: Callable[[Path], object]) -> None:
        page, content = self._page, self._content()
        if content:
            page.banner.hide()
            name = files.name_of(page.desk.workbook.name, content[0], page.words) + ending
            pick_place(page, title=page.words(title), kinds=kinds, name=name, then=then)

    def _told(self, path: Path) -> None:
        told = self._page.words("{file} is made.", file=path.name)
        self._page.banner.show_text(told, "good")
        self._page.tell(told)
