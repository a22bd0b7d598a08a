"""When a member and an item fit: a tag or a telling word of the one begins a word of the other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from commdesk.core.words import N_, Text
from commdesk.features.content.model import Item, Match
from commdesk.features.members import folded

LONG_ENOUGH = 4
"""Letters from which a word tells something, and may be the beginning of a longer one."""
_WORD = re.compile(r"\w+")  # as the index of members has them
_STOP_WORDS = """
    aan aanpak achter alle alleen alles altijd andere anderen anders beter beste bijna binnen boven
    buiten daar daarna daarom dacht dagen deed deze dingen doen doet door doorgaan dragen eens
    eerste eigen elke elkaar enige ervaring ervaringen even gaan gaat geen geweest goed goede graag
    groot grote haar heeft heel hebben heen helpt hier hoeveel hulp iedereen iemand iets jaar jouw
    jullie kennen kent kiezen komen komt krijgen krijgt kunnen laat laatste laten leuk maak maakt
    maar maken mensen meer meest mijn minder misschien moet moeten mogen naar nieuwe niet
    niets nodig omdat onder onze ooit over pakken past plaats samen sinds slim soms staat steeds
    tegen tijd tips toch toen tussen uitleg vaak veel verder verschil voor vooral voorbeeld
    voorbeelden vraag vragen waar waarbij waarom waarover wanneer waren week weer
    weken welk welke werk werken werkt weten weinig wordt worden zelf zich zien ziet zijn zoals
    zonder zoek zoekt zoeken zoveel zullen gemeente gemeenten
    about after again also always another answer anyone back because been before being best better
    between both came comes could does doing done down each else even ever every example examples
    experience experiences find first from gets give goes going good great have having help here
    into just keep know last later less like little long look looking looks made make makes many
    members more most much must need needs never next nobody once only other others ours over
    people question questions really same share should show since some someone something soon still
    such take than that their them then there these they thing things this those through time tips
    today together under until very want wants week well went were what when where which while
    whom whose will with within without work works would year years your community municipality
    municipalities
"""
_STOP = frozenset(_STOP_WORDS.split())


class Sought(Struct, frozen=True):
    """One thing to look for: as the item writes it, and the folded words that must all be there."""

    shown: str
    parts: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its longest word: the one that the index is asked for."""
        return max(self.parts, key=len)


class Wanted(Struct, frozen=True):
    """An item with what to look for on its behalf, its tags first."""

    item: Item
    tags: tuple[Sought, ...]
    words: tuple[Sought, ...]

    @property
    def sought(self) -> tuple[Sought, ...]:
        return self.tags + self.words


class Candidate(Struct, frozen=True):
    """A member who may be pointed to something, with what is known of them."""

    id: int
    name: str
    sort_name: str
    role: str
    looking_for: str
    notes: str
    tags: str
    last_contact_on: str
    """Empty without any contact."""


class Fit(Struct, frozen=True):
    """A candidate and the item that suits them best."""

    candidate: Candidate
    match: Match
    rank: tuple[int, int]
    """The place of the word, then that of the item; the lowest fits best."""

    @property
    def reason(self) -> Text:
        """What of the member fits, in their own words."""
        told = getattr(self.candidate, self.match.place)
        return Text(_TOLD[self.match.place], {"text": told})


_TOLD = {
    "looking_for": N_("Looks for: {text}"),
    "tags": N_("Tags: {text}"),
    "role": N_("Role: {text}"),
    "notes": N_("Notes: {text}"),
}
LOOKS = ("looking_for", "tags")
ANSWERS = ("tags", "role", "notes", "looking_for")
"""Where a word may stand, what tells most first."""


def wanted(item: Item) -> Wanted:
    """What to look for on behalf of this item."""
    tags = tuple(sought for tag in item.tags if (sought := _sought(tag)))
    known = {part for tag in tags for part in tag.parts}
    words = (_sought(word) for word in telling_words(item.title))
    return Wanted(item, tags, tuple(each for each in words if each and each.key not in known))


def telling_words(title: str) -> list[str]:
    """The words of a title that say what it is about, each once."""
    found: dict[str, str] = {}
    for word in _WORD.findall(title):
        if _tells(plain := folded(word)):
            found.setdefault(plain, word)
    return list(found.values())


def words_to_find(items: Sequence[Wanted], most: int) -> list[str]:
    """The folded words to ask the index for: tags of the newest items first, then titles."""
    tags = (each.key for item in items for each in item.tags)
    words = (each.key for item in items for each in item.words)
    return list(dict.fromkeys([*tags, *words]))[:most]


def best_fits(
    candidates: Iterable[Candidate],
    items: Sequence[Wanted],
    places: Sequence[str],
    told: Collection[tuple[int, int]] = (),
) -> Iterator[Fit]:
    """Each candidate whom one of the items suits, with the one that suits best.

    `told`: (candidate, item) of whoever knows of an item; the next best is for them.
    """
    keys = frozenset(each.key for item in items for each in item.sought)
    for candidate in candidates:
        fresh = [item for item in items if (candidate.id, item.item.id) not in told]
        if fit := _best_fit(candidate, fresh, places, keys):
            yield fit


def in_order(fits: Iterable[Fit]) -> list[Fit]:
    """What tells most and is newest first; then who has waited longest for a word of ours."""
    return sorted(
        fits,
        key=lambda fit: (
            fit.rank,
            fit.candidate.last_contact_on,
            fit.candidate.sort_name,
            fit.candidate.id,
        ),
    )


@lru_cache(maxsize=4096)
def beginnings(text: str) -> frozenset[str]:
    """Every folded word of a text, and of a long one every beginning that is long enough."""
    words = _WORD.findall(folded(text))
    begun = (word[:end] for word in words for end in range(LONG_ENOUGH, len(word)))
    return frozenset(words).union(begun)


def _best_fit(
    candidate: Candidate, items: Sequence[Wanted], places: Sequence[str], keys: frozenset[str]
) -> Fit | None:
    for place_rank, place in enumerate(places):
        has = beginnings(getattr(candidate, place))
        if keys.isdisjoint(has):
            continue
        for item_rank, each in enumerate(items):
            if each.item.asked_by == candidate.id:
                continue
            if found := next((one for one in each.sought if has.issuperset(one.parts)), None):
                match = _match(candidate, each.item, found, place)
                return Fit(candidate, match, (place_rank, item_rank))
    return None


def _match(candidate: Candidate, item: Item, found: Sought, place: str) -> Match:
    return Match(candidate.id, item.id, item.title, item.published_on, found.shown, place)


def _sought(text: str) -> Sought | None:
    parts = tuple(_WORD.findall(folded(text)))
    return Sought(text, parts) if parts else None


def _tells(word: str) -> bool:
    return len(word) >= LONG_ENOUGH and not word.isdecimal() and word not in _STOP
