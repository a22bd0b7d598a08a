"""Taking history along: which days, what for, and where the Excel file goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commdesk.core.errors import Refused
from commdesk.core.exports import FORBIDDEN, may_people_leave
from commdesk.core.sheets.output import check_place
from commdesk.core.values import Period
from commdesk.core.words import N_, Text
from commdesk.features.history.exporting import SUFFIX, hand_out
from commdesk.kit.dialogs import pick_place
from commdesk.kit.form import Field
from commdesk.kit.formquestion import ask_form

if TYPE_CHECKING:
    from commdesk.features.history.page import HistorySection

_WHY = N_("History names people. What the file is for is kept in the export log.")
_FIELDS = (
    Field("first", N_("First day"), "date"),
    Field("last", N_("Last day"), "date", beside=True),
    Field("purpose", N_("Purpose"), placeholder=N_("For the yearly audit")),
)


class Taking:
    def __init__(self, page: HistorySection) -> None:
        self._page = page

    def ask(self) -> None:
        """The days and the purpose; where people may not leave, that is said instead."""
        page = self._page
        page.banner.hide()
        if not may_people_leave():
            page.show_refusal(Refused(FORBIDDEN))
            return
        today = page.desk.today()
        ask_form(
            page,
            _FIELDS,
            {"first": today.replace(month=1, day=1), "last": today, "purpose": ""},
            title=page.words("Export to Excel"),
            text=page.words(_WHY),
            do=page.words("Choose a place"),
            then=self._asked,
        )

    def save(self, path: Path, days: Period, purpose: str) -> None:
        """Read and write in a thread, on a writing desk: it is kept in the export log."""
        page = self._page
        with page.refusals():
            check_place(path, SUFFIX, workbook=page.desk.path)
            page.host.run_bulk(
                page.words("Making {file}", file=path.name),
                lambda desk, progress: hand_out(desk, path, days, purpose, progress.report),
                self._saved,
                page.tell_why,
            )

    def _asked(self, values: dict[str, Any]) -> Callable[[], None]:
        page, last = self._page, values["last"] or self._page.desk.today()
        first = values["first"] or last
        if last < first:
            raise Refused("The last day lies before the first.", field="last")
        if not values["purpose"]:
            raise Refused("What is it for?", field="purpose")
        title = page.words("History")
        return lambda: pick_place(
            page,
            title=page.words("Export to Excel"),
            kinds=f"Excel (*{SUFFIX})",
            name=f"{page.desk.workbook.name}-{title}-{first}-{last}{SUFFIX}",
            then=lambda path: self.save(path, Period(first, last), values["purpose"]),
        )

    def _saved(self, told: Text) -> None:
        page = self._page
        page.banner.show_text(page.words(told), "good")
        page.tell(told)
        page.desk.announce(frozenset({"export_log", "event_log"}))
