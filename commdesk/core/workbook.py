"""Facts of one workbook: its name, language, the hours and days of work, closing days, absence."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import Minutes

FULL_TIME = Minutes(36 * 60)
MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)
_FAR_DAYS = 366  # nobody is away longer; a loop over days ends here


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a new workbook asks for, and nothing else; workdays are ISO weekdays (1 = Monday)."""

    name: str
    language: str = "nl"
    start_on: date = date(2026, 1, 1)
    weekly_minutes: Minutes = FULL_TIME
    workdays: tuple[int, ...] = MONDAY_TO_FRIDAY
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Workdays:
    """The calendar of one's own work: weekdays less closing days and own absence."""

    weekdays: frozenset[int]
    closed: frozenset[date]

    def __contains__(self, day: date) -> bool:
        return day.isoweekday() in self.weekdays and day not in self.closed

    def next_from(self, day: date) -> date:
        """The first working day on or after `day`."""
        return next(
            (later for n in range(_FAR_DAYS) if (later := day + timedelta(days=n)) in self), day
        )

    def add(self, day: date, workdays: int) -> date:
        """The day that lies `workdays` working days after `day`."""
        for _ in range(workdays):
            day = self.next_from(day + timedelta(days=1))
        return day


def read_workbook(db: Database) -> Workbook:
    found = {r["key"]: json.loads(r["value"]) for r in db.query("SELECT * FROM workbook_fact")}
    return Workbook(
        name=found.get("name", db.path.stem),
        language=found.get("language", "nl"),
        start_on=date.fromisoformat(found.get("start_on", "2026-01-01")),
        weekly_minutes=Minutes(found.get("weekly_minutes", FULL_TIME)),
        workdays=tuple(found.get("workdays", MONDAY_TO_FRIDAY)),
        owner=found.get("owner", ""),
    )


def read_fact(db: Database, key: str, default: Any = None) -> Any:
    """One fact by its key, for features that keep a setting in the workbook."""
    found = db.value("SELECT value FROM workbook_fact WHERE key = :key", {"key": key})
    return default if found is None else json.loads(found)


@op("Change the workbook's settings")
def set_facts(db: Database, **facts: Any) -> None:
    """Store facts by key; values are anything JSON can hold, dates as ISO text."""
    known = {r["key"]: r["id"] for r in db.query("SELECT id, key FROM workbook_fact")}
    for key, value in facts.items():
        text = json.dumps(value, default=str, ensure_ascii=False)
        if key in known:
            update(db, "workbook_fact", known[key], {"value": text})
        else:
            insert(db, "workbook_fact", {"key": key, "value": text})


@op("Set up {name}")
def set_up(db: Database, workbook: Workbook) -> None:
    """Give a new workbook its facts and the closing days of this year and the next two."""
    if not workbook.name.strip():
        raise Refused("A workbook needs a name.", field="name")
    if not workbook.workdays:
        raise Refused("Choose at least one working day.", field="workdays")
    db.about(name=workbook.name)
    set_facts(db, **{f.name: asdict(workbook)[f.name] for f in fields(workbook)})
    for day, name in sorted(dutch_closing_days(workbook.start_on.year, 3).items()):
        insert(db, "closing_day", {"day": day.isoformat(), "name": name})


def dutch_closing_days(year: int, years: int) -> dict[date, str]:
    """Public holidays of the Netherlands, a start for the organisation's own list."""
    import holidays

    return dict(holidays.country_holidays("NL", years=range(year, year + years), language="nl"))


def workdays(db: Database) -> Workdays:
    weekdays = read_fact(db, "workdays", MONDAY_TO_FRIDAY)
    closed = {date.fromisoformat(day) for day in db.column("SELECT day FROM closing_day")}
    for row in db.query("SELECT from_on, until_on FROM absence"):
        first, last = (date.fromisoformat(row[key]) for key in ("from_on", "until_on"))
        closed.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return Workdays(frozenset(weekdays), frozenset(closed))


@op("Add closing day {day}")
def add_closing_day(db: Database, day: date, name: str) -> int:
    db.about(day=day.isoformat())
    if db.value("SELECT 1 FROM closing_day WHERE day = :day", {"day": day.isoformat()}):
        raise Refused("{day} is a closing day already.", day=day, field="day")
    return insert(db, "closing_day", {"day": day.isoformat(), "name": name})


@op("Remove closing day {day}")
def remove_closing_day(db: Database, closing_day_id: int) -> None:
    found = db.one("SELECT day FROM closing_day WHERE id = :id", {"id": closing_day_id})
    db.about(day=found["day"] if found else "")
    delete(db, "closing_day", closing_day_id)


@op("Plan own absence")
def add_absence(db: Database, first: date, last: date, note: str = "") -> int:
    if last < first:
        raise Refused("The end lies before the start.", field="until_on")
    row = {"from_on": first.isoformat(), "until_on": last.isoformat(), "note": note}
    return insert(db, "absence", row)


@op("Remove own absence")
def remove_absence(db: Database, absence_id: int) -> None:
    delete(db, "absence", absence_id)
