"""Who may be in the workbook twice: how people are compared, and what a merge does with fields."""

from commdesk.features.duplicates.model.judge import LEAST_SCORE, Judge, Suspect
from commdesk.features.duplicates.model.merging import (
    FIELDS,
    NAME_FIELDS,
    Choice,
    Row,
    better_first,
    choices,
    joined,
    joined_row,
    merged_row,
)
from commdesk.features.duplicates.model.person import Person, Stored, person_of
from commdesk.features.duplicates.model.search import Found, Progress, find_suspects, search
from commdesk.features.duplicates.model.telling import Held, consequences

__all__ = [
    "FIELDS", "LEAST_SCORE", "NAME_FIELDS", "Choice", "Found", "Held", "Judge", "Person",
    "Progress", "Row", "Stored", "Suspect", "better_first", "choices", "consequences",
    "find_suspects", "joined", "joined_row", "merged_row", "person_of", "search",
]  # fmt: skip
