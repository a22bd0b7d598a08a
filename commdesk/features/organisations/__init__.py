"""Organisations: who our contact persons are there, and which have gone silent.

Members own the table `organisation`, since people work there before anybody looks at the place
itself. This drawer adds what was agreed of one (kind, website, days), who the contact persons are,
and the rule of silence: no contact with anybody there within the days agreed.
"""

from commdesk.core.feature import Feature, PersonalData, Section
from commdesk.core.words import N_
from commdesk.features.organisations.development import development
from commdesk.features.organisations.handed import facts, today_items
from commdesk.features.organisations.model import (
    Organisation,
    OrganisationDraft,
    Person,
    guess_kind,
)
from commdesk.features.organisations.ops import (
    add_organisation,
    change_organisation,
    merge_organisations,
    remove_contact_person,
    remove_organisation,
    set_contact_person,
)
from commdesk.features.organisations.queries import (
    SILENT_FACT,
    contacts_of,
    find_for_palette,
    find_organisation,
    list_organisations,
    organisation_named,
)
from commdesk.features.organisations.sheet import SHEET

__all__ = [
    "Organisation", "OrganisationDraft", "Person", "add_organisation", "change_organisation",
    "contacts_of", "find_organisation", "guess_kind", "list_organisations", "merge_organisations",
    "organisation_named", "remove_contact_person", "remove_organisation", "set_contact_person",
]  # fmt: skip

FEATURE = Feature(
    name="organisations",
    rank=1,
    title=N_("Organisations"),
    schema="commdesk.features.organisations.schema",
    schema_version=1,
    commands="commdesk.features.organisations.commands",
    tables=frozenset({"organisation_profile", "organisation_contact"}),
    words_for={
        "organisation_profile": N_("What was agreed of an organisation"),
        "organisation_profile.organisation_id": N_("Organisation"),
        "organisation_profile.kind": N_("Kind"),
        "organisation_profile.website": N_("Web address"),
        "organisation_profile.notes": N_("Notes"),
        "organisation_profile.silent_after_days": N_("Silent after … days"),
        "organisation_contact": N_("Contact person"),
        "organisation_contact.organisation_id": N_("Organisation"),
        "organisation_contact.member_id": N_("Member"),
        "organisation_contact.role": N_("Role as contact person"),
        f"workbook_fact.{SILENT_FACT}": N_("Silent after … days"),
    },
    personal_data=(
        PersonalData("organisation_contact", "member_id", ("role",), N_("Contact person")),
    ),
    sheets=(SHEET,),
    sections=(
        Section(
            "organisations",
            N_("Organisations"),
            "commdesk.features.organisations.page:OrganisationsPage",
            on="members",
            rank=10,
        ),
    ),
    today=today_items,
    facts=facts,
    development=development,
    find=find_for_palette,
    demo="commdesk.features.organisations.demo",
)
