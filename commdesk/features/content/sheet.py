"""The columns of the items in an export; nobody is named in it."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_
from commdesk.features.content.model import KINDS
from commdesk.features.content.queries import list_items

COLUMNS = (
    Column("title", N_("Title"), width=48),
    Column("kind", N_("Kind"), "choice", 14, choices=KINDS),
    Column("tags", N_("Tags"), width=28),
    Column("published_on", N_("Published on"), "date", 14),
    Column("replies", N_("Replies so far"), "number", 12),
    Column("first_reply_on", N_("First reply on"), "date", 14),
    Column("is_open", N_("Is open"), "boolean", 10),
    Column("link", N_("Link"), width=40),
    Column("id", N_("Id"), "id", 22),
)


def export_rows(db: Database, _scope: ExportScope) -> list[dict[str, Any]]:
    """Every item, newest first."""
    keys = [column.key for column in COLUMNS]
    return [
        {key: getattr(item, key) for key in keys} | {"tags": ", ".join(item.tags)}
        for item in list_items(db, limit=-1)
    ]


SHEET = Sheet(name="items", title=N_("Items"), columns=COLUMNS, rows=export_rows)
