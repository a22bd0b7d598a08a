"""Which characters the bytes of a text file stand for; found by reading all of it once.

Programs write UTF-8 or UTF-16; what remains was saved by Excel in one of three old code pages.
charset-normalizer was tried on those and took short lists of names in MacRoman and cp850 for
cp1252, so the three are told apart by where their accents fall.
"""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CODE_PAGES = ("cp1252", "mac_roman", "cp850")
"""Excel for Windows, Excel "CSV (Macintosh)", Excel "CSV (MS-DOS)"; the likeliest first."""
_COMMON = frozenset("éëïöüèêáóç")
"""Those of Dutch: MacRoman reads the ë of cp850 as â."""
_ACCENTED = _COMMON | frozenset("àâãäåæìíîñòôõøùúûÿœß")
_RARE = frozenset("šžýğış")
_OPENING, _CLOSING = frozenset("‘“„«"), frozenset("”»…")
_TYPOGRAPHY = _OPENING | _CLOSING | frozenset("’–—")
_LOOSE = frozenset("€£°±²³½¼§©®·•´ªº\xa0")
_ACCENTS = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 20_000
_FEWEST = 4
"""Pairs of bytes below which nothing can be told."""


class _Finder(Struct):
    """Reads a file block by block: is it UTF-8, and if not, between what do its accents stand?"""

    decoder: codecs.IncrementalDecoder = field(
        default_factory=codecs.getincrementaldecoder("utf-8")
    )
    is_utf8: bool = True
    accented: list[bytes] = field(default_factory=list)

    def read(self, block: bytes) -> None:
        if not block.isascii() and len(self.accented) < _SAMPLE:
            self.accented += itertools.islice(accents(block), _SAMPLE)
        self._decode(block)

    def _decode(self, block: bytes, *, is_last: bool = False) -> None:
        try:
            self.decoder.decode(block, is_last)
        except UnicodeDecodeError:
            self.is_utf8 = False
            self.decoder.reset()

    def found(self) -> str:
        self._decode(b"", is_last=True)
        return "utf-8" if self.is_utf8 else code_page(self.accented)


def find_encoding(blocks: Iterable[bytes]) -> str:
    """The name of the encoding of a file given in blocks; every block is read."""
    finder, first = _Finder(), b""
    for block in blocks:
        first = first or block
        finder.read(block)
    return _marked(first) or _unmarked_utf16(first[:4096]) or finder.found()


def accents(block: bytes) -> Iterator[bytes]:
    """Every run of bytes that are not ASCII, with the one before and the one behind it."""
    for found in _ACCENTS.finditer(block):
        yield block[max(found.start() - 1, 0) : found.end() + 1]


def code_page(pieces: Iterable[bytes]) -> str:
    """The old code page in which these pieces of text look most like pieces of words."""
    pieces = list(pieces)
    return max(CODE_PAGES, key=lambda page: sum(_likeness(piece, page) for piece in pieces))


def _marked(start: bytes) -> str:
    return next((name for mark, name in _MARKS if start.startswith(mark)), "")


def _unmarked_utf16(start: bytes) -> str:
    """UTF-16 without its mark: in Western text nearly every second byte is zero."""
    half = len(start) // 2
    if half < _FEWEST or start.count(0) < half * 0.7:
        return ""
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _likeness(piece: bytes, page: str) -> int:
    text = piece.decode(page, "replace")
    return sum(
        _fit(text[n - 1 : n], letter, text[n + 1 : n + 2])
        for n, letter in enumerate(text)
        if letter > "\x7f"
    )


def _fit(before: str, letter: str, after: str) -> int:
    """How well a character sits between its neighbours: no capital after a small letter..."""
    left, right = before.isalpha(), after.isalpha()
    if letter.lower() in _ACCENTED | _RARE:
        return _letter_fit(before, letter, after)
    if letter in _TYPOGRAPHY:
        is_misplaced = (letter in _OPENING and left) or (letter in _CLOSING and right)
        return -2 if is_misplaced else 3
    if letter in _LOOSE:
        return -2 if left and right else 1
    return -2 if left or right else -1


def _letter_fit(before: str, letter: str, after: str) -> int:
    if letter.isupper() and before.isalpha() and (before.islower() or after.islower()):
        return -2
    if not (before.isalpha() or after.isalpha()):
        return 0
    small = letter.lower()
    return 1 if small in _RARE else 3 if small in _COMMON else 2
