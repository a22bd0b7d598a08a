"""The contacts of Google as .csv, of both generations, with any number of repeated groups.

Traps: several values in one cell stand between ` ::: `; a label that begins with `* ` is the
program's own; addresses that it collected by itself stand among the contacts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from commdesk.core.sheets.headings import normal_heading
from commdesk.core.sheets.reader import Table
from commdesk.core.words import Text, say
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.layout import Layout, plain_headings, take_people
from commdesk.features.exchange.sources.listing import Source, Wanted
from commdesk.features.exchange.sources.person import Person

NAME, TITLE = "google", "Google Contacts"
_COLUMNS = (
    ("First Name", "first_name"),
    ("Given Name", "first_name"),
    ("Last Name", "last_name"),
    ("Family Name", "last_name"),
    ("Name", "name"),
    ("File As", "name"),
    ("Nickname", "name"),
    ("Organization Name", "organisation"),
    ("Organization 1 - Name", "organisation"),
    ("Organization Title", "role"),
    ("Organization 1 - Title", "role"),
    ("Notes", "notes"),
)
_MIDDLE = ("Middle Name", "Additional Name")
_LABELS = ("Labels", "Group Membership")
_GROUP = re.compile(
    r"(email|phone|address|organization|website|event|relation|customfield|im)\d+"
    r"(label|value|name|formatted|street|city|region|country|service)"
)
_KIND = re.compile(r"(email|phone)\d+(label|type)")
_VALUE = re.compile(r"(email|phone)(\d+)value")
_OTHER_CONTACTS = frozenset({"othercontacts", "anderecontacten", "overigecontacten"})
_FEWEST = 2
_JOINED = ":::"


def recognises(table: Table) -> bool:
    names = plain_headings(table)
    return any(map(_VALUE.fullmatch, names)) or (
        sum(bool(_GROUP.fullmatch(name)) for name in names) >= _FEWEST
    )


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    names = plain_headings(table)
    emails, phones = _repeated(names, "email"), _repeated(names, "phone")

    def judge(person: Person) -> Text | None:
        person.add_addresses(v for heading in emails for v in _values(person[heading]))
        if phone := next((v for heading in phones for v in _values(person[heading])), ""):
            person.row["phone"] = phone
        return _judge(person)

    also_read = (*_MIDDLE, *_LABELS, *phones, *filter(_KIND.fullmatch, names))
    layout = Layout(NAME, TITLE, _COLUMNS, addresses=tuple(emails), also_read=also_read)
    return take_people(table, wanted, layout, judge)


def _repeated(names: Iterable[str], what: str) -> list[str]:
    """The headings of all addresses or telephone numbers, in the order of their number."""
    found = [match for name in names if (match := _VALUE.fullmatch(name)) and match[1] == what]
    return [match[0] for match in sorted(found, key=lambda match: int(match[2]))]


def _values(text: str) -> Iterator[str]:
    return (part.strip() for part in text.split(_JOINED) if part.strip())


def _judge(person: Person) -> Text | None:
    labels = [label for heading in _LABELS for label in _values(person[heading])]
    if any(normal_heading(label) in _OTHER_CONTACTS for label in labels):
        return say("an address that the program collected by itself")
    if not labels and not person.has_name and "email" in person.row and _is_labelled(person):
        return say("an address that the program collected by itself")
    if own := tuple(label for label in labels if not label.startswith("*")):
        person.row["tags"] = own
    if middle := next(filter(None, (person[heading] for heading in _MIDDLE)), ""):
        person.row["middle_name"] = middle
    return None


def _is_labelled(person: Person) -> bool:
    """Whether the file has labels at all: then every contact of one's own has one."""
    return any(normal_heading(heading) in person.places for heading in _LABELS)


SOURCE = Source(NAME, recognises, take)
