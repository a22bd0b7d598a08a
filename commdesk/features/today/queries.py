"""Reads of Today: what every feature hands in, less what was put off."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Badge, Fact, Features, Tile, TimelineItem
from commdesk.core.words import Text
from commdesk.features.today.model import Line, awake, busy, ranked

_MOST_STORIES = 12


def open_snoozes(db: Database) -> dict[str, date]:
    """Key -> the day it comes back."""
    rows = db.query("SELECT key, until_on FROM today_snooze")
    return {row["key"]: date.fromisoformat(row["until_on"]) for row in rows}


def lines_of_today(db: Database, features: Features, today: date) -> list[Line]:
    """The whole list, in order."""
    found = [item for f in features if f.today for item in f.today(db, today)]
    return ranked(awake(found, open_snoozes(db), today), today)


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


def has_people(db: Database, features: Features) -> bool:
    """Whether anybody is in the workbook yet."""
    tables = [data.table for f in features for data in f.personal_data][:1]
    return any(db.value(f"SELECT 1 FROM {table} LIMIT 1") for table in tables)
