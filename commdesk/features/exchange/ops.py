"""Writes of exchange: take a list in, remember its columns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.journal import op
from commdesk.core.values import to_moment
from commdesk.features.exchange.model import Import, ImportEntry


@op("Take in {source}: {count} new or changed")
def take_in(db: Database, given: Import, *, today: date, entry: ImportEntry | None = None) -> int:
    """Do everything that the plans say, whole or not at all; returns how much that was.

    `entry` is the line that is kept of it, when anything changed.
    """
    people: Mapping[int, int] = {}
    count = 0
    for place, part in enumerate(given.parts):
        found = part.intake.apply(db, part.plan, today=today, source=given.source, people=people)
        people = people if place else found
        count += part.plan.count("new") + part.plan.count("changed")
    db.about(source=given.source, count=count)
    if entry is not None and count:
        _note_import(db, entry)
    return count


def _note_import(db: Database, entry: ImportEntry) -> None:
    row = {
        "at": to_moment(entry.at),
        "actor": entry.actor,
        "device": entry.device,
        "file_name": entry.file_name,
        "format": entry.format,
        "new_count": entry.new_count,
        "changed_count": entry.changed_count,
        "same_count": entry.same_count,
        "skipped_count": entry.skipped_count,
        "dropped": json.dumps(entry.dropped, ensure_ascii=False),
        "by_hand": json.dumps(dict(entry.by_hand), ensure_ascii=False),
    }
    insert(db, "import_log", row)


@op("Remember the columns of a list")
def remember_mapping(db: Database, signature: str, keys: Mapping[str, str], *, today: date) -> None:
    """Keep what was chosen for lists with these headings; nothing chosen is nothing kept."""
    sql = "SELECT id FROM import_mapping WHERE signature = :signature"
    known = db.value(sql, {"signature": signature})
    row = {"keys": json.dumps(dict(keys), ensure_ascii=False), "chosen_on": today.isoformat()}
    if known and keys:
        update(db, "import_mapping", known, row)
    elif known:
        delete(db, "import_mapping", known)
    elif keys:
        insert(db, "import_mapping", {"signature": signature, **row})
