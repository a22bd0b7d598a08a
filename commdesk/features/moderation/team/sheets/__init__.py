"""Availability sheets: out to each person as Excel file, back as one change that can be undone."""

from commdesk.features.moderation.team.sheets.handing import people_for_sheets, write_sheets
from commdesk.features.moderation.team.sheets.model import (
    AvailabilityPlan,
    Difference,
    refusal_of,
    sentence,
)
from commdesk.features.moderation.team.sheets.planning import plan_sheet

__all__ = [
    "AvailabilityPlan", "Difference", "people_for_sheets", "plan_sheet", "refusal_of", "sentence",
    "write_sheets",
]  # fmt: skip
