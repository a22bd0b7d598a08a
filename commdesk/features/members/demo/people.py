"""Makes invented people one after the other, fixed by a random generator and a day."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from commdesk.features.members.demo.cast import CAST, Player
from commdesk.features.members.demo.names import FAMILIES, Family
from commdesk.features.members.demo.network import (
    CORE_GROUP,
    GROUPS,
    LOOKING_FOR,
    NOTES,
    ORGANISATIONS,
    REASONS_FOR_NO_CONTACT,
    ROLES,
    TOPICS,
    Organisation,
)
from commdesk.features.members.demo.twins import TWINS, Twin
from commdesk.features.members.model import Name, Stage, folded, parse_name

T = TypeVar("T")

NAMESAKES_FROM = 3_000
"""Above so many people the names run out: namesakes are part of the demo then."""
_CORE_AMONG = 240
_WITH_PHONE, _KNOWN_NEED, _WITH_NOTE, _NO_CONTACT, _CORE = 0.6, 0.8, 0.15, 0.025, 0.03
_UNKNOWN_ORIGIN, _INVITED_FIRST, _INVITED_LESS = 15, 75, 55
"""Of a hundred: of whom it is not known, whom we invited at first, how many fewer at the end."""
_STAYS_AT_LEAST = timedelta(days=90)
_STAGES = {Stage.PROSPECT: 12, Stage.MEMBER: 84, Stage.FORMER: 4}
_SOURCES = {
    Stage.PROSPECT: ("Tip van een lid", "Startbijeenkomst", "Deelnemerslijst congres"),
    Stage.MEMBER: ("Discourse", "Discourse", "Ledenlijst 2025", "Startbijeenkomst"),
    Stage.FORMER: ("Ledenlijst 2025",),
}
_FAMILY_DRAW = tuple(family for family in FAMILIES for _ in range(family.share))
_PLACE_DRAW = tuple(place for place in ORGANISATIONS for _ in range(place.share))
_STAGE_DRAW = tuple(stage for stage, share in _STAGES.items() for _ in range(share))
_OTHER_TOPICS = (0, 1, 1, 2)


class Person(Struct):
    """One invented person, as the demo stores them."""

    name: Name
    sort_key: str
    email: str
    phone: str
    organisation: str
    role: str
    stage: Stage
    tags: tuple[str, ...]
    looking_for: str
    notes: str
    added_on: date
    source: str
    came_through: str = ""
    no_contact_reason: str = ""
    no_contact_on: date | None = None


def invented_people(count: int, weeks: int, today: date, rng: random.Random) -> Iterator[Person]:
    """The cast, then others in the order in which they came in: slowly first, faster later."""
    cast = CAST[:count]
    taken: set[str] | None = {text for player in cast for text in (player.name, player.email)}
    for number, player in enumerate(cast):
        person = _played(number, player, today)
        person.came_through = "member" if number % 3 == 0 else "team"
        yield person
    if count > NAMESAKES_FROM:
        taken = None
    for number in range(len(cast), count):
        growth: float = ((number + 1) / count) ** 0.7
        added_on = today - timedelta(days=round(weeks * 7 * (1 - growth)))
        person = _invented(number, _weekday(added_on), today, rng, taken)
        person.came_through = _origin(number, growth, person.stage)
        yield _twin(TWINS[number], person) if number in TWINS else person


def _origin(number: int, growth: float, stage: Stage) -> str:
    """First we invite nearly everybody, later most come through others; of some it is not known.

    By their number, not drawn: all that is drawn stays as it was.
    """
    at = (number * 61 + 17) % 100
    if stage is Stage.PROSPECT or at < _UNKNOWN_ORIGIN:
        return ""
    if at < _UNKNOWN_ORIGIN + _INVITED_FIRST - _INVITED_LESS * growth:
        return "team"
    return "self" if at % 3 == 0 else "member"


def _pick(rng: random.Random, among: Sequence[T]) -> T:
    """One of them; much faster than rng.choice, which a million people would notice."""
    return among[int(rng.random() * len(among))]


def _weekday(day: date) -> date:
    """Nobody is added in the weekend: the Friday before."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


def _played(number: int, player: Player, today: date) -> Person:
    name = parse_name(player.name)
    return Person(
        name,
        name.sort_key,
        player.email,
        _phone(number),
        player.organisation,
        player.role,
        Stage(player.stage),
        player.tags,
        player.looking_for,
        "",
        today - timedelta(days=player.days_ago),
        "Discourse",
    )


