"""The columns of the organisations in an export."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_
from commdesk.features.organisations.model import KINDS, Organisation
from commdesk.features.organisations.queries import list_organisations

COLUMNS = (
    Column("name", N_("Name"), width=32),
    Column("kind", N_("Kind"), "choice", 22, choices=KINDS),
    Column("members", N_("Members"), "number", 10),
    Column("contacts", N_("Contact persons"), width=32),
    Column("last_contact_on", N_("Last contact"), "date", 14),
    Column("is_silent", N_("Silent"), "boolean", 10),
    Column("silent_since", N_("Silent since"), "date", 14),
    Column("silent_after_days", N_("Silent after … days"), "number", 12),
    Column("website", N_("Web address"), width=28),
    Column("notes", N_("Notes"), width=34),
    Column("id", N_("Id"), "id", 22),
)


def export_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """Every organisation in name order; restricted members are not named."""
    return [_row(each, scope) for each in list_organisations(db, restricted=False)]


def _row(each: Organisation, scope: ExportScope) -> dict[str, Any]:
    is_silent = each.is_silent(scope.today)
    return {
        "name": each.name,
        "kind": each.kind,
        "members": each.members,
        "contacts": ", ".join(each.contacts),
        "last_contact_on": each.signs.last_contact_on,
        "is_silent": is_silent,
        "silent_since": each.silent_since if is_silent else None,
        "silent_after_days": each.silent_after_days,
        "website": each.website,
        "notes": each.notes,
        "id": each.id,
    }


SHEET = Sheet(
    name="organisations",
    title=N_("Organisations"),
    columns=COLUMNS,
    rows=export_rows,
    has_people=True,
)
