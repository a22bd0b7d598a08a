"""Names as short as a cell asks, that still say who it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from commdesk.features.moderation.team import Moderator


def short_names(team: Iterable[Moderator]) -> Mapping[int, str]:
    """Moderator -> first name; with a letter of the surname where two share it, else all."""
    people = list(team)
    first = {person.id: person.name.split()[0] if person.name.split() else "" for person in people}
    letter = {person.id: _with_letter(person.name) for person in people}
    firsts, letters = Counter(first.values()), Counter(letter.values())
    return {
        person.id: first[person.id]
        if firsts[first[person.id]] == 1
        else letter[person.id]
        if letters[letter[person.id]] == 1
        else person.name
        for person in people
    }


def _with_letter(name: str) -> str:
    """`Noor J.`: the letter of the surname, past the small words before it."""
    first, *rest = name.split() or [""]
    own = next((word for word in rest if word[:1].isupper()), rest[0] if rest else "")
    return f"{first} {own[0]}." if own else first
