"""The log of what left the workbook with people in it: for which purpose, by whom, how many.

Whoever hands out a file notes it here; exchange made the table and shows it. Where the
organisation does not allow people to leave in a file at all, this is the one place that says no.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct

from commdesk.core import settings
from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.events import Event, keep_event, note_event
from commdesk.core.journal import op
from commdesk.core.lock import computer_name
from commdesk.core.values import to_moment
from commdesk.core.words import N_, Text, say_n

FORBIDDEN = N_(
    "Your organisation does not allow files with people in them. What holds nobody can be "
    "exported, and a person may always get what is kept of themselves."
)
HANDING_OUT = N_("Hand out people's data")


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


def may_people_leave() -> bool:
    """Whether files with people in them may be made on this computer."""
    return not settings.load().exports_of_people_forbidden


def export_entry(
    desk: Desk,
    *,
    file_name: str,
    sheets: Sequence[str],
    rows: int,
    people: int,
    purpose: str,
    is_their_own: bool = False,
) -> ExportEntry:
    """What the log will say of an export that is made now; refuses one without a purpose.

    Refuses every one where the organisation does not allow it. `is_their_own`: a person gets what
    is kept of themselves; the law asks for that, and no organisation can forbid it.
    """
    if not is_their_own:
        check_people_may_leave(desk, sheets)
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


def check_people_may_leave(desk: Desk, sheets: Sequence[str] = ()) -> None:
    """Refuse where the organisation does not allow it; that it was tried stays in history."""
    if not may_people_leave():
        note_event(desk, HANDING_OUT, ",".join(sheets), "refused")
        raise Refused(FORBIDDEN)


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
    keep_event(db, _event_of(entry))
    save()
    return entry_id


def purpose_wanted(people: int) -> Refused:
    """The one question before people leave the workbook; or why they may not."""
    if not may_people_leave():
        return Refused(FORBIDDEN)
    question = say_n(
        "{n} person's data, for what purpose?", "{n} people's data, for what purpose?", people
    )
    return Refused(question, field="purpose")


def purpose_unsaid(people: int) -> Refused:
    """The same question for who types a command, with where the answer goes."""
    wanted = purpose_wanted(people)
    if not may_people_leave():
        return wanted
    return Refused("{question} Say it with --purpose.", question=wanted.text)


def _event_of(entry: ExportEntry) -> Event:
    """For history: neither the name of the file nor the purpose, which may name somebody."""
    detail = say_n("{n} person, {rows} rows", "{n} people, {rows} rows", entry.people_count,
                   rows=entry.row_count)  # fmt: skip
    said = ",".join(entry.sheets)
    return Event(entry.at, entry.actor, entry.device, Text(HANDING_OUT), said, detail=detail)
