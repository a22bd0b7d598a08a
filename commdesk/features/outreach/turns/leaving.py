"""Who is left out of the queue all the same, for which reason, and how that is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from commdesk.core.words import Text, say_n
from commdesk.features.outreach.model import is_over_cap


class Exclusion(StrEnum):
    """Why somebody with a reason is left out all the same; the first that holds counts."""

    NO_CONTACT = "do-not-contact"
    RESTRICTED = "restricted"
    WRITTEN_TODAY = "written-today"
    CAP = "cap"
    SNOOZED = "snoozed"


class Person(Struct, frozen=True):
    """What decides whether somebody may be written to now."""

    do_not_contact: bool = False
    is_restricted: bool = False
    sent_on: tuple[date, ...] = ()
    """Days of our latest messages to them."""
    waits_until: date | None = None
    """Snoozed or skipped until this day."""


def why_left_out(person: Person, today: date) -> Exclusion | None:
    """The first reason that holds; do-not-contact is absolute and comes first."""
    if person.do_not_contact:
        return Exclusion.NO_CONTACT
    if person.is_restricted:
        return Exclusion.RESTRICTED
    if today in person.sent_on:
        return Exclusion.WRITTEN_TODAY
    if is_over_cap(person.sent_on, today):
        return Exclusion.CAP
    if person.waits_until and today < person.waits_until:
        return Exclusion.SNOOZED
    return None


def worded(excluded: Mapping[Exclusion, int]) -> list[Text]:
    """`2 want no contact`, each reason that was counted."""
    return [_left_out(why, n) for why, n in excluded.items()]


def _left_out(why: Exclusion, n: int) -> Text:
    match why:
        case Exclusion.NO_CONTACT:
            return say_n("{n} wants no contact", "{n} want no contact", n)
        case Exclusion.RESTRICTED:
            return say_n("{n} is restricted", "{n} are restricted", n)
        case Exclusion.WRITTEN_TODAY:
            return say_n("{n} was written to today", "{n} were written to today", n)
        case Exclusion.CAP:
            return say_n("{n} had 2 messages in a week", "{n} had 2 messages each in a week", n)
        case Exclusion.SNOOZED:
            return say_n("{n} is snoozed", "{n} are snoozed", n)
