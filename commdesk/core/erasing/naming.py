"""Take the names of who goes from texts that others typed.

A text names somebody where it holds their first and last name, their e-mail address or their
phone number, whole and in any case. A first name alone stays: it may be anybody's. So does what
a member who stays is called as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from commdesk.core import journal
from commdesk.core.database import Database, Row
from commdesk.core.erasing.emptying import CALLED, Left, columns_of
from commdesk.core.erasing.gathering import ROWS_OF, all_data, rows_before
from commdesk.core.erasing.spelling import add_ways, called_in, needles, pattern_of
from commdesk.core.feature import Features, PersonalData
from commdesk.core.words import Words

FILLED = frozenset({"member_search", "member_search_due", "outreach_pace"})
"""Tables that are made out of others when those change."""
_AS_IT_IS = {"member": frozenset({"first_name", "infix", "last_name", "sort_name"}),
             "export_log": frozenset({"actor", "device"}),
             "import_log": frozenset({"actor", "device"})}  # fmt: skip
"""What members are called, and who did something: that stays in the history too."""
_JOURNAL = (("journal_change", "before"), ("journal_change", "after"), ("journal_entry", "subject"))
_WORD = re.compile(r"[^\W_]+")
_FEWEST_SIGNS = 5
_FEW = 30
"""Needles: for so many SQL looks in every text itself; for more each text is taken apart once."""


class Names(Struct, frozen=True):
    """What to look for, and what is said instead."""

    patterns: Mapping[str, re.Pattern[str]]
    """By the first word of what they find, in small letters."""
    instead: str
    needles: tuple[str, ...] = ()
    """Of which every text that names somebody has at least one, in small letters; `` fits all."""

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

    def is_in(self, text: str | None) -> bool:
        """Whether the text may name somebody."""
        return not self.patterns.keys().isdisjoint(_WORD.findall((text or "").lower()))


def gone_names(db: Database, features: Features, words: Words, left: Left) -> Names:
    """Of everybody who is noted, while they are still in the file."""
    wanted: dict[str, tuple[str, ...]] = {}
    for data in all_data(features):
        if data.called or data.emails or data.phones:
            for row in _rows_ever(db, data):
                add_ways(wanted, called_in(data, row))
    everything = _names_in(wanted, wanted, words(left.word))
    kept = _of_others(db, features, wanted, everything)
    return _names_in(wanted.keys() - kept, wanted, everything.instead)


def restricted_names(db: Database, features: Features, instead: str) -> Names:
    """Of members whose data may be kept but not used, as they are called now."""
    wanted: dict[str, tuple[str, ...]] = {}
    for data in all_data(features):
        if data.table == "member" and data.called:
            for row in db.query("SELECT * FROM member WHERE is_restricted"):
                add_ways(wanted, called_in(data, row))
    return _names_in(wanted, wanted, instead)


def _rows_ever(db: Database, data: PersonalData) -> list[Row]:
    """As they are and as they were: a change of one part of a name is a whole name before it."""
    where = f"id IN ({ROWS_OF.format(data.table)})"
    rows = db.query(f"SELECT * FROM {data.table} WHERE {where}")
    before = rows_before(db, data.table)
    whole = {row["id"]: row for row in (*before, *rows) if set(data.called) <= row.keys()}
    return [*rows, *(whole.get(row["id"], {}) | row for row in before if row["id"] in whole)]


def _names_in(keys: Iterable[str], wanted: Mapping[str, Sequence[str]], instead: str) -> Names:
    told: dict[str, list[str]] = {}
    ways = [way for key in keys for way in wanted[key]]
    for way in ways:
        told.setdefault(_WORD.findall(way)[0].lower(), []).append(way)
    patterns = {first: pattern_of(found) for first, found in told.items()}
    return Names(patterns, instead, needles(ways))


def _of_others(
    db: Database, features: Features, wanted: Mapping[str, object], names: Names
) -> set[str]:
    """What a member who stays is called as well."""
    found: set[str] = set()
    for data in all_data(features):
        if wanted and data.table == "member" and data.called:
            parts = (*data.called, *data.emails, *data.phones)
            whole = "(" + " || ' ' || ".join(parts) + ")"
            sql = f"""
                SELECT id, {", ".join(parts)} FROM member
                 WHERE id NOT IN ({ROWS_OF.format("member")})
                   AND {_may_name(db, names).replace("{}", whole)}
            """
            for row in db.query(sql):
                found |= called_in(data, row, only=wanted).keys()
    return found


def take_names_out(db: Database, names: Names, words: Words, left: Left) -> None:
    """From every text that is kept; inside a transaction."""
    if not names.patterns:
        return
    where = _may_name(db, names)
    for table in journal.watched_tables(db, FILLED):
        for column in columns_of(db, table).values():
            if column.is_text and column.name not in _AS_IT_IS.get(table, ()):
                is_called = column.is_unique or column.name in CALLED
                differing = partial(left.differing, words) if is_called else None
                _take_out(db, f"{table}.{column.name}", where, names, differing)


def take_names_out_of_history(db: Database, names: Names) -> None:
    """From what the journal has of others; inside a transaction."""
    if names.patterns:
        where = _may_name(db, names)
        for table, column in _JOURNAL:
            _take_out(db, f"{table}.{column}", where, names, None)


def _take_out(
    db: Database, place: str, where: str, names: Names, differing: Callable[[int], str] | None
) -> None:
    """Where two may not be the same, or it is all that a row is called, a number goes along."""
    table, column = place.split(".")
    sql = f"SELECT id, {column} AS text FROM {table} WHERE {where.replace('{}', place)}"
    for row in db.query(sql):
        found = str(row["text"])
        text = names.without(found)
        if text == found:
            continue
        if differing and (column not in CALLED or text.strip() == names.instead):
            text = names.without(found.strip(), differing(row["id"]))
        sql = f"UPDATE {table} SET {column} = :text WHERE id = :id"
        db.execute(sql, {"text": text, "id": row["id"]})


def _may_name(db: Database, names: Names) -> str:
    """The condition on the text {} that it may name somebody: most do not."""
    if len(names.needles) <= _FEW and "" not in names.needles:
        looks = (f"instr(lower({{}}), '{needle}')" for needle in names.needles)
        return f"length({{}}) >= {_FEWEST_SIGNS} AND ({' OR '.join(looks)})"
    db.register("may_name", 1, names.is_in)
    return f"length({{}}) >= {_FEWEST_SIGNS} AND may_name({{}})"
