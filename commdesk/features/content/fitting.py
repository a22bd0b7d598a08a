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
    aanpak acht achter afspraak afspreken alle alleen allemaal alles altijd andere anderen
    anders bedacht bedenken begin beginnen begint begon belangrijk bellen bereik bereiken beste
    betaalt betekent beter bezig bijna binnen bleef blijft blijven boven brengen brengt buiten
    daar daarna daarom dacht dagen deed delen denken denkt deze dicht dingen direct doel doen
    doet door doorgaan dragen echt eens eerder eerst eerste eigen eind einde elkaar elke enige
    erbij erin ermee ernaar erover ervan ervaring ervaringen even extra fijn gaan gaat gebruik
    gebruiken gebruikt gedaan geeft geen gegeven gehad gekomen gemaakt gemeente gemeenten genoeg
    geven geweest gingen goed goede goedkoop graag gratis groot grote haal haalt haar halen
    handig hebben hebt heeft heel heen hele helemaal helft helpt hier hoelang hoeveel hoever
    hoort horen houd houden houdt hulp idee ideeen ieder iedereen iemand iets inmiddels inzetten
    jaar jezelf jouw jullie kennen kent kiezen klein kleine komen komende komt kort korte kost
    kosten kostte krijgen krijgt kunnen kwam kwamen laat laatste lang lange langer lastig laten
    leer leert leest leren letten leuk lezen liep lijkt loopt lopen lukt lukte maak maakt maand
    maanden maar maken makkelijk meedoen meer meest mensen meteen middag mijn minder misschien
    moeilijk moet moeten mogelijk mogen morgen naar neemt negen nemen niet niets nieuwe nodig
    nooit ochtend omdat onder onlangs onze ooit organiseert organiseren over pakken pakt past
    plaats plan plannen praten probeer proberen regel regelen regelt ruim samen sinds
    slecht slim snel sneller soms spreken staan staat stap stappen start starten steeds stellen
    stelt stuk sturen stuurt tegelijk tegen tevoren tien tijd tips toch toen tussen twaalf
    uitleg uren vaak vanaf vandaag vanuit vast veel verder verschil vertel vertellen vertelt
    vijf vind vinden vindt volgende volgt voor vooraf vooral voorbeeld voorbeelden vorig vorige
    vraag vragen vroeg vroeger waar waarbij waarom waarover wacht wachten wanneer waren week
    weer weinig weken welk welke werd werden werk werken werkt weten wilde willen worden wordt
    zeggen zegt zelf zetten zeven zich zien ziet zijn zoals zodat zoek zoeken zoekt zoiets
    zonder zorgen zorgt zouden zoveel zullen
    about after again ahead almost along already also although always another answer answers
    anyone asked asking back because been before begin beginning begins being best better
    between both bring brings build call came cheap comes community cost costs could deal
    different does doing done down each earlier early easily easy eight else enough even ever
    every example examples experience experiences fast feel felt find first five four free from
    full gave gets getting give given goes going gone good great half hard have having hear
    heard help here high hold hour hours idea ideas important instead into just keep keeping
    kept know last late later latest learn learned learnt less lets like little long longer look
    looking looks lots made make makes making many maybe mean means meet members might minute
    minutes month months more most much municipalities municipality must near nearly need needs
    never next nice nine nobody often once only open organise organising other others ours
    ourselves over part people pick plan planned planning plans possible practical practice
    prepare probably question questions quick quickly rather read ready really right said same
    says seems send sent seven shall share short should show simple since slow small some
    someone something sometimes soon sooner start started starting starts step steps still stop
    such take takes taking tell tells than that their them then there these they thing things
    think this those thought three through time tips today together told tomorrow tonight took
    toward true turn twice under understand until useful using usually very wait waiting want
    wants week well went were what when where which while whole whom whose will with within
    without wonder wont work working works worth would write wrong year years yesterday your
    yourself
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
    rank: tuple[int, int, int]
    """A tag before a word of the title, then the place, then the item; the lowest fits best."""

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
_KINDS = ("tags", "words")
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
    """A tag was chosen to say what an item is about; a word of its title only may."""
    told = []
    for place_rank, place in enumerate(places):
        has = beginnings(getattr(candidate, place))
        if not keys.isdisjoint(has):
            told.append((place_rank, place, has))
    for kind_rank, kind in enumerate(_KINDS if told else ()):
        for place_rank, place, has in told:
            for item_rank, each in enumerate(items):
                if each.item.asked_by == candidate.id:
                    continue
                sought = getattr(each, kind)
                if found := next((one for one in sought if has.issuperset(one.parts)), None):
                    match = _match(candidate, each.item, found, place)
                    return Fit(candidate, match, (kind_rank, place_rank, item_rank))
    return None


def _match(candidate: Candidate, item: Item, found: Sought, place: str) -> Match:
    return Match(candidate.id, item.id, item.title, item.published_on, found.shown, place)


def _sought(text: str) -> Sought | None:
    parts = tuple(_WORD.findall(folded(text)))
    return Sought(text, parts) if parts else None


def _tells(word: str) -> bool:
    return len(word) >= LONG_ENOUGH and not word.isdecimal() and word not in _STOP
