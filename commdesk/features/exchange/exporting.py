"""Excel files out of the workbook: which sheets, whose data is in them, and where it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.exports import ExportEntry, export_entry, note_export
from commdesk.core.feature import ExportScope, Features, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.writer import Workbook
from commdesk.core.values import Week
from commdesk.core.words import Text, Words, say
from commdesk.features.exchange.returning.marking import (
    Stamp,
    add_meta,
    marked,
    note_of,
    stamp_of,
)

ALL = "all"
_FIRST = ("week", "todo", "hours", "members", "ambassadors", "outreach")
"""The order of the sheets in a file; others follow as their features stand."""
SUFFIX = ".xlsx"

Tick = Callable[[int, int], object]


def _silent(_done: int, _of: int) -> None:
    return None


class Content(Struct, frozen=True):
    """One sheet with the rows that go on it."""

    sheet: Sheet
    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]


class Export(Struct, frozen=True):
    """Everything that goes into one file."""

    contents: tuple[Content, ...]
    scope: ExportScope
    stamp: Stamp

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(content.sheet.name for content in self.contents)

    @property
    def row_count(self) -> int:
        return sum(len(content.rows) for content in self.contents)

    @property
    def people_count(self) -> int:
        """How many different people are in it."""
        return len(
            {
                str(row.get("member_id") or (content.sheet.name, number))
                for content in self.contents
                if content.sheet.has_people
                for number, row in enumerate(content.rows)
            }
        )


def sheets_of(features: Features) -> dict[str, Sheet]:
    """Every sheet there is, by its stable name, in the order of the file."""
    found = {sheet.name: sheet for feature in features for sheet in feature.sheets}
    order = [name for name in _FIRST if name in found]
    return {name: found[name] for name in (*order, *found)}


def choose(features: Features, names: Sequence[str]) -> tuple[Sheet, ...]:
    """The sheets named; without names those that go by default, which hold no people."""
    known = sheets_of(features)
    if ALL in names:
        return tuple(known.values())
    if not names:
        return tuple(sheet for sheet in known.values() if sheet.by_default)
    if unknown := [name for name in names if name not in known]:
        raise Refused(
            "There is no sheet {name}; there are {names}.", name=unknown[0], names=[*known]
        )
    return tuple(sheet for name, sheet in known.items() if name in names)


def gather(desk: Desk, sheets: Iterable[Sheet], week: Week, tick: Tick = _silent) -> Export:
    """Read the rows of every sheet; `tick` is told (sheets done, sheets in all)."""
    chosen = tuple(sheets)
    scope = ExportScope((week,), desk.today(), desk.features)
    contents = []
    for done, sheet in enumerate(chosen):
        tick(done, len(chosen) + 1)
        contents.append(Content(sheet, sheet.columns_in(desk.db), sheet.rows(desk.db, scope)))
    tick(len(chosen), len(chosen) + 1)
    return Export(tuple(contents), scope, stamp_of(desk, scope))


def save(export: Export, path: Path, words: Words, title: str) -> None:
    """Write the file, whole or not at all."""
    book = Workbook(words, title=title)
    for content in export.contents:
        sheet = content.sheet
        note = "" if content.rows else note_of(sheet) or _why_empty(sheet, export.scope.weeks[0])
        columns, rows = marked(sheet, content.columns, content.rows, words)
        book.add(
            say(sheet.title),
            columns,
            rows,
            sheet.totals,
            note,
            totals_by=sheet.totals_by,
        )
    add_meta(book, export.stamp, ((c.sheet, c.columns, c.rows) for c in export.contents), words)
    book.save(path)


def _title(desk: Desk, week: Week) -> str:
    """`Omgevingsnetwerk, week 48: ma 23 nov – zo 29 nov`: on every printed page."""
    words = desk.words
    days = f"{words.date(week.monday)} – {words.date(week.sunday)}"
    return f"{desk.workbook.name}, {words.week(week)}: {days}"


def _why_empty(sheet: Sheet, week: Week) -> Text:
    """Above the headings, where an import of the same file does not take it for a row."""
    if sheet.has_people:
        return say("Nobody is in this list yet.")
    return say("Nothing in {week}.", week=week)


def check_place(path: Path, workbook: Path) -> None:
    """Refuse what is no place for an Excel file, before anything is read."""
    if path.suffix.lower() != SUFFIX:
        raise Refused("{file} must end in .xlsx. Nothing was changed.", file=path.name or str(path))
    if path.resolve() == workbook.resolve():
        raise Refused("{file} is the workbook itself. Choose another name.", file=path.name)


def hand_out(desk: Desk, export: Export, path: Path, purpose: str = "") -> ExportEntry | None:
    """Save the export; with people in it only for a purpose, and kept in the log (returned).

    Raises Refused without a purpose, and on a desk that is open for reading only.
    """
    title = _title(desk, export.scope.weeks[0])
    people = export.people_count
    if not people:
        save(export, path, desk.words, title)
        return None
    entry = export_entry(
        desk,
        file_name=path.name,
        sheets=export.names,
        rows=export.row_count,
        people=people,
        purpose=purpose,
    )
    desk.do(note_export, entry, save=lambda: save(export, path, desk.words, title))
    return entry
