"""Readiness: whether the organisation can carry a community, and who decides what."""

from commdesk.features.concept.readiness.model import (
    STATES,
    SUBJECTS,
    Decision,
    DecisionDraft,
    Subject,
    standing,
)
from commdesk.features.concept.readiness.queries import (
    find_decision,
    list_decisions,
    list_subjects,
    name_of_decision,
)

__all__ = [
    "STATES", "SUBJECTS", "Decision", "DecisionDraft", "Subject", "find_decision",
    "list_decisions", "list_subjects", "name_of_decision", "standing",
]  # fmt: skip
