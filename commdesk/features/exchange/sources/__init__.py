"""One module per program whose files we read: file -> canonical rows, problems, closed columns.

A source says whether a table is its own by the headings; the first that does reads it.
"""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.sheets.reader import Table
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources import (
    civicrm,
    discourse,
    entra,
    forms,
    generic,
    google,
    mailchimp,
    meetup,
    outlook,
    slack_members,
    thunderbird,
    vcard,
)
from commdesk.features.exchange.sources.listing import Wanted

PROGRAMS = (
    discourse.SOURCE,
    vcard.SOURCE,
    google.SOURCE,  # its older generation shares headings with Outlook
    outlook.SOURCE,
    thunderbird.SOURCE,
    forms.SOURCE,
    entra.SOURCE,
    slack_members.SOURCE,
    civicrm.SOURCE,
    mailchimp.SOURCE,
    meetup.SOURCE,
)
SOURCES = (*PROGRAMS, generic.SOURCE)
"""Any list is the last resort: it takes whatever has a heading that it knows."""


def take(tables: Sequence[Table], wanted: Wanted) -> Taken:
    """What a file holds for this intake; raises Refused when that is nothing.

    A list is one table; an archive that was unpacked may be more, of which the first tells whose
    it is.
    """
    source = next(source for source in SOURCES if source.recognises(tables[0]))
    return source.take(tables[0], wanted, tables[1:])


def is_list(table: Table, wanted: Wanted) -> bool:
    """Whether the table looks like what is wanted; of a workbook the first such sheet is read."""
    is_known = any(source.recognises(table) for source in PROGRAMS)
    return is_known or generic.holds_people(table, wanted)
