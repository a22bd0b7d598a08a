"""Address cards of a telephone, Outlook, Apple or Nextcloud, as `cards` unpacked them.

A card of an organisation is nobody; a name may stand whole only, with its parts empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.sheets.reader import Table
from commdesk.core.words import Text, say
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.cards import SECOND, TABLE, UNREADABLE
from commdesk.features.exchange.sources.layout import Layout, take_people
from commdesk.features.exchange.sources.listing import Source, Wanted
from commdesk.features.exchange.sources.person import Person

LAYOUT = Layout(
    "vcard",
    "vCard",
    columns=(
        ("GIVEN", "first_name"),
        ("FAMILY", "last_name"),
        ("FN", "name"),
        ("NICKNAME", "name"),
        ("EMAIL", "email"),
        ("TEL", "phone"),
        ("ORG", "organisation"),
        ("TITLE", "role"),
        ("ROLE", "role"),
        ("CATEGORIES", "tags"),
        ("NOTE", "notes"),
    ),
    also_read=("UID", "KIND", "ADDITIONAL", SECOND, UNREADABLE),
    keys=("UID",),
    closed=("ANNIVERSARY", "RELATED", "X-SPOUSE", "X-CHILDREN", "X-ANNIVERSARY", "GEO"),
)
_NO_PERSON = frozenset({"org", "group", "location", "company", "application", "device"})


def recognises(table: Table) -> bool:
    return table.sheet == TABLE


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    return take_people(table, wanted, LAYOUT, _judge)


def _judge(person: Person) -> Text | None:
    if person["KIND"].casefold() in _NO_PERSON:
        return say("an organisation or household, not a person")
    if person[UNREADABLE]:
        person.problem(UNREADABLE, say("a line of this card could not be read"))
    if middle := person["ADDITIONAL"]:
        person.row["middle_name"] = middle
    person.identify(LAYOUT.name, person["UID"].removeprefix("urn:uuid:"))
    person.add_addresses(person[SECOND].split("\n"))
    return None


SOURCE = Source(LAYOUT.name, recognises, take)
