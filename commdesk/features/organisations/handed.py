"""What organisations hand to Today: the silent ones of which we know whom to ask."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import TodayItem
from commdesk.core.values import Minutes
from commdesk.core.words import say
from commdesk.features.organisations.model import SilentContact, longest_silent
from commdesk.features.organisations.queries import contacts_to_ask

PAGE = "organisations"
AT_MOST = 3
"""More at once is a list to go through on its own page, not something for today."""
_CONTACT = Minutes(10)


def today_items(db: Database, today: date) -> list[TodayItem]:
    """The longest silent organisations with a contact person whom we may write to."""
    found = longest_silent(contacts_to_ask(db), today)
    return [_item(each, today) for each in found[:AT_MOST]]


def _item(silent: SilentContact, today: date) -> TodayItem:
    return TodayItem(
        feature="organisations",
        key=f"organisation-silent:{silent.organisation_id}",
        title=say("Contact with {name}", name=silent.organisation),
        reason=silent.reason(today),
        due_on=silent.silent_since or today,
        minutes=_CONTACT,
        urgency="valuable",
        member_id=silent.member_id,
        chip=say("Organisation"),
        page=PAGE,
        target=silent.organisation_id,
    )
