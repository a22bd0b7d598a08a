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

from commdesk.core.database import Database, indexed_at_the_end, insert
from commdesk.core.feature import Scale
from commdesk.core.values import Week
from commdesk.features.activity.model import Kind

_MOST_PEOPLE = 10_000  # a demo of a million has as many members, not as much to say
_BATCH = 5_000
_COUNTED_WEEKS = 12
_EVENT_EVERY_DAYS = 28
_MOST_IN_A_ROOM = 40
_SOURCE = "demo"
_PLACES = (
    "Omgevingsplan", "Participatie", "Vergunningen", "Bomen en groen", "Handhaving", "Voorstellen",
)  # fmt: skip
_MEETINGS = ("Kennisuur bomen", "Kennisuur participatie", "Spreekuur omgevingswet")
_ENGLISH = {
    "Omgevingsplan": "Environment plan", "Participatie": "Participation",
    "Vergunningen": "Permits", "Bomen en groen": "Trees and green", "Handhaving": "Inspection",
    "Voorstellen": "Introductions", "Kennisuur bomen": "Knowledge hour on trees",
    "Kennisuur participatie": "Knowledge hour on participation",
    "Spreekuur omgevingswet": "Open hour on the Environment Act",
}  # fmt: skip
# Share of the people, and how often a week they do something.
_HABITS = ((0.70, 0.0), (0.24, 0.12), (0.05, 0.6), (0.01, 2.0))
_CORE_HABIT = 0.7
_KINDS = (
    (Kind.REPLY, 60), (Kind.REACTION, 29), (Kind.POST, 5), (Kind.QUESTION, 4), (Kind.ARTICLE, 2),
)  # fmt: skip
_GIVEN, _TALKED = (Kind.POST, Kind.QUESTION, Kind.ARTICLE), (Kind.REPLY, Kind.REPLY, Kind.REACTION)


class _Spell(Struct, frozen=True):
    """What somebody did between two days, both so many days ago, spread evenly."""

    first: int
    last: int
    given: int
    talked: int


