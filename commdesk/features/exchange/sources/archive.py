"""Archives and JSON of other programs, read in the child with an eye on bombs and broken parts."""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar

import msgspec
from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.sheets.limits import MIB, Limits
from commdesk.core.sheets.refusal import password, refusal, too_large
from commdesk.core.sheets.unzipping import BROKEN, unzipping
from commdesk.core.words import Text, say

T = TypeVar("T")
_MOST_PARTS = 100_000
"""A year of a hundred channels, a file a day, is 36,500."""
_MOST_JSON = 100 * MIB
_ENCRYPTED = 1
_HALF = re.compile(rb"(?i)\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f]..")
"""Half of a character, which a program cut in two: no text can hold it."""


class Archive(Struct):
    """An open .zip whose parts are read one by one; `left` is how much may still come out of it."""

    path: Path
    packed: zipfile.ZipFile
    left: int
    names: frozenset[str]

    def read(self, name: str) -> bytes:
        """All of a part; refuses one that is larger than any such file, or not whole."""
        with self.open(name) as part:
            data = part.read(min(self.left, _MOST_JSON) + 1)
        self.left -= len(data)
        if self.left < 0 or len(data) > _MOST_JSON:
            raise too_large(self.path)
        return data

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A part as it unpacks; refuses what is broken, locked or packed in a strange way."""
        with unzipping(self.path):
            if self.packed.getinfo(name).flag_bits & _ENCRYPTED:
                raise password(self.path)
            with self.packed.open(name) as part:
                yield part


@contextmanager
def opened_archive(path: Path, limits: Limits) -> Iterator[Archive | None]:
    """The archive; None for a file that is none, so that another reader may say what it is."""
    packed = _opened(path)
    if packed is None:
        yield None
        return
    with packed:
        parts = packed.infolist()
        names = frozenset(part.filename for part in parts if not part.is_dir())
        yield Archive(path, packed, limits.inflated_bytes, names)


def _opened(path: Path) -> zipfile.ZipFile | None:
    with path.open("rb") as source:
        if source.read(2) != b"PK":
            return None
    try:
        return zipfile.ZipFile(path)
    except (*BROKEN, NotImplementedError):
        return None


def check_parts(archive: Archive) -> None:
    if len(archive.names) > _MOST_PARTS:
        raise too_large(archive.path)


def decoded(data: bytes, decoder: msgspec.json.Decoder[T], path: Path, part: str | Text) -> T:
    """What JSON says, as far as the decoder asks for it; the rest never becomes a value.

    Of a doubled key the last counts, as everywhere. Raises Refused for what is no such JSON.
    """
    data = as_utf8(data)
    try:
        try:
            return decoder.decode(data)
        except msgspec.DecodeError:
            return decoder.decode(_HALF.sub(rb"\\ufffd", data))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise not_as_expected(path, part) from error


def as_utf8(data: bytes) -> bytes:
    """JSON is UTF-8; an editor may have saved it with a mark, or as UTF-16."""
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace").encode()
    return data


def not_as_expected(path: Path, part: str | Text) -> Refused:
    sentence = say(
        "{file} is damaged or incomplete: {part} cannot be read. Export it again and try that one.",
        file=path.name,
        part=part,
    )
    return refusal(sentence)
