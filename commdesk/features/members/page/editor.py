"""The form of a member, beside the list."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from commdesk.core.database import Database
from commdesk.core.erasing import erased_on
from commdesk.core.words import N_, say
from commdesk.features.members.fields import OwnField, list_fields, stored_value
from commdesk.features.members.model import CAME_THROUGH, LEGAL_GROUNDS, STAGES, Member, MemberDraft
from commdesk.features.members.ops import add_member, change_member
from commdesk.features.members.queries import list_organisations, list_tags
from commdesk.features.members.views import list_owners
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard

if TYPE_CHECKING:
    from commdesk.features.members.page import MembersPage

_CAREFUL = N_("Nothing about clients, health or political views.")


def fields(db: Database) -> tuple[Field, ...]:
    """The fields of every member, then those that this workbook has besides."""
    organisations, tags, owners = list_organisations(db), list_tags(db), list_owners(db)
    return (
        Field("first_name", N_("First name"), stretch=4),
        Field("infix", N_("Infix"), beside=True, stretch=2),
        Field("last_name", N_("Last name"), beside=True, stretch=5),
        Field("email", N_("E-mail"), "email"),
        Field("phone", N_("Phone"), beside=True),
        Field("organisation", N_("Organisation"), choices=[(name, name) for name in organisations]),
        Field("role", N_("Role"), beside=True),
        Field("looking_for", N_("Looking for"), "long", lines=2, help=_CAREFUL),
        Field("tags", N_("Tags"), "tags", [(t, t) for t in tags], help=N_("Commas between them")),
        Field("stage", N_("Stage"), "choice", STAGES),
        Field("cadence_days", N_("Contact every … days"), "number", beside=True),
        Field(
            "owner",
            N_("Owner"),
            choices=[(name, name) for name in owners],
            help=N_("Who looks after them; empty: the owner of this workbook"),
        ),
        *map(_own_field, list_fields(db)),
        Field("notes", N_("Notes"), "long", lines=3, help=_CAREFUL),
        Field("source", N_("Where the data came from")),
        Field("legal_ground", N_("Legal ground"), "choice", LEGAL_GROUNDS, beside=True),
        Field("joined_on", N_("Member since"), "date"),
        Field("came_through", N_("Came through"), "choice", CAME_THROUGH, beside=True),
        Field("informed_on", N_("Informed on"), "date"),
        Field("retention_on", N_("Kept until"), "date", beside=True),
    )


def _own_field(own: OwnField) -> Field:
    """A number is typed as text: it may have decimals."""
    if own.kind == "choice":
        return Field(own.key, own.title, "choice", [("", ""), *((c, c) for c in own.choices)])
    return Field(own.key, own.title, "date" if own.kind == "date" else "text")


class MemberEditor(FormCard):
    """Adds or changes one member; `done` with the id."""

    def __init__(self, page: MembersPage) -> None:
        self._page = page
        self._member_id: int | None = None
        self._own: list[OwnField] = []
        super().__init__(page.words, self._new_form())

    def begin(self, member: Member | None) -> None:
        """Show this member, or an empty form for a new one."""
        self._member_id = member.id if member else None
        self.hold(self._new_form())
        self.form.load(self._shown(member or MemberDraft()))
        title = (
            self.words("Change {name}", name=member.name) if member else self.words("New member")
        )
        self.heading.setText(title)

    def save(self) -> None:
        with self._page.refusals(self.form):
            values = self.form.values()
            values["tags"] = tuple(values["tags"])
            values["own"] = {own.id: stored_value(own, values.pop(own.key)) for own in self._own}
            self._store(values)

    def _store(self, values: dict[str, Any]) -> None:
        page, member_id = self._page, self._member_id
        if member_id is None:
            draft = MemberDraft(**values)
            erased = erased_on(page.desk.db, email=draft.email, phone=draft.phone)
            then = partial(self._stored, erased=erased)
            page.do(add_member, draft, today=page.desk.today(), form=self.form, then=then)
        else:
            page.do(
                change_member,
                member_id,
                values,
                form=self.form,
                then=lambda _none: self._stored(member_id),
            )

    def _stored(self, member_id: int, erased: date | None = None) -> None:
        said = say("Saved")
        if erased:
            said = say(
                "Saved. Somebody with this address was erased on {day}: they were not to be kept, "
                "so keep them only when they agree. Lists bring them in again from now on.",
                day=erased,
            )
        self._page.tell(self.words(said))
        self.finish(member_id)

    def _new_form(self) -> Form:
        """Made again each time: own fields, organisations and tags come and go."""
        page = self._page
        self._own = list_fields(page.desk.db)
        return Form(fields(page.desk.db), page.words, today=page.desk.today)

    def _shown(self, member: MemberDraft) -> dict[str, Any]:
        """The fields of a member as the form shows them, own fields by their keys."""
        values = asdict(member)
        comma = "," if self.words.language == "nl" else "."
        for own in self._own:
            stored = member.own.get(own.id, "")
            values[own.key] = stored.replace(".", comma) if own.kind == "number" else stored
        return values
