"""History as a table for Excel: action, object, result, device, actor and moment (BIO2 8.15.01)."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.erasing.naming import Names, restricted_names
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_, Words
from commdesk.core.workbook import read_workbook
from commdesk.features.history.model import Line
from commdesk.features.history.queries import Titles, list_lines

_UNNAMED = "…"
COLUMNS = (
    Column("at", N_("When"), "moment", 18),
    Column("action", N_("What"), width=46),
    Column("object", N_("To what"), width=26),
    Column("result", N_("Result"), width=16),
    Column("detail", N_("More"), width=32),
    Column("actor", N_("Who"), width=20),
    Column("device", N_("Computer"), width=20),
    Column("id", N_("Number"), "id", 22),
)


def history_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """Everything of the days of the export, newest first, in the language of the workbook.

    Who is restricted is not named: that their data was worked with stays.
    """
    words, titles = Words(read_workbook(db).language), Titles(scope.features)
    lines = list_lines(db, limit=-1, days=scope.days, titles=titles)
    names = restricted_names(db, scope.features, _UNNAMED)
    return [_row(line, words, names) for line in lines]


def _row(line: Line, words: Words, names: Names) -> dict[str, Any]:
    return {
        "at": line.at,
        "action": names.without(words(line.action)),
        "object": names.without(words(line.object)),
        "result": words(line.result),
        "detail": names.without(words(line.why)),
        "actor": line.actor,
        "device": line.device,
        "id": line.id,
        "member_id": names.without(str(line.action.values.get("name") or line.actor)),
    }


SHEET = Sheet(
    name="history",
    title=N_("History"),
    columns=COLUMNS,
    rows=history_rows,
    has_people=True,
)
"""`member_id` of a row is whoever it names: so that the question of its purpose can count them."""
