"""Weighs what two people have in common: rare things in common say much, common things little.

The score is the chance that the two are one, by the model of Fellegi and Sunter (1969): every
agreement adds the logarithm of how much likelier it is among the same person written twice than
among two people, which follows from how often the name, organisation or number occurs here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from math import exp, log
from typing import Any

from msgspec import Struct

from commdesk.core.words import N_, Text, say
from commdesk.features.duplicates.model.person import Person, domain_of, is_desk, local_part

LEAST_SCORE = 0.4
_MOST = 0.99  # only people can be sure
_TWICE = 0.2
"""So many doubles are expected among the entries of several lists, per member."""
_LEAST_TO_MISTYPE, _LEAST_FOR_TWO = 4, 8
_LEAST_DOUBLE = 4
_LEAST_TO_COUNT_AMONG = 100
"""Among fewer, a name that two or three bear says nothing about how common it is."""
_LEAST_LOCAL = 6

_RAREST_LAST, _RAREST_FIRST, _RAREST_TYPO, _RAREST_PHONE = 1e-4, 3e-4, 2e-5, 1e-5
"""How often what stands here only once occurs outside this workbook."""
_SAME, _INITIAL, _TYPO, _PART = 0.8, 0.2, 5e-4, 0.02
"""How often one person's two entries agree so: fully, by initial, by one of many typos, in part."""
_OTHER_FIRST, _OTHER_LAST, _OTHER_INFIX = 0.002, 0.01, 0.1
_SWAPPED = 0.1
_SAME_PLACE, _OTHER_PLACE = 0.7, 0.1
_SAME_ADDRESS, _OTHER_ADDRESS, _OTHER_LOCAL = 5_000.0, 0.6, 0.3
_SAME_PHONE, _OTHER_PHONE = 0.6, 0.15
_SAME_LINE, _OTHER_LINE = 4.0, 0.7  # colleagues share a line, and have one beside a mobile
_SAME_LOCAL = 0.3

Distance = Callable[..., int]


class Suspect(Struct, frozen=True):
    """Two members who may be one, by their ids, the lower first."""

    a: int
    b: int
    evidence: tuple[Text, ...]
    score: float


class _Likeness(Struct, frozen=True):
    """How like two parts of a name are, and what that weighs."""

    kind: str
    """same, initial, near, part, missing, other."""
    weight: float


