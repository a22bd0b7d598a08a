"""The members of a Slack workspace as .csv: from Manage members, or from its analytics.

The first has a user id and gives accounts that are switched off; the second is keyed by address.
"""

from __future__ import annotations

from collections.abc import Sequence

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

_KEY = "User ID"
LAYOUT = Layout(
    "slack",
    "Slack",
    columns=(
        ("fullname", "name"),
        ("Name", "name"),
        ("displayname", "name"),
        ("Display name", "name"),
        ("email", "email"),
        ("What I Do", "role"),
        ("Account created (UTC)", "joined_on"),
    ),
    also_read=(_KEY, "username", "status", "Account type", "Deactivated date (UTC)"),
    keys=(_KEY,),
)
_MANAGE = plain("username status billingactive has2fa hassso userid fullname displayname")
_ANALYTICS = plain("accounttype accountcreatedutc daysactive claimeddateutc deactivateddateutc")
_FEWEST_MANAGE, _FEWEST_ANALYTICS = 4, 2


def recognises(table: Table) -> bool:
    found = plain_headings(table)
    is_managed = "userid" in found and len(found & _MANAGE) >= _FEWEST_MANAGE
    return is_managed or len(found & _ANALYTICS) >= _FEWEST_ANALYTICS


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    return take_people(table, wanted, LAYOUT, _judge)


def _judge(person: Person) -> Text | None:
    status = (person["status"] or person["Account type"]).casefold()
    if "bot" in status.split():
        return say("a program, not a person")
    if status.startswith(("deactivated", "deleted")) or person["Deactivated date (UTC)"]:
        return say("the account is switched off")
    person.identify(LAYOUT.name, person[_KEY])
    if not person.has_name and person["username"]:
        person.row["name_if_new"] = person["username"]
    return None


SOURCE = Source(LAYOUT.name, recognises, take)
