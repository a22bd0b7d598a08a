"""Introductions: two members who can support each other, brought together by us.

An introduction is a message to both. Two weeks later we ask whether they found each other, and
write down what came of it.
"""

from commdesk.features.outreach.introductions.model import (
    HELPS_FROM,
    Introduction,
    Outcome,
    Suggestion,
)
from commdesk.features.outreach.introductions.ops import (
    change_introduction,
    introduce,
    set_outcome,
)
from commdesk.features.outreach.introductions.queries import (
    find_introduction,
    introductions_of,
    list_introductions,
    name_of_introduction,
    suggestions_for,
)

__all__ = [
    "HELPS_FROM", "Introduction", "Outcome", "Suggestion", "change_introduction",
    "find_introduction", "introduce", "introductions_of", "list_introductions",
    "name_of_introduction", "set_outcome", "suggestions_for",
]  # fmt: skip
