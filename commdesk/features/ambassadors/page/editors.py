"""The forms beside the list: an ambassador with their agreement, and a give or an ask."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict
from PySide6.QtWidgets import QLineEdit

from commdesk.core.errors import Refused
from commdesk.core.feature import Balance
from commdesk.core.words import N_
from commdesk.features.ambassadors.model import (
    IDEAS,
    KINDS,
    NEEDS,
    RECURRENCES,
    STAGES,
    Ambassador,
    AmbassadorDraft,
    Card,
    ExchangeDraft,
    ask_warnings,
)
from commdesk.features.ambassadors.ops import add_ambassador, change_ambassador, log_exchange
from commdesk.features.members import find_by_words, find_for_palette, find_member
from commdesk.kit.complete import Lookup
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.header import Banner

if TYPE_CHECKING:
    from commdesk.features.ambassadors.page import AmbassadorsPage

USUAL_CADENCE = 30
_CAREFUL = N_("Nothing about clients, health or political views.")

FIELDS = (
    Field("member", N_("Member"), placeholder=N_("Name or e-mail address")),
    Field("stage", N_("Stage"), "choice", STAGES),
    Field("cadence_days", N_("Contact every … days"), "number"),
    Field("looking_for", N_("Looking for"), "choice", NEEDS),
    Field("looking_for_note", N_("In their own words"), "long", lines=2, help=_CAREFUL),
    Field("we_do", N_("What we do about it"), "long", lines=2, help=_CAREFUL),
    Field("agreement", N_("What was agreed"), "long", lines=2, help=_CAREFUL),
    Field("weekly_minutes", N_("Hours a week"), "minutes"),
    Field("contact_person", N_("Contact person"), beside=True),
    Field("from_on", N_("From"), "date"),
    Field("until_on", N_("Until"), "date", beside=True),
)
EXCHANGE_FIELDS = (
    Field("kind", N_("Which way"), "choice", KINDS),
    Field("on_day", N_("On"), "date", beside=True),
    Field("what", N_("What"), "long", lines=2, help=_CAREFUL),
    Field("idea", N_("Whose idea"), "choice", IDEAS),
    Field("recurrence", N_("How often"), "choice", RECURRENCES, beside=True),
)


class Editor(FormCard):
    """A form with what is said of it below; `done` with the ambassador's id."""

    def __init__(self, page: AmbassadorsPage, fields: Sequence[Field]) -> None:
        self.page = page
        self.notice = Banner(page.words)
        form = Form(fields, page.words, today=page.desk.today)
        super().__init__(page.words, form, self.notice)

    def save(self) -> None:
        with self.page.refusals(self.form):
            self.store(self.form.values())

    def store(self, values: dict[str, Any]) -> None:
        raise NotImplementedError


class AmbassadorEditor(Editor):
    """Adds a member as ambassador, or changes what is known and agreed."""

    def __init__(self, page: AmbassadorsPage) -> None:
        super().__init__(page, FIELDS)
        self._known: Ambassador | None = None
        line = self.form.control("member")
        if not isinstance(line, QLineEdit):
            raise TypeError(line)
        self._line = line
        self._lookup = Lookup(line, lambda typed: find_for_palette(page.desk.db, typed))

    def begin(self, known: Ambassador | None) -> None:
        """Show this ambassador, or an empty form with the usual cadence."""
        self._known = known
        draft = asdict(known) if known else asdict(AmbassadorDraft(cadence_days=USUAL_CADENCE))
        self.form.load(draft | {"member": ""})
        self.form.show_field("member", shown=known is None)
        if known:
            self.heading.setText(self.words("Agreement with {name}", name=known.name))
            self.form.control("stage").setFocus()
        else:
            self.heading.setText(self.words("New ambassador"))
            self._line.setFocus()

    def store(self, values: dict[str, Any]) -> None:
        page, known = self.page, self._known
        del values["member"]
        today = page.desk.today()
        if known is None:
            member_id, draft = self._member_id(), AmbassadorDraft(**values)
            page.do(add_ambassador, member_id, draft, today=today, form=self.form, then=self._saved)
            return
        page.do(
            change_ambassador,
            known.id,
            values,
            today=today,
            form=self.form,
            then=lambda _none: self._saved(known.id),
        )

    def _member_id(self) -> int:
        db = self.page.desk.db
        try:
            taken = self._lookup.taken
            return (find_by_words(db, self._line.text()) if taken is None
                    else find_member(db, taken)).id  # fmt: skip
        except Refused as refused:
            raise Refused(refused.text, field="member") from None

    def _saved(self, ambassador_id: int) -> None:
        self.page.tell(self.words("Saved"))
        self.finish(ambassador_id)


class ExchangeEditor(Editor):
    """Logs a give or an ask; says beforehand what speaks against an ask."""

    def __init__(self, page: AmbassadorsPage) -> None:
        super().__init__(page, EXCHANGE_FIELDS)
        self._member_id = 0
        self._ambassador_id = 0
        self._balance = Balance()
        for key in ("kind", "idea", "recurrence"):
            self.form.control(key).activated.connect(self._warn)  # type: ignore[attr-defined]

    def begin(self, card: Card, kind: str) -> None:
        self._member_id = card.ambassador.member_id
        self._ambassador_id = card.ambassador.id
        self._balance = card.balance
        empty = {"what": "", "idea": "ours", "recurrence": ""}
        self.form.load(empty | {"kind": kind, "on_day": self.page.desk.today()})
        title = self.words("Give or ask: {name}", name=card.ambassador.name)
        self.heading.setText(title)
        self._warn()
        self.form.control("what").setFocus()

    def store(self, values: dict[str, Any]) -> None:
        page = self.page
        draft = ExchangeDraft(self._member_id, **values)
        today = page.desk.today()
        page.do(log_exchange, draft, today=today, form=self.form, then=lambda _id: self._saved())

    def _warn(self, _index: int = 0) -> None:
        """Next to the fields, while it is typed: it warns and never locks."""
        with suppress(Refused):  # a day that cannot be read yet is said on saving
            typed = self.form.values()
            values = {key: typed[key] for key in ("kind", "idea", "recurrence")}
            self._show([self.words(each) for each in ask_warnings(self._balance, **values)])

    def _show(self, found: list[str]) -> None:
        self.notice.setVisible(bool(found))
        if found:
            self.notice.show_text("\n".join(found), "warn", stays=True)
            self.page.host.announce(" ".join(found))

    def _saved(self) -> None:
        self.page.tell(self.words("Saved"))
        self.finish(self._ambassador_id)
