"""Who may be in the workbook twice: how people are compared, and what a merge does with fields."""

from commdesk.features.duplicates.model.judge import LEAST_SCORE, Judge, Suspect
from commdesk.features.duplicates.model.merging import (
    FIELDS,
    NAME_FIELDS,
    Choice,
    better_first,
    choices,
    joined,
    joined_row,
    merged_row,
)
from commdesk.features.duplicates.model.person import Person, Stored, person_of
from commdesk.features.duplicates.model.search import Progress, find_suspects, placed

__all__ = [
    "FIELDS", "LEAST_SCORE", "NAME_FIELDS", "Choice", "Judge", "Person", "Progress", "Stored",
    "Suspect", "better_first", "choices", "find_suspects", "joined", "joined_row",
    "merged_row", "person_of", "placed",
]  # fmt: skip