class Judge:
    """Knows how often everything occurs among these people; `weigh` gives a pair or None."""

    def __init__(self, people: Iterable[Person]) -> None:
        from rapidfuzz.distance import OSA

        self._distance: Distance = OSA.distance
        self._first: Counter[str] = Counter()
        self._letter: Counter[str] = Counter()
        self._core: Counter[str] = Counter()
        self._whole: Counter[tuple[str, str]] = Counter()
        self._place: Counter[str] = Counter()
        self._phone: Counter[str] = Counter()
        self._local: Counter[str] = Counter()
        self.count = 0
        for person in people:
            self._count_in(person)
        self._prior = log(_TWICE / max(self.count, 2))
        self._bearers = max(self.count, _LEAST_TO_COUNT_AMONG)

    def _count_in(self, person: Person) -> None:
        self.count += 1
        self._first[person.first] += 1
        self._letter[person.first_letter] += 1
        self._core[person.core] += 1
        self._whole[person.first, person.core] += 1
        self._place[person.place] += 1
        self._phone[person.phone] += 1
        for address in person.addresses:
            self._local[local_part(address)] += 1

    def narrowed(self, people: Iterable[Person]) -> Judge:
        """A judge with the same counts, but of what these people have only."""
        small = Judge(people)
        for mine, theirs in zip(small._counters, self._counters, strict=True):
            for key in mine:
                mine[key] = theirs[key]
        small.count, small._prior, small._bearers = self.count, self._prior, self._bearers
        return small

    @property
    def _counters(self) -> tuple[Counter[Any], ...]:
        return (
            self._first, self._letter, self._core, self._whole, self._place, self._phone,
            self._local,
        )  # fmt: skip

    def weigh(self, a: Person, b: Person) -> Suspect | None:
        """The pair with its evidence, or None when they are more likely two people."""
        names = self._names(a, b)
        found: list[Text] = []
        if names is None and not _share_an_address(a, b):
            return None
        weight = self._prior + (names.weight if names else 2 * log(_OTHER_LAST))
        weight += self._addresses(a, b, found) + self._phones(a, b, found)
        if not found and _is_too_little(names, a, b):
            return None
        if _share_a_line(a, b):
            found.append(say("same phone"))
        weight += self._places(a, b)
        score = 1 / (1 + exp(-weight))
        if score < LEAST_SCORE:
            return None
        if names:
            found.insert(0, _told(names.kind, a, b))
        first, second = (a, b) if a.id < b.id else (b, a)
        return Suspect(first.id, second.id, tuple(found), min(round(score, 3), _MOST))

    # --- names ------------------------------------------------------------------------------------

    def _names(self, a: Person, b: Person) -> _Likeness | None:
        """The names as they stand or with first and last name swapped; None when both differ."""
        if not (a.is_named and b.is_named):
            return _Likeness("missing", 0.0)
        first, last = self._firsts(a.first, b.first, a.initials, b.initials), self._lasts(a, b)
        if first.kind == last.kind == "other":
            return self._swapped(a, b)
        weight = first.weight + last.weight
        if first.kind == last.kind == "same":
            weight = min(weight, log(_SAME / self._rate(self._whole[a.first, a.core], 0.0)))
        kinds = {first.kind, last.kind}
        kind = next((k for k in ("other", "near", "part", "initial") if k in kinds), "same")
        return _Likeness("part" if kinds == {"same", "missing"} else kind, weight)

    def _swapped(self, a: Person, b: Person) -> _Likeness | None:
        is_swapped = a.first in {b.glued, b.core} and b.first in {a.glued, a.core}
        if not (a.first and a.core and is_swapped):
            return None
        rate = self._rate(max(self._first[a.first], self._core[a.first]), _RAREST_FIRST)
        other = self._rate(max(self._core[a.core], self._first[a.core]), _RAREST_LAST)
        return _Likeness("swapped", log(_SWAPPED / rate) + log(_SAME / other))

    def _firsts(self, a: str, b: str, a_letters: str, b_letters: str) -> _Likeness:
        if not a or not b:
            return _Likeness("missing", 0.0)
        if a_letters or b_letters:
            return self._initials(a, b)
        if a == b:
            return _Likeness("same", log(_SAME / self._rate(self._first[a], _RAREST_FIRST)))
        return self._nearly(a, b, self._first, log(_OTHER_FIRST))

    def _initials(self, a: str, b: str) -> _Likeness:
        """`F.` and `Fatma`; of two sets of initials the shorter must begin the longer."""
        if a[0] != b[0]:
            return _Likeness("other", log(_OTHER_FIRST))
        return _Likeness("initial", log(_INITIAL / self._rate(self._letter[a[0]], _RAREST_FIRST)))

    def _lasts(self, a: Person, b: Person) -> _Likeness:
        if not a.core or not b.core:
            return _Likeness("missing", 0.0)
        if {a.core, a.glued} & {b.core, b.glued}:
            is_other = a.infix and b.infix and a.glued != b.glued
            infix = log(_OTHER_INFIX) if is_other and a.infix[0] != b.infix[0] else 0.0
            held = max(self._core[a.core], self._core[b.core])
            return _Likeness("same", log(_SAME / self._rate(held, _RAREST_LAST)) + infix)
        return self._nearly(a.core, b.core, self._core, log(_OTHER_LAST))

    def _nearly(self, a: str, b: str, counts: Counter[str], other: float) -> _Likeness:
        """A typo makes a rare word out of a known one: two known words are two names."""
        short = min(len(a), len(b))
        rarest = min(counts[a], counts[b])
        most = 2 if short >= _LEAST_FOR_TWO else 1
        if short >= _LEAST_TO_MISTYPE and self._distance(a, b, score_cutoff=most) <= most:
            rate = max(rarest - 1, 0) / self._bearers + _RAREST_TYPO
            return _Likeness("near", log(_TYPO / rate))
        if short >= _LEAST_DOUBLE and (a.startswith(b) or b.startswith(a) or a.endswith(b)):
            held = max(counts[a], counts[b])
            return _Likeness("part", log(_PART / self._rate(held, _RAREST_LAST)))
        return _Likeness("other", other)

    # --- the rest ---------------------------------------------------------------------------------

    def _addresses(self, a: Person, b: Person, found: list[Text]) -> float:
        if _share_an_address(a, b):
            found.append(say("same address"))
            return log(_SAME_ADDRESS)
        if not (a.addresses and b.addresses):
            return 0.0
        local = _shared_local(a, b)
        if local and not _says_the_name(local, a):
            found.append(say("address begins the same: {local}", local=local))
            return log(_SAME_LOCAL / self._rate(self._local[local], _RAREST_LAST))
        return log(_OTHER_LOCAL if _same_domain(a, b) else _OTHER_ADDRESS)

    def _phones(self, a: Person, b: Person, found: list[Text]) -> float:
        if not (a.phone and b.phone):
            return 0.0
        if a.phone != b.phone:
            return log(_OTHER_PHONE if a.has_mobile and b.has_mobile else _OTHER_LINE)
        if _share_a_line(a, b):
            return log(_SAME_LINE)
        found.append(say("same phone"))
        return log(_SAME_PHONE / self._rate(self._phone[a.phone], _RAREST_PHONE))

    def _places(self, a: Person, b: Person) -> float:
        if not (a.place and b.place):
            return 0.0
        if a.place != b.place:
            return log(_OTHER_PLACE)
        held = max(self._place[a.place] - 2, 0) / self.count
        return log(_SAME_PLACE / min(held + 1 / self.count, 1.0))

    def _rate(self, held: int, rarest: float) -> float:
        """How often a third person has it too: the two themselves do not count."""
        return max(held - 2, 0) / self._bearers + (rarest or _RAREST_LAST * _RAREST_FIRST)


