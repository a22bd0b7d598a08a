"""What runs in the reading child: open one file, send its rows in small blocks, end.

Nothing here may be trusted to come back: calamine aborts the whole process on some files.
"""

from __future__ import annotations

import gc
import pickle
import traceback
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.sheets.cells import Batch, Row, alone
from commdesk.core.sheets.limits import Limits, confine

BLOCK_ROWS = 2_000
BLOCK_CHARACTERS = 250_000
"""The parent's event loop stands still while it unpacks a block: keep it to a few milliseconds."""

Message = tuple[Any, ...]
Rows = list[Row]


class Task(Struct, frozen=True):
    """What to read: the rows of a sheet, or only the names of the sheets."""

    path: Path
    limits: Limits
    sheet: str | None = None
    engine: Literal["calamine", "openpyxl"] = "calamine"
    only_names: bool = False
    with_marks: bool = False
    """Tell of merged cells and of formulas without an outcome too: a value may hide in them."""
    unpacker: str = ""
    """`module:function` that knows files which are no tables; see `Unpacker`."""
    every_sheet: bool = False
    """Of a workbook all sheets, the hidden ones too, each with where its formulas stand."""


Unpacker = Callable[[Path, Limits], "Iterator[tuple[str, Iterator[Row]]] | None"]
"""Runs in the child: None for a file that is not its own, else (name, rows) of each table in it.

Rows are as of a sheet: the first holds headings, and its number is 1 where the file has no rows.
It raises Refused, GaveUp or MemoryError as the readers of sheets do.
"""


def serve(connection: Connection, task: Task) -> None:
    """The child's main: limits first, then every answer as one pickled message."""
    gc.disable()  # it ends soon, and holds plain values
    confine(task.limits)
    for message in answers(task):
        connection.send_bytes(pickle.dumps(message, protocol=5))
    connection.close()


def answers(task: Task) -> Iterator[Message]:
    """("kind", k), ("sheet", name, names), ("rows", block)..., perhaps ("marks", m), a last word.

    The last word is ("done",), ("refused", Text), ("gave_up", why) or ("broken", traceback).
    """
    from commdesk.core.sheets.book import GaveUp
    from commdesk.core.sheets.refusal import unreadable

    try:
        yield from _read(task)
        yield ("done",)
    except Refused as refused:
        yield ("refused", refused.text)
    except OSError as error:
        yield ("refused", unreadable(task.path, error).text)
    except (GaveUp, MemoryError) as error:
        yield ("gave_up", str(error))
    except Exception:  # noqa: BLE001 - the parent raises it as our bug
        yield ("broken", traceback.format_exc())
    except BaseException as error:  # a panic inside calamine is none of Python's exceptions
        if type(error).__name__ != "PanicException":
            raise
        yield ("gave_up", str(error))


def _read(task: Task) -> Iterator[Message]:
    from commdesk.core.sheets.origin import origin

    if task.unpacker and (tables := _unpack(task)) is not None:
        yield from _unpacked(task, tables)
        return
    found = origin(task.path, task.limits)
    yield ("kind", found.kind)
    if found.kind in ("text", "gzip", "zip"):
        yield from _read_text(task, found)
    else:
        yield from _read_book(task, found)


def _unpack(task: Task) -> Iterator[tuple[str, Iterator[Row]]] | None:
    module, _, name = task.unpacker.partition(":")
    unpack: Unpacker = getattr(import_module(module), name)
    return unpack(task.path, task.limits)


def _unpacked(task: Task, tables: Iterator[tuple[str, Iterator[Row]]]) -> Iterator[Message]:
    """Every table of the file, each announced by its name."""
    from commdesk.core.sheets.refusal import empty

    some = False
    yield ("kind", "unpacked")
    for name, rows in tables:
        yield ("sheet", name, ())
        for block in _blocks(map(alone, rows)):
            some = True
            yield ("rows", block)
    if not some:
        raise empty(task.path)


def _read_text(task: Task, found: Any) -> Iterator[Message]:
    from commdesk.core.sheets.delimited import read_delimited
    from commdesk.core.sheets.refusal import empty

    yield ("sheet", "", ())
    if task.only_names:
        return
    some = False
    for block in _blocks(read_delimited(found, task.limits)):
        some = True
        yield ("rows", block)
    if not some:
        raise empty(task.path)


def _read_book(task: Task, found: Any) -> Iterator[Message]:
    from commdesk.core.sheets.book import batches, chosen_sheets, marks_in, open_book
    from commdesk.core.sheets.refusal import empty

    book = open_book(found, task.engine)
    names = tuple(book.names)
    if task.every_sheet:
        yield from _every_sheet(task, found, book)
        return
    if task.only_names:
        yield ("sheet", "", names)
        return
    sheets = chosen_sheets(book, found, task.sheet)
    for name in sheets:
        some = False
        for block in _blocks(batches(book, name, found, task.limits)):
            if not some:
                yield ("sheet", name, names)
            some = True
            yield ("rows", block)
        if some:
            if task.with_marks:
                yield ("marks", marks_in(book, name, found))
            return
    raise empty(task.path, sheets[0] if len(sheets) == 1 else "")


def _every_sheet(task: Task, found: Any, book: Any) -> Iterator[Message]:
    """Each sheet that holds something, with its formulas; `names` are all there are."""
    from commdesk.core.sheets.book import batches, formulas_by_sheet
    from commdesk.core.sheets.refusal import empty

    formulas = formulas_by_sheet(found)
    some = False
    for name in book.every_name:
        blocks = _blocks(batches(book, name, found, task.limits))
        if (first := next(blocks, None)) is None:
            continue
        some = True
        yield ("sheet", name, tuple(book.every_name))
        yield ("rows", first)
        for block in blocks:
            yield ("rows", block)
        yield ("marks", ([], formulas.get(name, [])))
    if not some:
        raise empty(task.path)


def _blocks(batches: Iterable[Batch]) -> Iterator[Rows]:
    block: Rows = []
    size = 0
    for rows, characters in batches:
        block += rows
        size += characters
        if len(block) >= BLOCK_ROWS or size > BLOCK_CHARACTERS:
            yield block
            block, size = [], 0
    if block:
        yield block
