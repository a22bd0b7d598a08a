"""Reads of the report: what every feature tells of a week, and what was added by hand."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Features
from commdesk.core.reporting import ReportScope
from commdesk.core.values import Week
from commdesk.core.workbook import read_fact, read_workbook, workdays
from commdesk.features.report.model import (
    DAY_FACT,
    FRIDAY,
    LEFT_OUT_FACT,
    Note,
    WeekReport,
    in_order,
    report_day,
    usual_week,
)


def week_report(db: Database, features: Features, week: Week, today: date) -> WeekReport:
    """Everything that there is to tell of a week, as it stands today."""
    scope = ReportScope(week, today)
    parts = [part for feature in features if feature.report for part in feature.report(db, scope)]
    for reader in features:
        parts += reader.report_over(db, features, scope) if reader.report_over else []
    return WeekReport(
        scope=scope,
        community=read_workbook(db).name,
        parts=in_order(parts),
        note=note_of(db, week),
        left_out=left_out(db),
    )


def note_of(db: Database, week: Week) -> Note:
    """What was added to the report of this week."""
    row = db.one("SELECT * FROM report_note WHERE week = :week", {"week": str(week)})
    if row is None:
        return Note()
    made_on = date.fromisoformat(row["made_on"]) if row["made_on"] else None
    return Note(row["opening"], tuple(row["asks"].splitlines()), made_on)


def note_id(db: Database, week: Week) -> int | None:
    found = db.value("SELECT id FROM report_note WHERE week = :week", {"week": str(week)})
    return None if found is None else int(found)


def left_out(db: Database) -> frozenset[str]:
    """Names of the parts that stay out until they are put back."""
    return frozenset(read_fact(db, LEFT_OUT_FACT, ()))


def weekday_of_report(db: Database) -> int:
    """1 is Monday."""
    return int(read_fact(db, DAY_FACT, FRIDAY))


def day_of_report(db: Database, week: Week) -> date:
    return report_day(week, weekday_of_report(db), workdays(db))


def week_to_tell(db: Database, today: date) -> Week:
    """The week that is told of when nobody says which."""
    return usual_week(today, day_of_report(db, Week.of(today)))
