"""Saving designed papers as one Excel file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from commdesk.core.housestyle import PLAIN, HouseStyle
from commdesk.core.sheets.output import replaced
from commdesk.core.sheets.paper import Paper
from commdesk.core.sheets.writer import unique_sheet_name
from commdesk.core.words import Words


def save_papers(
    path: Path,
    papers: Sequence[Paper],
    words: Words,
    *,
    title: str,
    style: HouseStyle = PLAIN,
) -> None:
    """Write an .xlsx; raises Refused, leaving no file, when the place cannot be written."""
    from commdesk.core.sheets.paper_xlsx import write_papers

    names: list[str] = []
    for paper in papers:
        names.append(unique_sheet_name(paper.title, names))
    with replaced(path) as place:
        write_papers(place, tuple(zip(names, papers, strict=True)), words, title=title, style=style)
