"""Did they get what they were looking for? Asked of every ambassador twice a year."""

from commdesk.features.ambassadors.checks.model import (
    ANSWERS,
    Answer,
    Check,
    CheckDraft,
    Gained,
    check_due_on,
    gained,
)

__all__ = ["ANSWERS", "Answer", "Check", "CheckDraft", "Gained", "check_due_on", "gained"]
