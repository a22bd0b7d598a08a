"""Finds suspected pairs among many people without comparing everybody with everybody.

Only people who share something are compared: an address, a number, a whole name, or, inside one
organisation, a last name or one that is a letter off. Every step is linear but for small groups,
and holds the groups of one step only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.database import batched
from commdesk.features.duplicates.model.judge import Judge, Suspect
from commdesk.features.duplicates.model.person import Person, domain_of, is_desk, local_part

Progress = Callable[[int, int], None]
"""(done, of) now and then; it may raise to stop."""
Pair = tuple[Person, Person]
_ALL_OF = 40
"""Of a larger group only neighbours in name order are compared."""
_NEIGHBOURS = 8
_BETWEEN_REPORTS = 500
_LEAST_LOCAL = 6
_LEAST_TO_MISTYPE = 4
_SHARE_OF_A_DOMAIN = 0.6
_STEPS = 6  # four keys, the places, and the people at each place


class Found(Struct, frozen=True):
    """What a search gives, with what it takes to weigh one of its pairs again."""

    pairs: list[Suspect]
    people: dict[int, Person]
    """Whoever is in a pair, as they were compared."""
    judge: Judge


def find_suspects(people: Iterable[Person], progress: Progress | None = None) -> list[Suspect]:
    """Every pair that may be one person, most likely first."""
    return search(people, progress).pairs


def search(people: Iterable[Person], progress: Progress | None = None) -> Found:
    everybody = placed(list(people))
    judge = Judge(everybody)
    steps = _Steps(progress or _silent, _STEPS * len(everybody))
    found: dict[tuple[int, int], Suspect] = {}
    for number, (a, b) in enumerate(_pairs(everybody, steps)):
        if number % _BETWEEN_REPORTS == 0:
            steps.report()
        if suspect := judge.weigh(a, b):
            found[suspect.a, suspect.b] = suspect
    pairs = sorted(found.values(), key=lambda each: (-each.score, each.a, each.b))
    paired = {member for pair in found for member in pair}
    in_pairs = {each.id: each for each in everybody if each.id in paired}
    return Found(pairs, in_pairs, judge.narrowed(in_pairs.values()))


class _Steps:
    """How far the search is, in people looked at."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def report(self, more: int = 0) -> None:
        self._done += more
        self._progress(self._done, self._total)


def placed(people: list[Person]) -> list[Person]:
    """The same people; who names no organisation is placed by the domain of their address."""
    seen: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for person in people:
        if person.place and (domain := domain_of(person.email)):
            seen[domain][person.place] += 1
    places = {domain: _place_of(counts) for domain, counts in seen.items()}
    return [_placed(person, places) for person in people]


def _place_of(counts: dict[str, int]) -> str:
    """Where the people of a domain work, when nearly all work at one place."""
    place = max(counts, key=counts.__getitem__)
    return place if counts[place] >= _SHARE_OF_A_DOMAIN * sum(counts.values()) else ""


def _placed(person: Person, places: dict[str, str]) -> Person:
    domain = domain_of(person.email)
    if person.place or not domain:
        return person
    return replace(person, place=places.get(domain) or f"@{domain}")


def _silent(_done: int, _of: int) -> None:
    pass


def _pairs(people: Sequence[Person], steps: _Steps) -> Iterator[Pair]:
    """Pairs worth weighing; the same one may come more than once."""
    for keys in (_addresses, _locals, _phones, _whole_name):
        for group in _grouped(people, keys, steps):
            yield from _in_group(group)
    for group in _grouped(people, _place, steps):
        steps.report(len(group))
        yield from _at_one_place(group)


def _grouped(
    people: Sequence[Person], keys: Callable[[Person], Iterable[Hashable]], steps: _Steps
) -> Iterator[list[Person]]:
    """The groups of more than one person with a key in common."""
    groups: dict[Hashable, list[Person]] = {}
    for block in batched(people, _BETWEEN_REPORTS):
        steps.report(len(block))
        for person in block:
            for key in keys(person):
                groups.setdefault(key, []).append(person)
    for group in groups.values():
        if len(group) > 1:
            yield group


def _in_group(group: list[Person]) -> Iterator[Pair]:
    """Everybody with everybody in a small group; in a large one the neighbours in name order."""
    if len(group) <= _ALL_OF:
        yield from combinations(group, 2)
        return
    ordered = sorted(group, key=lambda person: (person.core, person.first, person.place))
    for number, person in enumerate(ordered):
        for other in ordered[number + 1 : number + 1 + _NEIGHBOURS]:
            yield person, other


def _addresses(person: Person) -> Iterable[str]:
    return (each for each in person.addresses if not is_desk(each))


def _locals(person: Person) -> Iterable[str]:
    parts = {local_part(each) for each in person.addresses}
    return (each for each in parts if len(each) >= _LEAST_LOCAL)


def _phones(person: Person) -> Iterable[str]:
    return (person.phone,) if person.phone else ()


def _whole_name(person: Person) -> Iterable[tuple[str, ...]]:
    """First and last name in either order."""
    return (tuple(sorted((person.first, person.core))),) if person.first and person.core else ()


def _place(person: Person) -> Iterable[str]:
    return (person.place,) if person.place and person.is_named else ()


def _at_one_place(group: list[Person]) -> Iterator[Pair]:
    by_last: dict[str, list[Person]] = defaultdict(list)
    by_other: dict[str, list[Person]] = defaultdict(list)
    for person in group:
        by_last[person.core].append(person)
        by_other[person.first].append(person)
        if person.infix:
            by_other[person.glued].append(person)
    for namesakes in by_last.values():
        yield from _in_group(namesakes)
    for last, people in by_last.items():  # swapped, or the infix written on to it
        for other in by_other.get(last, ()):
            yield from ((person, other) for person in people[:_ALL_OF] if person is not other)
    yield from _mistyped(by_last)


def _mistyped(by_last: dict[str, list[Person]]) -> Iterator[Pair]:
    """People whose last names are a letter off, and whose first names begin alike."""
    for one, other in _near(by_last):
        letters = defaultdict(list)
        for person in by_last[other]:
            letters[person.first_letter].append(person)
        for person in by_last[one]:
            for like in letters.get(person.first_letter, ())[:_ALL_OF]:
                yield person, like


def _near(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words that become equal when each loses at most one letter."""
    by_rest: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= _LEAST_TO_MISTYPE:
            for rest in {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}:
                by_rest[rest].append(word)
    seen = set()
    for alike in by_rest.values():
        for pair in combinations(alike[:_ALL_OF], 2):
            if pair not in seen:
                seen.add(pair)
                yield pair
