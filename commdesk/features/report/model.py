"""The weekly report: its parts, what is added by hand, and on which day it is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from commdesk.core.reporting import ReportPart, ReportScope
from commdesk.core.values import Week
from commdesk.core.words import N_, Text
from commdesk.core.workbook import Workdays

DAY_FACT = "report_day"
LEFT_OUT_FACT = "report_left_out"
FRIDAY = 5
WEEKDAYS: tuple[tuple[int, str], ...] = (
    (1, N_("Monday")),
    (2, N_("Tuesday")),
    (3, N_("Wednesday")),
    (4, N_("Thursday")),
    (5, N_("Friday")),
    (6, N_("Saturday")),
    (7, N_("Sunday")),
)
LONGEST_OPENING = 500
MOST_ASKS = 5
LONGEST_ASK = 200


class Note(Struct, frozen=True):
    """What the manager adds to the report of one week, and whether it was made."""

    opening: str = ""
    asks: tuple[str, ...] = ()
    """Decisions asked, in the manager's own words."""
    made_on: date | None = None


class WeekReport(Struct, frozen=True):
    """Everything that can be told of a week; what is left out is still in `parts`."""

    scope: ReportScope
    community: str
    parts: tuple[ReportPart, ...]
    """In the order of reading."""
    note: Note = Note()
    left_out: frozenset[str] = frozenset()
    """Names of parts."""

    @property
    def shown(self) -> tuple[ReportPart, ...]:
        return tuple(part for part in self.parts if name_of(part) not in self.left_out)

    @property
    def asks(self) -> tuple[str | Text, ...]:
        """Decisions asked: those by hand first, they were thought about."""
        return (*self.note.asks, *(ask for part in self.shown for ask in part.asks))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell at all."""
        return not (self.parts or self.note.opening or self.note.asks)


def name_of(part: ReportPart) -> str:
    """By which a part is left out."""
    return part.name or part.title


def in_order(parts: Sequence[ReportPart]) -> tuple[ReportPart, ...]:
    return tuple(sorted(parts, key=lambda part: (part.rank, name_of(part))))


def report_day(week: Week, weekday: int, workdays: Workdays) -> date:
    """The day on which the report of this week is made: its weekday, or the working day before.

    A week without a working day up to then has it on the weekday itself.
    """
    wanted = week.monday + timedelta(days=weekday - 1)
    found = workdays.last_until(wanted)
    return found if found >= week.monday else wanted


def usual_week(today: date, day: date) -> Week:
    """The week that is told of when nobody says which: this one from its `day` on, else the last.

    `day` is the report day of the week of `today`.
    """
    return Week.of(today) if today >= day else Week.of(today) - 1
