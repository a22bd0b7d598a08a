"""What an introduction is, and the pure rule of who could support whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from commdesk.core.words import N_, Text, say
from commdesk.core.workbook import Workdays
from commdesk.features.members import folded

FOLLOW_UP_DAYS = 14
MOST_WORDS = 4
"""So many words of what somebody looks for are searched for."""
HELPS_FROM = 2
"""Points of a suggestion in which one of the two can do something for the other."""
_LEAST_SIGNS = 4
_WORD = re.compile(r"\w+")
_COMMON = frozenset(
    """
    alle alles ander andere anderen daar deze dezelfde eigen gemeente gemeenten goed goede graag
    groter grotere hebben heeft hier iedereen iemand krijgen krijgt kunnen leert maar maken manier
    meer mensen met niet niets onze over samen vaak vakgenoten veel vinden voor voorbeeld
    voorbeelden vraag vragen waar waarom wanneer wat welke werk werken werkt willen worden zelf zijn
    zoek zoeken zoekt
    about also anyone anything because been colleagues does doing everything example examples find
    from good have help into larger like looking make many more most need needs other others people
    question questions same share some someone something than that their them they thing things
    this want wants what when where which will with work working would your
    """.split()  # noqa: SIM905 - words read better as a text
)


class Outcome(StrEnum):
    """What came of an introduction; waiting until somebody says so."""

    WAITING = ""
    MET = "met"
    HELPED = "helped"
    NOTHING = "nothing"


OUTCOMES: tuple[tuple[str, str], ...] = (
    (Outcome.WAITING, N_("not known yet")),
    (Outcome.MET, N_("found each other")),
    (Outcome.HELPED, N_("helped each other")),
    (Outcome.NOTHING, N_("came to nothing")),
)
OUTCOME_KEYS: tuple[Outcome, ...] = (Outcome.MET, Outcome.HELPED, Outcome.NOTHING)
"""In the order of the keys 1 to 3."""


class Introduction(Struct, frozen=True):
    """Two members who were introduced to each other."""

    id: int
    member_id: int
    name: str
    other_id: int
    other_name: str
    why: str
    introduced_on: date
    result: str = ""
    result_on: date | None = None
    follow_up_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.result == Outcome.WAITING

    def other_of(self, member_id: int) -> str:
        """The name of the other of the two."""
        return self.other_name if member_id == self.member_id else self.name


class Seeker(Struct, frozen=True):
    """What of a member tells whom they could support."""

    id: int
    name: str
    looking_for: str = ""
    role: str = ""
    tags: tuple[str, ...] = ()


class Suggestion(Struct, frozen=True):
    """Somebody with whom a member could be brought together, and why."""

    member_id: int
    name: str
    why: Text
    points: int


def follow_up_on(day: date, workdays: Workdays) -> date:
    """When to ask whether they found each other."""
    return workdays.next_from(day + timedelta(days=FOLLOW_UP_DAYS))


def wanted_words(seeker: Seeker) -> list[str]:
    """The telling words of what somebody looks for, without accents, in their order."""
    return list(dict.fromkeys(_telling(seeker.looking_for)))[:MOST_WORDS]


def offered_words(seeker: Seeker) -> list[str]:
    """The words of what somebody is about: tags first, then the role."""
    return list(dict.fromkeys([*_telling(" ".join(seeker.tags)), *_telling(seeker.role)]))[
        :MOST_WORDS
    ]


def suggest(chosen: Seeker, others: Sequence[Seeker], most: int) -> list[Suggestion]:
    """Who fits best, at most `most`; nobody without a word in common."""
    found = (each for other in others if (each := _fit(chosen, other)))
    return sorted(found, key=lambda each: (-each.points, each.name, each.member_id))[:most]


def _fit(one: Seeker, other: Seeker) -> Suggestion | None:
    """How well two fit, by the best reason; a word that several things say counts more."""
    reasons = [*_reasons(one, other), *_reasons(other, one)]
    both = _common(tuple(wanted_words(one)), other.looking_for)
    reasons += [(1, say("Both look for: {word}", word=word)) for word in both]
    if not reasons:
        return None
    best = max(reasons, key=lambda each: each[0])[1]
    return Suggestion(other.id, other.name, best, sum(points for points, _ in reasons))


def _reasons(seeks: Seeker, offers: Seeker) -> Iterator[tuple[int, Text]]:
    wanted = tuple(wanted_words(seeks))
    for tag in offers.tags:
        if _common(wanted, tag):
            yield 3, say("{name} looks for this; {other} has the tag {tag}",
                         name=seeks.name, other=offers.name, tag=tag)  # fmt: skip
    if _common(wanted, offers.role):
        yield 2, say("{name} looks for this; {other} is {role}",
                     name=seeks.name, other=offers.name, role=offers.role)  # fmt: skip


@lru_cache(maxsize=8192)  # tags and roles come back with many people
def _common(wanted: tuple[str, ...], said: str) -> tuple[str, ...]:
    """The wanted words that are said too, whole or as the beginning of a longer word."""
    told = _telling(said)
    return tuple(word for word in wanted if any(_is_alike(word, each) for each in told))


def _is_alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


@lru_cache(maxsize=8192)
def _telling(text: str) -> tuple[str, ...]:
    words = _WORD.findall(folded(text))
    return tuple(word for word in words if len(word) >= _LEAST_SIGNS and word not in _COMMON)
