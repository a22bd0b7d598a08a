"""Reads of the search index: who fits, and how many that are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from commdesk.core.database import Database
from commdesk.features.members.search.model import (
    MOST_COUNTED,
    MOST_HITS,
    Hits,
    Sought,
    search_text,
    sought,
)

_PARTS = 25


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
    first, last = (
        db.value(f"SELECT {which}(place) FROM member_search") or 0 for which in ("min", "max")
    )
    step = (last - first) // _PARTS + 1
    for start in range(first - 1, last, step):
        yield start, start + step


def _exactly(looking: Sought) -> str:
    """The words themselves, where the same trigrams may stand apart."""
    return " ".join(f"AND instr(found.text, :part{n})" for n in range(len(looking.parts)))


def _parts(looking: Sought) -> dict[str, Any]:
    return {f"part{n}": part for n, part in enumerate(looking.parts)}