def _is_too_little(names: _Likeness | None, a: Person, b: Person) -> bool:
    """Namesakes at two places, and two who share a first or last name only."""
    are_apart = bool(a.place) and bool(b.place) and a.place != b.place
    return are_apart or names is None or names.kind in {"other", "missing"}


def _share_an_address(a: Person, b: Person) -> bool:
    return any(not is_desk(each) for each in a.addresses if each in b.addresses)


def _share_a_line(a: Person, b: Person) -> bool:
    """The number of where both work: it supports, but says little by itself."""
    return bool(a.phone) and a.phone == b.phone and a.place == b.place and not a.has_mobile


def _shared_local(a: Person, b: Person) -> str:
    ours = {local_part(each) for each in a.addresses}
    shared = ours & {local_part(each) for each in b.addresses}
    return next((each for each in sorted(shared) if len(each) >= _LEAST_LOCAL), "")


def _says_the_name(local: str, person: Person) -> bool:
    """`j.devries` of somebody called De Vries: every namesake has such an address."""
    return bool(person.core) and person.core in local


def _same_domain(a: Person, b: Person) -> bool:
    ours = {each.rpartition("@")[2] for each in a.addresses}
    return any(each.rpartition("@")[2] in ours for each in b.addresses)


_TOLD = {
    "same": N_("same name"),
    "near": N_("name nearly the same"),
    "part": N_("part of the name the same"),
    "initial": N_("the initials fit"),
    "swapped": N_("first and last name swapped"),
    "other": N_("one of their names the same"),
    "missing": N_("one of them without a name"),
}


def _told(kind: str, a: Person, b: Person) -> Text:
    """What the names have in common, and where both work when that is known of both."""
    names = Text(_TOLD[kind])
    if not a.place or a.place != b.place:
        return names
    if a.organisation and b.organisation:
        if kind == "same":
            return say("same name at the same organisation")
        return say("{names}, at the same organisation", names=names)
    domain = domain_of(a.email)
    if domain and domain == domain_of(b.email):
        return say("{names}, same e-mail domain", names=names)
    return names
