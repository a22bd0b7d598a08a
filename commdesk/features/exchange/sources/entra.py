"""The users of Entra (Microsoft 365) as .csv; their key is the object id.

A guest's own name at the door (`...#EXT#@...`) is no address to write to.
"""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.sheets.reader import Table
from commdesk.core.words import Text, say
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.layout import (
    Layout,
    Person,
    plain,
    plain_headings,
    take_people,
)
from commdesk.features.exchange.sources.listing import Source, Wanted
from commdesk.features.exchange.sources.values import NO

LAYOUT = Layout(
    "entra",
    "Microsoft 365",
    columns=(
        ("givenName", "first_name"),
        ("surname", "last_name"),
        ("displayName", "name"),
        ("mobile", "phone"),
        ("mobilePhone", "phone"),
        ("telephoneNumber", "phone"),
        ("companyName", "organisation"),
        ("jobTitle", "role"),
    ),
    also_read=("userPrincipalName", "mail", "objectId", "id", "userType", "accountEnabled"),
    keys=("objectId", "id"),
    closed=(
        "state", "country", "city", "postalCode", "streetAddress", "authenticationPhoneNumber",
        "authenticationAlternativePhoneNumber", "authenticationEmail", "alternateEmailAddress",
    ),
)  # fmt: skip
_OWN = plain(
    """
    userprincipalname objectid usertype accountenabled usagelocation givenname surname
    displayname directorysynced creationtype invitationstate consentprovidedforminor
    legalagegroupclassification physicaldeliveryofficename
    """
)
_FEWEST = 3


def recognises(table: Table) -> bool:
    own = plain_headings(table) & _OWN
    return "userprincipalname" in own and len(own) >= _FEWEST


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    return take_people(table, wanted, LAYOUT, _judge)


def _judge(person: Person) -> Text | None:
    if person["accountEnabled"].casefold() in NO:
        return say("the account is switched off")
    account = person["userPrincipalName"]
    person.add_addresses((person["mail"], "" if "#ext#" in account.casefold() else account))
    person.identify(LAYOUT.name, person["objectId"] or person["id"])
    if person["userType"].casefold() == "guest":
        person.row["tags"] = person.wanted.words("guest")
    return None


SOURCE = Source(LAYOUT.name, recognises, take)