def _twin(twin: Twin, person: Person) -> Person:
    """The same person once more, in the place of somebody invented: all that was drawn stays."""
    at, first = next((n, each) for n, each in enumerate(CAST) if each.email == twin.of)
    phone = _phone(at).replace("06-", "+31 6 ") if twin.has_phone else ""
    return replace(
        person,
        name=twin.name,
        sort_key=twin.name.sort_key,
        email=twin.email,
        phone=phone,
        organisation=first.organisation,
        role=first.role,
        source=twin.source,
    )


def _invented(
    number: int, added_on: date, today: date, rng: random.Random, taken: set[str] | None
) -> Person:
    name = _name(rng, taken)
    place = _pick(rng, _PLACE_DRAW)
    role = _pick(rng, ROLES[place.kind])
    tags = _tags(number, role, rng)
    stage = _stage(added_on, today, rng)
    person = Person(
        name,
        _sort_key(name),
        _email(name, place, number, taken),
        _phone(number) if rng.random() < _WITH_PHONE else "",
        place.name,
        role,
        stage,
        tags[:1] if stage is Stage.PROSPECT else tags,
        _looking_for(tags, rng) if rng.random() < _KNOWN_NEED else "",
        _pick(rng, NOTES) if rng.random() < _WITH_NOTE else "",
        added_on,
        _pick(rng, _SOURCES[stage]),
    )
    if rng.random() < _NO_CONTACT:
        person.no_contact_reason = _pick(rng, REASONS_FOR_NO_CONTACT)
        person.no_contact_on = added_on + timedelta(
            days=int(rng.random() * max((today - added_on).days, 0))
        )
    return person


def _stage(added_on: date, today: date, rng: random.Random) -> Stage:
    """Who left had been there for a while."""
    stage = _pick(rng, _STAGE_DRAW)
    is_early = stage is Stage.FORMER and today - added_on < _STAYS_AT_LEAST
    return Stage.MEMBER if is_early else stage


def _name(rng: random.Random, taken: set[str] | None) -> Name:
    while True:
        family = _pick(rng, _FAMILY_DRAW)
        infix, last = _pick(rng, _last_names(family))
        name = Name(_pick(rng, family.first), infix, last)
        if taken is None:
            return name
        if str(name) not in taken:
            taken.add(str(name))
            return name


@lru_cache
def _last_names(family: Family) -> tuple[tuple[str, str], ...]:
    names = (parse_name(f"x {last}") for last in family.last)
    return tuple((name.infix, name.last) for name in names)


_plain = lru_cache(maxsize=None)(folded)


def _sort_key(name: Name) -> str:
    """As Name.sort_key, from parts that are folded once."""
    parts = (name.last, name.first, name.infix)
    return " ".join(_plain(part) for part in parts if part)


@lru_cache
def _local_last(infix: str, last: str) -> str:
    return re.sub(r"[^a-z]", "", folded(infix + last))


def _email(name: Name, place: Organisation, number: int, taken: set[str] | None) -> str:
    local = f"{_plain(name.first)[:1]}.{_local_last(name.infix, name.last)}"
    if taken is None:
        return f"{local}{number}@{place.domain}"
    numbers = ("", *range(2, NAMESAKES_FROM))
    email = next(e for n in numbers if (e := f"{local}{n}@{place.domain}") not in taken)
    taken.add(email)
    return email


def _phone(number: int) -> str:
    """A mobile number that nobody has: they never begin with four zeros."""
    return f"06-0000{(number * 37 + 1_234) % 10_000:04}"


def _tags(number: int, role: str, rng: random.Random) -> tuple[str, ...]:
    others = [_pick(rng, TOPICS) for _ in range(_pick(rng, _OTHER_TOPICS))]
    core = [CORE_GROUP] if number < _CORE_AMONG and rng.random() < _CORE else []
    return tuple(dict.fromkeys((*_group_of(role), *others, *core))) or ("omgevingswet",)


@lru_cache
def _group_of(role: str) -> tuple[str, ...]:
    return tuple(tag for part, tag in GROUPS.items() if part in role)[:1]


def _looking_for(tags: tuple[str, ...], rng: random.Random) -> str:
    topic = next((tag for tag in tags if tag in LOOKING_FOR), _pick(rng, TOPICS))
    return _pick(rng, LOOKING_FOR[topic])
