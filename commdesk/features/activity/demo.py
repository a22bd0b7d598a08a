"""What the people of the invented network did on the platform and which meetings they came to.

Few do much, some take part, most read along. Contributions that outreach asked for are told by
the demo of outreach, which knows the messages.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database, indexed_at_the_end
from commdesk.core.feature import Scale
from commdesk.features.activity.model import Kind

_MOST_PEOPLE = 10_000  # a demo of a million has as many members, not as much to say
_BATCH = 5_000
_EVENT_EVERY_DAYS = 28
_MOST_IN_A_ROOM = 40
_SOURCE = "demo"
_PLACES = (
    "Omgevingsplan", "Participatie", "Vergunningen", "Bomen en groen", "Handhaving", "Voorstellen",
)  # fmt: skip
_MEETINGS = ("Kennisuur bomen", "Kennisuur participatie", "Spreekuur omgevingswet")
# Share of the people, and how often a week they do something.
_HABITS = ((0.58, 0.0), (0.30, 0.15), (0.09, 0.8), (0.03, 3.0))
_CORE_HABIT = 2.0
_KINDS = (
    (Kind.REPLY, 52), (Kind.REACTION, 24), (Kind.POST, 12), (Kind.QUESTION, 8), (Kind.ARTICLE, 4),
)  # fmt: skip
_INSERT = """
    INSERT INTO activity (id, member_id, kind, happened_on, place, source, key)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""


class _Member(Struct, frozen=True):
    id: int
    added_on: date
    is_core: bool


def fill(db: Database, scale: Scale, rng: random.Random, today: date) -> None:
    """Weeks of posts and replies, and a meeting every four weeks."""
    people = _people(db)
    start = today - timedelta(weeks=scale.weeks)
    with indexed_at_the_end(db, "activity"):
        facts = _facts(people, rng, start, today)
        while batch := list(islice(facts, _BATCH)):
            db.raw.executemany(_INSERT, [(db.next_id(), *fact) for fact in batch])


def _facts(
    people: Sequence[_Member], rng: random.Random, start: date, today: date
) -> Iterator[tuple[Any, ...]]:
    facts = chain(_meetings(people, rng, start, today), _platform(people, rng, start, today))
    for number, fact in enumerate(facts, 1):
        yield (*fact, _SOURCE, str(number))


def _platform(
    people: Sequence[_Member], rng: random.Random, start: date, today: date
) -> Iterator[tuple[Any, ...]]:
    """Member, kind, day and place of everything on the platform."""
    kinds, shares = [kind for kind, _ in _KINDS], [share for _, share in _KINDS]
    habits, parts = [habit for _, habit in _HABITS], [part for part, _ in _HABITS]
    for member in people:
        since = max(start, member.added_on)
        days = (today - since).days
        a_week = _CORE_HABIT if member.is_core else rng.choices(habits, parts)[0]
        for _ in range(round(days / 7 * a_week * rng.uniform(0.6, 1.4))):
            day = since + timedelta(days=rng.randrange(days))
            kind = str(rng.choices(kinds, shares)[0])
            yield member.id, kind, day.isoformat(), rng.choice(_PLACES)


def _meetings(
    people: Sequence[_Member], rng: random.Random, start: date, today: date
) -> Iterator[tuple[Any, ...]]:
    day, number = start + timedelta(days=10), 0
    while day < today:
        there = [member for member in people if member.added_on < day]
        for member in rng.sample(there, min(len(there) // 7, _MOST_IN_A_ROOM)):
            place = _MEETINGS[number % len(_MEETINGS)]
            yield member.id, str(Kind.EVENT), day.isoformat(), place
        day, number = day + timedelta(days=_EVENT_EVERY_DAYS), number + 1


def _people(db: Database) -> list[_Member]:
    """Who has an account on the platform, the first of a large network."""
    sql = """
        SELECT member.id, member.added_on,
               EXISTS (SELECT 1 FROM member_tag JOIN tag ON tag.id = member_tag.tag_id
                        WHERE member_tag.member_id = member.id AND tag.name = 'kerngroep')
               AS is_core
          FROM member
         WHERE member.stage = 'member' AND NOT member.is_restricted
      ORDER BY member.id LIMIT :most
    """
    return [
        _Member(row["id"], date.fromisoformat(row["added_on"]), bool(row["is_core"]))
        for row in db.query(sql, {"most": _MOST_PEOPLE})
    ]
