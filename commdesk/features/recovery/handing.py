"""Hands everything in the workbook out as readable files, for a purpose and into the export log."""

from __future__ import annotations

from pathlib import Path

from commdesk.core.clock import Clock
from commdesk.core.desk import Desk
from commdesk.core.dumping import SUFFIX, Dumped, dump, load
from commdesk.core.errors import Refused
from commdesk.core.events import note_first
from commdesk.core.exports import export_entry, note_export
from commdesk.core.feature import Features
from commdesk.core.keys import Key
from commdesk.core.packing import Tick
from commdesk.core.rebuilding import taken_tables
from commdesk.core.sheets.output import check_place, replaced
from commdesk.core.words import N_, Text, say_n

LOADED = N_("New workbook from readable files")
SHEET = N_("everything")
"""What the export log calls it."""


def hand_out(
    desk: Desk, path: Path, purpose: str, tick: Tick, *, with_history: bool = True
) -> Dumped:
    """Write it all, or nothing; with people in it only for a purpose, which the log keeps."""
    check_is_free(desk, path)
    people = people_in(desk)
    if not people:
        return _write(desk, path, tick, with_history=with_history)
    written: list[Dumped] = []
    entry = export_entry(
        desk,
        file_name=path.name,
        sheets=(SHEET,),
        rows=_rows_in(desk),
        people=people,
        purpose=purpose,
    )
    desk.do(
        note_export,
        entry,
        save=lambda: written.append(_write(desk, path, tick, with_history=with_history)),
    )
    return written[0]


def take_in(
    source: Path,
    to: Path,
    features: Features,
    tick: Tick,
    key: Key | None = None,
    clock: Clock | None = None,
) -> tuple[Dumped, Text | None]:
    """A new workbook of such a file, which history says; and who in it had been erased before."""
    made = load(source, to, features, tick, key)
    return made, note_first(to, features, clock, key, LOADED, source.name)


def check_is_free(desk: Desk, path: Path) -> None:
    check_place(path, SUFFIX, workbook=desk.path)
    if path.exists():
        raise Refused("{file} exists already. Choose another name.", file=path.name)


def people_in(desk: Desk) -> int:
    """How many people the workbook holds, members and others."""
    others = {
        (data.table, data.member_column)
        for feature in desk.features
        for data in feature.personal_data
        if data.is_person
    }
    return int(desk.db.value("SELECT count(*) FROM member")) + sum(
        int(desk.db.value(f"SELECT count(*) FROM {table} WHERE {column} IS NULL"))
        for table, column in sorted(others)
    )


def told(made: Dumped, place: str) -> Text:
    return say_n(
        "{file} is written, with {n} row.", "{file} is written, with {n} rows.", made.total,
        file=place,
    )  # fmt: skip


def _rows_in(desk: Desk) -> int:
    tables = taken_tables(desk.db.raw, desk.features)
    return sum(int(desk.db.value(f'SELECT count(*) FROM "{table}"')) for table in tables)


def _write(desk: Desk, path: Path, tick: Tick, *, with_history: bool) -> Dumped:
    with replaced(path) as fresh, desk.twin() as twin:
        return dump(twin, fresh, tick, with_history=with_history)
