"""Read .csv, .tsv and .txt, also in .gz or .zip; delimiter and characters found by itself."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile

from msgspec import Struct, field

from commdesk.core.sheets.cells import Batch, clean_rows
from commdesk.core.sheets.encoding import find_encoding
from commdesk.core.sheets.limits import Limits
from commdesk.core.sheets.origin import Origin
from commdesk.core.sheets.refusal import damaged, empty, too_large, unclosed_quote

DELIMITERS = (";", "\t", ",", "|")
_SAMPLE = 64 * 1024
_SHOWN = 60
_SEP = re.compile(r"\ufeff?sep=(.)\s*", re.IGNORECASE | re.DOTALL)
_GUARDED = re.compile(r"'+[=+\-@\t＝＋－＠]")


def read_delimited(origin: Origin, limits: Limits) -> Iterator[Batch]:
    """Rows (as Excel shows it, cells): every value a text, wholly empty rows left out."""
    if not origin.path.stat().st_size:
        raise empty(origin.path)
    with _opened(origin) as source:
        encoding = find_encoding(_blocks(source, origin.path, limits))
    with _opened(origin) as source:
        text = io.TextIOWrapper(source, encoding=encoding, errors="replace", newline="")
        lines = _lines(text, origin.path, limits)
        start, delimiter = _first_look(lines)
        counted = _Lines(itertools.chain(start, lines))
        records = enumerate(_records(counted, delimiter, origin.path, limits), 1)
        unguarded = ((row, [_unguarded(value) for value in values]) for row, values in records)
        yield from clean_rows(unguarded, limits, origin.file)


@contextmanager
def _opened(origin: Origin) -> Iterator[BinaryIO]:
    """The bytes of the text, unpacked; a broken packing becomes a refusal wherever it shows."""
    try:
        match origin.kind:
            case "gzip":
                with gzip.open(origin.path) as packed:
                    yield cast("BinaryIO", packed)
            case "zip":
                with ZipFile(origin.path) as archive, archive.open(origin.member) as member:
                    yield cast("BinaryIO", member)
            case _:
                with origin.path.open("rb") as plain:
                    yield plain
    except (EOFError, gzip.BadGzipFile, zlib.error, BadZipFile) as error:
        raise damaged(origin.path) from error


def _blocks(source: BinaryIO, path: Path, limits: Limits) -> Iterator[bytes]:
    """Everything in it, with an eye on a bomb: packed text that swells beyond the limit."""
    size = 0
    while block := source.read(1 << 18):
        size += len(block)
        if size > limits.inflated_bytes:
            raise too_large(path)
        yield block


def _lines(text: io.TextIOWrapper, path: Path, limits: Limits) -> Iterator[str]:
    while line := text.readline(limits.row):
        if len(line) == limits.row:
            raise too_large(path)
        yield line


def _first_look(lines: Iterator[str]) -> tuple[list[str], str]:
    """The first lines, still to be read, and the delimiter; a line `sep=;` says it and is gone."""
    start: list[str] = []
    size = 0
    for line in lines:
        start.append(line)
        size += len(line)
        if size > _SAMPLE:
            break
    if start and (said := _SEP.fullmatch(start[0])):
        return start[1:], said[1]
    return start, find_delimiter(start)


def find_delimiter(lines: list[str]) -> str:
    """The delimiter that cuts most rows into the same number of cells, more than one.

    None does in a list of one column; then it is `;`, which does not occur.
    """
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[float, int]:
    """Share of the rows with the most usual width, and that width."""
    if delimiter == "," and _is_punctuation(lines):
        return 0.0, 0
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        for row in itertools.islice(csv.reader(lines, delimiter=delimiter), 200):
            widths[len(row)] += len(row) > 1 or any(cell.strip() for cell in row)
    wide = [(count, width) for width, count in widths.items() if width > 1 and count]
    if not wide:
        return 0.0, 0
    count, width = max(wide)
    return round(count / widths.total(), 1), width


def _is_punctuation(lines: list[str]) -> bool:
    """Whether commas only stand in sentences and in `Jong, A. de`: all with a space behind them."""
    text = "".join(lines)
    return "," in text and not re.search(r",(?! )", text)


class _Lines(Struct):
    """The physical lines, remembering those that belong to the record being read."""

    rest: Iterator[str]
    record: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self.rest)
        self.record.append(line)
        return line


def _records(lines: _Lines, delimiter: str, path: Path, limits: Limits) -> Iterator[list[str]]:
    """The rows. Strict, because a stray quotation mark would else swallow rows without a word."""
    csv.field_size_limit(max(limits.cell, limits.row))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for row in itertools.count(1):
        lines.record.clear()
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            yield _mended(lines.record, delimiter) or _fail(path, row, lines.record, error)


def _mended(record: list[str], delimiter: str) -> list[str]:
    """A row on one line whose quotes are sloppy (`"Jan "de bakker" Jansen";2`), read loosely.

    Nothing when a quotation mark stays open: then the row is not one line.
    """
    if len(record) != 1:
        return []
    probe = iter([record[0], ""])
    with suppress(csv.Error):
        values = next(csv.reader(probe, delimiter=delimiter))
        return values if next(probe, None) is not None else []
    return []


def _fail(path: Path, row: int, record: list[str], error: csv.Error) -> list[str]:
    raise unclosed_quote(path, row, _shortened(record[0] if record else "")) from error


def _shortened(line: str) -> str:
    line = line.strip()
    return f"{line[:_SHOWN]}…" if len(line) > _SHOWN else line


def _unguarded(value: str) -> str:
    """Without the apostrophe that an export puts before `=1+1` so that Excel leaves it text."""
    return value[1:] if _GUARDED.match(value) else value
