"""What features tell of a week to somebody who never opens the program, and what they hand over.

No names with what they said, no hours of a named person: a part holds totals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from commdesk.core.developing import Chart
from commdesk.core.printed import Printed, Tone
from commdesk.core.values import Week
from commdesk.core.words import Text, say_n

if TYPE_CHECKING:
    from commdesk.core.desk import Desk


class Told(Struct, frozen=True):
    """One cell that says how it is meant."""

    value: Any
    tone: Tone = "plain"


def _others(n: int) -> Text:
    return say_n("and {n} other", "and {n} others", n)


class ReportTable(Struct, frozen=True):
    """Headings are English msgids; cells Text, texts, numbers, Minutes or days, worded later."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Any | Told, ...], ...]
    right: frozenset[int] = frozenset()
    """Numbers of the columns with figures."""
    widths: tuple[int, ...] = ()
    total: tuple[Any | Told, ...] = ()
    """Stands last; none where nothing is added up."""
    others: Callable[[int], Text] = _others
    """What the rows are called for which a page has no room: they are added up in one."""


class ReportPart(Struct, frozen=True):
    """One subject of the weekly report."""

    title: str
    """English msgid."""
    rank: int
    """Lower stands higher: hours 10, gate 20, build-up 30, ambassadors 40, messages 50."""
    lines: tuple[Text, ...] = ()
    table: ReportTable | None = None
    asks: tuple[Text, ...] = ()
    """Decisions asked of the reader, with what happens without."""
    name: str = ""
    """Stable: by it a part is left out of the report."""
    charts: tuple[Chart, ...] = ()
    """Pictures that go with it on paper, the first one first; left out where there is no room."""


class ReportScope(Struct, frozen=True):
    """The week that is told of, and the day on which it is told."""

    week: Week
    today: date


class Handout(Struct, frozen=True):
    """Pages that go along to whoever takes the community over."""

    name: str
    """Of its file, without ending: English msgid."""
    make: Callable[[Desk], Sequence[Printed]]
    """In the language of the workbook; nothing when there is nothing to tell."""
    has_people: bool = False


class Withheld(Struct, frozen=True):
    """What stays behind when a copy of the workbook goes to whoever takes the community over."""

    table: str
    columns: tuple[str, ...]
    """Those that are emptied; none: every row of the table goes."""
    title: str
    """English msgid: what it is, for who gets the copy."""
