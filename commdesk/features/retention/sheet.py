"""The sheet of what went: by run and rule, in numbers; nobody is in it."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_, Text
from commdesk.features.retention.queries import every_rule, list_runs

COLUMNS = (
    Column("at", N_("When"), "moment", 18),
    Column("actor", N_("Who"), width=18),
    Column("rule", N_("What"), width=44),
    Column("count", N_("How many"), "number", 12),
    Column("oldest_on", N_("Oldest of"), "date", 14),
)


def rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """Every part of every run on the days of the export, newest first."""
    titles = {each.key: Text(each.title) for each in every_rule(scope.features)}
    return [
        {
            "at": run.at,
            "actor": run.actor,
            "rule": titles.get(part.rule, part.rule),
            "count": part.count,
            "oldest_on": part.oldest_on,
        }
        for run in list_runs(db, limit=-1)
        if run.at.astimezone().date() in scope.days
        for part in run.parts
    ]


SHEET = Sheet("retention", N_("What went after its date"), COLUMNS, rows)
