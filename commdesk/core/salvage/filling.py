"""Puts what was read of a damaged file in a new workbook, and mends what no longer hangs together.

A row that could not be read comes back from the history in the same file, or else as it stood in a
backup. What still points at a row that is gone gets a stand-in to hang on; where the rules of that
table allow none it loses the pointer, or is left out where it cannot be without; all is counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from commdesk.core import engine
from commdesk.core.database import batched
from commdesk.core.rebuilding import Building
from commdesk.core.salvage.indexes import Values
from commdesk.core.salvage.reader import Reader, Rows
from commdesk.core.salvage.shapes import shape_of

STAND_IN = "?"
_MANY = 500


class Count(Struct):
    """How it went with one table, in rows."""

    table: str
    saved: int = 0
    """Read from the file itself."""
    missing: int = 0
    """Known to have been there, and not read."""
    from_indexes: int = 0
    """Put together again out of the indexes of the table."""
    from_history: int = 0
    from_backup: int = 0
    stand_ins: int = 0
    emptied: int = 0
    """Pointers to rows that are gone."""
    left_out: int = 0
    """Read, but of no use: they hang on a row that is gone, or break a rule of the table."""
    has_unknown: bool = False
    """Whether more may have been lost than is known of."""

    @property
    def found(self) -> int:
        return self.saved + self._brought_back - self.left_out

    @property
    def lost(self) -> int:
        """Rows that are known to be gone for good."""
        return max(self.missing - self._brought_back, 0) + self.left_out

    @property
    def _brought_back(self) -> int:
        return self.from_indexes + self.from_history + self.from_backup


class Filling:
    """One new workbook being filled; `counts` tells how it went."""

    def __init__(self, building: Building) -> None:
        self._raw = building.raw
        self.shapes = {table: shape_of(building.raw, table) for table in building.tables}
        self.counts = {table: Count(table) for table in building.tables}
        self._known: Mapping[str, dict[int, Values]] = {}

    def take(self, rows: Rows) -> None:
        """Insert rows as they were read; what breaks a rule of its table is left out."""
        count = self.counts[rows.shape.name]
        kept = self._insert(rows.shape.name, rows.shape.columns, rows.values)
        count.saved += len(rows.values)
        count.left_out += len(rows.values) - kept

    def look_up(self, reader: Reader) -> dict[str, set[int]]:
        """Which rows are missing, by table, as far as is known."""
        missing: dict[str, set[int]] = {}
        for table, count in self.counts.items():
            there = reader.ids.get(table, set())
            missing[table] = reader.expected.get(table, set()) - there
            count.missing = len(missing[table])
            count.has_unknown = bool(reader.gaps.get(table)) and not missing[table]
        for table, key in self._parents_that_are_gone():
            if key not in missing[table]:
                missing[table].add(key)
                self.counts[table].missing += 1
        return missing

    def complete(
        self, missing: Mapping[str, set[int]], known: Mapping[str, dict[int, Values]]
    ) -> None:
        """Rows that are missing, where the indexes together hold all of their columns."""
        self._known = known
        for table, rows in known.items():
            columns = self.shapes[table].columns
            for key, values in rows.items():
                whole = {"id": key, **values}
                if whole.keys() >= set(columns):
                    row = tuple(whole[name] for name in columns)
                    self.counts[table].from_indexes += self._insert(table, columns, [row])
                    missing[table].discard(key)

    def bring_back(self, missing: Mapping[str, set[int]]) -> None:
        """Rows that are missing, out of the changes in the journal."""
        for table, keys in missing.items():
            for key, values in self._last_known(table, keys).items():
                columns = [name for name in values if name in self.shapes[table].columns]
                row = tuple(values[name] for name in columns)
                if columns and self._insert(table, columns, [row]):
                    self.counts[table].from_history += 1
                    keys.discard(key)

    def fill_up(self, backup: Any, missing: Mapping[str, set[int]], reader: Reader) -> None:
        """Rows that are missing, as they stood in a backup (a connection to it).

        Where nobody knows which rows were there, those of the backup that history does not say
        were removed since.
        """
        for table, keys in missing.items():
            shape = shape_of(backup, table)
            columns = [name for name in shape.columns if name in self.shapes[table].columns]
            if "id" not in columns:
                continue
            if self.counts[table].has_unknown:
                keys.update(self._perhaps_missing(backup, table, reader))
            for block in batched(sorted(keys), _MANY):
                rows = _rows_of(backup, table, columns, block)
                self.counts[table].from_backup += self._insert(table, columns, rows)
                keys.difference_update(row[columns.index("id")] for row in rows)

    def mend_links(self) -> None:
        """Let nothing point at a row that is not there, and leave out no more than must be."""
        for parent, key in sorted(self._parents_that_are_gone()):
            self._stand_in(parent, key)
        for table, key, _parent, column in self._loose():
            if not self._must_have(table, column):
                self._raw.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (key,))
                self.counts[table].emptied += 1
        while loose := self._loose():
            for table, key, _parent, _column in loose:
                gone = self._raw.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (key,)).rowcount
                self.counts[table].left_out += gone

    # --- inside --------------------------------------------------------------------------------

    def _insert(self, table: str, columns: Iterable[str], rows: list[tuple[Any, ...]]) -> int:
        """How many were kept; columns that the table does not have fall away."""
        known = self.shapes[table].columns
        places = [(number, name) for number, name in enumerate(columns) if name in known]
        names = ", ".join(f'"{name}"' for _, name in places)
        marks = ", ".join("?" * len(places))
        sql = f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})'
        before = self._raw.total_changes
        self._raw.executemany(sql, ([row[number] for number, _ in places] for row in rows))
        return int(self._raw.total_changes - before)

    def _parents_that_are_gone(self) -> set[tuple[str, int]]:
        return {
            (parent, self._pointer(table, column, key))
            for table, key, parent, column in self._loose()
            if parent in self.shapes
        }

    def _loose(self) -> list[tuple[str, int, str, str]]:
        """(table, key, parent, column) of every pointer to a row that is not there."""
        columns = {
            (table, row[0]): row[1]
            for table in self.shapes
            for row in self._raw.execute(
                'SELECT id, "from" FROM pragma_foreign_key_list(?)', (table,)
            ).fetchall()
        }
        rows = self._raw.execute("PRAGMA foreign_key_check").fetchall()
        return [(row[0], row[1], row[2], columns[row[0], row[3]]) for row in rows]

    def _pointer(self, table: str, column: str, key: int) -> int:
        sql = f'SELECT "{column}" FROM "{table}" WHERE rowid = ?'
        return int(self._raw.execute(sql, (key,)).fetchone()[0])

    def _must_have(self, table: str, column: str) -> bool:
        shape = self.shapes[table]
        return shape.wanted[shape.columns.index(column)]

    def _stand_in(self, table: str, key: int) -> None:
        """A row under the key that others point at, where the table's rules allow one.

        It says no more than what the indexes still know of the row that was there.
        """
        shape, number = self.shapes[table], self.counts[table].stand_ins + 1
        named = STAND_IN if number == 1 else f"{STAND_IN} {number}"
        values: dict[str, Any] = {"id": key}
        for name, kind, is_wanted, default in zip(
            shape.columns, shape.kinds, shape.wanted, shape.defaults, strict=True
        ):
            if is_wanted and default is None and name != "id":
                values[name] = named if kind == "TEXT" else 0
        values |= self._known.get(table, {}).get(key, {})
        self.counts[table].stand_ins += self._insert(table, values, [tuple(values.values())])

    def _perhaps_missing(self, backup: Any, table: str, reader: Reader) -> set[int]:
        """Keys of a backup that lie where this file could not be read."""
        there, gaps = reader.ids.get(table, set()), reader.gaps.get(table, [])
        found = {
            row[0]
            for row in backup.execute(f'SELECT id FROM "{table}"').fetchall()
            if row[0] not in there and any(low < row[0] < high for low, high in gaps)
        }
        gone = {key for action, key, _after in self._changes(table, found) if action == "delete"}
        return found - gone

    def _last_known(self, table: str, keys: set[int]) -> dict[int, dict[str, Any]]:
        """What the journal says these rows were, after the last change that it still has."""
        found: dict[int, dict[str, Any]] = {}
        for action, key, after in self._changes(table, keys):
            if action == "insert" and after:
                found[key] = json.loads(after)
            elif action == "update" and after and key in found:
                found[key].update(json.loads(after))
            else:  # deleted, or the beginning is not known
                found.pop(key, None)
        return found

    def _changes(self, table: str, keys: set[int]) -> Iterator[tuple[str, int, str | None]]:
        for block in batched(sorted(keys), _MANY):
            marks = ", ".join("?" * len(block))
            sql = f"""
                SELECT action, row_id, after FROM journal_change
                 WHERE table_name = ? AND row_id IN ({marks}) ORDER BY id
            """
            yield from self._raw.execute(sql, (table, *block)).fetchall()


def _rows_of(
    backup: Any, table: str, columns: Iterable[str], keys: tuple[int, ...]
) -> list[tuple[Any, ...]]:
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(keys))
    sql = f'SELECT {names} FROM "{table}" WHERE id IN ({marks})'
    try:
        return [tuple(row) for row in backup.execute(sql, keys).fetchall()]
    except engine.DatabaseError:
        return []  # it has no such table yet
