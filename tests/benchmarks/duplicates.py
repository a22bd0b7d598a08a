"""How well and how fast suspected pairs are found among invented people with planted doubles.

    python -m tests.benchmarks.duplicates FOLDER MEMBERS PLANTED [SEED]

Prints one line of JSON. The people bear at least 5,000 last names when there are enough of them,
common and rare as names are, so that many are true namesakes (`namesakes`: the share of members
who bear the whole name of somebody else). A planted double is entered as another source would:
with a typo, first and last name swapped, the infix dropped, glued or moved, another address,
initials only, or accents lost; its address is another or missing, its organisation is the same, or
missing while the phone is the same. A found pair that was not planted is a false one, unless the
two bear the same name at the same organisation (`identical`): nobody could tell them apart.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from commdesk.catalog import FEATURES
from commdesk.core.database import Database, insert_many
from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.core.workbook import Workbook
from commdesk.features.duplicates.model import find_suspects
from commdesk.features.duplicates.queries import list_people
from commdesk.features.members import Name, folded

TODAY = date(2026, 11, 23)
SEED = 20261123
PEOPLE_A_PLACE = 50
PRIVATE = ("gmail.com", "hotmail.com", "ziggo.nl", "kpnmail.nl", "outlook.com")


def _words(text: str) -> list[str]:
    return text.split()


KINDS = ("typo", "swapped", "infix", "address", "initials", "accents")

_FIRST = _words(
    """
    Jan Piet Klaas Kees Henk Willem Maria Anna Petra Joke Sanne Lotte Fatma Emre Elif Murat
    Samira Youssef Karim Naïma Sjoerd Froukje Agnieszka Marek Priya Winston Chantal José
    René Zoë Anaïs Gülşen İlknur Wei Linh Bram Thijs Ruben Daan Eva Noor Marieke Aïcha Hans
    Gerard Ton Wim Bas
    """
)
_FIRST_ENDS = ("", "ne", "tje", "ina", "ke", "bert", "iëlle", "wina", "mar", "lie", "dert", "sje")
_LAST = _words(
    """
    Jans Pieter Klaass Vries Berg Dijk Bakk Viss Smit Meij Groot Boss Muld Peet Hendrik
    Leeuw Dekk Brouw Witt Dijkstr Graaf Meer Lind Kokk Jacob Haan Vermeul Heuvel Veen Broek
    Bruijn Schout Beek Vliet Venn Hoekstr Maas Verhoev Kost Damm Prins Blom Huism Kuip Wijk
    Post Veenstr Kram Brink Scholt Doorn Ever Hoff Veld Horst Kamp Wall Zijl Ridd Ooster
    Wagen Timm Ross Lamm Poll Yıld Kay Demir Çel Şah Öztürk Amran Bouäl Nowak Kowal Rössl
    Müll Ramd Sewr Codr Silv Cost Nguy Lév
    """
)
_LAST_ENDS = _words(
    """
    en er sen man s a stra ma inga huis veld horst dijk kamp bos hof laar broek wijk meer
    beek berg rode hout zand ing el oord ik aar ema sma ers ens ink aert ou ez ić ski ova
    a-Smit ens-Bos ée ö loo dam drecht waard haven poort land graaf zoon ter heem mond stede
    donk vliet gaard
    """
)
_INFIXES = ("van", "de", "van der", "van den", "ter", "van de")


class Someone(Struct, frozen=True):
    """One invented member."""

    name: Name
    email: str = ""
    phone: str = ""
    place: int = -1
    """Where they work; -1: not known."""


def invented(count: int, rng: Random) -> list[Someone]:
    firsts = _drawn([a + b for a, b in product(_FIRST, _FIRST_ENDS)], count, 0.8, rng)
    lasts = _drawn([a + b for a, b in product(_LAST, _LAST_ENDS)], count, 0.7, rng)
    places = _drawn(list(range(max(count // PEOPLE_A_PLACE, 3))), count, 0.5, rng)
    taken: set[str] = set()
    return [
        _someone(first, last, place, number, taken, rng)
        for number, (first, last, place) in enumerate(zip(firsts, lasts, places, strict=True))
    ]


def _drawn(things: list[Any], count: int, slope: float, rng: Random) -> list[Any]:
    """So many draws, some things much more often than others, as names are."""
    rng.shuffle(things)
    return rng.choices(things, [1 / (n + 3) ** slope for n in range(len(things))], k=count)


def _someone(
    first: str, last: str, place: int, number: int, taken: set[str], rng: Random
) -> Someone:
    # The infix goes with the last name: all who are called Broekhuis are Van Broekhuis, mostly.
    has_infix = sum(map(ord, last)) % 4 == 0 and rng.random() < 0.95
    infix = _INFIXES[sum(map(ord, last)) % len(_INFIXES)] if has_infix else ""
    shown = f"{first[0]}." if rng.random() < 0.04 else first
    name = Name(shown, infix, last)
    domain = rng.choice(PRIVATE) if rng.random() < 0.2 else f"plaats{place}.example"
    email = _address(Name(first, infix, last), domain, taken, rng) if rng.random() < 0.85 else ""
    phone = f"06{number * 7 + 10_000_000:08}" if rng.random() < 0.6 else ""
    if rng.random() < 0.08:
        phone = f"020{place + 1_000_000:07}"  # the reception
    return Someone(name, email, phone, place if rng.random() < 0.93 else -1)


def _address(name: Name, domain: str, taken: set[str], rng: Random) -> str:
    first, last = (_letters(part) for part in (name.first, name.infix + name.last))
    local = rng.choice(
        (f"{first[0]}.{last}", f"{first}.{last}", f"{first}{last}", f"{last}{first}")
    )
    numbers = (f"{local}{n or ''}@{domain}" for n in range(10_000))
    email = next(each for each in numbers if each not in taken)
    taken.add(email)
    return email


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, folded(text)))


# --- planting -------------------------------------------------------------------------------------


def plant(people: list[Someone], count: int, rng: Random) -> Iterator[tuple[int, str, Someone]]:
    """Place of the original, kind, and its double; nobody is doubled twice."""
    taken = {each.email for each in people}
    free = rng.sample(range(len(people)), len(people))
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        place = next(n for n in free if _can(kind, people[n]))
        free.remove(place)
        double = _as_another_source(people[place], kind, taken, rng)
        yield place, kind, replace(double, name=_CHANGES[kind](double.name, rng))


def _can(kind: str, someone: Someone) -> bool:
    name = someone.name
    if someone.place < 0 and not someone.phone.startswith("06"):
        return False  # nothing but a name
    return {
        "infix": bool(name.infix),
        "initials": "." not in name.first,
        "accents": not str(name).isascii(),
        "swapped": "." not in name.first and folded(name.first) != folded(name.last),
        "address": bool(someone.email),
    }.get(kind, True)


def _as_another_source(someone: Someone, kind: str, taken: set[str], rng: Random) -> Someone:
    domain = f"plaats{someone.place}.example" if rng.random() < 0.4 else rng.choice(PRIVATE)
    if someone.place < 0:
        domain = rng.choice(PRIVATE)
    has_email = kind == "address" or rng.random() < 0.65
    email = _address(someone.name, domain, taken, rng) if has_email else ""
    phone = someone.phone
    draw = rng.random()
    if someone.place < 0:
        return replace(someone, email=email)
    if phone and draw < 0.15 and phone.startswith("06"):
        return replace(someone, email=email, place=-1)
    if draw < 0.6:
        phone = ""
    elif draw < 0.7:
        phone = f"06{rng.randrange(10**8):08}"
    return replace(someone, email=email, phone=phone)


def _typo(name: Name, rng: Random) -> Name:
    if rng.random() < 0.7 or len(name.first) < 4:
        return replace(name, last=_mistyped(name.last, rng))
    return replace(name, first=_mistyped(name.first, rng))


def _mistyped(word: str, rng: Random) -> str:
    place = rng.randrange(len(word))
    letter = rng.choice("abcdefghijklmnoprstuvwyz")
    match rng.choice(("drop", "add", "change", "swap")):
        case "drop":
            return word[:place] + word[place + 1 :]
        case "add":
            return word[:place] + letter + word[place:]
        case "change":
            return word[:place] + letter + word[place + 1 :]
    place = min(place, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _infix(name: Name, rng: Random) -> Name:
    match rng.choice(("dropped", "glued", "behind", "first", "whole")):
        case "dropped":
            return replace(name, infix="")
        case "glued":
            return Name(name.first, "", (name.infix + name.last).replace(" ", ""))
        case "behind":
            return Name(name.first, "", f"{name.last}, {name.infix}")
        case "first":
            return Name(f"{name.first} {name.infix}", "", name.last)
    return Name(str(name))


def _initials(name: Name, rng: Random) -> Name:
    return replace(name, first=name.first[0] + rng.choice((".", "", ". ")))


def _plain(name: Name, _rng: Random) -> Name:
    return Name(*(folded(part).title() for part in (name.first, name.infix, name.last)))


_CHANGES: dict[str, Callable[[Name, Random], Name]] = {
    "typo": _typo,
    "swapped": lambda name, _: Name(name.last, name.infix, name.first),
    "infix": _infix,
    "address": lambda name, _: name,
    "initials": _initials,
    "accents": _plain,
}


# --- measuring ------------------------------------------------------------------------------------


class Made(Struct):
    """A workbook with doubles in it, and which they are."""

    planted: dict[tuple[int, int], str]
    keys: dict[int, tuple[str, int]]
    """Member -> name and place, to see who cannot be told apart."""
    namesakes: float
    last_names: int


@op("Fill with invented people")
def fill(db: Database, count: int, planted: int, seed: int) -> Made:
    rng = Random(seed)  # noqa: S311
    people = invented(count, rng)
    doubles = list(plant(people, planted, rng))
    everybody = [*people, *(double for *_, double in doubles)]
    order = rng.sample(range(len(everybody)), len(everybody))
    places = {each.place for each in everybody if each.place >= 0}
    rows = ((f"Gemeente Plaats{place}",) for place in sorted(places))
    ids = dict(zip(sorted(places), insert_many(db, "organisation", ("name",), rows), strict=True))
    given = [_row(everybody[n], ids) for n in order]
    made = insert_many(db, "member", tuple(given[0]), [tuple(row.values()) for row in given])
    members = dict(zip(order, made, strict=True))
    pairs = {
        _pair(members[original], members[count + number]): kind
        for number, (original, kind, _) in enumerate(doubles)
    }
    names = Counter(_key(each.name) for each in people)
    return Made(
        pairs,
        {members[n]: (_key(each.name), each.place) for n, each in enumerate(everybody)},
        sum(held for held in names.values() if held > 1) / count,
        len({folded(each.name.last) for each in people}),
    )


def _row(each: Someone, organisations: dict[int, int]) -> dict[str, Any]:
    return {
        "first_name": each.name.first,
        "infix": each.name.infix,
        "last_name": each.name.last,
        "sort_name": each.name.sort_key,
        "email": each.email,
        "phone": each.phone,
        "organisation_id": organisations.get(each.place),
        "added_on": TODAY.isoformat(),
    }


def _key(name: Name) -> str:
    return folded(str(name))


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def measured(path: Path, members: int, planted: int, seed: int = SEED) -> dict[str, Any]:
    """Make the workbook, search it, and compare what is found with what was planted."""
    with Desk.create(path, FEATURES, Workbook("W", start_on=TODAY)) as desk:
        made = desk.do(fill, members, planted, seed)
    start, worked = time.perf_counter(), time.process_time()
    with Desk.open(path, FEATURES, read_only=True) as twin:
        people = list_people(twin.db)
    read = time.perf_counter() - start
    found = {(each.a, each.b): each for each in find_suspects(people)}
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    hits = made.planted.keys() & found.keys()
    others = found.keys() - hits
    same = {(a, b) for a, b in others if made.keys[a] == made.keys[b] and made.keys[a][1] >= 0}
    wrong = others - same
    planted_kinds, found_kinds = (
        Counter(made.planted.values()),
        Counter(made.planted[p] for p in hits),
    )
    return {
        "members": members,
        "planted": planted,
        "last_names": made.last_names,
        "namesakes": round(made.namesakes, 3),
        "read_seconds": round(read, 2),
        "seconds": round(seconds, 2),
        "processor_seconds": round(worked, 2),
        "recall": round(len(hits) / planted, 4),
        "precision": round(len(hits) / max(len(hits) + len(wrong), 1), 4),
        "false": len(wrong),
        "identical": len(same),
        "recall_by_kind": {k: round(found_kinds[k] / n, 3) for k, n in planted_kinds.items()},
    }


def main(folder: Path, members: int, planted: int, seed: int = SEED) -> None:
    found = measured(folder / "doubles.commdesk", members, planted, seed)
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
