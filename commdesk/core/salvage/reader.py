"""Reads the rows of a damaged file: each table by its key, then the pages that no table leads to.

Nothing is trusted that can be done without: the list of free pages is not looked at, and indexes
only tell which rows there should have been.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from msgspec import Struct

from commdesk.core import engine
from commdesk.core.database import batched
from commdesk.core.packing import Tick
from commdesk.core.salvage.aside import Aside
from commdesk.core.salvage.frame import HIGHEST, LOWEST, SLOTS, WIDTH, Frame, Record
from commdesk.core.salvage.indexes import Damage, Noting, Part, Taking, Values, read_index
from commdesk.core.salvage.shapes import Shape, best_fit, shape_in

_BLOCK = 500
_KINDS_OF_PART = frozenset({"table", "index", "view", "trigger"})
_DEEPEST = 8
"""A damaged stretch is probed for sound rows at 2 to this power places."""
Span = tuple[int, int]


class Rows(Struct, frozen=True):
    """Some rows of one table: values by the columns of its shape."""

    shape: Shape
    values: list[Record]


class Reader:
    """Use as: `walk` every table that is wanted, then `strays` once; `gaps` and `ids` say more."""

    def __init__(self, aside: Aside, tick: Tick) -> None:
        self._aside, self._tick = aside, tick
        self.ids: dict[str, set[int]] = {}
        """Of each table the keys of the rows that were read."""
        self.gaps: dict[str, list[Span]] = {}
        """Of each table the stretches of keys, ends not included, that could not be read."""
        self.expected: dict[str, set[int]] = {}
        """Of each table the keys that its indexes know of."""
        self._complete: set[str] = set()
        """Tables of which an index was read whole: no row of theirs is missing there."""
        self._indexes: list[Part] = []
        self.version = 0
        parts, is_whole = self._listed()
        self._frame = Frame(aside.path, aside.key)
        if not is_whole:
            parts = [*parts, *self._scattered_parts()]
        self._roots = {each.name: each.root for each in parts if each.kind == "table"}
        self.shapes = _shapes(parts)

    def close(self) -> None:
        self._frame.close()

    def walk(self, shape: Shape) -> Iterator[Rows]:
        """The rows of one table as far as its own pages lead to them."""
        if shape.name not in self._roots:
            self.gaps[shape.name] = [(LOWEST, HIGHEST)]
            return
        self._frame.aim([self._roots[shape.name]])
        width = len(shape.columns)
        for block in batched(self._spans(shape.name, width), _BLOCK):
            yield Rows(shape, self._kept(shape, block))

    def strays(self, wanted: Iterable[Shape], known: Mapping[str, Shape]) -> Iterator[Rows]:
        """Rows on sound pages that nothing leads to, by the table and the gap that they fit in.

        `known`: every table, also what is not wanted, to tell those rows from the others.
        """
        taken = {shape.name: shape for shape in wanted}
        open_ = [shape for shape in taken.values() if self.gaps.get(shape.name)]
        if not open_:
            return
        others = [shape for name, shape in known.items() if name not in taken]
        for shape in known.values():
            if shape.name not in self.ids:  # made again from others, but its pages lie about
                deque(self.walk(shape), maxlen=0)
        for slot in self._every_page():
            with suppress(*Damage):
                if self._is_known(next(self._frame.rows(slot, WIDTH, limit=1), None), known):
                    continue
            yield from self._strays_on(slot, open_, others)

    def remembered(self, missing: Mapping[str, set[int]]) -> dict[str, dict[int, Values]]:
        """What indexes still know of rows that are missing, by table and key; ask it last."""
        self._frame.take_off()
        found: dict[str, dict[int, Values]] = {}
        for part in self._indexes:
            if missing.get(part.table):
                take = Taking(missing[part.table], found.setdefault(part.table, {}))
                read_index(self._connect, part, take)
        return found

    # --- inside --------------------------------------------------------------------------------

    def _connect(self) -> Any:
        return engine.connect_loosely(str(self._aside.path), self._aside.key)

    def _listed(self) -> tuple[list[Part], bool]:
        """What the file itself says it holds, and whether all of it could be read."""
        found: list[Part] = []
        try:
            raw = self._connect()
        except engine.DatabaseError:
            return found, False
        try:
            self.version = raw.execute("PRAGMA user_version").fetchone()[0]
            sql = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema"
            for kind, name, table, root, made_by in raw.execute(sql):
                found += [Part(kind, name, table, root or 0, made_by or "")]
        except Damage:
            return found, False
        finally:
            raw.close()
        self._count_by_indexes(found)
        return found, self._aside.has_first_page

    def _count_by_indexes(self, parts: Iterable[Part]) -> None:
        names = {each.name for each in parts if each.kind == "table"}
        for index in parts:
            if index.kind == "index" and index.table in names:
                self._tick(0, 0)
                self._indexes.append(index)
                noting = Noting(self.expected.setdefault(index.table, set()))
                if read_index(self._connect, index, noting):
                    self._complete.add(index.table)

    def _scattered_parts(self) -> list[Part]:
        """Lines of the list of tables, wherever in the file they stand."""
        found: list[Part] = []
        for slot in self._every_page():
            with suppress(*Damage):
                for row in self._frame.rows(slot, 6):
                    kind, name, table, root, sql, more = row[1:7]
                    if kind not in _KINDS_OF_PART or more is not None:
                        break
                    if isinstance(sql, str) and sql.startswith("CREATE ") and root:
                        found.append(Part(kind, name, table, root, sql))
        return found

    def _every_page(self) -> Iterator[int]:
        """Aim at every page in turn; the slot in which it now stands."""
        pages = self._aside.pages
        for batch in batched(range(2, pages + 1), SLOTS):
            self._tick(batch[0], pages)
            self._frame.aim(batch)
            yield from range(len(batch))

    def _spans(self, table: str, width: int) -> Iterator[Record]:
        """Upward until damage, downward until damage, then whatever sound rows lie between."""
        open_: list[Span] = [(LOWEST, HIGHEST)]
        while open_:
            low, high = open_.pop()
            edge = _Edge(low, high)
            yield from self._until_damage(width, edge, is_upward=True)
            if edge.is_whole:
                continue
            yield from self._until_damage(width, edge, is_upward=False)
            if (middle := self._sound_between(edge)) is None:
                self.gaps.setdefault(table, []).append((edge.low, edge.high))
            else:
                open_ += [(edge.low, middle), (middle - 1, edge.high)]

    def _until_damage(self, width: int, edge: _Edge, *, is_upward: bool) -> Iterator[Record]:
        with suppress(*Damage):
            found = self._frame.rows(0, width, edge.low, edge.high, is_upward=is_upward)
            for record in found:
                edge.move_to(record[0], is_upward=is_upward)
                yield record
            edge.is_whole = True

    def _sound_between(self, edge: _Edge) -> int | None:
        """The key of a row inside a damaged stretch that can be reached, or None."""
        for depth in range(1, _DEEPEST + 1):
            step = (edge.high - edge.low) >> depth
            if step < 1:
                return None
            for point in range(edge.low + step, edge.high, 2 * step):
                with suppress(*Damage):
                    rows = self._frame.rows(0, 1, point, edge.high, limit=1)
                    if (found := next(rows, None)) and edge.low < found[0] < edge.high:
                        return int(found[0])
        return None

    def _kept(self, shape: Shape, records: Iterable[Record]) -> list[Record]:
        seen = self.ids.setdefault(shape.name, set())
        fresh = [record for record in records if record[0] not in seen]
        seen.update(record[0] for record in fresh)
        return [shape.values(record) for record in fresh]

    def _is_known(self, record: Record | None, known: Mapping[str, Shape]) -> bool:
        """Whether a row was read already: then so was all of its page that can be read."""
        if record is None:
            return True
        shape = best_fit(known.values(), record)
        return shape is not None and record[0] in self.ids.get(shape.name, ())

    def _strays_on(self, slot: int, open_: list[Shape], others: list[Shape]) -> Iterator[Rows]:
        found: dict[str, list[Record]] = {}
        shapes = {shape.name: shape for shape in open_}
        with suppress(*Damage):
            for record in self._frame.rows(slot, WIDTH):
                fitting = [shape for shape in open_ if self._is_wanted(shape.name, record[0])]
                shape = best_fit([*fitting, *others], record)
                if shape and shape.name in shapes:
                    found.setdefault(shape.name, []).append(record)
        for name, records in found.items():
            yield Rows(shapes[name], self._kept(shapes[name], records))

    def _is_wanted(self, table: str, key: int) -> bool:
        """Whether the row of this key is missing: in a gap, and known to a whole index."""
        if table in self._complete and key not in self.expected.get(table, ()):
            return False
        return any(low < key < high for low, high in self.gaps[table])


class _Edge(Struct):
    """How far a stretch has been read from either side."""

    low: int
    high: int
    is_whole: bool = False

    def move_to(self, key: int, *, is_upward: bool) -> None:
        if is_upward:
            self.low = key
        else:
            self.high = key


def _shapes(parts: Iterable[Part]) -> dict[str, Shape]:
    """The plain tables; those of a search index belong to it and are made again."""
    listed = list(parts)
    virtual = tuple(f"{p.name}_" for p in listed if p.sql.upper().startswith("CREATE VIRTUAL"))
    found = (
        shape_in(part.sql)
        for part in listed
        if part.kind == "table" and not part.name.startswith(("sqlite_", *virtual))
    )
    return {shape.name: shape for shape in found if shape}
