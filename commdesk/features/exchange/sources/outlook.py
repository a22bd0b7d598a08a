"""The contacts of Outlook as .csv, from the Dutch and the English program, classic and on the web.

Traps: headings hold commas; numbering is uneven; an empty day is `0-0-00`, an empty sex
`Niet-gespecificeerd`; an infix stands under the middle name or is glued to the last name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from commdesk.core.sheets.reader import Table
from commdesk.core.words import Text
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.layout import (
    Layout,
    has_at_least,
    plain,
    take_people,
)
from commdesk.features.exchange.sources.listing import Source, Wanted
from commdesk.features.exchange.sources.person import Person

_MIDDLE = ("Middelste naam", "Middle Name")
_ADDRESSES = (
    "E-mailadres", "E-mail Address", "E-mailadres 2", "E-mail 2 Address", "E-mailadres 3",
    "E-mail 3 Address",
)  # fmt: skip
_SHOWN_NAMES = ("Weergavenaam voor e-mail", "E-mail Display Name")
_NOTHING = frozenset(
    {
        "smtp", "ex", "normaal", "normal", "onwaar", "false", "niet-gespecificeerd",
        "unspecified", "0-0-00", "0.0.00", "0/0/00",
    }
)  # fmt: skip
LAYOUT = Layout(
    "outlook",
    "Outlook",
    columns=(
        ("Voornaam", "first_name"),
        ("First Name", "first_name"),
        ("Achternaam", "last_name"),
        ("Last Name", "last_name"),
        ("Mobiele telefoon", "phone"),
        ("Mobile Phone", "phone"),
        ("Telefoon op werk", "phone"),
        ("Business Phone", "phone"),
        ("Telefoon op werk 2", "phone"),
        ("Business Phone 2", "phone"),
        ("Hoofdtelefoon", "phone"),
        ("Primary Phone", "phone"),
        ("Bedrijf", "organisation"),
        ("Company", "organisation"),
        ("Functie", "role"),
        ("Job Title", "role"),
        ("Categorieën", "tags"),
        ("Categories", "tags"),
        ("Trefwoorden", "tags"),
        ("Keywords", "tags"),
        ("Notities", "notes"),
        ("Notes", "notes"),
    ),
    addresses=_ADDRESSES,
    also_read=(*_MIDDLE, *_SHOWN_NAMES),
    nothing=_NOTHING,
)
_OWN = plain(
    """
    middelstenaam emailtype emailadres2 emailadres3 weergavenaamvooremail emailweergegevennaam2
    telefoonopwerk telefoonopwerk2 telefoonthuis telefoonthuis2 terugbellen autotelefoon
    hoofdtelefoonbedrijf telefoonassistent teksttelefoon adreslijstserver factuurinformatie
    gevoeligheid internetbeschikbaarheidsinfo kantoorlocatie reisafstand referentievan
    werkadresstraat werkadresplaats huisadresstraat landregiowerk
    email2address email3address emaildisplayname email2displayname businessphone businessphone2
    callback carphone companymainphone assistantsphone ttytddphone isdn internetfreebusy
    officelocation referredby businessstreet businesscity businesscountryregion homestreet
    othercountryregion governmentidnumber organizationalidnumber givennameyomi
    """
)
"""Headings of these programs and, together, of no other."""
_FEWEST = 3
_IN_BRACKETS = re.compile(r"\s*[(<][^()<>]*@[^()<>]*[)>]\s*")


def recognises(table: Table) -> bool:
    return has_at_least(table, _FEWEST, _OWN)


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    return take_people(table, wanted, LAYOUT, _judge)


def _judge(person: Person) -> Text | None:
    if middle := _first(person, _MIDDLE):
        person.row["middle_name"] = middle
    if not person.has_name and (shown := _shown_name(person)):
        person.row["name"] = shown
    person.add_addresses(person[heading] for heading in _ADDRESSES)
    return None


def _first(person: Person, headings: Sequence[str]) -> str:
    return next(filter(None, (person[heading] for heading in headings)), "")


def _shown_name(person: Person) -> str:
    """`Hanneke van Dijk (h.vandijk@...)`: often the address stands behind it, or in its place."""
    name = _IN_BRACKETS.sub("", _first(person, _SHOWN_NAMES)).strip("' ")
    return "" if "@" in name else name


SOURCE = Source(LAYOUT.name, recognises, take)
