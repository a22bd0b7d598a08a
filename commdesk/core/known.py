"""What is known of a member before being in touch, as paragraphs: each thing said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from commdesk.core.feature import Fact
from commdesk.core.words import N_, Words

_SOUGHT = N_("Looking for")
FIRST = (_SOUGHT, N_("Promised by us"), N_("Promised by them"))
"""What is read first of all that features know, whichever of them says it."""


def paragraphs_of(facts: Iterable[Fact], words: Words) -> list[tuple[str, str]]:
    """(label, text) of what is no chip: what several features say under one label stands together.

    The first are always there, without a text when nobody says anything.
    """
    found: dict[str, list[str]] = {words(label): [] for label in FIRST}
    for fact in facts:
        if not fact.is_chip:
            found.setdefault(words(fact.label), []).append(_worded(fact, words))
    sought = words(_SOUGHT)
    found[sought] = _said_once(found[sought])
    return [(label, "\n".join(dict.fromkeys(lines))) for label, lines in found.items()]


def _worded(fact: Fact, words: Words) -> str:
    """One of our own words begins with a capital here; what somebody typed stays as it is."""
    text = words(fact.text)
    return text if fact.text.values else text[:1].upper() + text[1:]


def _said_once(lines: Sequence[str]) -> list[str]:
    """Without a line that another one says too, as a part of it."""
    plain = {line.casefold().rstrip(" ."): line for line in reversed(lines)}
    kept = {text for text in plain if not any(text in other for other in plain if other != text)}
    return [plain[text] for text in reversed(plain) if text in kept]
