"""The form of an organisation, beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from commdesk.core.words import N_, Text, say
from commdesk.features.organisations.model import (
    KINDS,
    Organisation,
    OrganisationDraft,
    guess_kind,
)
from commdesk.features.organisations.ops import (
    add_organisation,
    change_organisation,
    merge_organisations,
)
from commdesk.features.organisations.queries import organisation_named, silent_after
from commdesk.kit.dialogs import ask
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard

if TYPE_CHECKING:
    from commdesk.features.organisations.page import OrganisationsPage

FIELDS = (
    Field("name", N_("Name")),
    Field("kind", N_("Kind"), "choice", KINDS),
    Field(
        "silent_after_days",
        N_("Silent after … days"),
        "number",
        help=N_("Empty: as in the whole workbook"),
    ),
    Field("website", N_("Web address"), beside=True),
    Field(
        "notes",
        N_("Notes"),
        "long",
        lines=3,
        help=N_("Nothing about clients, health or political views."),
    ),
)


class OrganisationEditor(FormCard):
    """Adds or changes one organisation; `done` with its id."""

    def __init__(self, page: OrganisationsPage) -> None:
        super().__init__(page.words, Form(FIELDS, page.words, today=page.desk.today))
        self._page = page
        self._known: Organisation | None = None
        self.form.control("name").textChanged.connect(self._offer_kinds)  # type: ignore[attr-defined]

    def begin(self, known: Organisation | None) -> None:
        """Show this organisation, or an empty form for a new one."""
        self._known = known
        draft = asdict(OrganisationDraft(""))
        if known:
            draft |= {key: getattr(known, key) for key in ("name", "website", "notes")}
            draft |= {"kind": known.own_kind, "silent_after_days": known.own_days}
        self._offer_kinds(draft["name"])
        self.form.load(draft)
        title = self.words("Change {name}", name=known.name) if known else None
        self.heading.setText(title or self.words("New organisation"))
        days = silent_after(self._page.desk.db)
        self.form.control("silent_after_days").setPlaceholderText(str(days))  # type: ignore[attr-defined]
        self.form.focus_first()

    def save(self) -> None:
        """Store what is in the form; a name that is another one's asks whether to merge."""
        with self._page.refusals(self.form):
            values, known = self.form.values(), self._known
            other = organisation_named(self._page.desk.db, values["name"])
            if known and other not in {None, known.id}:
                self._offer_merge(known, int(str(other)), values["name"])
            elif known:
                self._page.do(change_organisation, known.id, values, form=self.form,
                              then=lambda _none: self._stored(known.id))  # fmt: skip
            else:
                draft = OrganisationDraft(**values)
                self._page.do(add_organisation, draft, form=self.form, then=self._stored)

    def _offer_kinds(self, name: str) -> None:
        """The kind follows the name while it is typed, until another one is chosen."""
        told = say("{kind} (as the name tells)", kind=Text(dict(KINDS)[guess_kind(name)]))
        self.form.set_choices("kind", (("", told), *KINDS))

    def _offer_merge(self, known: Organisation, other: int, name: str) -> None:
        words = self.words
        ask(
            self.window(),
            words,
            title=words("Merge {gone} into {kept}?", gone=known.name, kept=name.strip()),
            text=words(
                "There is an organisation of that name already. Everybody of the one goes to the "
                "other, contact persons too. You can undo this."
            ),
            do=words("Merge"),
            then=lambda: self._page.do(
                merge_organisations,
                other,
                known.id,
                form=self.form,
                then=lambda _none: self._stored(other),
            ),
        )

    def _stored(self, organisation_id: Any) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(organisation_id)
