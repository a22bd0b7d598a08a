"""The columns of the ambassadors in an export."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_
from commdesk.features.ambassadors.checks.model import ANSWERS
from commdesk.features.ambassadors.model import NEEDS, STAGES, Card
from commdesk.features.ambassadors.queries import list_ambassadors
from commdesk.features.members import restricted_members

COLUMNS = (
    Column("name", N_("Name"), width=28),
    Column("stage", N_("Stage"), "choice", 16, choices=STAGES),
    Column("stage_on", N_("Since"), "date", 14),
    Column("looking_for", N_("Looking for"), "choice", 24, choices=NEEDS),
    Column("we_do", N_("What we do about it"), width=34),
    Column("agreement", N_("Agreement"), width=34),
    Column("weekly_minutes", N_("Hours a week"), "hours", 12),
    Column("from_on", N_("From"), "date", 14),
    Column("until_on", N_("Until"), "date", 14),
    Column("contact_person", N_("Contact person"), width=18),
    Column("follower", N_("Who follows"), width=24),
    Column("got_it", N_("Got what they looked for"), "choice", 20, choices=ANSWERS),
    Column("cadence_days", N_("Cadence in days"), "number", 12),
    Column("gives", N_("Given in 90 days"), "number", 12),
    Column("asks", N_("Asked in 90 days"), "number", 12),
    Column("balance", N_("Balance"), "number", 12, formula="={gives}-{asks}"),
    Column("member_id", N_("Member number"), "id", 22),
)
_PLAIN = (
    "name", "stage", "stage_on", "looking_for", "we_do", "agreement", "weekly_minutes", "from_on",
    "until_on", "contact_person", "cadence_days", "member_id",
)  # fmt: skip


def export_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """Every ambassador, by stage, without restricted members."""
    cards = list_ambassadors(db, scope.today)
    restricted = restricted_members(db)
    return [_row(card) for card in cards if card.ambassador.member_id not in restricted]


def _row(card: Card) -> dict[str, Any]:
    row = {key: getattr(card.ambassador, key) for key in _PLAIN}
    balance = card.balance
    row["follower"] = card.ending.follower if card.ending else ""
    row["got_it"] = card.checks[0].answer if card.checks else None
    return row | {"gives": balance.gives, "asks": balance.asks, "balance": balance.value}


SHEET = Sheet(
    name="ambassadors",
    title=N_("Ambassadors"),
    columns=COLUMNS,
    rows=export_rows,
    has_people=True,
    totals=("weekly_minutes",),
)
