"""The members of a Meetup group, or who came to one of its events; TAB text that may be named .xls.

The program counts visits to its site; that is no contact with us.
"""

from __future__ import annotations

import re
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

_KEYS = ("Member ID", "User ID")
LAYOUT = Layout(
    "meetup",
    "Meetup",
    columns=(("Name", "name"), ("Title", "role"), ("Joined Group on", "joined_on")),
    also_read=_KEYS,
    keys=_KEYS,
)
_OWN = plain(
    """
    eventsattended meetupsattended joinedgroupon lastvisitedgroupon eventhost rsvpedon
    urlofmemberprofile
    """
)
_ROLE_WORD = re.compile(r"user\s+", re.IGNORECASE)


def recognises(table: Table) -> bool:
    found = plain_headings(table)
    return "name" in found and bool(found & {"memberid", "userid"}) and bool(found & _OWN)


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    return take_people(table, wanted, LAYOUT, _judge)


def _judge(person: Person) -> Text | None:
    """One number in both lists; that of who came has `user ` before it."""
    for heading in _KEYS:
        person.identify(LAYOUT.name, _ROLE_WORD.sub("", person[heading]))
    return None


SOURCE = Source(LAYOUT.name, recognises, take)
