"""Writes of exchange: note an export with people in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from commdesk.core.database import Database, insert
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import to_moment
from commdesk.core.words import say_n
from commdesk.features.exchange.model import ExportEntry, Import


@op("Take in {source}: {count} new or changed")
def take_in(db: Database, given: Import, *, today: date) -> int:
    """Do everything that the plans say, whole or not at all; returns how much that was."""
    people: Mapping[int, int] = {}
    count = 0
    for place, part in enumerate(given.parts):
        found = part.intake.apply(db, part.plan, today=today, source=given.source, people=people)
        people = people if place else found
        count += part.plan.count("new") + part.plan.count("changed")
    db.about(source=given.source, count=count)
    return count


@op("Export {count} people's data")
def note_export(db: Database, entry: ExportEntry, *, save: Callable[[], None]) -> int:
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
