"""The members of a Meetup group, or who came to one of its events; TAB text that may be named .xls.

The program counts visits to its site; that is no contact with us. The list of who came does not
say of what and when: its file name may. Without a day there it counts for the day of signing up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from commdesk.core.sheets.headings import normal_heading
from commdesk.core.sheets.reader import Table
from commdesk.core.words import Text
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources import values
from commdesk.features.exchange.sources.chat import hashed
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
    also_read=(*_KEYS, "RSVP", "RSVPed on", "Event Host", "Guests"),
    keys=_KEYS,
)
_OWN = plain(
    """
    eventsattended meetupsattended joinedgroupon lastvisitedgroupon eventhost rsvpedon
    urlofmemberprofile
    """
)
_OF_EVENT = plain("rsvp rsvpedon eventhost guests")
_STAYED_AWAY = plain("no nee waitlist wachtlijst notgoing noshow")
_DAY_IN_NAME = re.compile(r"(20\d\d)[-_]?(\d\d)[-_]?(\d\d)")
_NO_TITLE = plain("attendees attendance rsvps rsvp deelnemers aanwezigen lijst list export")
_ROLE_WORD = re.compile(r"user\s+", re.IGNORECASE)


def recognises(table: Table) -> bool:
    found = plain_headings(table)
    return "name" in found and bool(found & {"memberid", "userid"}) and bool(found & _OWN)


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    if not plain_headings(table) & _OF_EVENT:
        return take_people(table, wanted, LAYOUT, _judge)
    day, title = _event(table.name)

    def tell(person: Person) -> dict[str, Any] | None:
        if normal_heading(person["RSVP"]) in _STAYED_AWAY:
            return None
        signed_up = _day(person["RSVPed on"])
        who = person["User ID"] or person["Member ID"]
        event = normal_heading(title) or signed_up
        return {
            "kind": "event",
            "happened_on": day or signed_up,
            "place": title,
            "source": LAYOUT.name,
            "key": hashed("event", day or event, event, _ROLE_WORD.sub("", who)),
        }

    return take_people(table, wanted, LAYOUT, _judge, tell)


def _event(file: str) -> tuple[date | None, str]:
    """The day and the title of the event, as far as the file name has them."""
    stem = Path(file).stem
    found = _DAY_IN_NAME.search(stem)
    words = _DAY_IN_NAME.sub(" ", stem).replace("_", " ").replace("-", " ").split()
    title = " ".join(word for word in words if word.casefold() not in _NO_TITLE)
    return (_day("-".join(found.groups())) if found else None), title


def _day(text: str) -> date | None:
    try:
        return values.read_date(text) if text else None
    except values.Unfit:
        return None


def _judge(person: Person) -> Text | None:
    """One number in both lists; that of who came has `user ` before it."""
    for heading in _KEYS:
        person.identify(LAYOUT.name, _ROLE_WORD.sub("", person[heading]))
    return None


SOURCE = Source(LAYOUT.name, recognises, take, intakes=("members", "activity"))
