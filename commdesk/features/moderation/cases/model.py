"""Off-topic cases per boundary and week, and whether there are more of them than before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from commdesk.core.values import Week
from commdesk.core.words import N_

WEEKS = 4
"""So many weeks show, this one the last, and are compared with as many before."""
TRENDS: tuple[tuple[str, str], ...] = (
    ("more", N_("more")),
    ("fewer", N_("fewer")),
    ("same", N_("as before")),
    ("new", N_("new")),
)
_SMALL = 2


class DayCases(Struct, frozen=True):
    """How many cases of a boundary there were on a day."""

    day: date
    boundary: str
    cases: int


class BoundaryWeeks(Struct, frozen=True):
    """The cases of one boundary: week by week, and in the four weeks before those."""

    boundary: str
    by_week: tuple[int, ...]
    """The oldest of the weeks first, this week last."""
    before: int

    @property
    def id(self) -> str:
        return self.boundary

    @property
    def now(self) -> int:
        return sum(self.by_week)

    @property
    def trend(self) -> str:
        """One or two more or fewer say nothing yet."""
        if not self.before:
            return "new" if self.now else "same"
        if abs(self.now - self.before) <= _SMALL:
            return "same"
        return "more" if self.now > self.before else "fewer"


def by_boundary(cases: Iterable[DayCases], today: date) -> list[BoundaryWeeks]:
    """Each boundary of the last eight weeks, those with most cases now first."""
    this = Week.of(today)
    weeks = [this - n for n in range(2 * WEEKS - 1, -1, -1)]
    place = {week: n for n, week in enumerate(weeks)}
    found: dict[str, list[int]] = {}
    for each in cases:
        if (number := place.get(Week.of(each.day))) is not None:
            found.setdefault(each.boundary, [0] * len(weeks))[number] += each.cases
    rows = [
        BoundaryWeeks(boundary, tuple(counts[WEEKS:]), sum(counts[:WEEKS]))
        for boundary, counts in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.now, -row.before, row.boundary.casefold()))
