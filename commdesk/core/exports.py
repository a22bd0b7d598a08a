"""The log of what left the workbook with people in it: for which purpose, by whom, how many.

Whoever hands out a file notes it here; exchange made the table and shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct

from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.lock import computer_name
from commdesk.core.values import to_moment
from commdesk.core.words import say_n


class ExportEntry(Struct, frozen=True):
    """One line of the export log."""

    at: datetime
    actor: str
    device: str
    file_name: str
    sheets: tuple[str, ...]
    row_count: int
    people_count: int
    purpose: str
    id: int = 0


def export_entry(
    desk: Desk, *, file_name: str, sheets: Sequence[str], rows: int, people: int, purpose: str
) -> ExportEntry:
    """What the log will say of an export that is made now; refuses one without a purpose."""
    if not purpose.strip():
        raise purpose_wanted(people)
    return ExportEntry(
        at=desk.now(),
        actor=desk.actor,
        device=computer_name(),
        file_name=file_name,
        sheets=tuple(sheets),
        row_count=rows,
        people_count=people,
        purpose=purpose.strip(),
    )


@op("Export {count} people's data")
def note_export(db: Database, entry: ExportEntry, *, save: Callable[[], object]) -> int:
    """Keep the export in the log and save its file: both or neither."""
    if not entry.purpose.strip():
        raise purpose_wanted(entry.people_count)
    db.about(count=entry.people_count)
    row = {
        "at": to_moment(entry.at),
        "actor": entry.actor,
        "device": entry.device,
        "file_name": entry.file_name,
        "sheets": ",".join(entry.sheets),
        "row_count": entry.row_count,
        "people_count": entry.people_count,
        "purpose": entry.purpose.strip(),
    }
    entry_id = insert(db, "export_log", row)
    save()
    return entry_id


def purpose_wanted(people: int) -> Refused:
    """The one question before people leave the workbook."""
    question = say_n(
        "{n} person's data, for what purpose?", "{n} people's data, for what purpose?", people
    )
    return Refused(question, field="purpose")
