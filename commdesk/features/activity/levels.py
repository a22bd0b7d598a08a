"""How active members are, by Savannah's levels (product.md): counted over the last 365 days."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from enum import StrEnum

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope
from commdesk.core.sheets.charting import Series, SheetChart
from commdesk.core.words import N_, Text, say
from commdesk.features.activity.model import WINDOW_DAYS, Counts
from commdesk.features.activity.queries import counts_by_member

MANY = 10
"""From so many conversations somebody takes part, from so many contributions they are core."""


class Level(StrEnum):
    """Each holds more than the one before; contributing counts above talking."""

    VISITOR = "visitor"
    PARTICIPANT = "participant"
    CONTRIBUTOR = "contributor"
    CORE = "core"


LEVELS: tuple[tuple[Level, str], ...] = (
    (Level.VISITOR, N_("Visitor")),
    (Level.PARTICIPANT, N_("Participant")),
    (Level.CONTRIBUTOR, N_("Contributor")),
    (Level.CORE, N_("Core")),
)


def level_of(counts: Counts) -> Level | None:
    """The highest that somebody reaches; None for who did nothing."""
    if counts.contributions:
        return Level.CORE if counts.contributions >= MANY else Level.CONTRIBUTOR
    if counts.conversations:
        return Level.PARTICIPANT if counts.conversations >= MANY else Level.VISITOR
    return None


def members_by_level(db: Database, day: date) -> dict[Level, int]:
    """How many members have each level on a day."""
    since = day - timedelta(days=WINDOW_DAYS - 1)
    found = Counter(map(level_of, counts_by_member(db, since, day).values()))
    return {level: found[level] for level, _ in LEVELS}


def charts(db: Database, scope: ExportScope) -> list[SheetChart]:
    """At the end of the export, or today when that is earlier; none while nobody did anything."""
    found = members_by_level(db, min(scope.days.last, scope.today))
    if not any(found.values()):
        return []
    return [
        SheetChart(
            say("Members by level"),
            tuple(Text(title) for _, title in LEVELS),
            (Series(say("Members"), tuple(found.values())),),
            along=say("Level in 365 days"),
            unit=say("Members"),
            rank=30,
            name="levels",
        )
    ]
