"""Interviews: planned, held, what was said, and who would contribute."""

from commdesk.features.concept.interviews.model import (
    COUNTS_AS_WILLING,
    WILLING,
    Answer,
    Interview,
    InterviewDraft,
    Willing,
    prospect_of,
)
from commdesk.features.concept.interviews.queries import (
    answers_of,
    find_interview,
    interviews_of,
    list_interviews,
    name_of_interview,
)

__all__ = [
    "COUNTS_AS_WILLING", "WILLING", "Answer", "Interview", "InterviewDraft", "Willing",
    "answers_of", "find_interview", "interviews_of", "list_interviews", "name_of_interview",
    "prospect_of",
]  # fmt: skip
