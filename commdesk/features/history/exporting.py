"""History out as an Excel file: for a purpose, and kept in the export log as it names people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from commdesk.core.desk import Desk
from commdesk.core.exports import check_people_may_leave, export_entry, note_export
from commdesk.core.feature import ExportScope
from commdesk.core.housestyle import house_style
from commdesk.core.sheets import look
from commdesk.core.sheets.writer import Workbook
from commdesk.core.values import Period
from commdesk.core.words import Text, say, say_n
from commdesk.features.history.sheet import SHEET, history_rows

SUFFIX = ".xlsx"
Tick = Callable[[int, int], object]


def _silent(_done: int, _of: int) -> None:
    return None


def hand_out(
    desk: Desk, path: Path, days: Period | None, purpose: str, tick: Tick = _silent
) -> Text:
    """Write the file, whole or not at all, and note it; returns what was made, in a sentence.

    Refuses without a purpose, and where people may not leave. `days` None: all that there is.
    """
    check_people_may_leave(desk, (SHEET.name,))
    scope = ExportScope((), desk.today(), desk.features, days)
    rows = history_rows(desk.db, scope)
    people = len({row["member_id"] for row in rows})
    entry = export_entry(
        desk,
        file_name=path.name,
        sheets=(SHEET.name,),
        rows=len(rows),
        people=people,
        purpose=purpose,
    )
    desk.do(note_export, entry, save=lambda: _save(desk, path, rows, tick))
    return say_n(
        "{file} is made: {n} line of history.",
        "{file} is made: {n} lines of history.",
        len(rows),
        file=path.name,
    )


def people_in(desk: Desk, days: Period | None) -> int:
    """How many people the file would name, for the question of its purpose."""
    rows = history_rows(desk.db, ExportScope((), desk.today(), desk.features, days))
    return len({row["member_id"] for row in rows})


def _save(desk: Desk, path: Path, rows: list[dict[str, Any]], tick: Tick) -> None:
    title = f"{desk.workbook.name}, {desk.words('History')}"
    book = Workbook(desk.words, title=title, style=house_style(desk.db))
    note = "" if rows else say("Nothing was done in these days.")
    book.add(say(SHEET.title), SHEET.columns, rows, note=note, tab=look.WARN)
    done = 0

    def count(written: int) -> None:
        nonlocal done
        done += written
        tick(min(done, len(rows)), len(rows))

    book.save(path, count)
