"""The sheet of week counts: totals by week, without anybody in it."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.developing import Span
from commdesk.core.feature import ExportScope, Features, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_
from commdesk.features.activity.counting.model import KINDS, NAMES, OF_TEAM, TEAM_TITLES
from commdesk.features.activity.counting.queries import week_counts

COLUMNS = (
    Column("week", N_("Week"), width=12),
    *(Column(kind, title, "number", 14) for kind, title in KINDS),
    *(Column(f"team_{kind}", TEAM_TITLES[kind], "number", 18) for kind in OF_TEAM),
)


def team_of(db: Database, features: Features) -> frozenset[int]:
    """Members who work for the community, by what every feature says."""
    return frozenset[int]().union(*(each.team(db) for each in features if each.team))


def rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """A line for each week of the export up to today; empty is not known."""
    weeks = tuple(week for week in scope.weeks if week.monday <= scope.today)
    if not weeks:
        return []
    span = Span(weeks, scope.today, team_of(db, scope.features))
    return [
        {
            "week": str(each.week),
            **{kind: each.figure(kind) for kind, _ in KINDS},
            **{f"team_{kind}": each.told(NAMES[f"team-{kind}"]) for kind in OF_TEAM},
        }
        for each in week_counts(db, span)
    ]


SHEET = Sheet(name="counts", title=N_("Week counts"), columns=COLUMNS, rows=rows)
