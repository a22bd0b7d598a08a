"""Builds a demo workbook: every feature's invented rows in one transaction, without a journal."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from pathlib import Path

from msgspec import Struct

from commdesk.core import engine, files
from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.feature import Features, Scale
from commdesk.core.lock import Lock
from commdesk.core.workbook import Workbook

NAME = "Omgevingsnetwerk"
OWNER = "Mirjam"
DAY = date(2026, 11, 23)
"""The Monday on which the demo plays unless asked otherwise."""
SEED = 1
_FACT = "demo"
_CACHE_KIB = 200_000


class Recipe(Struct, frozen=True):
    """What a demo is made from: the same recipe gives the same rows."""

    scale: Scale
    seed: int = SEED
    day: date = DAY

    @property
    def start_on(self) -> date:
        """The Monday on which the history begins."""
        first = self.day - timedelta(weeks=self.scale.weeks)
        return first - timedelta(days=first.weekday())


class _StoppedClock(Struct, frozen=True):
    """The demo's workbook was set up on the morning of its first day."""

    day: date

    def now(self) -> datetime:
        return datetime.combine(self.day, time(8), UTC)


def build(path: Path, features: Features, recipe: Recipe) -> None:
    """Make the demo at `path`, whole or not at all; an older file there is replaced.

    Raises Refused while somebody has that file open, or where it cannot be written.
    """
    with _in_place(path) as building:
        workbook = Workbook(
            NAME, language=recipe.scale.language, start_on=recipe.start_on, owner=OWNER
        )
        clock = _StoppedClock(recipe.start_on)
        Desk.create(building, features, workbook, clock=clock).close()
        with files.readable_errors(path), closing(Database.connect(building)) as db:
            _fill(db, features, recipe)


def is_untouched(path: Path) -> bool:
    """Whether this is a demo in which nobody has done anything yet."""
    sql = """
        SELECT count(*) = 1 AND (SELECT count(*) FROM workbook_fact WHERE key = :demo)
          FROM journal_entry
    """
    try:
        with closing(Database.connect(path, read_only=True)) as db:
            return bool(db.value(sql, {"demo": _FACT}))
    except engine.DatabaseError:
        return False


@contextmanager
def _in_place(path: Path) -> Iterator[Path]:
    """A new file beside the wanted one, moved there in the end; nobody may have it open."""
    building = path.with_name(f"building-{path.name}")
    files.remove_workbook(building)
    with files.readable_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield building
        if path.exists():
            lock = Lock(path)
            lock.take()
            lock.free()
            files.remove_workbook(path)
        with files.readable_errors(path):
            building.replace(path)
    finally:
        files.remove_workbook(building)


def _fill(db: Database, features: Features, recipe: Recipe) -> None:
    """The file is thrown away when this fails, so SQLite needs no journal of its own either."""
    db.execute("PRAGMA journal_mode=OFF")
    db.execute("PRAGMA synchronous=OFF")
    db.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    for feature in features:
        if feature.prepare:
            feature.prepare(db)
    db.count_ids_from(recipe.start_on)
    db.execute("BEGIN IMMEDIATE")
    note = json.dumps({"seed": recipe.seed, "date": recipe.day.isoformat()})
    insert(db, "workbook_fact", {"key": _FACT, "value": note})
    for feature in sorted(features, key=lambda each: each.rank):
        if feature.demo:
            rng = random.Random(f"{recipe.seed} {feature.name}")  # noqa: S311 - a demo, no secret
            import_module(feature.demo).fill(db, recipe.scale, rng, recipe.day)
    for feature in features:
        if feature.settle:
            feature.settle(db)
    db.execute("COMMIT")
    db.execute("PRAGMA optimize=0x10002")
    db.execute("PRAGMA journal_mode=WAL")
