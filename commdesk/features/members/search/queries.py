"""Reads of the search index: who fits, and how many that are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commdesk.core.database import Database
from commdesk.features.members.search.model import (
    MOST_COUNTED,
    MOST_HITS,
    Hits,
    Sought,
    beginning,
    search_text,
    sought,
)

_PARTS = 25
_ROOM = 16  # places that a member takes up, nearly always
_LARGE = 20_000 * _ROOM
_STRETCH = 1_200 * _ROOM


def find_hits(
    db: Database,
    typed: str,
    *,
    limit: int = MOST_HITS,
    where: str = "",
    params: Mapping[str, Any] | None = None,
) -> Hits | None:
    """The first members in name order who fit, at most `limit` (-1: all); None: nothing typed.

    `where` narrows it further: a condition on `found.id`, a member's id.
    """
    looking = sought(typed)
    if not looking.parts:
        return None
    # One row of all ids: for each row that is fetched a busy thread would keep the window waiting.
    sql = f"""
        SELECT json_group_array(id) FROM (
            SELECT found.id
              FROM member_gram JOIN member_search AS found ON found.place = member_gram.rowid
             WHERE member_gram MATCH :match {_exactly(looking)} {f"AND ({where})" if where else ""}
          ORDER BY member_gram.rowid LIMIT :limit)
    """
    values = {"match": looking.match, "limit": limit if limit < 0 else limit + 1}
    ids = json.loads(db.value(sql, {**values, **_parts(looking), **(params or {})}))
    is_cut = 0 <= limit < len(ids)
    return Hits(ids[:limit] if is_cut else ids, is_cut)


def find_any(db: Database, words: Sequence[str], *, limit: int, where: str = "") -> Sequence[int]:
    """The first members in name order in whose text a word begins as one of these folded words.

    At most `limit`; `where` is as in `find_hits`. A dozen words at once are asked for quickest.
    """
    if not words:
        return []
    match = " OR ".join(f"({beginning(word).match})" for word in words)
    sql = f"""
        SELECT found.id
          FROM member_gram JOIN member_search AS found ON found.place = member_gram.rowid
         WHERE member_gram MATCH :match AND {_any_begins(words)} {f"AND ({where})" if where else ""}
      ORDER BY member_gram.rowid LIMIT :limit
    """
    return db.column(sql, {**_begun(words), "match": match, "limit": limit})


def find_any_from(
    db: Database, words: Sequence[str], *, share: float, limit: int, where: str = ""
) -> Sequence[int]:
    """The same among a thousand or so members, from this share of everybody on.

    Reads their texts and no index: for words that many have, and for another part each time.
    """
    if not words:
        return []
    sql = f"""
        SELECT found.id FROM member_search AS found
         WHERE found.place > :after AND found.place <= :until
           AND {_any_begins(words)} {f"AND ({where})" if where else ""}
      ORDER BY found.place LIMIT :limit
    """
    first, last = _places(db)
    start = first - 1 + int((max(last - _STRETCH, first) - first) * share)
    ends = {"after": start, "until": start + _STRETCH, "limit": limit}
    return db.column(sql, {**_begun(words), **ends})


def has_one_stretch(db: Database) -> bool:
    """Whether `find_any_from` reads the texts of everybody, wherever it begins."""
    first, last = _places(db)
    return last - first < _STRETCH


def is_large(db: Database) -> bool:
    """Whether there are so many members that looking for many words takes its time."""
    return _places(db)[1] > _LARGE


def ids_found(db: Database, typed: str, *, limit: int) -> Sequence[int]:
    """The first members in name order in whose text the typed words stand, at most `limit`."""
    hits = find_hits(db, typed, limit=limit)
    return hits.ids if hits else ()


def words_begin(typed: str) -> tuple[str, dict[str, str]]:
    """A condition on a row `found` of member_search, and its values: each typed word begins one.

    For whoever walks another list of members in its own order; without words everybody fits.
    """
    texts = dict.fromkeys(search_text(typed).split())
    values = {f"word{n}": search_text(text) for n, text in enumerate(texts)}
    return " AND ".join(f"instr(found.text, :{key})" for key in values) or "1", values


def count_hits(db: Database, typed: str) -> Iterator[int]:
    """How many fit, a part of the names further at each step, up to MOST_COUNTED and a little more.

    It counts whose text has all trigrams of the words: of a long list that is the number, or one
    in some hundreds more, and it takes a tenth of the time.
    """
    sql = """
        SELECT count(*) FROM member_gram
         WHERE member_gram MATCH :match AND rowid > :after AND rowid <= :until
    """
    match, count = sought(typed).match, 0
    for after, until in _ranges(db):
        count += db.value(sql, {"match": match, "after": after, "until": until})
        yield count
        if count > MOST_COUNTED:
            return


def _ranges(db: Database) -> Iterator[tuple[int, int]]:
    """The places of everybody in a few parts."""
    first, last = _places(db)
    step = (last - first) // _PARTS + 1
    for start in range(first - 1, last, step):
        yield start, start + step


def _places(db: Database) -> tuple[int, int]:
    """The first and the last place in the order of names."""
    first, last = (
        db.value(f"SELECT {which}(place) FROM member_search") or 0 for which in ("min", "max")
    )
    return first, last


def _any_begins(words: Sequence[str]) -> str:
    tests = (f"instr(found.text, :word{n})" for n in range(len(words)))
    return f"({' OR '.join(tests)})"


def _begun(words: Sequence[str]) -> dict[str, Any]:
    return {f"word{n}": f" {word}" for n, word in enumerate(words)}


def _exactly(looking: Sought) -> str:
    """The words themselves, where the same trigrams may stand apart."""
    return " ".join(f"AND instr(found.text, :part{n})" for n in range(len(looking.parts)))


def _parts(looking: Sought) -> dict[str, Any]:
    return {f"part{n}": part for n, part in enumerate(looking.parts)}
