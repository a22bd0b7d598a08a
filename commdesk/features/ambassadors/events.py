"""When agreements with ambassadors begin and end, for a calendar program."""

from __future__ import annotations

from datetime import date

from commdesk.core.calendars import CalendarEvent, whole_day
from commdesk.core.database import Database
from commdesk.core.values import Period
from commdesk.core.words import Text, say
from commdesk.features.ambassadors.agreements import Agreement
from commdesk.features.ambassadors.agreements.queries import all_agreements
from commdesk.features.members import member_names, restricted_members


def events(db: Database, period: Period) -> list[CalendarEvent]:
    """The first and the last day of every agreement, not of whom no use may be made."""
    restricted, names = restricted_members(db), member_names(db)
    return [
        _event(agreement, day, names[member_id])
        for member_id, agreements in all_agreements(db).items()
        if member_id not in restricted
        for each in agreements
        for agreement, day in _events(each)
        if day in period
    ]


def _events(agreement: Agreement) -> list[tuple[Agreement, date]]:
    return [(agreement, day) for day in (agreement.from_on, agreement.until_on) if day]


def _event(agreement: Agreement, day: date, name: str) -> CalendarEvent:
    ends = day == agreement.until_on
    title, hidden = _titles(name, ends=ends)
    return whole_day(
        f"agreement-{agreement.id}-{'until' if ends else 'from'}",
        title,
        day,
        kind="agreement",
        rows=(("ambassador_agreement", agreement.id), ("member", agreement.member_id)),
        about=f"member:{agreement.member_id}",
        shared_title=hidden,
    )


def _titles(name: str, *, ends: bool) -> tuple[Text, Text]:
    """With the name, and without."""
    if ends:
        return (
            say("Agreement with {name} ends", name=name),
            say("Agreement with an ambassador ends"),
        )
    return (
        say("Agreement with {name} begins", name=name),
        say("Agreement with an ambassador begins"),
    )
