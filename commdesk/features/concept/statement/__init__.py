"""The concept in its versions: for whom, why, about what, with whom; theirs beside ours."""

from commdesk.features.concept.statement.model import COMMUNITY_KINDS, CommunityKind, Side, Version
from commdesk.features.concept.statement.queries import (
    current_version,
    find_version,
    list_versions,
    name_of_version,
)

__all__ = [
    "COMMUNITY_KINDS", "CommunityKind", "Side", "Version", "current_version", "find_version",
    "list_versions", "name_of_version",
]  # fmt: skip
