"""Finding members while somebody types: every typed word stands in the member's text.

A word of three letters or more may stand in the middle of another, a shorter one begins it. The
index holds the trigrams of each member's text under their place in the order of names, so that
the first hits in that order come without sorting: a million members answer within a keystroke.
"""

from commdesk.features.members.search.model import MOST_COUNTED, MOST_HITS, Hits, search_text
from commdesk.features.members.search.ops import rebuild_search, settle_search
from commdesk.features.members.search.queries import (
    count_hits,
    find_any,
    find_any_from,
    find_hits,
    has_one_stretch,
    ids_found,
    is_large,
    words_begin,
)

__all__ = [
    "MOST_COUNTED", "MOST_HITS", "Hits", "count_hits", "find_any", "find_any_from",
    "find_hits", "has_one_stretch", "ids_found", "is_large", "rebuild_search", "search_text",
    "settle_search",
    "words_begin",
]  # fmt: skip
