"""Taking the concept along: to a PDF, or to a printer."""

from __future__ import annotations

from commdesk.core.printed import Printed
from commdesk.features.concept.statement.paper import printed
from commdesk.features.concept.statement.whole import read_whole
from commdesk.kit.taking import PaperTaking


class Taking(PaperTaking):
    """One page of all that is written."""

    def name(self) -> str:
        return self._page.words("Concept")

    def paper(self) -> Printed:
        desk = self._page.desk
        return printed(read_whole(desk.db), desk.workbook.name, self._page.words)
