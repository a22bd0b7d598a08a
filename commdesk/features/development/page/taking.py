"""Taking Development along: to a printer, or copied for an e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from commdesk.core.housestyle import house_style
from commdesk.core.words import N_
from commdesk.features.development import paper

if TYPE_CHECKING:
    from commdesk.features.development.page import DevelopmentPage


class Taking:
    """What shows: the week and the period that are chosen."""

    def __init__(self, page: DevelopmentPage) -> None:
        self._page = page

    def print(self) -> None:
        """To a printer that the user chooses."""
        from commdesk.kit.printing import print_pages

        page = self._page
        if page.reading is None:
            return
        with page.refusals():
            printed = paper.printed(page.reading, page.weeks, page.words, page.desk.workbook.name)
            print_pages(page, printed, page.words, style=house_style(page.desk.db))

    def copy(self) -> None:
        """As text, and with its tables where those are taken."""
        from commdesk.kit.printing import as_html

        page = self._page
        if page.reading is None:
            return
        printed = paper.printed(page.reading, page.weeks, page.words, page.desk.workbook.name)
        data = QMimeData()
        data.setText(paper.as_text(printed))
        data.setHtml(as_html(printed))
        QGuiApplication.clipboard().setMimeData(data)
        page.tell(N_("Development is copied; paste it in an e-mail."))
