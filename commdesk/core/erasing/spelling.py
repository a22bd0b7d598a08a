"""How what somebody is called may be written: turned around, with other accents, other signs."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Container, Iterable, Mapping

from commdesk.core.database import Row
from commdesk.core.feature import PersonalData

FEWEST_SIGNS = 5
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"[a-z0-9]+")
_DUTCH = re.compile(r"^(?:\+|00)?31|^0")
_NATIONAL = 9
"""Digits of a Dutch number behind the first zero."""


def called_in(
    data: PersonalData, row: Row, only: Container[str] | None = None
) -> dict[str, tuple[str, ...]]:
    """What a row says that somebody is called, in small letters -> the ways to write it.

    `only`: of others than these nobody asks.
    """
    found: dict[str, tuple[str, ...]] = {}
    parts = [plain(row.get(column)) for column in data.called]
    whole = plain(" ".join(parts))
    if " " in whole and (only is None or whole.lower() in only):
        found[whole.lower()] = written(whole, *_turned(parts))
    for direct in (plain(row.get(column)) for column in (*data.emails, *data.phones)):
        if len(direct) >= FEWEST_SIGNS and (only is None or direct.lower() in only):
            found[direct.lower()] = written(direct, *_dialled(direct))
    return {key: ways for key, ways in found.items() if _WORD.search(key)}


def add_ways(known: dict[str, tuple[str, ...]], found: Mapping[str, tuple[str, ...]]) -> None:
    """Somebody who is in two tables may be written as either of them says."""
    for key, ways in found.items():
        known[key] = tuple(dict.fromkeys((*known.get(key, ()), *ways)))


def _turned(parts: list[str]) -> list[str]:
    """The last name first, as lists have it; of a name in one piece nobody knows where it parts."""
    if len(parts) < len(("first", "infix", "last")) or not (parts[0] and parts[-1]):
        return []
    first, infix, last = parts
    return [plain(f"{last}, {first} {infix}"), plain(f"{infix} {last}, {first}")]


def _dialled(text: str) -> list[str]:
    """A phone number as others write it: in one piece, from abroad, with the 06 apart."""
    digits = re.sub(r"[\s().\-/]", "", text.replace("(0)", ""))
    if not re.fullmatch(r"\+?\d{6,}", digits):
        return []
    rest = _DUTCH.sub("", digits)
    if len(rest) != _NATIONAL:
        return [digits]
    apart = [f"0{rest[0]}-{rest[1:]}", f"0{rest[0]} {rest[1:]}"]
    return [f"0{rest}", f"+31{rest}", f"0031{rest}", f"31{rest}", *apart]


def written(*texts: str) -> tuple[str, ...]:
    """With accents as one sign or two or none, and as JSON may hold them."""
    ways: dict[str, None] = {}
    for text in filter(_WORD.search, texts):
        one, two = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
        bare = "".join(sign for sign in two if not unicodedata.combining(sign))
        for way in (one, two, bare):
            ways |= dict.fromkeys((way, json.dumps(way)[1:-1]))
    return tuple(ways)


def pattern_of(ways: Iterable[str]) -> re.Pattern[str]:
    """The longest first: of `a@b.nl` and `a@b.nl.eu` the second is found whole.

    Between the words of a name stands what stands there in the name of a file, too.
    """
    longest = sorted(ways, key=len, reverse=True)
    spaced = (r"[\s_.\-]+".join(map(re.escape, way.split())) for way in longest)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(spaced)})(?![^\W_])", re.IGNORECASE)


def needles(ways: Iterable[str]) -> tuple[str, ...]:
    """Of every way its longest run of plain letters or digits; one in another says nothing more."""
    runs = {max(_RUN.findall(way.lower()), key=len, default="") for way in ways}
    return tuple(run for run in runs if not any(other != run and other in run for other in runs))


def plain(text: str | None) -> str:
    return " ".join((text or "").split()).strip(" ,")
