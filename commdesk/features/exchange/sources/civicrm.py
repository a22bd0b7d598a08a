"""The contacts of CiviCRM as .csv: all primary fields, or the columns that somebody chose.

What a contact asked not to get counts as an opt-out: we keep one. `Do Not Trade` is about handing
data to others, which we never do, so it is no opt-out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from commdesk.core.sheets.headings import normal_heading
from commdesk.core.sheets.reader import Table
from commdesk.core.words import Text, say
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.chat import hashed
from commdesk.features.exchange.sources.layout import (
    Layout,
    plain,
    plain_headings,
    take_people,
)
from commdesk.features.exchange.sources.listing import Source, Wanted
from commdesk.features.exchange.sources.person import Person
from commdesk.features.exchange.sources.values import NO, Unfit, read_date

_OPT_OUT = re.compile(
    r"donot(?:email|phone|mail|sms)|nobulkemails\w*|\w*optout\w*|"
    r"(?:niet|geen)(?:per)?(?:e?mail|bel|telefo|post|sms|bulk|massa)\w*|"
    r"(?:email|telefoon|post|sms)niettoegestaan"
)
"""Headings of what somebody asked not to get; the Dutch ones differ from version to version."""
_CALLED = {
    normal_heading(name): name
    for name in (
        "Do Not Email", "Do Not Phone", "Do Not Mail", "Do Not Sms",
        "No Bulk Emails (User Opt Out)", "Niet e-mailen", "Niet mailen", "Niet bellen",
        "Niet per post", "Geen sms", "Geen bulkmail (gebruiker opt-out)",
    )
}  # fmt: skip
"""How the program writes them, whoever typed its headings over."""
_MIDDLE = ("Middle Name", "Tussenvoegsel", "Middelste naam", "Tweede naam", "Tweede voornaam")
_TRASH = ("Contact is in Trash", "Contact is in prullenbak", "Contact zit in prullenbak",
          "Contact staat in de prullenbak", "In prullenbak")  # fmt: skip
_DEAD = ("Deceased", "Overleden", "Is overleden")
_HOLD = ("On Hold", "In de wacht", "In wacht", "Geblokkeerd")
_EXTERNAL = ("External Identifier", "Externe identificatie", "Extern identificatienummer",
             "Externe ID", "Extern kenmerk")  # fmt: skip
_ACTIVITY = ("Activity ID", "Activiteit-ID", "Activiteits-ID")
_ACTIVITY_KIND = ("Activity Type", "Activiteitstype", "Activiteittype", "Type activiteit")
_ACTIVITY_DAY = ("Activity Date", "Activiteitsdatum", "Activiteitdatum", "Datum activiteit")
_ACTIVITY_STATE = ("Activity Status", "Activiteitsstatus", "Status activiteit")
_SUBJECT, _LOCATION = ("Subject", "Onderwerp"), ("Location", "Locatie")
_CAME = re.compile(r"meeting|event|vergadering|bijeenkomst|evenement|afspraak")
_NOT_DONE = frozenset({"scheduled", "cancelled", "noshow", "gepland", "geannuleerd", "afwezig"})
LAYOUT = Layout(
    "civicrm",
    "CiviCRM",
    columns=(
        ("First Name", "first_name"),
        ("Voornaam", "first_name"),
        ("Last Name", "last_name"),
        ("Achternaam", "last_name"),
        ("Sort Name", "name"),
        ("Sorteernaam", "name"),
        ("Display Name", "name"),
        ("Weergavenaam", "name"),
        ("Weergegeven naam", "name"),
        ("Email", "email"),
        ("E-mailadres", "email"),
        ("Phone", "phone"),
        ("Telefoon", "phone"),
        ("Telefoonnummer", "phone"),
        ("Current Employer", "organisation"),
        ("Huidige werkgever", "organisation"),
        ("Organization Name", "organisation"),
        ("Organisatienaam", "organisation"),
        ("Naam organisatie", "organisation"),
        ("Job Title", "role"),
        ("Functie", "role"),
        ("Functietitel", "role"),
        ("Group(s)", "tags"),
        ("Groep(en)", "tags"),
        ("Tag(s)", "tags"),
        ("Label(s)", "tags"),
        ("Etiket(ten)", "tags"),
        ("Note(s)", "notes"),
        ("Notitie(s)", "notes"),
        ("Opmerking(en)", "notes"),
        ("Contact Source", "source"),
        ("Bron van contact", "source"),
        ("Contactbron", "source"),
        ("Created Date", "joined_on"),
        ("Aanmaakdatum", "joined_on"),
    ),
    also_read=(
        "Contact ID", "Contact Type", *_HOLD, *_EXTERNAL, *_MIDDLE, *_DEAD, *_TRASH, *_ACTIVITY,
        *_ACTIVITY_KIND, *_ACTIVITY_DAY, *_ACTIVITY_STATE, *_SUBJECT, *_LOCATION,
    ),
    keys=("Contact ID",),
    closed=(
        "City", "County", "State", "Country", "Postal Code Suffix", "Address Name",
        "Master Address Belongs To", "Household Name", "Plaats", "Provincie", "Land", "Adresnaam",
        "Regio", "Naam huishouden",
    ),
)  # fmt: skip
_OWN = plain(
    """
    contactid contacttype contactsubtype donotemail donotphone donotmail donotsms donottrade
    nobulkemailsuseroptout externalidentifier sortname contactsource communicationstyle
    contactisintrash currentemployer currentemployerid preferredcommunicationmethod contacthash
    emailgreeting postalgreeting individualprefix individualsuffix useforbulkmail onhold
    sorteernaam huidigewerkgever contactbron bronvancontact externeidentificatie
    communicatiestijl aanhefemail aanhefpost voorkeurcommunicatiemethode contactsubtype
    """
)
_FEWEST, _FEWEST_WITH_KEY = 3, 2
_NO_PERSON = frozenset({"organization", "household", "organisatie", "huishouden"})
_ON_HOLD_BY_CHOICE = "2"


def recognises(table: Table) -> bool:
    names = plain_headings(table)
    own = names & _OWN
    if "contactid" not in own:
        return len(own) >= _FEWEST
    return len(own | {name for name in names if _OPT_OUT.fullmatch(name)}) >= _FEWEST_WITH_KEY


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    headings = [str(cell).strip() for cell in table.rows[0][1] if cell is not None]
    asked = [name for name in headings if _OPT_OUT.fullmatch(normal_heading(name))]

    def judge(person: Person) -> Text | None:
        return _judge(person, asked)

    layout = replace(LAYOUT, also_read=(*LAYOUT.also_read, *asked))
    return take_people(table, wanted, layout, judge, _tell)


def _judge(person: Person, opt_outs: Sequence[str]) -> Text | None:
    if reason := _reason_to_skip(person):
        return reason
    if middle := _first(person, _MIDDLE):
        person.row["middle_name"] = middle
    person.identify(LAYOUT.name, person["Contact ID"])
    person.identify(f"{LAYOUT.name}-external", _first(person, _EXTERNAL))
    if asked := _asked(person, opt_outs):
        person.opt_out(f"{LAYOUT.title}: {', '.join(asked)}")
    return None


def _tell(person: Person) -> dict[str, Any] | None:
    """An activity of the other export: who was at a meeting. What we sent or did is not theirs."""
    number, kind = _first(person, _ACTIVITY), normal_heading(_first(person, _ACTIVITY_KIND))
    if not number or not _CAME.search(kind):
        return None
    if normal_heading(_first(person, _ACTIVITY_STATE)) in _NOT_DONE:
        return None
    try:
        day = read_date(_first(person, _ACTIVITY_DAY))
    except Unfit:
        day = None
    return {
        "kind": "event",
        "happened_on": day,
        "place": _first(person, _SUBJECT) or _first(person, _LOCATION),
        "source": LAYOUT.name,
        "key": hashed("activity", number, person["Contact ID"]),
    }


def _first(person: Person, headings: Sequence[str]) -> str:
    return next(filter(None, (person[heading] for heading in headings)), "")


def _reason_to_skip(person: Person) -> Text | None:
    if _is_yes(_first(person, _TRASH)):
        return say("this contact is in the trash")
    if _is_yes(_first(person, _DEAD)):
        return say("this person has died")
    if normal_heading(person["Contact Type"]) in _NO_PERSON:
        return say("an organisation or household, not a person")
    return None


def _asked(person: Person, opt_outs: Sequence[str]) -> list[str]:
    """What they asked not to get, as the program calls it."""
    asked = [
        _CALLED.get(normal_heading(heading), heading)
        for heading in opt_outs
        if _is_yes(person[heading])
    ]
    hold = normal_heading(_first(person, _HOLD))
    return (
        [*asked, "On Hold (Opt Out)"] if hold == _ON_HOLD_BY_CHOICE or "optout" in hold else asked
    )


def _is_yes(text: str) -> bool:
    return bool(text) and text.casefold() not in NO


SOURCE = Source(LAYOUT.name, recognises, take, intakes=("members", "activity"))
