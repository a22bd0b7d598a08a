"""An address book of Thunderbird as .csv; the second address is one of the same person."""

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

_ADDRESSES = ("Primary Email", "Secondary Email")
LAYOUT = Layout(
    "thunderbird",
    "Thunderbird",
    columns=(
        ("First Name", "first_name"),
        ("Last Name", "last_name"),
        ("Display Name", "name"),
        ("Nickname", "name"),
        ("Mobile Number", "phone"),
        ("Work Phone", "phone"),
        ("Organization", "organisation"),
        ("Job Title", "role"),
        ("Notes", "notes"),
    ),
    addresses=_ADDRESSES,
)
_OWN = plain(
    """
    primaryemail secondaryemail displayname nickname screenname worknumber workphone mobilenumber
    pagernumber homezipcode workzipcode webpage1 webpage2 custom1 custom2 custom3 custom4
    """
)
_FEWEST = 3


def recognises(table: Table) -> bool:
    own = plain_headings(table) & _OWN
    return "primaryemail" in own and len(own) >= _FEWEST


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    return take_people(table, wanted, LAYOUT, _judge)


def _judge(person: Person) -> Text | None:
    person.add_addresses(person[heading] for heading in _ADDRESSES)
    return None


SOURCE = Source(LAYOUT.name, recognises, take)
