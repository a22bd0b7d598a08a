"""Who was erased from a workbook, kept outside it: an old copy that is opened forgets them again.

One file for all copies of a workbook, in the user's folder for data and where backups go when that
is elsewhere. It holds numbers, days and keyed hashes; the secret of the hashes is in the workbook.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from commdesk.core.backup.copies import chosen_base
from commdesk.core.database import Database
from commdesk.core.erasing.gathering import all_data
from commdesk.core.feature import Features
from commdesk.core.paths import user_data
from commdesk.core.people import Person
from commdesk.core.returning import workbook_key

FOLDER = "erased"


_THERE = """
    EXISTS (SELECT 1 FROM {table} WHERE {table}.id = asked.id)
    OR EXISTS (SELECT 1 FROM journal_change
                WHERE table_name = :table AND row_id = asked.id
                  AND (before IS NOT NULL OR after IS NOT NULL))
"""


class Gone(Struct, frozen=True):
    """Somebody who was erased: which row they were, when, and the marks by which they are known."""

    table: str
    row: str
    """The number of the row; text, as JSON has no whole numbers of this length."""
    on: date
    marks: tuple[str, ...] = ()

    @property
    def person(self) -> Person:
        return Person(int(self.row), self.table)


Known = Mapping[Person, Gone]


def keep(db: Database) -> bool:
    """Bring the ledger up to date with who is erased in this workbook; whether all of it is kept.

    What it knows already stays in it: it is of other copies too.
    """
    here = erased_here(db)
    known = read(db)
    if here.keys() <= known.keys() and all(path.exists() for path in _files(db)):
        return True
    everybody = {**known, **here}
    kept = [_write(path, everybody) for path in _files(db)]
    return all(kept)


def read(db: Database) -> dict[Person, Gone]:
    """Everybody who was erased from any copy of this workbook, as far as this computer knows."""
    found: dict[Person, Gone] = {}
    for path in _files(db):
        found |= {each.person: each for each in _read(path)}
    return found


def _strangers_here(db: Database) -> dict[Person, Gone]:
    """Who stands in any ledger, and in this file: no two workbooks give one number."""
    found = [
        each for root in _roots() for path in (root / FOLDER).glob("*.json") for each in _read(path)
    ]
    there = {
        Person(row_id, table)
        for table in {each.table for each in found} & _tables(db)
        for row_id in _ids_there(db, table, [each.row for each in found if each.table == table])
    }
    return {each.person: each for each in found if each.person in there}


def _ids_there(db: Database, table: str, ids: Sequence[str]) -> list[int]:
    sql = f"""
        WITH asked AS (SELECT CAST(value AS INTEGER) AS id FROM json_each(:ids))
        SELECT id FROM asked WHERE {_THERE.format(table=table)}
    """
    return db.column(sql, {"ids": json.dumps([*ids]), "table": table})


def erased_here(db: Database) -> dict[Person, Gone]:
    """Everybody of whom this file itself knows that they were erased from it."""
    sql = """
        SELECT table_name, row_id, erased_on,
               coalesce((SELECT group_concat(mark, ' ') FROM erased_mark
                          WHERE person_id = erased_person.id), '') AS marks
          FROM erased_person
    """
    found = (
        Gone(
            row["table_name"],
            str(row["row_id"]),
            date.fromisoformat(row["erased_on"]),
            tuple(row["marks"].split()),
        )
        for row in db.query(sql)
    )
    return {each.person: each for each in found}


def missed(db: Database, features: Features) -> dict[Person, Gone]:
    """Who was erased from another copy of this workbook, and not from this one yet.

    What was saved of a damaged file, or dumped without its history, may have lost its first act and
    so its own ledger: whoever is in it and in another ledger is known by their number all the same.
    """
    known = read(db) or _strangers_here(db)
    if not known:
        return {}
    here, tables = erased_here(db), {data.table for data in all_data(features)}
    return {
        person: gone
        for person, gone in known.items()
        if person not in here and person.table in tables
    }


def is_there(db: Database, person: Person) -> bool:
    """Whether the file still says anything of somebody, be it in its history alone."""
    return person.id in _ids_there(db, person.table, [str(person.id)])


def _files(db: Database) -> list[Path]:
    """None while nothing was done in the workbook yet: what was dumped without history has no act,
    and shares no ledger with another such one.
    """
    if not (key := workbook_key(db)):
        return []
    name = hashlib.sha256(key.encode()).hexdigest() + ".json"
    return [root / FOLDER / name for root in _roots()]


def _roots() -> list[Path]:
    return [each for each in (user_data(), chosen_base()) if each]


def _tables(db: Database) -> set[str]:
    return set(db.column("SELECT name FROM sqlite_schema WHERE type = 'table'"))


def _read(path: Path) -> list[Gone]:
    with suppress(OSError, ValueError, msgspec.DecodeError):
        return msgspec.json.decode(path.read_bytes(), type=list[Gone])
    return []


def _write(path: Path, everybody: Known) -> bool:
    """Whole or not at all; False where it cannot be written.

    A folder for copies that is not there now, a stick that is out, is not made: copies would go
    into it.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        user_data().mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(exist_ok=True)
        fresh.write_bytes(msgspec.json.encode(list(everybody.values())))
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        return False
    return True
