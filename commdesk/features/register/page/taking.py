"""Taking the papers along: to a printer, as a PDF, and all of the register as an Excel file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from commdesk.core.errors import Refused
from commdesk.core.housestyle import house_style
from commdesk.core.printed import Printed
from commdesk.core.sheets.output import check_place
from commdesk.features.register import tables
from commdesk.features.register.model import Register
from commdesk.features.register.paper import DPIA, RECORD, dpia_paper, record_paper
from commdesk.kit.dialogs import pick_place
from commdesk.kit.taking import PaperTaking

if TYPE_CHECKING:
    from commdesk.features.register.page import RegisterSection

_EXCEL = ".xlsx"


class Taking(PaperTaking):
    """The DPIA aid when that shows, else the record of processing."""

    _page: RegisterSection

    def name(self) -> str:
        return self._page.words(DPIA if self._page.is_dpia else RECORD)

    def paper(self) -> Printed:
        make = dpia_paper if self._page.is_dpia else record_paper
        return make(self._read(), self._page.words)

    def ask_for_excel(self) -> None:
        page = self._page
        pick_place(
            page,
            title=page.words("Export to Excel"),
            kinds=f"Excel (*{_EXCEL})",
            name=f"{page.desk.workbook.name}-{page.words('Register')}{_EXCEL}",
            then=self.save_excel,
        )

    def save_excel(self, path: Path) -> None:
        """In a thread: what writes Excel files is loaded first."""
        page = self._page
        with page.refusals():
            check_place(path, _EXCEL, workbook=page.desk.path)
            register, style = self._read(), house_style(page.desk.db)
            page.host.run_job(
                page.words("Making {file}", file=path.name),
                lambda _progress: tables.save(path, register, page.words, style),
                lambda _none: self._told(path),
                page.tell_why,
            )

    def _read(self) -> Register:
        if self._page.register is None:
            raise Refused("It is still being counted. Try again in a moment.")
        return self._page.register

    def _told(self, path: Path) -> None:
        page = self._page
        told = page.words("{file} is made.", file=path.name)
        page.banner.show_text(told, "good")
        page.tell(told)
