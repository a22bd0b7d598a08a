"""Reads of Today: what every feature hands in, less what was put off, and the hours for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.feature import Badge, Fact, Features, Tile, TimelineItem, WeekItem
from commdesk.core.values import Week
from commdesk.core.words import Text
from commdesk.core.workbook import read_fact, workdays
from commdesk.core.workhours import NOTHING, once, own_hours, stands
from commdesk.features.today.closing import Left, Room, rooms_of, what_is_left
from commdesk.features.today.model import DayWork, Line, awake, busy, day_work, ranked

_MOST_STORIES = 12
_DAYS_AHEAD = 10
"""Working days over which the close of a day looks for room."""


class Closing(Struct, frozen=True):
    """What the close of a day stands on."""

    work: DayWork
    left: tuple[Left, ...]
    rooms: tuple[Room, ...]


def open_snoozes(db: Database) -> dict[str, date]:
    """Key -> the day it comes back."""
    rows = db.query("SELECT key, until_on FROM today_snooze")
    return {row["key"]: date.fromisoformat(row["until_on"]) for row in rows}


def lines_of_today(db: Database, features: Features, today: date) -> list[Line]:
    """The whole list, in order."""
    found = [item for f in features if f.today for item in f.today(db, today)]
    found += [i for f in features if f.today_over for i in f.today_over(db, features, today)]
    return ranked(
        awake(found, open_snoozes(db), today),
        today,
        features=[f.name for f in features],
        owner=read_fact(db, "owner", ""),
    )


def first_line_of(db: Database, features: Features, today: date) -> tuple[date, Line | None]:
    """What the next working day begins with, as far as that is known now."""
    day = workdays(db).next_from(today + timedelta(days=1))
    return day, next(iter(lines_of_today(db, features, day)), None)


def work_of_today(db: Database, features: Features, lines: Sequence[Line], today: date) -> DayWork:
    """The hours of today, and what they go to outside the list."""
    hours = own_hours(db, Week.of(today)).get(today, NOTHING)
    return day_work(hours, _spent(db, features, today), lines, today)


def closing_of(db: Database, features: Features, today: date) -> Closing:
    """What is left of today, and the coming working days with what stands on them."""
    lines, days = lines_of_today(db, features, today), _days_ahead(db, today)
    weeks = sorted({Week.of(day) for day in (today, *days)})
    blocks = _blocks(db, features, weeks, today)
    hours = {day: m for week in weeks for day, m in own_hours(db, week).items()}
    return Closing(
        day_work(hours.get(today, NOTHING), blocks, lines, today),
        tuple(what_is_left(lines, blocks)),
        tuple(rooms_of({day: hours[day] for day in days if day in hours}, blocks)),
    )


def morning_of(db: Database, features: Features, today: date) -> list[Text]:
    """What each feature says of the morning, in a few words; most say nothing."""
    return [text for f in features if f.morning for text in f.morning(db, today)]


def badge(db: Database, features: Features, today: date) -> Badge | None:
    """How many things today asks for, late ones too: as the line on the page says."""
    count, _minutes = busy(lines_of_today(db, features, today))
    return Badge(Text("{n}", {"n": count})) if count else None


def tiles_of_today(db: Database, features: Features, today: date) -> list[Tile]:
    return [tile for f in features if f.tiles for tile in f.tiles(db, today)]


def facts_about(db: Database, features: Features, member_id: int, today: date) -> list[Fact]:
    """What every feature knows of a member."""
    return [fact for f in features if f.facts for fact in f.facts(db, member_id, today)]


def story_of(db: Database, features: Features, member_id: int) -> list[TimelineItem]:
    """What happened with a member lately, newest first."""
    found = [item for f in features if f.timeline for item in f.timeline(db, member_id)]
    return sorted(found, key=lambda item: item.at, reverse=True)[:_MOST_STORIES]


def has_people(db: Database, features: Features, more_than: int = 0) -> bool:
    """Whether anybody is in the workbook yet, or more than so many."""
    tables = [data.table for f in features for data in f.personal_data][:1]
    sql = "SELECT 1 FROM {table} LIMIT 1 OFFSET :many"
    return any(db.value(sql.format(table=table), {"many": more_than}) for table in tables)


def _days_ahead(db: Database, today: date) -> list[date]:
    days, working = [today], workdays(db)
    for _ in range(_DAYS_AHEAD):
        days.append(working.next_from(days[-1] + timedelta(days=1)))
    return days[1:]


def _spent(db: Database, features: Features, today: date) -> list[WeekItem]:
    """What takes from the hours of today; the whole week only of features where that is quick."""
    quick = [f.week(db, Week.of(today)) for f in features if f.week and not f.spent]
    own = [f.spent(db, today) for f in features if f.spent]
    return once(item for found in (*quick, *own) for item in found if stands(item, today))


def _blocks(db: Database, features: Features, weeks: Sequence[Week], today: date) -> list[WeekItem]:
    """What stands in these weeks; what is still to be planned is handed in with each, and once."""
    found = [item for week in weeks for f in features if f.week for item in f.week(db, week)]
    return once(sorted((b for b in found if stands(b, today)), key=lambda b: b.day is None))
