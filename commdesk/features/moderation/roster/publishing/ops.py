"""Writes of publishing: when day parts begin, and what went out to whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import time

from msgspec.structs import asdict

from commdesk.core.database import Database, insert, update
from commdesk.core.errors import Refused
from commdesk.core.exports import ExportEntry, note_export
from commdesk.core.journal import op
from commdesk.core.workbook import set_facts
from commdesk.features.moderation.dayparts import PARTS, DayPart
from commdesk.features.moderation.roster.publishing.model import Sent
from commdesk.features.moderation.roster.publishing.queries import TIMES_FACT, part_times


@op("Change when day parts begin")
def set_part_times(db: Database, times: Mapping[DayPart, time]) -> None:
    """From when on the clock a day part is; the others stay. They follow each other in a day."""
    wanted = {**part_times(db), **times}
    moments = [wanted[part] for part in PARTS]
    if moments != sorted(set(moments)):
        raise Refused("The morning begins before the afternoon, the afternoon before the evening.",
                      field="times")  # fmt: skip
    set_facts(db, **{TIMES_FACT: {str(part): f"{wanted[part]:%H:%M}" for part in PARTS}})


@op("Publish the roster for {count} people")
def publish(
    db: Database, entry: ExportEntry, sent: Sequence[Sent], *, save: Callable[[], object]
) -> None:
    """Keep in the log that it went out and what calendars were told, and put the files in place."""
    for each in sent:
        row = asdict(each) | {"is_cancelled": int(each.is_cancelled)}
        del row["id"]
        if not each.id:
            insert(db, "moderation_published", row)
        else:
            update(db, "moderation_published", each.id, row)
    note_export(db, entry, save=save)
