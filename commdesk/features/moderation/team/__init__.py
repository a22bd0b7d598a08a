"""The team: who moderates, with which expertise, how many hours, when they can and cannot."""

from commdesk.features.moderation.team.model import (
    DaysOff,
    Moderator,
    ModeratorDraft,
    hours_in,
    when,
)
from commdesk.features.moderation.team.queries import (
    emails_of_moderators,
    find_moderator,
    find_moderator_by_words,
    hours_by_week,
    known_expertise,
    list_days_off,
    list_moderators,
    list_plannable,
    name_of_moderator,
)

__all__ = [
    "DaysOff", "Moderator", "ModeratorDraft", "emails_of_moderators", "find_moderator",
    "find_moderator_by_words", "hours_by_week", "hours_in", "known_expertise", "list_days_off",
    "list_moderators", "list_plannable", "name_of_moderator", "when",
]  # fmt: skip
