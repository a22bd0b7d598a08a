"""Outreach: who to write to next and why, what was said, who owes an answer, what came of it.

Every contact with a member is a message here, in or out, over any channel. From what was said and
from agreed cadences follows the queue of today; do-not-contact and the cap stand above it. Higher
drawers may agree a narrower cadence with somebody (`agree_cadence`) and ask who may be written to.
"""

from commdesk.core.feature import Feature, PersonalData, Section
from commdesk.core.words import N_
from commdesk.features.outreach.awaited import waiting
from commdesk.features.outreach.correspondence import correspondence
from commdesk.features.outreach.development import development
from commdesk.features.outreach.events import events
from commdesk.features.outreach.handed import (
    FIGURES,
    badge,
    contact_key,
    contact_title,
    measures,
    tiles,
    today_items,
)
from commdesk.features.outreach.introductions import introduce, name_of_introduction
from commdesk.features.outreach.introductions.model import OUTCOMES as INTRODUCTION_OUTCOMES
from commdesk.features.outreach.known import facts, timeline
from commdesk.features.outreach.model import (
    CHANNELS,
    PURPOSES,
    Channel,
    Message,
    MessageDraft,
    Purpose,
    Result,
    is_over_cap,
)
from commdesk.features.outreach.morning import morning
from commdesk.features.outreach.ops import (
    agree_cadence,
    answer_last,
    log_message,
    log_together,
    set_result,
)
from commdesk.features.outreach.promises import (
    Promise,
    PromiseDraft,
    change_promise,
    due_promises,
    move_promise,
    name_of_promise,
    open_promise,
    promises_of,
)
from commdesk.features.outreach.promises.model import SIDES
from commdesk.features.outreach.promises.model import STAGES as PROMISE_STAGES
from commdesk.features.outreach.queries import (
    count_written,
    day_target,
    last_waiting,
    messages_of,
    name_of_message,
)
from commdesk.features.outreach.reporting import HANDOUTS, WITHHELD, report
from commdesk.features.outreach.retaining import RETENTION
from commdesk.features.outreach.sheet import SHEET
from commdesk.features.outreach.templates.queries import (
    BOUNDARIES_FACT,
    FORMALITY_FACT,
    name_of_template,
)
from commdesk.features.outreach.turns import (
    CADENCE_FACT,
    SOURCES_FACT,
    Exclusion,
    Pace,
    Queue,
    Turn,
    agreed_cadence,
    left_out,
    list_paces,
    queue,
)
from commdesk.features.outreach.turns.ready import make_ready
from commdesk.features.outreach.weekly import week_items, written_on

__all__ = [
    "BOUNDARIES_FACT",
    "Channel", "Exclusion", "Message", "MessageDraft", "Pace", "Promise", "PromiseDraft", "Purpose",
    "Queue", "Result", "Turn", "agree_cadence", "agreed_cadence", "answer_last", "change_promise",
    "contact_key", "contact_title", "count_written", "day_target", "due_promises", "introduce",
    "is_over_cap", "last_waiting", "left_out", "list_paces", "log_message", "log_together",
    "messages_of", "move_promise", "open_promise", "promises_of", "queue", "set_result", "waiting",
]  # fmt: skip

