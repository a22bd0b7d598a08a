"""Makes a new workbook of a readable export, whole or not at all, however the zip was made."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from commdesk.core import engine
from commdesk.core.database import batched
from commdesk.core.dumping.parts import (
    CONTENTS,
    FORMAT,
    FORMAT_VERSION,
    HISTORY,
    READMES,
    Dumped,
    PartSaid,
    Said,
    file_of,
    read_back,
)
from commdesk.core.errors import Refused
from commdesk.core.feature import Features
from commdesk.core.keys import Key
from commdesk.core.packing import Tick
from commdesk.core.rebuilding import Building, known_steps, rebuilt
from commdesk.core.salvage.shapes import Shape, shape_of
from commdesk.core.sheets.limits import MIB
from commdesk.core.sheets.refusal import refusal, unreadable
from commdesk.core.sheets.unzipping import unzipping
from commdesk.core.words import Text, say

_BLOCK = 500
_MOST_CONTENTS = 8 * MIB
_MOST_PARTS = 1_000
_MOST_INFLATED = 8_192 * MIB
_MOST_IN_A_LINE = 64 * MIB
_MOST_TIMES = 400
_SMALL = 20 * MIB


def look(path: Path) -> Said:
    """What an export says it holds; refuses what is none, without reading its rows."""
    if not path.is_file():
        raise unreadable(path, FileNotFoundError())
    with unzipping(path), zipfile.ZipFile(path) as zipped:
        return _contents(path, zipped)


def load(path: Path, to: Path, features: Features, tick: Tick, key: Key | None = None) -> Dumped:
    """A new workbook at `to` with the rows of the export at `path`: same tables, same ids.

    Every part is checked against its count and SHA-256. Refuses a zip that was changed, that is
    damaged, that another program made or a newer commdesk; nothing is left behind then.
    """
    said = look(path)
    _refuse_newer(path, said, features)
    with (
        unzipping(path),
        zipfile.ZipFile(path) as zipped,
        rebuilt(to, features, key, said.steps) as building,
    ):
        _check_tables(path, said, building)
        total, done = sum(part.rows for part in said.parts), 0
        for part in said.parts:
            for rows in _take(path, zipped, part, building):
                done += rows
                tick(done, total)
        if building.raw.execute("PRAGMA foreign_key_check").fetchone():
            raise _broken(path, say("rows in it point to rows that are not there"))
    return Dumped({part.table: part.rows for part in said.parts})


def _contents(path: Path, zipped: zipfile.ZipFile) -> Said:
    infos = {info.filename: info for info in zipped.infolist()}
    if CONTENTS not in infos or infos[CONTENTS].file_size > _MOST_CONTENTS:
        raise _foreign(path)
    try:
        said = msgspec.json.decode(zipped.read(CONTENTS), type=Said)
    except (msgspec.DecodeError, RecursionError) as error:
        raise _foreign(path) from error
    if said.format != FORMAT:
        raise _foreign(path)
    if said.format_version > FORMAT_VERSION:
        raise _newer(path)
    _check_parts(path, said, zipped.infolist())
    return said


def _check_parts(path: Path, said: Said, infos: list[zipfile.ZipInfo]) -> None:
    """Nothing in it but what it says, under our own names, and none of it larger than can be."""
    wanted = {CONTENTS, *READMES, *(file_of(part.table) for part in said.parts)}
    names = [info.filename for info in infos]
    if len(names) > _MOST_PARTS or sorted(names) != sorted(wanted):
        odd = sorted(set(names) ^ wanted)
        raise _broken(path, say("{part} is missing or does not belong in it", part=_named(odd)))
    if any(part.file != file_of(part.table) for part in said.parts):
        raise _broken(path, say("its contents do not fit its parts"))
    for info in infos:
        is_bomb = info.file_size > max(_SMALL, _MOST_TIMES * info.compress_size)
        if is_bomb or info.file_size > _MOST_INFLATED:
            raise _broken(path, say("{part} is far larger than it can be", part=info.filename))


def _named(odd: list[str]) -> str:
    return odd[0][:100] if odd else CONTENTS


def _refuse_newer(path: Path, said: Said, features: Features) -> None:
    if not set(said.steps) <= known_steps(features) or len(set(said.steps)) != len(said.steps):
        raise _newer(path)


def _check_tables(path: Path, said: Said, building: Building) -> None:
    given = {part.table for part in said.parts}
    wanted = set(building.tables) - (set() if said.has_history else HISTORY)
    if odd := sorted(given ^ wanted):
        raise _broken(path, say("{part} is missing or does not belong in it", part=odd[0]))


def _take(path: Path, zipped: zipfile.ZipFile, part: PartSaid, building: Building) -> Iterator[int]:
    shape = shape_of(building.raw, part.table)
    if shape.columns != part.columns:
        raise _broken(path, say("{part} has other columns than it should", part=part.file))
    names = ", ".join(f'"{name}"' for name in shape.columns)
    marks = ", ".join("?" * len(shape.columns))
    sql = f'INSERT INTO "{part.table}" ({names}) VALUES ({marks})'
    taken, digest = 0, hashlib.sha256()
    try:
        with zipped.open(part.file) as opened:
            for block in batched(_rows(opened, shape, digest), _BLOCK):
                building.raw.executemany(sql, block)
                taken += len(block)
                yield len(block)
    except (ValueError, RecursionError, OverflowError, engine.DatabaseError) as error:
        raise _broken(path, _changed(part)) from error
    if taken != part.rows or digest.hexdigest() != part.sha256:
        raise _broken(path, _changed(part))


def _rows(opened: IO[bytes], shape: Shape, digest: hashlib._Hash) -> Iterator[tuple[object, ...]]:
    """The rows of a part, a line at a time: however long it is, little of it is in memory."""
    for line in _lines(opened, digest):
        text = line.decode("utf-8").strip().removesuffix(",")
        if text not in {"[", "]", "[]"}:
            yield read_back(shape.columns, shape.kinds, text)


def _lines(opened: IO[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    while line := opened.readline(_MOST_IN_A_LINE):
        digest.update(line)
        yield line


def _changed(part: PartSaid) -> Text:
    return say("{part} was changed or is damaged", part=part.file)


def _foreign(path: Path) -> Refused:
    sentence = say(
        "{file} is not a readable export of commdesk. Choose a file that commdesk dump made.",
        file=path.name,
    )
    return refusal(sentence)


def _newer(path: Path) -> Refused:
    sentence = say(
        "{file} was made by a newer commdesk. Install that version and try again.", file=path.name
    )
    return refusal(sentence)


def _broken(path: Path, what: Text) -> Refused:
    sentence = say(
        "{file} cannot be made a workbook: {what}. Use another copy of it.",
        file=path.name,
        what=what,
    )
    return refusal(sentence)
