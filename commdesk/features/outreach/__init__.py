"""Outreach: who to write to next and why, what was said, who owes an answer, what came of it.

Every contact with a member is a message here, in or out, over any channel. From what was said and
from agreed cadences follows the queue of today; do-not-contact and the cap stand above it. Higher
drawers may agree a narrower cadence with somebody (`agree_cadence`) and ask who may be written to.
"""

from commdesk.core.feature import Feature, PersonalData
from commdesk.core.words import N_
from commdesk.features.outreach.handed import (
    FIGURES,
    badge,
    contact_key,
    contact_title,
    measures,
    tiles,
    today_items,
)
from commdesk.features.outreach.model import (
    Channel,
    Message,
    MessageDraft,
    Purpose,
    Result,
    is_over_cap,
)
from commdesk.features.outreach.ops import agree_cadence, answer_last, log_message, set_result
from commdesk.features.outreach.queries import (
    count_written,
    day_target,
    last_waiting,
    messages_of,
    name_of_message,
    timeline,
    waiting,
)
from commdesk.features.outreach.reach import agreed_cadence, left_out, list_paces, queue
from commdesk.features.outreach.sheet import SHEET
from commdesk.features.outreach.turns import Exclusion, Pace, Queue, Turn
from commdesk.features.outreach.weekly import week_items

__all__ = [
    "Channel", "Exclusion", "Message", "MessageDraft", "Pace", "Purpose", "Queue", "Result",
    "Turn", "agree_cadence", "agreed_cadence", "answer_last", "contact_key", "contact_title",
    "count_written", "day_target", "is_over_cap", "last_waiting", "left_out", "list_paces",
    "log_message", "messages_of", "queue", "set_result", "waiting",
]  # fmt: skip

FEATURE = Feature(
    name="outreach",
    rank=2,
    title=N_("Outreach"),
    schema="commdesk.features.outreach.schema",
    schema_version=2,
    commands="commdesk.features.outreach.commands",
    unwatched=frozenset({"outreach_draft"}),
    tables=frozenset({"outreach_message", "outreach_pause", "outreach_cadence"}),
    words_for={
        "outreach_message": N_("Message"),
        "outreach_message.sent_at": N_("When"),
        "outreach_message.is_outgoing": N_("Sent by us"),
        "outreach_message.channel": N_("Channel"),
        "outreach_message.purpose": N_("Purpose"),
        "outreach_message.result": N_("Result"),
        "outreach_message.result_on": N_("Result on"),
        "outreach_message.follow_up_on": N_("Follow up on"),
        "outreach_message.is_answer": N_("Answers their question"),
        "outreach_pause": N_("Snoozed or skipped"),
        "outreach_pause.until_on": N_("Waits until"),
        "outreach_pause.set_on": N_("Decided on"),
        "outreach_pause.is_skip": N_("Skipped"),
        "outreach_cadence": N_("Agreed cadence"),
        "outreach_cadence.days": N_("Days"),
    },
    names_for={"outreach_message": name_of_message},
    personal_data=(
        PersonalData("outreach_message", "member_id", ("text",), N_("Message")),
        PersonalData("outreach_draft", "member_id", ("text",), N_("Draft")),
        PersonalData("outreach_pause", "member_id", ("reason",), N_("Snoozed or skipped")),
        PersonalData("outreach_cadence", "member_id", (), N_("Agreed cadence")),
    ),
    sheets=(SHEET,),
    today=today_items,
    tiles=tiles,
    measures=measures,
    week=week_items,
    timeline=timeline,
    badge=badge,
    member_figures=FIGURES,
    demo="commdesk.features.outreach.demo",
)
