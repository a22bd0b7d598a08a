"""Calendar: to-dos, shifts, follow-ups and agreements as a file for Outlook or Google Calendar.

A reader: it loops over what features hand in as `events`. Its own table holds what a calendar was
told last, so that the next file changes and takes off what it brought before; no name is in it.
"""

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_

FEATURE = Feature(
    name="calendar",
    rank=9,
    title=N_("Calendar"),
    schema="commdesk.features.calendar.schema",
    schema_version=1,
    commands="commdesk.features.calendar.commands",
    tables=frozenset({"calendar_told"}),
    unwatched=frozenset({"calendar_told"}),
    words_for={"calendar_told": N_("Told to a calendar")},
    sections=(
        Section(
            "calendar",
            N_("To your calendar"),
            "commdesk.features.calendar.page:CalendarSection",
            16,
        ),
    ),
)
