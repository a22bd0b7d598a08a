"""Taking the report along: to a printer, as a PDF, as an Excel file, as text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from commdesk.core.sheets.output import check_place
from commdesk.core.words import N_
from commdesk.features.report import paper, wording
from commdesk.features.report.places import EXCEL, PDF, report_name
from commdesk.kit.dialogs import pick_place

if TYPE_CHECKING:
    from commdesk.features.report.page import ReportPage


class Taking:
    """What shows, in the language of the page; then the report counts as made."""

    def __init__(self, page: ReportPage) -> None:
        self._page = page

    def ask_for_pdf(self) -> None:
        page, name = self._page, self._name() + PDF
        pick_place(page, title=page.words("Save as PDF"), kinds="PDF (*.pdf)", name=name,
                   then=self.save_pdf)  # fmt: skip

    def ask_for_excel(self) -> None:
        page, name = self._page, self._name() + EXCEL
        pick_place(page, title=page.words("Export to Excel"), kinds="Excel (*.xlsx)", name=name,
                   then=self.save_excel)  # fmt: skip

    def save_pdf(self, path: Path) -> None:
        """One page: written at once."""
        from commdesk.kit.printing import save_pdf

        page = self._page
        if page.read is None:
            return
        with page.refusals():
            check_place(path, PDF, workbook=page.desk.path)
            save_pdf(page.read.page, path, page.paper_words, page.read.style)
            self._told(path)

    def save_excel(self, path: Path) -> None:
        """In a thread: what writes Excel files is loaded first."""
        page = self._page
        if page.read is None:
            return
        read, words = page.read, page.paper_words
        with page.refusals():
            check_place(path, EXCEL, workbook=page.desk.path)
            page.host.run_job(
                page.words("Making {file}", file=path.name),
                lambda _progress: paper.save(path, read.report, words, read.style),
                lambda _none: self._told(path),
                page.tell_why,
            )

    def print(self) -> None:
        """To a printer that the user chooses."""
        from commdesk.kit.printing import print_pages

        page = self._page
        if page.read:
            with page.refusals():
                read = page.read
                print_pages(page, read.page, page.paper_words, page.note_made, read.style)

    def copy(self) -> None:
        """For an e-mail: as text, and with its tables where those are taken."""
        from commdesk.kit.printing import as_html

        page = self._page
        if page.read is None:
            return
        data = QMimeData()
        data.setText(wording.as_text(page.read.report, page.paper_words))
        data.setHtml(as_html(page.read.page))
        QGuiApplication.clipboard().setMimeData(data)
        page.note_made()
        page.tell(N_("The report is copied; paste it in an e-mail."))

    def _name(self) -> str:
        """By the week that shows: another may still be being read."""
        page = self._page
        week = page.read.report.scope.week if page.read else page.week
        return report_name(page.desk.workbook.name, week, page.paper_words)

    def _told(self, path: Path) -> None:
        page = self._page
        page.note_made()
        told = page.words("{file} is made.", file=path.name)
        page.banner.show_text(told, "good")
        page.tell(told)
