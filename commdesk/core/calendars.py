"""Calendar files (.ics): events out of plain structs, so that a second file updates the first.

A program that reads them knows an event again by its uid, and takes the one with the highest
sequence (RFC 5545, RFC 5546). Moments are written in UTC, which every program shows on its own
clock: no time zone has to travel along. What has a day and no hour (a to-do, a follow-up) is an
event of a whole day that takes no time, not a VTODO: Outlook and Google Calendar read no to-dos
out of a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from msgspec import Struct

from commdesk.core.words import Text

EventKind = Literal["", "todo", "follow-up", "shift", "agreement", "team"]


class CalendarEvent(Struct, frozen=True):
    """One event; its moments have a time zone, and a day stands for the whole of it."""

    uid: str
    """The same for as long as it is the same thing, whatever becomes of it."""
    title: str | Text
    starts_at: datetime | date
    ends_at: datetime | date
    """Of whole days: the first day after it."""
    note: str | Text = ""
    sequence: int = 0
    """How often it changed since it was first sent."""
    changed_at: datetime | None = None
    is_cancelled: bool = False
    kind: EventKind = ""
    """What can be left out by its kind; `team`: a shift of somebody else."""
    rows: tuple[tuple[str, int], ...] = ()
    """(table, id) of what it tells of: when history has more of one, the event changed."""
    about: str = ""
    """Whom its title names, `member:12`; empty: nobody."""
    shared_title: Text | None = None
    """What it says where nobody may be named; None: nobody is."""

    @property
    def is_whole_day(self) -> bool:
        return not isinstance(self.starts_at, datetime)

    @property
    def day(self) -> date:
        """The day on which it begins, here."""
        start = self.starts_at
        return start.astimezone().date() if isinstance(start, datetime) else start


def whole_day(uid: str, title: str | Text, day: date, **more: Any) -> CalendarEvent:
    """An event of one day without an hour; `more` as in CalendarEvent."""
    return CalendarEvent(uid, title, day, day + timedelta(days=1), **more)


def calendar_text(
    name: str, events: Sequence[CalendarEvent], *, now: datetime, language: str
) -> bytes:
    """An iCalendar file of events whose texts are worded.

    `name` is how a program may call the calendar it makes of it.
    """
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
    made.add("dtstart", _placed(event.starts_at))
    made.add("dtend", _placed(event.ends_at))
    made.add("summary", str(event.title))
    if event.note:
        made.add("description", str(event.note))
    made.add("sequence", event.sequence)
    made.add("last-modified", _utc(event.changed_at or now))
    made.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    takes_time = not (event.is_cancelled or event.is_whole_day)
    made.add("transp", "OPAQUE" if takes_time else "TRANSPARENT")
    return made


def _placed(at: datetime | date) -> datetime | date:
    return _utc(at) if isinstance(at, datetime) else at


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
