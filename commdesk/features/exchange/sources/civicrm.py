"""The contacts of CiviCRM as .csv: all primary fields, or the columns that somebody chose.

What a contact asked not to get counts as an opt-out: we keep one. `Do Not Trade` is about handing
data to others, which we never do, so it is no opt-out.
"""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.sheets.headings import normal_heading
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
from commdesk.features.exchange.sources.values import NO

_OPT_OUTS = (
    "Do Not Email", "Do Not Phone", "Do Not Mail", "Do Not Sms",
    "No Bulk Emails (User Opt Out)",
)  # fmt: skip
LAYOUT = Layout(
    "civicrm",
    "CiviCRM",
    columns=(
        ("First Name", "first_name"),
        ("Last Name", "last_name"),
        ("Sort Name", "name"),
        ("Display Name", "name"),
        ("Email", "email"),
        ("Phone", "phone"),
        ("Current Employer", "organisation"),
        ("Organization Name", "organisation"),
        ("Job Title", "role"),
        ("Group(s)", "tags"),
        ("Tag(s)", "tags"),
        ("Note(s)", "notes"),
        ("Contact Source", "source"),
        ("Created Date", "joined_on"),
    ),
    also_read=(
        *_OPT_OUTS, "On Hold", "Contact ID", "External Identifier", "Contact Type", "Middle Name",
        "Deceased", "Contact is in Trash",
    ),
    keys=("Contact ID",),
    closed=(
        "City", "County", "State", "Country", "Postal Code Suffix", "Address Name",
        "Master Address Belongs To", "Household Name",
    ),
)  # fmt: skip
_OWN = plain(
    """
    contactid contacttype contactsubtype donotemail donotphone donotmail donotsms donottrade
    nobulkemailsuseroptout externalidentifier sortname contactsource communicationstyle
    contactisintrash currentemployer currentemployerid preferredcommunicationmethod contacthash
    emailgreeting postalgreeting individualprefix individualsuffix useforbulkmail onhold
    """
)
_FEWEST, _FEWEST_WITH_KEY = 3, 2
_NO_PERSON = frozenset({"organization", "household", "organisatie", "huishouden"})
_ON_HOLD_BY_CHOICE = "2"


def recognises(table: Table) -> bool:
    own = plain_headings(table) & _OWN
    return len(own) >= (_FEWEST_WITH_KEY if "contactid" in own else _FEWEST)


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    return take_people(table, wanted, LAYOUT, _judge)


def _judge(person: Person) -> Text | None:
    if reason := _reason_to_skip(person):
        return reason
    if middle := person["Middle Name"]:
        person.row["middle_name"] = middle
    person.identify(LAYOUT.name, person["Contact ID"])
    person.identify(f"{LAYOUT.name}-external", person["External Identifier"])
    if asked := _asked(person):
        person.opt_out(f"{LAYOUT.title}: {', '.join(asked)}")
    return None


def _reason_to_skip(person: Person) -> Text | None:
    if _is_yes(person["Contact is in Trash"]):
        return say("this contact is in the trash")
    if _is_yes(person["Deceased"]):
        return say("this person has died")
    if normal_heading(person["Contact Type"]) in _NO_PERSON:
        return say("an organisation or household, not a person")
    return None


def _asked(person: Person) -> list[str]:
    """What they asked not to get, as the program calls it."""
    asked = [heading for heading in _OPT_OUTS if _is_yes(person[heading])]
    hold = normal_heading(person["On Hold"])
    return (
        [*asked, "On Hold (Opt Out)"] if hold == _ON_HOLD_BY_CHOICE or "optout" in hold else asked
    )


def _is_yes(text: str) -> bool:
    return bool(text) and text.casefold() not in NO


SOURCE = Source(LAYOUT.name, recognises, take)
