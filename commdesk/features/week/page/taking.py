"""Taking the week along: to a PDF, or to a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commdesk.core.printed import Printed
from commdesk.features.week.paper import printed_week
from commdesk.features.week.queries import week_plan
from commdesk.kit.taking import PaperTaking

if TYPE_CHECKING:
    from commdesk.features.week.page import WeekPage


class Taking(PaperTaking):
    """One page of the week that shows, as it is stored: a proposal is not in it."""

    _page: WeekPage

    def name(self) -> str:
        return str(self._page.week)

    def paper(self) -> Printed:
        desk = self._page.desk
        plan = week_plan(desk.db, desk.features, self._page.week, desk.today())
        return printed_week(plan, desk.workbook.name, self._page.words)
