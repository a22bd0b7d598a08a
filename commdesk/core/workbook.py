"""Facts of one workbook: its name, language, the hours and days of work, closing days, absence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import Minutes
from commdesk.core.words import LANGUAGES, N_

FULL_TIME = Minutes(36 * 60)
MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)
MOST_HOURS = Minutes(60 * 60)
_LOOK_AHEAD = 30
"""Working days on which room is sought for something long."""
_FAR_DAYS = 366  # nobody is away longer; a loop over days ends here

WORDS_FOR = {
    "workbook_fact": N_("Settings"),
    "workbook_fact.name": N_("Name of the workbook"),
    "workbook_fact.language": N_("Language"),
    "workbook_fact.start_on": N_("Start date"),
    "workbook_fact.weekly_minutes": N_("Hours a week"),
    "workbook_fact.workdays": N_("Working days"),
    "workbook_fact.owner": N_("Owner"),
    "workbook_fact.value": N_("Setting"),
    "closing_day": N_("Closing day"),
    "absence": N_("Own absence"),
    "absence.from_on": N_("From"),
    "absence.until_on": N_("Up to and including"),
}


class Workbook(Struct, frozen=True):
    """What a new workbook asks for, and nothing else; workdays are ISO weekdays (1 = Monday)."""

    name: str
    language: str = "nl"
    start_on: date = date(2026, 1, 1)
    weekly_minutes: Minutes = FULL_TIME
    workdays: tuple[int, ...] = MONDAY_TO_FRIDAY
    owner: str = ""


class ClosingDay(Struct, frozen=True):
    """A day on which the organisation is closed."""

    id: int
    day: date
    name: str


class Absence(Struct, frozen=True):
    """A run of days on which the owner is away, first and last included."""

    id: int
    from_on: date
    until_on: date
    note: str


class Workdays(Struct, frozen=True):
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

    def last_until(self, day: date) -> date:
        """The last working day on or before `day`."""
        return next(
            (past for n in range(_FAR_DAYS) if (past := day - timedelta(days=n)) in self), day
        )

    def add(self, day: date, workdays: int) -> date:
        """The day that lies `workdays` working days after `day`."""
        for _ in range(workdays):
            day = self.next_from(day + timedelta(days=1))
        return day

    def spread(
        self, first: date, lengths: Iterable[int], room: Callable[[date], int]
    ) -> Iterator[date]:
        """The working day on which each of these comes, in their order: as many a day as fit.

        `room`: how much fits on a day. What fits on no day of the coming weeks comes where it is.
        """
        day = self.next_from(first)
        left = room(day)
        for length in lengths:
            if length > left:
                coming = accumulate(range(_LOOK_AHEAD), lambda at, _: self.add(at, 1), initial=day)
                later = next((at for at in coming if at > day and room(at) >= length), None)
                day, left = (later, room(later)) if later else (day, left)
            left -= length
            yield day


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
    _check(asdict(workbook))
    db.about(name=workbook.name)
    set_facts(db, **asdict(workbook))
    for day, name in sorted(dutch_closing_days(workbook.start_on.year, 3).items()):
        insert(db, "closing_day", {"day": day.isoformat(), "name": name})


@op("Change the workbook's settings")
def change_workbook(db: Database, changes: Mapping[str, Any]) -> None:
    """Set just these fields of `Workbook`; refuses what cannot be, naming the field."""
    _check(changes)
    set_facts(db, **{key: _tidy(value) for key, value in changes.items()})


def _check(facts: Mapping[str, Any]) -> None:
    if not str(facts.get("name", "x")).strip():
        raise Refused("A workbook needs a name.", field="name")
    if facts.get("language", "nl") not in LANGUAGES:
        raise Refused("Choose Dutch or English.", field="language")
    if not facts.get("workdays", MONDAY_TO_FRIDAY):
        raise Refused("Choose at least one working day.", field="workdays")
    weekly = facts.get("weekly_minutes", FULL_TIME)
    if weekly is None or not 0 < weekly <= MOST_HOURS:
        raise Refused(
            "Type the hours of a week: more than 0, at most {most}.",
            most=MOST_HOURS,
            field="weekly_minutes",
        )


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


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


def list_closing_days(db: Database, *, since: date | None = None) -> list[ClosingDay]:
    """The days on which the organisation is closed, first one first; from `since` on."""
    sql = "SELECT id, day, name FROM closing_day WHERE day >= :since ORDER BY day"
    rows = db.query(sql, {"since": since.isoformat() if since else ""})
    return [ClosingDay(row["id"], date.fromisoformat(row["day"]), row["name"]) for row in rows]


@op("Add closing day {day}")
def add_closing_day(db: Database, day: date | None, name: str) -> int:
    if day is None:
        raise Refused("Which day is the organisation closed?", field="day")
    db.about(day=day)
    if db.value("SELECT 1 FROM closing_day WHERE day = :day", {"day": day.isoformat()}):
        raise Refused("{day} is a closing day already.", day=day, field="day")
    return insert(db, "closing_day", {"day": day.isoformat(), "name": name.strip()})


@op("Add the public holidays of {year}")
def add_public_holidays(db: Database, year: int) -> int:
    """Add those of the Netherlands that are not in the list yet; how many that were."""
    db.about(year=str(year))
    known = {each.day for each in list_closing_days(db)}
    fresh = {day: name for day, name in dutch_closing_days(year, 1).items() if day not in known}
    if not fresh:
        raise Refused("The public holidays of {year} are in the list already.", year=str(year))
    for day, name in sorted(fresh.items()):
        insert(db, "closing_day", {"day": day.isoformat(), "name": name})
    return len(fresh)


@op("Remove closing day {day}")
def remove_closing_day(db: Database, closing_day_id: int) -> None:
    found = db.one("SELECT day FROM closing_day WHERE id = :id", {"id": closing_day_id})
    if found is None:
        raise Refused("This closing day is no longer in the list.")
    db.about(day=date.fromisoformat(found["day"]))
    delete(db, "closing_day", closing_day_id)


def list_absences(db: Database, *, since: date | None = None) -> list[Absence]:
    """Own absence, first one first; those that end on or after `since`."""
    sql = "SELECT * FROM absence WHERE until_on >= :since ORDER BY from_on"
    return [
        Absence(
            row["id"],
            date.fromisoformat(row["from_on"]),
            date.fromisoformat(row["until_on"]),
            row["note"],
        )
        for row in db.query(sql, {"since": since.isoformat() if since else ""})
    ]


@op("Plan own absence from {first}")
def add_absence(db: Database, first: date | None, last: date | None, note: str = "") -> int:
    """Be away from `first` up to and with `last` (None: that one day)."""
    row = _absence_row(db, first, last, note, None)
    return insert(db, "absence", row)


@op("Change own absence from {first}")
def change_absence(
    db: Database, absence_id: int, first: date | None, last: date | None, note: str = ""
) -> None:
    row = _absence_row(db, first, last, note, absence_id)
    if not update(db, "absence", absence_id, row):
        raise Refused("This absence is no longer in the list.")


@op("Remove own absence from {first}")
def remove_absence(db: Database, absence_id: int) -> None:
    found = db.one("SELECT from_on FROM absence WHERE id = :id", {"id": absence_id})
    if found is None:
        raise Refused("This absence is no longer in the list.")
    db.about(first=date.fromisoformat(found["from_on"]))
    delete(db, "absence", absence_id)


def _absence_row(
    db: Database, first: date | None, last: date | None, note: str, own_id: int | None
) -> dict[str, Any]:
    if first is None:
        raise Refused("From which day on?", field="from_on")
    last = last or first
    if last < first:
        raise Refused("The end lies before the start.", field="until_on")
    if (last - first).days >= _FAR_DAYS:
        raise Refused("An absence lasts a year at most.", field="until_on")
    for other in list_absences(db, since=first):
        if other.from_on <= last and other.id != own_id:
            raise Refused(
                "You are away from {first} until {last} already.",
                first=other.from_on,
                last=other.until_on,
                field="from_on",
            )
    db.about(first=first)
    return {"from_on": first.isoformat(), "until_on": last.isoformat(), "note": note.strip()}
