"""How a share of few or many is written."""

from __future__ import annotations

from commdesk.core.shares import Share
from commdesk.core.words import Words


def share_words(share: Share, words: Words) -> str:
    """`49% (46–52%)`: between which shares it lies for sure; nothing of too few to tell."""
    if not share.is_enough:
        return ""
    low, high = (round(100 * bound) for bound in share.interval)
    return f"{words.percent(share.share)} ({words.number(low)}–{words.percent(high / 100)})"