FEATURE = Feature(
    name="outreach",
    rank=2,
    title=N_("Outreach"),
    schema="commdesk.features.outreach.schema",
    schema_version=11,
    commands="commdesk.features.outreach.commands",
    derived=frozenset({"outreach_pace"}),
    derive=make_ready,
    unwatched=frozenset({"outreach_draft", "outreach_pace"}),
    tables=frozenset({"outreach_message", "outreach_pause", "outreach_cadence"})
    | {"outreach_promise", "outreach_introduction", "outreach_template"},
    choices_for={
        "outreach_promise.side": SIDES,
        "outreach_promise.stage": PROMISE_STAGES,
        "outreach_introduction.result": INTRODUCTION_OUTCOMES,
        "outreach_draft.channel": CHANNELS,
        "outreach_draft.purpose": PURPOSES,
    },
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
        f"workbook_fact.{CADENCE_FACT}": N_("Usual cadence in days"),
        f"workbook_fact.{SOURCES_FACT}": N_("Sources of the queue"),
        "outreach_cadence.days": N_("Days"),
        "outreach_message.template_id": N_("Template"),
        "outreach_draft": N_("Draft"),
        "outreach_draft.channel": N_("Channel"),
        "outreach_draft.purpose": N_("Purpose"),
        "outreach_draft.template_id": N_("Template"),
        "outreach_draft.content_id": N_("Item"),
        "outreach_message.content_id": N_("Item"),
        "outreach_promise": N_("Promise"),
        "outreach_promise.side": N_("Whose promise"),
        "outreach_promise.what": N_("What"),
        "outreach_promise.help": N_("Help it needs"),
        "outreach_promise.stage": N_("How far"),
        "outreach_promise.made_on": N_("Promised on"),
        "outreach_promise.due_on": N_("By"),
        "outreach_promise.follow_up_on": N_("Follow up on"),
        "outreach_promise.closed_on": N_("Closed on"),
        "outreach_promise.content_id": N_("Item"),
        "outreach_promise.message_id": N_("Message"),
        "outreach_introduction": N_("Introduction"),
        "outreach_introduction.other_id": N_("Introduced to"),
        "outreach_introduction.why": N_("Why"),
        "outreach_introduction.introduced_on": N_("Introduced on"),
        "outreach_introduction.result": N_("Result"),
        "outreach_introduction.result_on": N_("Result on"),
        "outreach_introduction.follow_up_on": N_("Follow up on"),
        "outreach_template": N_("Template"),
        "outreach_template.purpose": N_("Purpose"),
        "outreach_template.language": N_("Language"),
        "outreach_template.formality": N_("Formality"),
        "outreach_template.is_default": N_("Default"),
        f"workbook_fact.{FORMALITY_FACT}": N_("How we address people"),
        f"workbook_fact.{BOUNDARIES_FACT}": N_("What the community is about, and what not"),
    },
    names_for={
        "outreach_message": name_of_message,
        "outreach_template": name_of_template,
        "outreach_promise": name_of_promise,
        "outreach_introduction": name_of_introduction,
    },
    personal_data=(
        PersonalData(
            "outreach_message", "member_id", ("text", "follow_up_on"), N_("Message"), stays=True
        ),
        PersonalData("outreach_draft", "member_id", ("text",), N_("Draft")),
        PersonalData("outreach_pause", "member_id", ("reason",), N_("Snoozed or skipped")),
        PersonalData("outreach_cadence", "member_id", (), N_("Agreed cadence")),
        PersonalData("outreach_promise", "member_id", ("what", "help"), N_("Promise")),
        PersonalData("outreach_introduction", "member_id", ("why",), N_("Introduction")),
        PersonalData("outreach_introduction", "other_id", ("why",), N_("Introduction")),
    ),
    retention=RETENTION,
    sheets=(SHEET,),
    correspondence=correspondence,
    sections=(
        Section(
            "promises",
            N_("Promises"),
            "commdesk.features.outreach.promises.page:PromisesPage",
            on="outreach",
            rank=30,
        ),
        Section(
            "introductions",
            N_("Introductions"),
            "commdesk.features.outreach.introductions.page:IntroductionsPage",
            on="outreach",
            rank=40,
        ),
        Section(
            "templates",
            N_("Templates"),
            "commdesk.features.outreach.page.templates:TemplatesPage",
            on="outreach",
            rank=50,
        ),
        Section(
            "outcomes",
            N_("What it brings"),
            "commdesk.features.outreach.outcomes.page:OutcomesPage",
            on="outreach",
            rank=60,
        ),
    ),
    today=today_items,
    tiles=tiles,
    morning=morning,
    measures=measures,
    week=week_items,
    spent=written_on,
    timeline=timeline,
    facts=facts,
    events=events,
    badge=badge,
    report=report,
    handouts=HANDOUTS,
    development=development,
    withheld=WITHHELD,
    member_figures=FIGURES,
    demo="commdesk.features.outreach.demo",
)
