"""Where a report or a pack may be written, and what it is called there."""

from __future__ import annotations

from commdesk.core.values import Week
from commdesk.core.words import Words

PDF, EXCEL, ZIP = ".pdf", ".xlsx", ".zip"


def report_name(community: str, week: Week, words: Words) -> str:
    """Without its ending."""
    return f"{community}-{words('Weekly report')}-{week}"
