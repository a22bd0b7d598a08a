"""Calendar files (.ics): events out of plain structs, so that a second file updates the first.

A program that reads them knows an event again by its uid, and takes the one with the highest
sequence (RFC 5545, RFC 5546). Moments are written in UTC, which every program shows on its own
clock: no time zone has to travel along.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct


class CalendarEvent(Struct, frozen=True):
    """One event; its moments have a time zone."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    note: str = ""
    sequence: int = 0
    """How often it changed since it was first sent."""
    changed_at: datetime | None = None
    is_cancelled: bool = False


def calendar_text(
    name: str, events: Sequence[CalendarEvent], *, now: datetime, language: str
) -> bytes:
    """An iCalendar file; `name` is how a program may call the calendar it makes of it."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//commdesk//commdesk//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_component(event, now))
    return bytes(calendar.to_ical())


def _component(event: CalendarEvent, now: datetime) -> Any:
    from icalendar import Event

    made = Event()
    made.add("uid", event.uid)
    made.add("dtstamp", _utc(now))
    made.add("dtstart", _utc(event.starts_at))
    made.add("dtend", _utc(event.ends_at))
    made.add("summary", event.title)
    if event.note:
        made.add("description", event.note)
    made.add("sequence", event.sequence)
    made.add("last-modified", _utc(event.changed_at or now))
    made.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if event.is_cancelled else "OPAQUE")
    return made


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
