"""What happened with somebody's data: the acts of history about it, and the exports since then."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from string import Formatter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.people import Held
from commdesk.core.values import from_moment
from commdesk.core.words import Text


class Moment(Struct, frozen=True):
    """One act: when, and what kind; not who."""

    at: datetime
    what: str


class Export(Struct, frozen=True):
    """A file with people in it, in which they may have been."""

    at: datetime
    purpose: str
    sheets: str
    people: int

    @property
    def told(self) -> str:
        return self.purpose

    def masked(self, mask: Callable[[str], str]) -> Export:
        return replace(self, purpose=mask(self.purpose))


def moments_of(desk: Desk, held: Sequence[Held], name: str) -> list[Moment]:
    """Every act that touched what is held, oldest first, without anybody's name but their own."""
    sql = """
        SELECT id, at, label, subject FROM journal_entry
         WHERE kind = 'do' AND id IN
               (SELECT entry_id FROM journal_change
                 WHERE table_name = :table AND row_id IN (SELECT value FROM json_each(:ids)))
    """
    found: dict[int, Moment] = {}
    for each in held:
        ids = json.dumps([row["id"] for row in each.rows])
        for row in desk.db.query(sql, {"table": each.data.table, "ids": ids}):
            what = desk.words(_kind(row["label"], json.loads(row["subject"]), name))
            found[row["id"]] = Moment(from_moment(row["at"]), what)
    return [found[entry_id] for entry_id in sorted(found)]


def exports_since(db: Database, day: str) -> list[Export]:
    """Files that left with people in them since the person is here, oldest first."""
    sql = """
        SELECT at, purpose, sheets, people_count AS people FROM export_log
         WHERE people_count > 0 AND at >= :day ORDER BY at, id
    """
    return [Export(**row | {"at": from_moment(row["at"])}) for row in db.query(sql, {"day": day})]


def _kind(label: str, subject: dict[str, Any], name: str) -> Text:
    """The act without what it was about, but for the person's own name."""
    named = [field for _, field, _, _ in Formatter().parse(label) if field]
    return Text(label, {each: name if subject.get(each) == name else "…" for each in named})
