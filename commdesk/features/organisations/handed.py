"""What organisations hand to Today: the silent ones whom we can ask, and who is contact person."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Fact, TodayItem
from commdesk.core.values import Minutes
from commdesk.core.words import Text, say
from commdesk.features.organisations.model import SilentContact, longest_silent
from commdesk.features.organisations.queries import contact_person_of, contacts_to_ask

PAGE = "organisations"
AT_MOST = 3
"""More at once is a list to go through on its own page, not something for today."""
_CONTACT = Minutes(10)


def today_items(db: Database, today: date) -> list[TodayItem]:
    """The longest silent organisations with a contact person whom we may write to."""
    found = longest_silent(contacts_to_ask(db), today)
    return [_item(each, today) for each in found[:AT_MOST]]


def facts(db: Database, member_id: int, _today: date) -> list[Fact]:
    """Of which organisation somebody is contact person, and for what."""
    found = contact_person_of(db, member_id)
    told = " · ".join(part for part in found or () if part)
    return [Fact(say("Contact person of"), Text("{text}", {"text": told}))] if told else []


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
