"""What a search looks for: the parts of the typed words, and the text that they are sought in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from commdesk.features.members.model import folded

MOST_HITS = 2_000
"""More than this nobody scrolls through: the list says to type more."""
MOST_COUNTED = 100_000
"""Counting goes on to here, so that it never keeps the window waiting."""

_WORD = re.compile(r"\w+")
_GAP = "  "  # two spaces before a word: its first letters are trigrams too
_GRAM = 3
_ENOUGH_GRAMS = 6


class Hits(Struct, frozen=True):
    """Members that a search found, in name order; `is_cut`: there are more than it says."""

    ids: Sequence[int]
    is_cut: bool = False


class Sought(Struct, frozen=True):
    """What was typed, as the index takes it; without parts everybody fits."""

    parts: tuple[str, ...]
    """Pieces of the text: a long word anywhere, a short one behind the gap before a word."""

    @property
    def match(self) -> str:
        """The FTS5 query for all trigrams of all parts; what has them may lack a part."""
        grams = dict.fromkeys(gram for part in self.parts for gram in _grams(part))
        return " AND ".join(f'"{gram}"' for gram in grams)


class Beginning(Struct, frozen=True):
    """Trigrams that tell a word from nearly all others."""

    grams: tuple[str, ...]

    @property
    def match(self) -> str:
        return " AND ".join(f'"{gram}"' for gram in dict.fromkeys(self.grams))


def sought(typed: str) -> Sought:
    words = dict.fromkeys(_WORD.findall(folded(typed)))
    return Sought(tuple(word.rjust(_GRAM) for word in words))


def beginning(word: str) -> Beginning:
    """How the index finds a folded word at the beginning of one: by a few of its trigrams."""
    grams = list(_grams(word if len(word) >= _GRAM else f" {word}".rjust(_GRAM)))
    step = max((len(grams) - 1) / (_ENOUGH_GRAMS - 1), 1)
    count = min(len(grams), _ENOUGH_GRAMS)
    return Beginning(tuple(grams[round(n * step)] for n in range(count)))


def search_text(text: str) -> str:
    """Every word of a text once, without accents and case, with a gap before each."""
    return _GAP + _GAP.join(dict.fromkeys(_WORD.findall(folded(text))))


def _grams(part: str) -> Iterator[str]:
    return (part[start : start + _GRAM] for start in range(len(part) - _GRAM + 1))
