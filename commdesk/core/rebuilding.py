"""Makes a workbook out of rows from elsewhere: from a damaged file, or from a readable export.

The rows go into the schema that they were written in; then the workbook is brought up to date, and
what features derive from their tables is made again. All of it or no file at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec import Struct

from commdesk.core import engine, files, migrate
from commdesk.core.check import faults
from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.feature import Features
from commdesk.core.keys import Key

STEPS_TABLE = "_sqlite_migrations"
Step = tuple[str, str]
"""(set, name) of one migration."""


class Building(Struct, frozen=True):
    """The new workbook while its rows come in; without triggers, and links are not checked."""

    raw: Any
    tables: tuple[str, ...]
    """Those that take rows, in no order that matters."""


@contextmanager
def rebuilt(
    path: Path, features: Features, key: Key | None, steps: Sequence[Step] | None = None
) -> Iterator[Building]:
    """A new workbook at `path` to fill, which is finished when the block ends well.

    `steps`: the migrations that the rows have had; None: all of them. Refuses where a file is.
    """
    files.claim(path)
    try:
        with files.readable_errors(path):
            engine.create(str(path), key).close()
            raw = engine.connect(str(path), key=key)
            try:
                yield from _filled(raw, features, steps)
                if migrate.version_of(raw) != migrate.wanted_version(features):
                    migrate.apply(raw, features)
            finally:
                raw.close()
            _finish(path, features, key)
    except BaseException:
        files.remove_workbook(path)
        raise


def empty_tables(features: Features, steps: Sequence[Step] | None) -> Any:
    """A connection to an empty workbook of that schema in memory, to look at its tables."""
    raw = engine.in_memory()
    _migrate_to(raw, features, steps)
    return raw


def taken_tables(raw: Any, features: Features) -> list[str]:
    """The tables with rows that are not made again from others."""
    derived = frozenset().union(*(feature.derived for feature in features))
    sql = """
        SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name
    """
    names = [row[0] for row in raw.execute(sql).fetchall()]
    return [name for name in names if name not in derived and name != STEPS_TABLE]


def steps_of(raw: Any) -> list[Step]:
    """The migrations that a workbook has had, in their order."""
    sql = f"SELECT migration_set, name FROM {STEPS_TABLE} ORDER BY id"
    return [(row[0], row[1]) for row in raw.execute(sql).fetchall()]


def known_steps(features: Features) -> set[Step]:
    """Every migration of this program."""
    return {(each.name, one.name) for each in _sets(features) for one in each._migrations}  # noqa: SLF001


def _filled(raw: Any, features: Features, steps: Sequence[Step] | None) -> Iterator[Building]:
    _migrate_to(raw, features, steps)
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("BEGIN IMMEDIATE")
    triggers = _take_triggers(raw)
    tables = taken_tables(raw, features)
    for table in tables:
        raw.execute(f'DELETE FROM "{table}"')  # what a migration had put in
    yield Building(raw, tuple(tables))
    for trigger in triggers:
        raw.execute(trigger)
    raw.execute("COMMIT")


def _take_triggers(raw: Any) -> list[str]:
    """Drop every trigger; how to make them again."""
    rows = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _sql in rows:
        raw.execute(f'DROP TRIGGER "{name}"')
    return [row[1] for row in rows]


def _migrate_to(raw: Any, features: Features, steps: Sequence[Step] | None) -> None:
    from sqlite_utils import Database as Tables

    before, raw.row_factory = raw.row_factory, None
    tables = Tables(raw)
    wanted = known_steps(features) if steps is None else set(steps)
    with tables.atomic():
        for each in _sets(features):
            names = [one.name for one in each.pending(tables)]
            first = next((name for name in names if (each.name, name) not in wanted), None)
            each.apply(tables, stop_before=first)
        raw.execute(f"PRAGMA user_version={len(wanted)}")
    raw.row_factory = before


def _sets(features: Features) -> list[Any]:
    modules = ("commdesk.core.schema", *(each.schema for each in features if each.schema))
    return [import_module(module).migrations for module in modules]


def _finish(path: Path, features: Features, key: Key | None) -> None:
    """Make again what is derived, and refuse a workbook that is not sound."""
    db = Database.connect(path, key=key)
    try:
        _run_each(db, [feature.prepare for feature in features])
        db.execute("BEGIN IMMEDIATE")
        _run_each(db, [feature.derive for feature in features])
        _run_each(db, [feature.settle for feature in features])
        db.execute("COMMIT")
        db.execute("PRAGMA optimize=0x10002")
        found = faults(db.raw)
    finally:
        db.close()
    if found:
        raise Refused("The new workbook is not sound. {what}", what=found[0])


def _run_each(db: Database, acts: Sequence[Callable[[Database], None] | None]) -> None:
    for act in acts:
        if act:
            act(db)
