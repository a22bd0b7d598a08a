"""How long outreach keeps: prospects who do not answer, what messages say, what was begun."""

from __future__ import annotations

from commdesk.core.ids import sql_day_of
from commdesk.core.retaining import Blanks, Retention
from commdesk.core.words import N_
from commdesk.features.members import keep_until

_ANSWERED = """(
    EXISTS (SELECT 1 FROM outreach_message AS theirs
             WHERE theirs.member_id = member.id AND theirs.is_outgoing = 0)
    OR EXISTS (SELECT 1 FROM outreach_message AS ours
                WHERE ours.member_id = member.id AND ours.is_outgoing
                  AND ours.result IN ('answered', 'will-contribute', 'contributed'))
)"""
_PROSPECTS = """
    SELECT id, max(added_on, coalesce(last_contact_on, '')) AS since FROM member
     WHERE stage = 'prospect' AND retention_on IS NULL AND NOT is_restricted AND {which}
"""
_SINCE_CONTACT = N_("the last contact, or the day they were added")

RETENTION = (
    Retention(
        key="prospects",
        title=N_("Prospects who never answered"),
        counts_from=_SINCE_CONTACT,
        why=N_("Building up takes about a year; who says nothing in it does not want to join."),
        rows=_PROSPECTS.format(which=f"NOT {_ANSWERED}"),
        default_months=12,
        table="member",
        is_people=True,
        keep=keep_until,
    ),
    Retention(
        key="prospects-answered",
        title=N_("Prospects who answered and did not join"),
        counts_from=_SINCE_CONTACT,
        why=N_("They were in touch: there may be something to come back to, not without end."),
        rows=_PROSPECTS.format(which=_ANSWERED),
        default_months=24,
        table="member",
        is_people=True,
        keep=keep_until,
    ),
    Retention(
        key="message-texts",
        title=N_("Texts of messages"),
        counts_from=N_("the day of the message"),
        why=N_("To know what was said. Day, channel and result stay: those count what it brings."),
        rows="SELECT id, sent_at AS since FROM outreach_message WHERE text <> ''",
        default_months=24,
        table="outreach_message",
        blanks=(Blanks("outreach_message", ("text",)),),
        is_text=True,
    ),
    Retention(
        key="promise-texts",
        title=N_("Closed promises: what, and the help it needs"),
        counts_from=N_("the day it was closed"),
        why=N_("What was kept or not is in the past; that there was a promise stays."),
        rows="""
            SELECT id, closed_on AS since FROM outreach_promise
             WHERE closed_on IS NOT NULL AND (what <> '' OR help <> '')
        """,
        default_months=24,
        table="outreach_promise",
        blanks=(Blanks("outreach_promise", ("what", "help")),),
    ),
    Retention(
        key="introductions",
        title=N_("Introductions: why"),
        counts_from=N_("the day of the introduction"),
        why=N_("It says what two people look for; that they know each other stays."),
        rows="""
            SELECT id, introduced_on AS since FROM outreach_introduction
             WHERE why <> '' AND follow_up_on IS NULL
        """,
        default_months=24,
        table="outreach_introduction",
        blanks=(Blanks("outreach_introduction", ("why",)),),
    ),
    Retention(
        key="drafts",
        title=N_("Drafts of messages"),
        counts_from=N_("the day it was begun"),
        why=N_("What lay for half a year is not sent any more."),
        rows=f"SELECT id, {sql_day_of('id')} AS since FROM outreach_draft",
        default_months=6,
        table="outreach_draft",
        blanks=(Blanks("outreach_draft"),),
        is_text=True,
    ),
)
