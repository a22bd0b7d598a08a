"""Taking the year along: to a printer, as a PDF, as an Excel file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from commdesk.core.desk import Desk
from commdesk.core.housestyle import HouseStyle, house_style
from commdesk.core.sheets.output import check_place
from commdesk.core.words import N_
from commdesk.features.development.goals.year import paper
from commdesk.features.development.goals.year.model import YearReport
from commdesk.features.development.goals.year.queries import year_report
from commdesk.kit.dialogs import pick_place
from commdesk.kit.progress import Progress

if TYPE_CHECKING:
    from commdesk.features.development.goals.page import GoalsPage

_PDF, _EXCEL = ".pdf", ".xlsx"
Made = tuple[YearReport, HouseStyle]


class Taking:
    """The year of today, read in a thread; pages are laid out in the window's."""

    def __init__(self, page: GoalsPage) -> None:
        self._page = page

    def print(self) -> None:
        self._read(self._print)

    def ask_for_pdf(self) -> None:
        page = self._page
        pick_place(page, title=page.words("Save as PDF"), kinds="PDF (*.pdf)",
                   name=self._name() + _PDF, then=self.save_pdf)  # fmt: skip

    def ask_for_excel(self) -> None:
        page = self._page
        pick_place(page, title=page.words("Export to Excel"), kinds="Excel (*.xlsx)",
                   name=self._name() + _EXCEL, then=self.save_excel)  # fmt: skip

    def save_pdf(self, path: Path) -> None:
        with self._page.refusals():
            check_place(path, _PDF, workbook=self._page.desk.path)
            self._read(partial(self._write_pdf, path))

    def save_excel(self, path: Path) -> None:
        page = self._page
        with page.refusals():
            check_place(path, _EXCEL, workbook=page.desk.path)
            desk, words = page.desk, page.words

            def make(progress: Progress) -> None:
                report, style = _year_of(desk, progress)
                paper.save(path, report, words, style)

            page.host.run_job(page.words("Making {file}", file=path.name), make,
                              lambda _none: self._told(path), page.tell_why)  # fmt: skip

    def _read(self, then: Callable[[Made], None]) -> None:
        self._page.host.run_quietly(partial(_year_of, self._page.desk), then)

    def _print(self, made: Made) -> None:
        from commdesk.kit.printing import print_pages

        page, (report, style) = self._page, made
        with page.refusals():
            print_pages(page, paper.one_page(report, page.words), page.words, style=style)

    def _write_pdf(self, path: Path, made: Made) -> None:
        from commdesk.kit.printing import save_pdf

        page, (report, style) = self._page, made
        with page.refusals():
            save_pdf(paper.one_page(report, page.words), path, page.words, style)
            self._told(path)

    def _name(self) -> str:
        desk = self._page.desk
        return f"{desk.workbook.name}-{self._page.words(N_('Year'))}-{desk.today().year}"

    def _told(self, path: Path) -> None:
        page = self._page
        told = page.words("{file} is made.", file=path.name)
        page.banner.show_text(told, "good")
        page.tell(told)


def _year_of(desk: Desk, progress: Progress) -> Made:
    progress.check()
    with desk.twin() as twin:
        today = desk.today()
        return year_report(twin.db, twin.features, today.year, today), house_style(twin.db)
