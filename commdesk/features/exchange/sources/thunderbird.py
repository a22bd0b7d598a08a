"""An address book of Thunderbird as .csv, from the Dutch or the English program.

The second address is one of the same person.
"""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.sheets.reader import Table
from commdesk.core.words import Text
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.layout import (
    Layout,
    plain,
    plain_headings,
    take_people,
)
from commdesk.features.exchange.sources.listing import Source, Wanted
from commdesk.features.exchange.sources.person import Person

_ADDRESSES = (
    "Primary Email", "Primair e-mailadres", "Primaire e-mail", "Secondary Email",
    "Secundair e-mailadres", "Tweede e-mailadres", "Secundaire e-mail",
)  # fmt: skip
LAYOUT = Layout(
    "thunderbird",
    "Thunderbird",
    columns=(
        ("First Name", "first_name"),
        ("Voornaam", "first_name"),
        ("Last Name", "last_name"),
        ("Achternaam", "last_name"),
        ("Display Name", "name"),
        ("Weergavenaam", "name"),
        ("Schermnaam", "name"),
        ("Nickname", "name"),
        ("Bijnaam", "name"),
        ("Roepnaam", "name"),
        ("Mobile Number", "phone"),
        ("Mobiel nummer", "phone"),
        ("Mobiel", "phone"),
        ("Work Phone", "phone"),
        ("Telefoon werk", "phone"),
        ("Werktelefoon", "phone"),
        ("Organization", "organisation"),
        ("Organisatie", "organisation"),
        ("Job Title", "role"),
        ("Functie", "role"),
        ("Notes", "notes"),
        ("Notities", "notes"),
        ("Opmerkingen", "notes"),
    ),
    addresses=_ADDRESSES,
    closed=("Woonplaats", "Geboortejaar", "Geboortemaand", "Geboortedag", "Adres thuis"),
)
_OWN = plain(
    """
    primaryemail secondaryemail displayname nickname screenname worknumber workphone mobilenumber
    pagernumber homezipcode workzipcode webpage1 webpage2 custom1 custom2 custom3 custom4
    primairemailadres primaireemail secundairemailadres secundaireemail tweedeemailadres
    weergavenaam schermnaam bijnaam telefoonwerk werktelefoon telefoonprive mobielnummer
    semafoonnummer piepernummer webpagina1 webpagina2 aangepast1 aangepast2 aangepast3 aangepast4
    """
)
_FIRST = plain("primaryemail primairemailadres primaireemail")
_FEWEST = 3


def recognises(table: Table) -> bool:
    own = plain_headings(table) & _OWN
    return bool(own & _FIRST) and len(own) >= _FEWEST


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    return take_people(table, wanted, LAYOUT, _judge)


def _judge(person: Person) -> Text | None:
    person.add_addresses(person[heading] for heading in _ADDRESSES)
    return None


SOURCE = Source(LAYOUT.name, recognises, take)
