"""Reads of the week: what every feature hands in for it, laid over one's own hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import Features, WeekItem
from commdesk.core.values import Period, Week
from commdesk.core.words import Text, say
from commdesk.core.workbook import read_workbook
from commdesk.core.workhours import hours_of_days
from commdesk.features.week.model import (
    NOTHING,
    Day,
    Frame,
    Targets,
    WeekPlan,
    lay_out,
    shared_off_reason,
)

_WEEKS_AHEAD = 4


def week_plan(db: Database, features: Features, week: Week, today: date) -> WeekPlan:
    """The whole week, as the page shows it and the command line prints it."""
    items = [item for f in features if f.week for item in f.week(db, week)]
    return lay_out(frame(db, week, today), items, targets_of(features))


def publications(db: Database, features: Features, week: Week) -> list[WeekItem]:
    """The content calendar of a week: what is planned to be published and what was, by day."""
    items = [item for f in features if f.publishes for item in f.publishes(db, week)]
    return sorted(items, key=lambda item: item.day or week.sunday)


def weeks_ahead(db: Database, features: Features, today: date) -> Iterator[WeekPlan]:
    """This week and the ones after it, each read when it is asked for."""
    first = Week.of(today)
    return (week_plan(db, features, first + n, today) for n in range(_WEEKS_AHEAD))


def frame(db: Database, week: Week, today: date) -> Frame:
    """The days of a week with their hours, closing days and own absence."""
    workbook = read_workbook(db)
    closed, absent = closing_days(db, week), absences(db, week)
    off = closed.keys() | absent.keys()
    hours = hours_of_days(week, workbook.weekly_minutes, workbook.workdays, off)
    return Frame(week, today, hours, closed, absent)


def closing_days(db: Database, week: Week) -> dict[date, str]:
    """Closing days in a week by name."""
    sql = "SELECT day, name FROM closing_day WHERE day BETWEEN :first AND :last"
    return {date.fromisoformat(row["day"]): row["name"] for row in db.query(sql, _ends(week))}


def absences(db: Database, week: Week) -> dict[date, str]:
    """Days of a week on which the manager is away, with the note."""
    sql = "SELECT * FROM absence WHERE from_on <= :last AND until_on >= :first ORDER BY id"
    found: dict[date, str] = {}
    for row in db.query(sql, _ends(week)):
        period = Period(date.fromisoformat(row["from_on"]), date.fromisoformat(row["until_on"]))
        found |= {day: row["note"] for day in week.days if day in period}
    return found


def targets_of(features: Features) -> Targets | None:
    """How the first feature that knows divides the hours of a week."""
    return next((f.work_targets for f in features if f.work_targets), None)


def kind_titles(features: Features) -> dict[str, str]:
    """What the kinds of work are called: English msgids."""
    targets = targets_of(features)
    return {each.kind: each.title for each in targets(NOTHING)} if targets else {}


def week_rows(
    db: Database, features: Features, weeks: Iterable[Week], today: date
) -> list[dict[str, Any]]:
    """Rows of the week sheet, day by day; what is still to be planned comes once, at the end.

    The kind is a Text: which kinds there are is known to the feature that hands them in. A due day
    is of what can be moved: messages and shifts stand on their day.
    """
    rows: list[dict[str, Any]] = []
    left: dict[str, dict[str, Any]] = {}
    titles = kind_titles(features)
    for week in weeks:
        plan = week_plan(db, features, week, today)
        for day in plan.days:
            rows += _off_rows(day)
            rows += [_row(item, titles) for item in day.items]
        left |= {item.key: _row(item, titles) for item in plan.left_over}
    return rows + list(left.values())


def _off_rows(day: Day) -> list[dict[str, Any]]:
    """A day off is a row too, so that an empty day explains itself."""
    reason = shared_off_reason(day)
    return [{"day": day.day, "what": reason}] if reason else []


def _row(item: WeekItem, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "day": item.day or say("Still to plan"),
        "what": item.shared_title or item.title,
        "kind": Text(titles.get(item.kind, item.kind)),
        "hours": item.minutes if item.is_own else None,
        "others": None if item.is_own else item.minutes,
        "is_done": item.is_done,
        "due_on": item.due_on if item.move else None,
    }


def _ends(week: Week) -> dict[str, str]:
    return {"first": week.monday.isoformat(), "last": week.sunday.isoformat()}
