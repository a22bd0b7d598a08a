"""Fills a demo workbook with an invented network: 240 people, or a million.

Rows are made and stored in batches, so that memory stays the same whatever the number; what is
derived from them (search texts, indexes) is made once, at the end.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from typing import Any

from commdesk.core.database import Database, insert
from commdesk.core.feature import Scale
from commdesk.features.members.demo.english import ENGLISH
from commdesk.features.members.demo.network import CORE_CADENCE_DAYS, CORE_GROUP
from commdesk.features.members.demo.own import add_own
from commdesk.features.members.demo.people import Person, invented_people
from commdesk.features.members.model import Stage
from commdesk.features.members.search import rebuild_search

_BATCH = 2_000
_FIRST_FORUM_KEY = 1_000
_KEPT_DAYS = 365
_NOT_YET_INFORMED = 0.08

_MEMBER = """
    INSERT INTO member (id, first_name, infix, last_name, sort_name, email, phone, organisation_id,
                        role, stage, looking_for, notes, added_on, do_not_contact,
                        do_not_contact_reason, do_not_contact_on, source, legal_ground,
                        informed_on, retention_on, came_through)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_TAGGED = "INSERT INTO member_tag (id, member_id, tag_id) VALUES (?, ?, ?)"
_KNOWN_AS = "INSERT INTO member_identity (id, member_id, source, key) VALUES (?, ?, 'discourse', ?)"


def fill(db: Database, scale: Scale, rng: random.Random, today: date) -> None:
    """Store everybody; fixed by `rng` and `today`."""
    people = invented_people(scale.members, scale.weeks, today, rng)
    with _made_at_the_end(db):
        writer = _Writer(db, rng, scale)
        while batch := list(islice(people, _BATCH)):
            writer.store(batch)
        add_own(db, today, scale)
    core = {"tag": CORE_GROUP, "days": CORE_CADENCE_DAYS}
    db.execute("UPDATE tag SET cadence_days = :days WHERE name = :tag", core)


@contextmanager
def _made_at_the_end(db: Database) -> Iterator[None]:
    """Without the triggers and indexes of the people's tables while they are filled."""
    sql = """
        SELECT type, name, sql FROM sqlite_master
         WHERE type IN ('trigger', 'index') AND sql IS NOT NULL
           AND tbl_name IN ('member', 'member_tag', 'member_identity')
    """
    parts = db.query(sql)
    for part in parts:
        db.execute(f'DROP {part["type"]} "{part["name"]}"')
    yield
    for part in parts:
        db.execute(part["sql"])
    rebuild_search(db)


class _Writer:
    """Stores people; makes each organisation and tag when it is first met."""

    def __init__(self, db: Database, rng: random.Random, scale: Scale) -> None:
        self._db = db
        self._rng = rng
        self._scale = scale
        self._organisations: dict[str, int] = {}
        self._tags: dict[str, int] = {}
        self._forum_key = _FIRST_FORUM_KEY

    def store(self, people: Sequence[Person]) -> None:
        ids = [self._db.next_id() for _ in people]
        everybody = list(zip(ids, people, strict=True))
        run = self._db.raw.executemany
        run(_MEMBER, [self._row(member_id, person) for member_id, person in everybody])
        run(
            _TAGGED,
            [
                (self._db.next_id(), member_id, self._id_of(self._tags, "tag", tag))
                for member_id, person in everybody
                for tag in person.tags
            ],
        )
        run(_KNOWN_AS, list(self._identities(everybody)))

    def _identities(self, people: Sequence[tuple[int, Person]]) -> Iterator[tuple[int, int, str]]:
        for member_id, person in people:
            if person.stage != Stage.PROSPECT:
                self._forum_key += 1
                yield self._db.next_id(), member_id, str(self._forum_key)

    def _row(self, member_id: int, person: Person) -> tuple[Any, ...]:
        name, say = person.name, self._say
        informed_on, retention_on = self._privacy(person)
        return (
            member_id,
            name.first,
            name.infix,
            name.last,
            person.sort_key,
            person.email,
            person.phone,
            self._id_of(self._organisations, "organisation", person.organisation),
            say(person.role),
            str(person.stage),
            say(person.looking_for),
            say(person.notes),
            person.added_on.isoformat(),
            int(bool(person.no_contact_reason)),
            say(person.no_contact_reason),
            person.no_contact_on.isoformat() if person.no_contact_on else None,
            say(person.source),
            "public-task"
            if person.stage == Stage.PROSPECT or "Disc" in person.source
            else "consent",
            informed_on,
            retention_on,
            person.came_through,
        )

    def _say(self, text: str) -> str:
        return self._scale.worded(text, ENGLISH)

    def _privacy(self, person: Person) -> tuple[str | None, str | None]:
        """Informed when they joined (a prospect: not yet); who left is kept for a year."""
        is_informed = person.stage != Stage.PROSPECT and self._rng.random() >= _NOT_YET_INFORMED
        until = person.added_on + timedelta(days=_KEPT_DAYS)
        return (
            person.added_on.isoformat() if is_informed else None,
            until.isoformat() if person.stage == Stage.FORMER else None,
        )

    def _id_of(self, known: dict[str, int], table: str, name: str) -> int:
        if name not in known:
            known[name] = insert(self._db, table, {"name": name})
        return known[name]
