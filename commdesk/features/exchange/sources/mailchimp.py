"""An audience of Mailchimp as .csv: who gets the newsletter, who left it, whose address broke.

Only addresses, names, the day of confirming and the tags come in. The program guesses where people
live from their computers' addresses: none of that does. Merge fields have any name at all.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence

from commdesk.core.sheets.reader import Table
from commdesk.core.words import Text, say
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.layout import (
    Layout,
    has_at_least,
    plain,
    take_people,
)
from commdesk.features.exchange.sources.listing import Source, Wanted
from commdesk.features.exchange.sources.person import Person
from commdesk.features.exchange.sources.values import Unfit, read_date

LAYOUT = Layout(
    "mailchimp",
    "Mailchimp",
    columns=(
        ("First Name", "first_name"),
        ("Voornaam", "first_name"),
        ("FNAME", "first_name"),
        ("Tussenvoegsel", "infix"),
        ("Last Name", "last_name"),
        ("Achternaam", "last_name"),
        ("LNAME", "last_name"),
        ("Name", "name"),
        ("Naam", "name"),
        ("Full Name", "name"),
        ("Email Address", "email"),
        ("E-mailadres", "email"),
        ("Email", "email"),
        ("E-mail", "email"),
        ("CONFIRM_TIME", "joined_on"),
    ),
    also_read=(
        "LEID", "EUID", "TAGS", "UNSUB_TIME", "UNSUB_REASON", "UNSUB_REASON_OTHER", "CLEAN_TIME",
    ),
    keys=("LEID", "EUID"),
    closed=("GMTOFF", "DSTOFF", "TIMEZONE", "CC", "REGION"),
)  # fmt: skip
_OWN = plain(
    """
    memberrating optintime optinip confirmtime confirmip gmtoff dstoff lastchanged leid euid
    unsubtime unsubcampaigntitle unsubcampaignid unsubreason cleantime
    """
)
_FEWEST = 3


def recognises(table: Table) -> bool:
    return has_at_least(table, _FEWEST, _OWN)


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    return take_people(table, wanted, LAYOUT, _judge)


def _judge(person: Person) -> Text | None:
    if person["CLEAN_TIME"]:
        return say("mail to this address came back")
    person.identify(LAYOUT.name, person["EUID"] or person["LEID"])
    if tags := tuple(tag.strip() for tag in next(csv.reader([person["TAGS"]]), []) if tag.strip()):
        person.row["tags"] = tags
    if left := person["UNSUB_TIME"]:
        person.opt_out(_reason(person, left))
    return None


def _reason(person: Person, left: str) -> str:
    words = person.wanted.words
    try:
        day = read_date(left)
    except Unfit:
        day = None
    said = words("Unsubscribed from {program}", program=LAYOUT.title)
    if day:
        on = words.full_date(day)
        said = words("Unsubscribed from {program} on {day}", program=LAYOUT.title, day=on)
    why = person["UNSUB_REASON_OTHER"] or person["UNSUB_REASON"]
    return f"{said}: {why}" if why else said


SOURCE = Source(LAYOUT.name, recognises, take)
