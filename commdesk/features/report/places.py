"""Where a report or a pack may be written, and what it is called there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from commdesk.core.errors import Refused
from commdesk.core.values import Week
from commdesk.core.words import OneOf, Words

PDF, EXCEL, ZIP = ".pdf", ".xlsx", ".zip"


def check_place(path: Path, endings: Sequence[str], workbook: Path) -> None:
    """Refuse what is no place for such a file, before anything is written."""
    if path.suffix.lower() not in endings:
        raise Refused(
            "{file} must end in {ending}. Nothing was changed.",
            file=path.name or str(path),
            ending=OneOf(endings),
        )
    if path.resolve() == workbook.resolve():
        raise Refused("{file} is the workbook itself. Choose another name.", file=path.name)


def report_name(community: str, week: Week, words: Words) -> str:
    """Without its ending."""
    return f"{community}-{words('Weekly report')}-{week}"
