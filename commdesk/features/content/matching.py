"""Whom an item may interest, and who might answer a question: found by the members' index.

Only members whom we may write to: never a former, restricted or do-not-contact one. Among many
the search begins each day at another place of the names, so that everybody has a turn.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from itertools import chain

from commdesk.core.database import Database
from commdesk.features.content.fitting import (
    ANSWERS,
    LOOKS,
    Candidate,
    Fit,
    best_fits,
    in_order,
    wanted,
    words_to_find,
)
from commdesk.features.content.model import Item, Match
from commdesk.features.content.queries import find_item, new_items, newest_questions
from commdesk.features.members import find_any, find_any_from, has_one_stretch, is_large

Told = Callable[[Collection[int], Collection[int]], Collection[tuple[int, int]]]
"""Of these items, (member, item) of whoever knows of one: they are not matched to it again."""
_AT_ONCE = 12
"""Words in one question to the index: more make it slower, fewer make more questions."""
_MOST_WORDS, _MOST_WORDS_LARGE = 200, 16
_BLOCK = 200
_GOLDEN = 0.618_033_988_75  # days in a row begin far apart
_MAY_BE_WRITTEN_TO = """
    EXISTS (SELECT 1 FROM member
             WHERE member.id = found.id AND member.stage <> 'former'
               AND NOT member.do_not_contact AND NOT member.is_restricted)
"""


def who_looks_for(db: Database, today: date, limit: int, told: Told | None = None) -> list[Match]:
    """Members whose "looking for" or tags fit an item of the last 14 days, the best fit first."""
    items = new_items(db, today)
    return [fit.match for fit in _fits(db, items, LOOKS, limit, _share(today), told)]


def who_might_answer(
    db: Database, today: date, limit: int, told: Told | None = None
) -> list[Match]:
    """Members who know about an open question without a reply; never who asked it."""
    items = newest_questions(db, today)
    return [fit.match for fit in _fits(db, items, ANSWERS, limit, _share(today), told)]


def new_items_for(db: Database, member_id: int, today: date) -> list[Fit]:
    """The items of the last 14 days that fit this one member, the best fit first."""
    found = _candidates(db, [member_id])
    fits = (best_fits(found, [wanted(item)], LOOKS) for item in new_items(db, today))
    return sorted(chain.from_iterable(fits), key=lambda fit: fit.rank)


def who_looks_for_item(db: Database, item_id: int, limit: int) -> list[Fit]:
    """The same for one item, however old it is, with who they are."""
    return _fits(db, [find_item(db, item_id)], LOOKS, limit, 0.0)


def who_might_answer_item(db: Database, item_id: int, limit: int) -> list[Fit]:
    """Who might answer this question, whether or not it has replies, with who they are."""
    return _fits(db, [find_item(db, item_id)], ANSWERS, limit, 0.0)


def _fits(
    db: Database,
    items: Sequence[Item],
    places: Sequence[str],
    limit: int,
    share: float,
    told: Told | None = None,
) -> list[Fit]:
    """One fit a member, at most `limit`."""
    if not items:
        return []
    looking = [wanted(item) for item in items]
    words = words_to_find(looking, _MOST_WORDS_LARGE if is_large(db) else _MOST_WORDS)
    seen: set[int] = set()
    found: list[Fit] = []
    for ids in _hits(db, words, max(limit, _BLOCK), share):
        fresh = [each for each in ids if each not in seen]
        seen.update(fresh)
        but = told(fresh, [item.id for item in items]) if told else ()
        found += best_fits(_candidates(db, fresh), looking, places, but)
        if len(found) >= limit:
            break
    return in_order(found)[: max(limit, 0)]


def _hits(db: Database, words: Sequence[str], block: int, share: float) -> Iterator[Sequence[int]]:
    """Who has one of these words somewhere: some of today's part of the names, then anybody."""
    part = find_any_from(db, words, share=share, limit=block, where=_MAY_BE_WRITTEN_TO)
    yield part
    if len(part) < block and has_one_stretch(db):
        return  # that was everybody
    for start in range(0, len(words), _AT_ONCE):
        some = words[start : start + _AT_ONCE]
        yield find_any(db, some, limit=block, where=_MAY_BE_WRITTEN_TO)


def _candidates(db: Database, ids: Sequence[int]) -> list[Candidate]:
    sql = """
        SELECT member.id, trim(member.first_name || ' ' || member.infix) || ' ' ||
               member.last_name AS name, member.email, member.sort_name, member.role,
               member.looking_for, member.notes,
               coalesce(member.last_contact_on, '') AS last_contact_on,
               coalesce((SELECT group_concat(tag.name, ', ') FROM member_tag
                           JOIN tag ON tag.id = member_tag.tag_id
                          WHERE member_tag.member_id = member.id), '') AS tags
          FROM member WHERE member.id IN (SELECT value FROM json_each(:ids))
    """
    rows = db.query(sql, {"ids": json.dumps(list(ids))})
    return [
        Candidate(**{k: v for k, v in row.items() if k != "email"} | {"name": _name(row)})
        for row in rows
    ]


def _name(row: dict[str, str]) -> str:
    return row["name"].strip() or row["email"]


def _share(today: date) -> float:
    """How far in the order of names this day begins."""
    return today.toordinal() * _GOLDEN % 1
