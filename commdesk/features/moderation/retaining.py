"""How long moderation keeps: who left the team, and what was noted with hours.

Cases are counts by day and boundary: nobody is in them, and they stay.
"""

from __future__ import annotations

from commdesk.core.ids import sql_day_of
from commdesk.core.retaining import SOMEBODY, Blanks, Retention
from commdesk.core.words import N_

RETENTION = (
    Retention(
        key="moderators",
        title=N_("Moderators who left and are no member"),
        counts_from=N_("their last day, shift or hours"),
        why=N_("The hours of this year and the last are accounted for; hours by task stay."),
        rows=f"""
            SELECT id, max(
                   coalesce(until_on, ''),
                   coalesce((SELECT max(day) FROM moderation_shift
                              WHERE moderator_id = moderator.id), ''),
                   coalesce((SELECT max(day) FROM moderation_log
                              WHERE moderator_id = moderator.id), ''),
                   {sql_day_of("id")}) AS since
              FROM moderator
             WHERE NOT is_active AND member_id IS NULL AND {SOMEBODY}
        """,
        default_months=24,
        table="moderator",
        is_people=True,
    ),
    Retention(
        key="hours-notes",
        title=N_("Notes with hours"),
        counts_from=N_("the day of the hours"),
        why=N_("The hours of this year and the last can be explained; the hours stay."),
        rows="SELECT id, day AS since FROM moderation_log WHERE note <> ''",
        default_months=24,
        table="moderation_log",
        blanks=(Blanks("moderation_log", ("note",)),),
    ),
)
