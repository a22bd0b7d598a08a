"""How long members are kept: until their own day, and after they left."""

from __future__ import annotations

from commdesk.core.retaining import Retention
from commdesk.core.words import N_
from commdesk.features.members.ops import keep_until

# Who asked to restrict the use of their data has asked to keep it: no rule touches them.
OWN_DAY = Retention(
    key="own-day",
    title=N_("Members with a day of their own"),
    counts_from=N_("their own day, “Kept until”"),
    why=N_("Agreed or decided for one person; it goes before every other rule."),
    rows="""
        SELECT id, retention_on AS since FROM member
         WHERE retention_on IS NOT NULL AND NOT is_restricted
    """,
    default_months=0,
    table="member",
    is_people=True,
    is_fixed=True,
    keep=keep_until,
)
FORMER = Retention(
    key="former-members",
    title=N_("Members who left"),
    counts_from=N_("the day they left, or the last contact when that was later"),
    why=N_("A year to come back in, and to account for the year they took part in."),
    rows="""
        SELECT id, max(added_on, coalesce(left_on, ''), coalesce(last_contact_on, '')) AS since
          FROM member
         WHERE stage = 'former' AND retention_on IS NULL AND NOT is_restricted
    """,
    default_months=12,
    table="member",
    is_people=True,
    keep=keep_until,
)
RETENTION = (OWN_DAY, FORMER)
