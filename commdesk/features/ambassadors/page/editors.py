"""The forms beside the list: an ambassador with their agreement, and a give or an ask."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict
from PySide6.QtWidgets import QLineEdit, QWidget

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import Balance
from commdesk.core.words import N_, Text
from commdesk.features.ambassadors.fitting import MOST, gives_that_fit
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
    Kind,
    Stage,
    ask_warnings,
)
from commdesk.features.ambassadors.ops import add_ambassador, change_ambassador, log_exchange
from commdesk.features.ambassadors.page.fits import Fits
from commdesk.features.ambassadors.queries import exchanges_of, list_ambassadors
from commdesk.features.content import new_items_for
from commdesk.features.members import find_by_words, find_for_palette, find_member
from commdesk.kit.complete import Lookup
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.header import Banner

if TYPE_CHECKING:
    from commdesk.features.ambassadors.page import AmbassadorsPage

USUAL_CADENCE = 30
NOBODY = N_("nobody yet")
CAREFUL = N_("Nothing about clients, health or political views.")

FIELDS = (
    Field("member", N_("Member"), placeholder=N_("Name or e-mail address")),
    Field("stage", N_("Stage"), "choice", STAGES),
    Field("cadence_days", N_("Contact every … days"), "number"),
    Field("looking_for", N_("Looking for"), "choice", NEEDS),
    Field("looking_for_note", N_("In their own words"), "long", lines=2, help=CAREFUL),
    Field("we_do", N_("What we do about it"), "long", lines=2, help=CAREFUL),
    Field("agreement", N_("What was agreed"), "long", lines=2, help=CAREFUL),
    Field("weekly_minutes", N_("Hours a week"), "minutes"),
    Field("contact_person", N_("Contact person"), beside=True),
    Field("from_on", N_("From"), "date"),
    Field("until_on", N_("Until"), "date", beside=True),
    Field("follower_id", N_("Who follows"), "choice", ((None, NOBODY),)),
)
EXCHANGE_FIELDS = (
    Field("kind", N_("Which way"), "choice", KINDS),
    Field("on_day", N_("On"), "date", beside=True),
    Field("what", N_("What"), "long", lines=2, help=CAREFUL),
    Field("idea", N_("Whose idea"), "choice", IDEAS),
    Field("recurrence", N_("How often"), "choice", RECURRENCES, beside=True),
    Field("is_thanks", N_("A thank-you"), "check"),
)


def people_to_follow(desk: Desk, ambassador_id: int | None) -> list[tuple[Any, str | Text]]:
    """Nobody yet, or one of the others who is not thanked."""
    people = [card.ambassador for card in list_ambassadors(desk.db, desk.today())]
    others = [p for p in people if p.id != ambassador_id and p.stage != Stage.THANKED]
    named = [(p.id, Text("{name}", {"name": p.name})) for p in others]
    return [(None, NOBODY), *sorted(named, key=lambda each: str(each[1].values["name"]))]


class Editor(FormCard):
    """A form with what is said of it below; `done` with the ambassador's id."""

    def __init__(self, page: AmbassadorsPage, fields: Sequence[Field], *below: QWidget) -> None:
        self.page = page
        self.notice = Banner(page.words)
        form = Form(fields, page.words, today=page.desk.today)
        super().__init__(page.words, form, self.notice, *below)

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
        others = people_to_follow(self.page.desk, known.id if known else None)
        self.form.set_choices("follower_id", others)
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
    """Logs a give or an ask; says beforehand what speaks against an ask, and what to give first."""

    def __init__(self, page: AmbassadorsPage) -> None:
        self.fits = Fits(page.words)
        super().__init__(page, EXCHANGE_FIELDS, self.fits)
        self._card: Card | None = None
        self.fits.chosen.connect(self._give_instead)
        for key in ("kind", "idea", "recurrence"):
            self.form.control(key).activated.connect(self._warn)  # type: ignore[attr-defined]

    def begin(self, card: Card, kind: str) -> None:
        self._card = card
        self._load(kind, "")
        title = self.words("Give or ask: {name}", name=card.ambassador.name)
        self.heading.setText(title)
        self.fits.show_gives(self._gives(card))
        self.order_tabs()
        self._warn()
        self.form.control("what").setFocus()

    def store(self, values: dict[str, Any]) -> None:
        page, card = self.page, self._card
        if card is None:
            return
        if values["kind"] != Kind.GIVE:
            values["is_thanks"] = False
        draft = ExchangeDraft(card.ambassador.member_id, **values)
        today = page.desk.today()
        page.do(log_exchange, draft, today=today, form=self.form, then=lambda _id: self._saved())

    def _load(self, kind: str, what: str) -> None:
        empty = {"idea": "ours", "recurrence": "", "is_thanks": False}
        self.form.load(empty | {"kind": kind, "what": what, "on_day": self.page.desk.today()})

    def _gives(self, card: Card) -> list[str]:
        """What they could get now, in words; nothing that they got already."""
        desk, member_id = self.page.desk, card.ambassador.member_id
        given = {each.what for each in exchanges_of(desk.db, member_id)}
        items = [fit.match.title for fit in new_items_for(desk.db, member_id, desk.today())]
        found = gives_that_fit(card.ambassador.looking_for, items)
        return [text for text in map(self.words, found) if text not in given][:MOST]

    def _give_instead(self, what: str) -> None:
        """What was typed of the ask stays out of it: it is another thing."""
        self._load(Kind.GIVE, what)
        self._warn()
        self.form.control("what").setFocus()

    def _warn(self, _index: int = 0) -> None:
        """Next to the fields, while it is typed: it warns and never locks."""
        with suppress(Refused):  # a day that cannot be read yet is said on saving
            typed = self.form.values()
            values = {key: typed[key] for key in ("kind", "idea", "recurrence")}
            balance = self._card.balance if self._card else Balance()
            self._show([self.words(each) for each in ask_warnings(balance, **values)])
            is_give = typed["kind"] == Kind.GIVE
            self.form.show_field("is_thanks", shown=is_give)

    def _show(self, found: list[str]) -> None:
        self.notice.setVisible(bool(found))
        self.fits.setVisible(bool(found) and self.fits.has_gives)
        if found:
            self.notice.show_text("\n".join(found), "warn", stays=True)
            self.page.host.announce(" ".join(found))

    def _saved(self) -> None:
        self.page.tell(self.words("Saved"))
        self.finish(self._card.ambassador.id if self._card else None)
