"""Boundaries: what it is about and what not, the rules, the ladder, and who knows them."""

from commdesk.features.concept.boundaries.model import (
    SIDES,
    Boundary,
    BoundaryDraft,
    BoundarySide,
    Told,
    plain_words,
    texts_of,
)
from commdesk.features.concept.boundaries.queries import (
    count_explained,
    explained_on,
    find_boundary,
    list_boundaries,
    list_told,
    name_of_boundary,
    plain_text,
)

__all__ = [
    "SIDES", "Boundary", "BoundaryDraft", "BoundarySide", "Told", "count_explained",
    "explained_on", "find_boundary", "list_boundaries", "list_told", "name_of_boundary",
    "plain_text", "plain_words", "texts_of",
]  # fmt: skip
