"""Searching in a thread, and what is known of its pairs while the workbook goes on changing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.database import Database, batched
from commdesk.core.desk import Desk
from commdesk.features.duplicates.model import Found, Person, Stored, Suspect, person_of, search
from commdesk.features.duplicates.queries import dismissed_pairs, list_people, list_stored
from commdesk.features.members import count_members
from commdesk.kit.progress import Progress

MOST_SHOWN = 300
_MOST_AROUND = 60
_AT_ONCE = 200
_SHED_AT_ONCE = 1_000


class Pair(Struct, frozen=True):
    """A suspected pair with the two as they are now."""

    suspect: Suspect
    a: Person
    b: Person

    @property
    def ids(self) -> tuple[int, int]:
        return self.suspect.a, self.suspect.b


class Shown(Struct, frozen=True):
    """What there is to show now."""

    pairs: list[Pair]
    count: int
    """How many pairs there may be in all."""
    looked_at: int
    """How many of the members of now were compared."""


class Findings(Struct):
    """The pairs of one search. Who changed since is weighed again; the rest stays as it was."""

    found: Found
    stored: dict[int, Stored]
    """Whoever is in a pair, as they stood in the file when they were compared."""
    looked_at: int
    """How many members were compared."""
    near: dict[int, list[int]]
    """With whom somebody is in a pair."""

    def now(self, db: Database) -> Shown:
        """The pairs that still stand, at most 300.

        What is undone comes back by itself: a pair is left out as long as one of the two is gone.
        """
        apart = dismissed_pairs(db)
        shown: dict[tuple[int, int], Pair] = {}
        gone: set[int] = set()
        open_pairs = [each for each in self.found.pairs if (each.a, each.b) not in apart]
        looked = 0
        for block in batched(open_pairs, _AT_ONCE):
            members = {member for each in block for member in (each.a, each.b)}
            now = {stored.id: stored for stored in list_stored(db, members)}
            gone |= members - now.keys()
            pairs = [*filter(None, (self._again(each, now) for each in block))]
            pairs += self._come_up(db, now, apart)
            shown |= {each.ids: each for each in pairs}
            looked += len(block)
            if len(shown) >= MOST_SHOWN:
                break
        likely = sorted(shown.values(), key=lambda each: -each.suspect.score)
        here = min(self.looked_at - len(gone), count_members(db))
        return Shown(likely[:MOST_SHOWN], len(shown) + len(open_pairs) - looked, here)

    def _again(self, suspect: Suspect, now: dict[int, Stored]) -> Pair | None:
        if suspect.a not in now or suspect.b not in now:
            return None
        if not any(self._is_changed(now[each]) for each in (suspect.a, suspect.b)):
            return Pair(suspect, self.found.people[suspect.a], self.found.people[suspect.b])
        return self._weighed(now[suspect.a], now[suspect.b])

    def _come_up(
        self, db: Database, now: dict[int, Stored], apart: set[tuple[int, int]]
    ) -> Iterator[Pair]:
        """Pairs that were none: who took over a number by a merge may be a third one too."""
        for one in now.values():
            if self._is_changed(one):
                others = self._around(one.id) - {one.id, *self.near[one.id]}
                for other in list_stored(db, others):
                    pair = self._weighed(one, other)
                    if pair and pair.ids not in apart:
                        yield pair

    def _around(self, member: int) -> set[int]:
        """Who is in a pair with somebody, with whom that one is, and so on; not more than 60."""
        found, edge = {member}, [member]
        while edge and len(found) < _MOST_AROUND:
            edge = [each for known in edge for each in self.near[known] if each not in found]
            edge = edge[: _MOST_AROUND - len(found)]
            found.update(edge)
        return found

    def _is_changed(self, stored: Stored) -> bool:
        return stored != self.stored.get(stored.id)

    def _weighed(self, one: Stored, other: Stored) -> Pair | None:
        a, b = sorted((self._person(one), self._person(other)), key=lambda person: person.id)
        again = self.found.judge.weigh(a, b)
        return Pair(again, a, b) if again else None

    def _person(self, stored: Stored) -> Person:
        """The person as they are now; placed as before while their address is the same."""
        before, person = self.found.people[stored.id], person_of(stored)
        is_as_before = not person.place and person.email == before.email
        return replace(person, place=before.place) if is_as_before else person


def find(desk: Desk, progress: Progress) -> Findings:
    """Compare everybody, on a reading connection."""
    progress.check()
    with desk.twin() as twin:
        people = list_people(twin.db, progress.report)
        found = search(people, progress.report)
        stored = list_stored(twin.db, found.people)
    count = len(people)
    while people:  # to let go of all at once would stop the window
        del people[-_SHED_AT_ONCE:]
    as_compared = {each.id: each for each in stored if _is_as(found.people[each.id], each)}
    return Findings(found, as_compared, count, _near(found.pairs))


def _near(pairs: list[Suspect]) -> dict[int, list[int]]:
    near: dict[int, list[int]] = defaultdict(list)
    for each in pairs:
        near[each.a].append(each.b)
        near[each.b].append(each.a)
    return dict(near)


def _is_as(compared: Person, stored: Stored) -> bool:
    """Whether somebody did not change while the search ran."""
    person = person_of(stored)
    return person == compared or replace(person, place=compared.place) == compared
