"""An item as one row of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from commdesk.core.words import Words
from commdesk.features.content.model import KINDS, Item
from commdesk.kit.cardlist import CardRow
from commdesk.kit.theme import Tone

_TITLES: Mapping[str, str] = dict(KINDS)


def kind_words(item: Item, words: Words) -> str:
    return words(_TITLES[item.kind])


def row_of(item: Item, words: Words, today: date) -> CardRow:
    """Its title, what and when it is, and how many replies it has so far."""
    told = (kind_words(item, words), words.date(item.published_on), ", ".join(item.tags))
    has_count = item.is_open and not item.is_unanswered and not item.is_planned(today)
    return CardRow(
        key=item.id,
        title=item.title,
        reason=" · ".join(part for part in told if part),
        chips=_chips(item, words, today),
        right=words.plural("{n} reply", "{n} replies", item.replies) if has_count else "",
        data=item,
    )


def _chips(item: Item, words: Words, today: date) -> Sequence[tuple[str, Tone]]:
    if item.is_planned(today):
        return [(words("planned"), "accent")]
    if not item.is_open:
        return [(words("closed"), "plain")]
    return [(words("no reply yet"), "warn")] if item.is_unanswered else []
