"""The columns of the outreach log in an export; what was said stays out of it."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.values import from_moment
from commdesk.core.words import N_
from commdesk.features.outreach.model import CHANNELS, PURPOSES, RESULTS, local_day
from commdesk.features.outreach.queries import NAME
from commdesk.features.outreach.returning import RETURNS

DIRECTIONS: tuple[tuple[str, str], ...] = (("out", N_("sent")), ("in", N_("received")))

COLUMNS = (
    Column("sent_on", N_("Date"), "date", 14),
    Column("name", N_("Name"), width=28),
    Column("direction", N_("Direction"), "choice", 12, choices=DIRECTIONS),
    Column("channel", N_("Channel"), "choice", 16, choices=CHANNELS),
    Column("purpose", N_("Purpose"), "choice", 18, choices=PURPOSES),
    Column("result", N_("Result"), "choice", 16, choices=RESULTS, is_input=True),
    Column("result_on", N_("Result on"), "date", 14, is_input=True),
    Column("follow_up_on", N_("Follow up on"), "date", 14),
    Column("member_id", N_("Member number"), "id", 22),
    Column("id", N_("Message number"), "id", 22),
)


def export_rows(db: Database, _scope: ExportScope) -> list[dict[str, Any]]:
    """Every logged contact, newest first, without the texts and without restricted members."""
    sql = f"""
        SELECT message.id, message.sent_at, {NAME} AS name,
               CASE WHEN message.is_outgoing THEN 'out' ELSE 'in' END AS direction,
               message.channel, message.purpose,
               CASE WHEN message.is_outgoing THEN message.result END AS result,
               message.result_on, message.follow_up_on, message.member_id
          FROM outreach_message AS message JOIN member ON member.id = message.member_id
         WHERE NOT member.is_restricted
      ORDER BY message.sent_at DESC, message.id DESC
    """
    rows = db.query(sql)
    for row in rows:
        row["sent_on"] = local_day(from_moment(row.pop("sent_at")))
    return rows


SHEET = Sheet(
    name="outreach",
    title=N_("Outreach log"),
    columns=COLUMNS,
    rows=export_rows,
    has_people=True,
    returns=RETURNS,
)
