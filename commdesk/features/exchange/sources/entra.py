"""The users of Entra, or of the admin centre of Microsoft 365, as .csv; keyed by the object id.

A guest's own name at the door (`...#EXT#@...`) is no address to write to.
"""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.sheets.reader import Table
from commdesk.core.words import Text, say
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.layout import (
    Layout,
    plain,
    plain_headings,
    take_people,
)
from commdesk.features.exchange.sources.listing import Source, Wanted
from commdesk.features.exchange.sources.person import Person
from commdesk.features.exchange.sources.values import NO, YES

LAYOUT = Layout(
    "entra",
    "Microsoft 365",
    columns=(
        ("givenName", "first_name"),
        ("First name", "first_name"),
        ("surname", "last_name"),
        ("Last name", "last_name"),
        ("displayName", "name"),
        ("mobile", "phone"),
        ("mobilePhone", "phone"),
        ("telephoneNumber", "phone"),
        ("Phone number", "phone"),
        ("companyName", "organisation"),
        ("jobTitle", "role"),
        ("Title", "role"),
    ),
    addresses=("mail", "userPrincipalName"),
    also_read=("objectId", "id", "userType", "accountEnabled", "Block credential"),
    keys=("objectId", "id"),
    closed=(
        "state", "country", "city", "postalCode", "streetAddress", "authenticationPhoneNumber",
        "authenticationAlternativePhoneNumber", "authenticationEmail", "alternateEmailAddress",
        "Alternate email addresses", "State or province", "Country or region",
    ),
)  # fmt: skip
_OWN = plain(
    """
    userprincipalname objectid usertype accountenabled usagelocation givenname surname
    displayname directorysynced creationtype invitationstate consentprovidedforminor
    legalagegroupclassification physicaldeliveryofficename blockcredential licenses
    whencreated dirsyncenabled softdeletiontimestamp
    """
)
_FEWEST = 3


def recognises(table: Table) -> bool:
    own = plain_headings(table) & _OWN
    return "userprincipalname" in own and len(own) >= _FEWEST


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    return take_people(table, wanted, LAYOUT, _judge)


def _judge(person: Person) -> Text | None:
    if person["accountEnabled"].casefold() in NO or person["Block credential"].casefold() in YES:
        return say("the account is switched off")
    account = person["userPrincipalName"]
    person.add_addresses((person["mail"], "" if "#ext#" in account.casefold() else account))
    person.identify(LAYOUT.name, person["objectId"] or person["id"])
    if person["userType"].casefold() == "guest":
        person.row["tags"] = person.wanted.words("guest")
    return None


SOURCE = Source(LAYOUT.name, recognises, take)
