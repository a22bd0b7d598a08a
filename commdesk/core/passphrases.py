"""What a passphrase must be: long. Nobody is made to put a digit or a sign in it.

Whoever has the file can try as often as they like, with 256,000 rounds of SHA-512 a try. Twelve
signs that were not chosen from a list of known ones are out of reach then; eight are not. Rules on
kinds of signs make people write `Welkom01!`, so there are none.
"""

from __future__ import annotations

from collections.abc import Iterable

from commdesk.core.errors import Refused
from commdesk.core.words import N_, Text, say

SHORTEST = 12
_LONG, _VARIED, _WORD, _WORDS = 20, 8, 4, 3
_USED = ("wachtwoord", "password", "welkom", "welcome", "geheim", "qwerty", "123456", "gemeente")
_COMES_BACK = 3


def check_new(typed: str, again: str | None = None) -> str:
    """A new passphrase as it was typed; refuses an empty or a short one, and two that differ."""
    if len(typed.strip()) < SHORTEST:
        raise Refused(
            "A passphrase has at least {n} signs: four words that do not belong together do.",
            n=SHORTEST,
            field="new",
        )
    if again is not None and again != typed:
        raise Refused("The second time is not the same as the first.", field="again")
    return typed


def weakness(typed: str, known: Iterable[str] = ()) -> Text | None:
    """Why somebody would guess it sooner than its length says; `known`: names around it."""
    plain = typed.casefold()
    if any(name.casefold() in plain for name in known if len(name) >= _WORD):
        return say("Weak: it holds a name that belongs to this workbook.")
    if any(word in plain for word in _USED):
        return say("Weak: it holds a word that is tried first.")
    if len(set(plain)) < _VARIED or _repeats(plain):
        return say("Weak: the same comes back in it.")
    if plain.replace(" ", "").isdigit():
        return say("Weak: digits only. Words are easier to keep, and stronger.")
    if len(plain) < _LONG and len(plain.split()) < _WORDS:
        return say("Weak: few words. Four words that do not belong together are stronger.")
    return None


GOOD = N_("Long and varied enough.")


def _repeats(plain: str) -> bool:
    """Whether it is one short piece again and again."""
    size = len(plain)
    return any((plain[:n] * size)[:size] == plain for n in range(1, size // _COMES_BACK + 1))
