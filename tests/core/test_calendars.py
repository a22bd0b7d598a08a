"""A calendar file says what a program needs to update what it has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from commdesk.core.calendars import CalendarEvent, calendar_text

NOW = datetime(2026, 11, 23, 8, 0, 0, 999, tzinfo=UTC)
START = datetime(2026, 11, 30, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


def text_of(*events: CalendarEvent) -> str:
    return calendar_text("Rooster", events, now=NOW, language="nl").decode()


def test_an_event_stands_in_utc_with_what_a_second_import_needs() -> None:
    text = text_of(
        CalendarEvent("a@commdesk", "Eerste; reacties, é", START, START + timedelta(hours=1.5),
                      sequence=2, changed_at=NOW - timedelta(days=1))
    )  # fmt: skip
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    for wanted in (
        "PRODID:-//commdesk//commdesk//NL", "VERSION:2.0", "METHOD:PUBLISH", "UID:a@commdesk",
        "DTSTART:20261130T080000Z", "DTEND:20261130T093000Z", "DTSTAMP:20261123T080000Z",
        "LAST-MODIFIED:20261122T080000Z", "SEQUENCE:2", "STATUS:CONFIRMED",
        "SUMMARY:Eerste\\; reacties\\, é",
    ):  # fmt: skip
        assert wanted in lines


def test_what_was_cancelled_takes_no_time_any_more() -> None:
    text = text_of(CalendarEvent("a", "x", START, START, is_cancelled=True))
    assert "STATUS:CANCELLED" in text
    assert "TRANSP:TRANSPARENT" in text


def test_a_calendar_without_events_is_a_calendar() -> None:
    assert text_of().endswith("END:VCALENDAR\r\n")
