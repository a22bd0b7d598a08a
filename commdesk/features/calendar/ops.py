"""The write of a calendar file: what was told is remembered, who is named goes into the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import asdict

from commdesk.core.database import Database, insert, update
from commdesk.core.exports import ExportEntry, note_export
from commdesk.core.journal import op
from commdesk.features.calendar.model import Told


@op("Make a calendar file")
def tell_calendar(
    db: Database, told: Sequence[Told], entry: ExportEntry | None, *, save: Callable[[], object]
) -> None:
    """Keep what a calendar is told and save its file: both or neither. `entry`: who is named."""
    for each in told:
        row = asdict(each) | {"is_cancelled": int(each.is_cancelled)}
        del row["id"]
        if each.id:
            update(db, "calendar_told", each.id, row)
        else:
            insert(db, "calendar_told", row)
    if entry is None:
        save()
    else:
        note_export(db, entry, save=save)
