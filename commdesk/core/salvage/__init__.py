"""What can be saved from a damaged workbook: what is damaged, and a new workbook of the rest.

The damaged file is only ever copied. `survey` looks and counts; `salvage` makes a new workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from commdesk.core import engine, migrate
from commdesk.core.errors import Refused
from commdesk.core.feature import Features
from commdesk.core.keys import Key
from commdesk.core.packing import Tick
from commdesk.core.rebuilding import (
    STEPS_TABLE,
    Step,
    empty_tables,
    known_steps,
    rebuilt,
    taken_tables,
)
from commdesk.core.salvage.aside import Aside, set_aside
from commdesk.core.salvage.filling import Count, Filling
from commdesk.core.salvage.reader import Reader, Rows
from commdesk.core.salvage.shapes import Shape, shapes_in
from commdesk.core.words import N_

RECOVERED = N_("the workbook was made from a damaged one")
__all__ = ["Count", "Salvaged", "Tick", "salvage", "survey"]


class Salvaged(Struct, frozen=True):
    """What was found in a damaged file, and what came of it."""

    counts: tuple[Count, ...]
    """Of every table that had something to count."""
    pages: int
    broken_pages: int | None
    """Known for a protected file only: a plain one has no checksums."""
    lost_first_page: bool

    @property
    def found(self) -> int:
        return sum(count.found for count in self.counts)

    @property
    def lost(self) -> int:
        """Rows that are known to be lost."""
        return sum(count.lost for count in self.counts)

    @property
    def damaged(self) -> tuple[Count, ...]:
        """The tables from which something is missing, or was mended."""
        return tuple(
            count
            for count in self.counts
            if count.missing or count.has_unknown or count.left_out or count.emptied
        )


def survey(file: Path, features: Features, key: Key | None, tick: Tick) -> Salvaged:
    """Read all that can be read, and count; nothing is made."""
    with _opened(file, features, key, tick) as (aside, reader, steps):
        with closing(empty_tables(features, steps)) as raw:
            wanted, every = taken_tables(raw, features), shapes_in(raw)
        counts = {name: Count(name) for name in wanted}
        for rows in _everything(reader, wanted, every):
            counts[rows.shape.name].saved += len(rows.values)
        for name, count in counts.items():
            there, expected = reader.ids.get(name, set()), reader.expected.get(name, set())
            count.missing = len(expected - there)
            count.has_unknown = bool(reader.gaps.get(name)) and not count.missing
        return _told(aside, counts.values())


def salvage(
    file: Path,
    to: Path,
    features: Features,
    key: Key | None,
    tick: Tick,
    backup: Path | None = None,
) -> Salvaged:
    """A new workbook at `to`, under the same key, of what can be read; the file stays as it is.

    `backup`: a sound copy out of which rows that are missing are taken as they stood then. Refuses
    a file in which nothing is found, and leaves nothing behind then.
    """
    with (
        _opened(file, features, key, tick) as (aside, reader, steps),
        rebuilt(to, features, key, steps) as building,
    ):
        filling = Filling(building)
        for rows in _everything(reader, filling.shapes, shapes_in(building.raw)):
            filling.take(rows)
        if not any(count.saved for count in filling.counts.values()):
            raise nothing_found(file)
        missing = filling.look_up(reader)
        filling.complete(missing, reader.remembered(missing))
        filling.bring_back(missing)
        if backup:
            with closing(engine.connect(str(backup), key=key, read_only=True)) as raw:
                filling.fill_up(raw, missing, reader)
        filling.mend_links()
        _close_undo(building.raw, filling)
        return _told(aside, filling.counts.values())


def nothing_found(file: Path) -> Refused:
    return Refused(
        "Nothing of a commdesk workbook was found in {file}. It was not touched.", file=file.name
    )


@contextmanager
def _opened(
    file: Path, features: Features, key: Key | None, tick: Tick
) -> Iterator[tuple[Aside, Reader, Sequence[Step] | None]]:
    with set_aside(file, key, tick) as aside, closing(Reader(aside, tick)) as reader:
        yield aside, reader, _steps(reader, features, file)


def _steps(reader: Reader, features: Features, file: Path) -> Sequence[Step] | None:
    """The migrations that the file had; None, so today's, when they cannot all be read."""
    if reader.version > migrate.wanted_version(features):
        raise Refused(
            "{file} was made by a newer commdesk. Install that version to open it. "
            "Nothing was changed.",
            file=file.name,
        )
    shape = reader.shapes.get(STEPS_TABLE)
    if shape is None:
        return None
    rows = (dict(zip(shape.columns, r, strict=True)) for b in reader.walk(shape) for r in b.values)
    steps = [(str(row["migration_set"]), str(row["name"])) for row in rows]
    is_whole = len(steps) == reader.version and not reader.gaps.get(STEPS_TABLE)
    return steps if is_whole and set(steps) <= known_steps(features) else None


def _everything(
    reader: Reader, shapes: Iterable[str], every: Mapping[str, Shape]
) -> Iterator[Rows]:
    """Every row of the wanted tables; the file's own columns hold where it still names them."""
    known = {**every, **reader.shapes}
    wanted = [known[name] for name in shapes]
    for shape in wanted:
        yield from reader.walk(shape)
    yield from reader.strays(wanted, known)


def _close_undo(raw: Any, filling: Filling) -> None:
    """After a loss nothing that was done before can be played backwards in good faith."""
    if any(count.missing or count.left_out or count.emptied for count in filling.counts.values()):
        raw.execute("UPDATE journal_entry SET closed_because = ?", (RECOVERED,))


def _told(aside: Aside, counts: Iterable[Count]) -> Salvaged:
    lost_first = frozenset[int]() if aside.has_first_page else frozenset({1})
    return Salvaged(
        counts=tuple(
            count for count in counts if count.found or count.missing or count.has_unknown
        ),
        pages=aside.pages,
        broken_pages=len(aside.broken | lost_first) if aside.key else None,
        lost_first_page=not aside.has_first_page,
    )
