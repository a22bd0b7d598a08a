"""A request about one's own data, its term, and a line of the list of people."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from commdesk.core.people import Person
from commdesk.core.words import N_, Text, say, say_n

TOLD_BEFORE = timedelta(days=10)
"""So long before it is due a request stands on Today."""
_TERM, _LONGER = 1, 3
"""Months."""


class Kind(StrEnum):
    """What somebody asks."""

    ACCESS = "access"
    CORRECT = "correct"
    RESTRICT = "restrict"
    HAND_OUT = "hand_out"
    ERASE = "erase"
    OBJECT = "object"


KINDS: tuple[tuple[str, str], ...] = (
    (Kind.ACCESS, N_("access request")),
    (Kind.CORRECT, N_("correction")),
    (Kind.RESTRICT, N_("restriction of use")),
    (Kind.HAND_OUT, N_("handing out")),
    (Kind.ERASE, N_("erasure")),
    (Kind.OBJECT, N_("objection")),
)
OUTCOMES: tuple[tuple[str, str], ...] = (
    ("done", N_("done")),
    ("nothing", N_("nothing is held")),
    ("refused", N_("refused with reasons")),
    ("withdrawn", N_("withdrawn")),
)
Only = Literal["", "open", "restricted", "not-informed", "expired", "gone"]
ONLY: tuple[tuple[Only, str], ...] = (
    ("", N_("Everybody")),
    ("open", N_("With an open request")),
    ("restricted", N_("Restricted")),
    ("not-informed", N_("Not informed yet")),
    ("expired", N_("Past their date")),
    ("gone", N_("Answered, no longer here")),
)
"""Which part of the people the list shows."""


class RequestDraft(Struct, frozen=True):
    """What is typed of a request; without a person it is of somebody who is not in the file."""

    kind: str = Kind.ACCESS
    received_on: date = date.min
    person: Person | None = None
    name: str = ""
    note: str = ""


class Request(RequestDraft, frozen=True):
    """A stored request; of somebody who is in the file the name is as they are called now."""

    id: int = 0
    due_on: date = date.min
    prolonged_because: str = ""
    done_on: date | None = None
    outcome: str = ""

    @property
    def is_open(self) -> bool:
        return self.done_on is None

    @property
    def title(self) -> Text:
        return Text(dict(KINDS)[self.kind])

    def days_left(self, today: date) -> int:
        """Below zero when it is late."""
        return (self.due_on - today).days

    def is_late(self, today: date) -> bool:
        return self.is_open and self.due_on < today

    def state(self, today: date) -> Text:
        """`due 3 Dec, 10 days left`; of a closed one when and how it ended."""
        if self.done_on is not None:
            ended = Text(dict(OUTCOMES).get(self.outcome, ""))
            return say("{outcome} on {day}", outcome=ended, day=self.done_on)
        left = self.days_left(today)
        if left < 0:
            return say_n("{n} day late", "{n} days late", -left)
        return say_n(
            "to be answered by {day}, {n} day left",
            "to be answered by {day}, {n} days left",
            left,
            day=self.due_on,
        )


class PersonRow(Struct, frozen=True):
    """One line of the list of everybody whose data is in the workbook."""

    id: int
    table: str
    name: str
    email: str
    roles: tuple[str, ...]
    """English msgids: a stage, and what else they are here."""
    source: str
    legal_ground: str
    informed_on: date | None
    retention_on: date | None
    is_restricted: bool
    request: str = ""
    """Kind of the open request that is due first, or nothing."""
    due_on: date | None = None

    @property
    def person(self) -> Person:
        return Person(self.id, self.table)

    @property
    def is_member(self) -> bool:
        return self.table == "member"

    @property
    def is_here(self) -> bool:
        """Whether their data is in the workbook; else there only is a request."""
        return self.table != "privacy_request"


def due_day(received_on: date, *, is_prolonged: bool = False) -> date:
    """One calendar month after it came, or three when prolonged (AVG art. 12, paragraph 3).

    A month that has no such day ends on its last (Regulation 1182/71, art. 3).
    """
    months = received_on.month - 1 + (_LONGER if is_prolonged else _TERM)
    year, month = received_on.year + months // 12, months % 12 + 1
    last = monthrange(year, month)[1]
    return date(year, month, min(received_on.day, last))
