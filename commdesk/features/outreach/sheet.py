"""The columns of the outreach log in an export; what was said stays out of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.values import day_starts_at, from_moment
from commdesk.core.words import N_
from commdesk.features.outreach.model import CHANNELS, PURPOSES, RESULTS, local_day
from commdesk.features.outreach.queries import NAME
from commdesk.features.outreach.returning import RETURNS

_A_DAY = timedelta(days=1)
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


def export_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """Every contact of the days of the export, newest first, without restricted members.

    Its text only when texts were named apart.
    """
    sql = f"""
        SELECT message.id, message.sent_at, {NAME} AS name,
               CASE WHEN message.is_outgoing THEN 'out' ELSE 'in' END AS direction,
               message.channel, message.purpose,
               CASE WHEN message.is_outgoing THEN message.result END AS result,
               message.result_on, message.follow_up_on, message.member_id,
               CASE WHEN :texts THEN message.text ELSE '' END AS text
          FROM outreach_message AS message JOIN member ON member.id = message.member_id
         WHERE NOT member.is_restricted
           AND message.sent_at >= :since AND message.sent_at < :until
      ORDER BY message.sent_at DESC, message.id DESC
    """
    days = scope.days
    bounds = {"since": day_starts_at(days.first), "until": day_starts_at(days.last + _A_DAY)}
    rows = db.query(sql, {**bounds, "texts": scope.with_texts})
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
    text_columns=(Column("text", N_("Message"), width=60),),
)
