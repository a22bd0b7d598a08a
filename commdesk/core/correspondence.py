"""What was said to and by people, as a record for an archive or for who asks what was done.

A feature that keeps messages hands them in; whoever makes the record imports none of them.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from commdesk.core.values import Period
from commdesk.core.words import Text


class Sought(Struct, frozen=True):
    """Which messages: those of these days, and about a subject where one is named."""

    days: Period
    text: str = ""
    """Stands in the message or in the title of what it was about."""
    tag: str = ""
    """Of what it was about, or of the member."""
    item: int | None = None


class Spoken(Struct, frozen=True):
    """One message; member and text as they are stored."""

    id: int
    at: datetime
    is_outgoing: bool
    channel: Text
    purpose: Text
    result: Text
    about: str
    """Title of the item that it points to."""
    text: str
    member_id: int
    name: str
    names: tuple[str, ...] = ()
    """Everything in the text that would give them away: parts of their name, address, number."""


class Correspondence(Struct, frozen=True):
    """What was found, oldest first, without those whose data is restricted."""

    messages: tuple[Spoken, ...] = ()
    withheld: int = 0
    """Messages of people whose data is restricted."""
    withheld_people: int = 0
    everybody: frozenset[str] = frozenset()
    """Full names in the workbook: somebody else may be named in a text."""
