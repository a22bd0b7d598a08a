"""Take the names of who is left out from texts that others typed.

A text names somebody where it holds their first and last name, their e-mail address or their
phone number, whole and in any case. A first name alone stays: it may be anybody's. So does what
somebody who is in the copy is called as well.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from commdesk.core import journal
from commdesk.core.database import Database, Row
from commdesk.core.words import N_, Words

LEFT_OUT = N_("(left out)")
_CALLED = frozenset({"name", "title"})
_FILLED = frozenset({"member_search", "member_search_due", "outreach_pace"})
"""Tables that are made out of others when those change."""
_AS_IT_IS = {"member": frozenset({"first_name", "infix", "last_name", "sort_name"}),
             "export_log": frozenset({"actor", "device"}),
             "import_log": frozenset({"actor", "device"})}  # fmt: skip
"""What members are called, and who did something: that stays in the history too."""
_WORD = re.compile(r"\w+")
_FEWEST_SIGNS = 5
_PERSON = "SELECT first_name, infix, last_name, email, phone FROM member"


class Names(Struct, frozen=True):
    """What to look for, and what is said instead."""

    patterns: Mapping[str, re.Pattern[str]]
    """By the first word of what they find, in small letters."""
    instead: str

    def without(self, text: str, instead: str = "") -> str:
        """The text with `instead` for every name."""
        for first in dict.fromkeys(map(str.lower, _WORD.findall(text))):
            if pattern := self.patterns.get(first):
                text = pattern.sub(instead or self.instead, text)
        return text

    def off(self, page: Any) -> Any:
        """The same page to be printed, with no name in any of its texts."""
        if not self.patterns:
            return page
        if isinstance(page, str):
            return self.without(page)
        if isinstance(page, tuple):
            return tuple(map(self.off, page))
        if isinstance(page, Struct):
            return replace(page, **{key: self.off(value) for key, value in asdict(page).items()})
        return page


def gone_names(db: Database, words: Words) -> Names:
    """Of who is noted in `temp.gone`, while they are still in the file."""
    gone = "id IN (SELECT id FROM temp.gone)"
    wanted = _called(db.query(f"{_PERSON} WHERE {gone}"))
    kept = _called(db.query(f"{_PERSON} WHERE NOT {gone}")) if wanted else {}
    told: dict[str, list[str]] = {}
    for key, ways in wanted.items():
        if key not in kept:
            for way in ways:
                told.setdefault(_WORD.findall(way)[0].lower(), []).append(way)
    return Names({first: _pattern(ways) for first, ways in told.items()}, words(LEFT_OUT))


def take_names_out(db: Database, names: Names, words: Words) -> None:
    """From every text that is kept; inside a transaction."""
    if not names.patterns:
        return
    for table in journal.watched_tables(db, _FILLED):
        unique = _unique(db, table)
        for column in _texts(db, table):
            _take_out(db, table, column, names, words, is_unique=column in unique)


def _take_out(
    db: Database, table: str, column: str, names: Names, words: Words, *, is_unique: bool
) -> None:
    """Where two may not be the same, or it is all that a row is called, a number goes along."""
    sql = f"SELECT id, {column} AS text FROM {table} WHERE length({column}) >= {_FEWEST_SIGNS}"
    for row in db.query(sql):
        found = str(row["text"])
        text = names.without(found)
        if text == found:
            continue
        if is_unique or (column in _CALLED and text.strip() == names.instead):
            numbered = words("left out {number}", number=f"{row['id'] % 10**6:06}")
            text = names.without(found.strip(), numbered)
        sql = f"UPDATE {table} SET {column} = :text WHERE id = :id"
        db.execute(sql, {"text": text, "id": row["id"]})


def _texts(db: Database, table: str) -> list[str]:
    """Columns with words of somebody; a day or a moment is none."""
    sql = f"""
        SELECT name FROM pragma_table_info('{table}')
         WHERE type = 'TEXT' AND name NOT LIKE '%\\_on' ESCAPE '\\'
           AND name NOT LIKE '%\\_at' ESCAPE '\\'
    """
    return [name for name in db.column(sql) if name not in _AS_IT_IS.get(table, ())]


def _unique(db: Database, table: str) -> frozenset[str]:
    sql = f"""
        SELECT part.name FROM pragma_index_list('{table}') AS "index"
          JOIN pragma_index_info("index".name) AS part
         WHERE "index"."unique" AND part.name IS NOT NULL
    """
    return frozenset(db.column(sql))


def _called(people: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """What somebody is called, in small letters -> how it is written in texts."""
    found: dict[str, tuple[str, ...]] = {}
    for row in people:
        first, infix, last = (_plain(row[key]) for key in ("first_name", "infix", "last_name"))
        whole = _plain(f"{first} {infix} {last}")
        if first and " " in whole:
            turned = [f"{last}, {first} {infix}", f"{infix} {last}, {first}"] if last else []
            found[whole.lower()] = _written(whole, *map(_plain, turned))
        for direct in (_plain(row["email"]), _plain(row["phone"])):
            if len(direct) >= _FEWEST_SIGNS:
                found[direct.lower()] = _written(direct)
    return {key: ways for key, ways in found.items() if _WORD.search(key)}


def _written(*texts: str) -> tuple[str, ...]:
    """With accents as one sign or two, and as JSON may hold them."""
    ways: dict[str, None] = {}
    for text in filter(_WORD.search, texts):
        for form in ("NFC", "NFD"):
            way = unicodedata.normalize(form, text)
            ways |= dict.fromkeys((way, json.dumps(way)[1:-1]))
    return tuple(ways)


def _pattern(ways: Iterable[str]) -> re.Pattern[str]:
    """The longest first: of `a@b.nl` and `a@b.nl.eu` the second is found whole."""
    longest = sorted(ways, key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, way.split())) for way in longest)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" ,")
