"""Lists as other programs write them, read in this process."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from commdesk.catalog import FEATURES
from commdesk.core.sheets.reader import Table
from commdesk.core.words import Words
from commdesk.features.exchange import importing, sources
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.listing import Wanted
from tests.core.sheets.reading import rows_of

TODAY = date(2026, 11, 23)
SAMPLES = Path(__file__).resolve().parents[2] / "_samples"
REFUSED = frozenset({"staff-action-260303-0900.csv"})
"""Samples out of which nobody comes."""


def wanted(language: str = "nl") -> Wanted:
    return Wanted(importing.find_intake(FEATURES, "members").columns, Words(language), TODAY)


def taken(*lines: str, language: str = "nl", folder: Path) -> Taken:
    """A .csv of these lines."""
    path = folder / "leden.csv"
    path.write_text("\n".join(lines), "utf-8")
    return taken_from(path, language)


def taken_from(path: Path, language: str = "nl") -> Taken:
    rows = [(number, tuple(cells)) for number, cells in rows_of(path)]
    return sources.take((Table(path.name, "", rows),), wanted(language))  # type: ignore[arg-type]


def excel(path: Path, *rows: tuple[Any, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    path.write_bytes(buffer.getvalue())
    return path
