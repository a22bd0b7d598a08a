"""Whom else the texts about one person name: looked for among everybody in the workbook."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from typing import Any

from commdesk.core.database import Row
from commdesk.core.desk import Desk
from commdesk.core.erasing.naming import Names
from commdesk.core.erasing.spelling import add_ways, called_in, pattern_of
from commdesk.core.feature import Features, PersonalData
from commdesk.core.words import N_

SOMEBODY = N_("(another person)")
_WORD = re.compile(r"\w+")
_NOT_A_DIGIT = re.compile(r"\D+")
_LAST_DIGITS = 6


class _Said:
    """The words of all texts together, for a first look at whether somebody can be in them."""

    def __init__(self, texts: Iterable[str]) -> None:
        whole = "\n".join(texts)
        self._small = whole.lower()
        self._words = frozenset(_WORD.findall(_bare(whole)))
        self._digits = _NOT_A_DIGIT.sub("", whole)

    def may_name(self, data: PersonalData, row: Row) -> bool:
        name = _WORD.findall(_bare(" ".join(str(row[column] or "") for column in data.called)))
        return (
            (bool(name) and self._words.issuperset(name))
            or any(row[column] and row[column].lower() in self._small for column in data.emails)
            or any(self._has_number(row[column]) for column in data.phones)
        )

    def _has_number(self, phone: Any) -> bool:
        digits = _NOT_A_DIGIT.sub("", str(phone or ""))
        return len(digits) >= _LAST_DIGITS and digits[-_LAST_DIGITS:] in self._digits


def names_in(desk: Desk, own: Container[tuple[str, int]], texts: Iterable[str]) -> Names:
    """The names of others that these texts may hold; what the person is called as well stays."""
    said = _Said(texts)
    ours: set[str] = set()
    others: dict[str, tuple[str, ...]] = {}
    for data, row in _rows(desk, desk.features):
        if (data.table, row["id"]) in own:
            ours |= called_in(data, row).keys()
        elif said.may_name(data, row):
            add_ways(others, called_in(data, row))
    told: dict[str, list[str]] = {}
    for key in others.keys() - ours:
        for way in others[key]:
            told.setdefault(_WORD.findall(way)[0].lower(), []).append(way)
    return Names({first: pattern_of(ways) for first, ways in told.items()}, desk.words(SOMEBODY))


def _rows(desk: Desk, features: Features) -> Iterator[tuple[PersonalData, Row]]:
    """Everybody, by what they are called."""
    for data in (data for feature in features for data in feature.personal_data):
        if columns := (*data.called, *data.emails, *data.phones):
            for row in desk.db.query(f"SELECT id, {', '.join(columns)} FROM {data.table}"):
                yield data, row


def _bare(text: str) -> str:
    """In small letters and without accents."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
