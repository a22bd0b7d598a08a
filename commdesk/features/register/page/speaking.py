"""Asks which messages, about what, named or not, and what for; then where the record goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commdesk.core.errors import Refused
from commdesk.core.exports import FORBIDDEN, may_people_leave, purpose_wanted
from commdesk.core.sheets.output import check_place
from commdesk.core.words import N_
from commdesk.features.register.speaking import (
    ENDINGS,
    Made,
    Wish,
    hand_out,
    people_in,
    sought,
    told,
)
from commdesk.kit.dialogs import pick_place
from commdesk.kit.form import Field
from commdesk.kit.formquestion import FormQuestion, ask_form

if TYPE_CHECKING:
    from commdesk.features.register.page import RegisterSection

_WHY = N_(
    "For publication (Woo) names, addresses and numbers are masked; read the texts before they "
    "go out. For the archive they stay. Who may not be used is left out."
)
_FIELDS = (
    Field("first", N_("First day"), "date"),
    Field("last", N_("Last day"), "date", beside=True),
    Field("text", N_("Subject"), placeholder=N_("everything"),
          help=N_("Stands in the message, or in the title of its item.")),
    Field("tag", N_("Tag"), help=N_("Of the item, or of the member.")),
    Field("is_masked", N_("Names masked"), "check"),
    Field("purpose", N_("Purpose"), placeholder=N_("Woo request about the new square")),
)  # fmt: skip


class Speaking:
    """From the question to the file, in the register."""

    def __init__(self, page: RegisterSection) -> None:
        self._page = page

    def ask(self) -> FormQuestion | None:
        page = self._page
        page.banner.hide()
        if not may_people_leave():
            page.show_refusal(Refused(FORBIDDEN))
            return None
        today = page.desk.today()
        known = {"first": today.replace(month=1, day=1), "last": today, "is_masked": True}
        return ask_form(
            page,
            _FIELDS,
            known,
            title=page.words("Messages as a record"),
            text=page.words(_WHY),
            do=page.words("Choose a place"),
            then=self._asked,
        )

    def save(self, path: Path, wish: Wish) -> None:
        """In a thread, on a writing desk: it is kept in the export log."""
        page = self._page
        with page.refusals():
            check_place(path, *ENDINGS, workbook=page.desk.path)
            page.host.run_bulk(
                page.words("Making {file}", file=path.name),
                lambda desk, progress: hand_out(desk, path, wish, progress.report),
                lambda made: self._saved(path, made),
                page.tell_why,
            )

    def _asked(self, values: dict[str, Any]) -> Callable[[], None]:
        page = self._page
        wanted = sought(values["first"], values["last"], text=values["text"], tag=values["tag"])
        if not values["purpose"]:
            raise purpose_wanted(people_in(page.desk, wanted))
        wish = Wish(wanted, values["is_masked"], values["purpose"])
        title = page.words("Messages as a record")
        days = wanted.days
        return lambda: pick_place(
            page,
            title=title,
            kinds="Zip (*.zip);;Excel (*.xlsx)",
            name=f"{page.desk.workbook.name}-{title}-{days.first}-{days.last}.zip",
            then=lambda path: self.save(path, wish),
        )

    def _saved(self, path: Path, made: Made) -> None:
        page, said = self._page, told(made, path.name)
        page.banner.show_text(page.words(said), "good")
        page.tell(said)
        page.desk.announce(frozenset({"export_log", "event_log"}))