# Of the cast, by e-mail address: back after silence, gone quiet, one step from the core.
_TOLD: dict[str, tuple[_Spell, ...]] = {
    "t.meijer@driestromen.example": (_Spell(110, 46, 3, 16), _Spell(11, 1, 1, 9)),
    "n.willems@oosterveen.example": (_Spell(120, 38, 4, 26),),
    "e.vanleeuwen@molenmeer.example": (_Spell(130, 6, 9, 18),),
    "h.mulder@oosterveen.example": (_Spell(170, 8, 14, 22),),
    "f.yilmaz@lindenoord.example": (_Spell(170, 4, 12, 40),),
    "m.kok@grondenrecht.example": (_Spell(150, 13, 11, 25),),
    "a.vos@klaverwoude.example": (_Spell(140, 15, 3, 14),),
    "k.visser@dorpsraadoosterveen.example": (_Spell(140, 2, 4, 6),),
    "b.hendriks@heidelanden.example": (_Spell(110, 40, 2, 5),),
    "s.deboer@waterbergen.example": (_Spell(150, 6, 3, 8),),
    "l.bakker@duinrade.example": (_Spell(1, 1, 1, 0),),
}
# The same of others, by their place among those who are not of the cast.
_OTHERS: dict[int, tuple[_Spell, ...]] = {
    53: (_Spell(50, 1, 0, 9),),
    14: (_Spell(100, 43, 2, 12), _Spell(6, 1, 0, 9)),
    18: (_Spell(120, 41, 2, 25),),
    22: (_Spell(90, 5, 9, 11),),
    27: (_Spell(80, 3, 0, 13),),
    31: (_Spell(60, 4, 0, 9),),
    96: (_Spell(40, 3, 0, 3), _Spell(3, 3, 1, 0)),
    104: (_Spell(5, 5, 1, 0), _Spell(4, 4, 0, 1)),
    112: (_Spell(30, 12, 0, 2), _Spell(6, 6, 1, 0)),
}
_INSERT = """
    INSERT INTO activity (id, member_id, kind, happened_on, place, source, key)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""


class _Member(Struct, frozen=True):
    id: int
    added_on: date
    is_core: bool
    told: tuple[_Spell, ...] = ()


def fill(db: Database, scale: Scale, rng: random.Random, today: date) -> None:
    """Weeks of posts and replies, and a meeting every four weeks."""
    people = _people(db)
    start = today - timedelta(weeks=scale.weeks)
    with indexed_at_the_end(db, "activity"):
        facts = _facts(people, rng, start, today)
        while batch := list(islice(facts, _BATCH)):
            rows = [
                (db.next_id(), *who, scale.worded(place, _ENGLISH), *source)
                for *who, place, source in batch
            ]
            db.raw.executemany(_INSERT, rows)
    _count_by_hand(db, today)


def _count_by_hand(db: Database, today: date) -> None:
    """What the platform's statistics said: also of who has no name in the workbook.

    By the number of the week, not drawn: all that is drawn after it stays as it was.
    """
    for back in range(_COUNTED_WEEKS, 0, -1):
        week = Week.of(today) - back
        sql = """
            SELECT sum(kind IN ('reply', 'reaction')) AS conversations,
                   sum(kind = 'question') AS questions
              FROM activity WHERE happened_on BETWEEN :first AND :last
        """
        days = {"first": week.monday.isoformat(), "last": week.sunday.isoformat()}
        known = db.query(sql, days)[0]
        questions = known["questions"] or 0
        typed = {
            ("conversations", "all"): (known["conversations"] or 0) + 2 + back * 5 % 8,
            ("questions", "all"): questions + 1,
            ("answered", "all"): questions // 2 + back % (questions // 2 + 2),
        }
        for (kind, whose), n in typed.items():
            row = {"week": str(week), "kind": kind, "whose": whose, "n": n}
            insert(db, "activity_count", row)


def _facts(
    people: Sequence[_Member], rng: random.Random, start: date, today: date
) -> Iterator[tuple[Any, ...]]:
    """Member, kind, day and place of everything, and under what it is known."""
    facts = chain(
        _meetings(people, rng, start, today), _platform(people, rng, start, today),
        *(_spells(member, rng, today) for member in people if member.told),
    )  # fmt: skip
    for number, fact in enumerate(facts, 1):
        yield (*fact, (_SOURCE, str(number)))


def _platform(
    people: Sequence[_Member], rng: random.Random, start: date, today: date
) -> Iterator[tuple[Any, ...]]:
    """Member, kind, day and place of everything on the platform."""
    kinds, shares = [kind for kind, _ in _KINDS], [share for _, share in _KINDS]
    habits, parts = [habit for _, habit in _HABITS], [part for part, _ in _HABITS]
    for member in people:
        if member.told:
            continue
        since = max(start, member.added_on)
        days = (today - since).days
        a_week = _CORE_HABIT if member.is_core else rng.choices(habits, parts)[0]
        for _ in range(round(days / 7 * a_week * rng.uniform(0.6, 1.4))):
            day = since + timedelta(days=rng.randrange(days))
            kind = str(rng.choices(kinds, shares)[0])
            yield member.id, kind, day.isoformat(), rng.choice(_PLACES)


def _spells(member: _Member, rng: random.Random, today: date) -> Iterator[tuple[Any, ...]]:
    """What is told of somebody, from the day after they came."""
    for spell in member.told:
        first = min(spell.first, max((today - member.added_on).days - 1, spell.last))
        for kinds, count in ((_GIVEN, spell.given), (_TALKED, spell.talked)):
            for number in range(count):
                ago = spell.last + (first - spell.last) * number // max(count - 1, 1)
                day = today - timedelta(days=ago)
                yield member.id, str(rng.choice(kinds)), day.isoformat(), rng.choice(_PLACES)


def _meetings(
    people: Sequence[_Member], rng: random.Random, start: date, today: date
) -> Iterator[tuple[Any, ...]]:
    day, number = start + timedelta(days=10), 0
    while day < today:
        there = [each for each in people if each.added_on < day and not each.told]
        for member in rng.sample(there, min(len(there) // 20, _MOST_IN_A_ROOM)):
            place = _MEETINGS[number % len(_MEETINGS)]
            yield member.id, str(Kind.EVENT), day.isoformat(), place
        day, number = day + timedelta(days=_EVENT_EVERY_DAYS), number + 1


def _people(db: Database) -> list[_Member]:
    """Who has an account on the platform, the first of a large network."""
    sql = """
        SELECT member.id, member.email, member.added_on, member.do_not_contact,
               EXISTS (SELECT 1 FROM member_tag JOIN tag ON tag.id = member_tag.tag_id
                        WHERE member_tag.member_id = member.id AND tag.name = 'kerngroep')
               AS is_core
          FROM member
         WHERE member.stage = 'member' AND NOT member.is_restricted
      ORDER BY member.id LIMIT :most
    """
    found, place = [], 0
    for row in db.query(sql, {"most": _MOST_PEOPLE}):
        told = _TOLD.get(row["email"], ())
        if not (told or row["is_core"] or row["do_not_contact"]):
            told, place = _OTHERS.get(place, ()), place + 1
        added_on = date.fromisoformat(row["added_on"])
        found.append(_Member(row["id"], added_on, bool(row["is_core"]), told))
    return found
