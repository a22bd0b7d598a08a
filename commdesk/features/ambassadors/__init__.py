"""Ambassadors: what each is looking for, what was agreed, and whether we give more than we ask.

A member who carries the community further is followed from candidate to thanked, every move
dated. Agreements are rows of their own, with who follows; twice a year we look back whether they
got what they were looking for. Gives and asks make a balance of 90 days; an agreed cadence goes
down to outreach, where one rule says who is due.
"""

from commdesk.core.feature import Evidence, Feature, PersonalData, Section
from commdesk.core.words import N_
from commdesk.features.ambassadors.agreements.queries import WANTED_FACT
from commdesk.features.ambassadors.checks.model import ANSWERS
from commdesk.features.ambassadors.development import development
from commdesk.features.ambassadors.events import events
from commdesk.features.ambassadors.handed import (
    agreed_ambassadors,
    badge,
    facts,
    tiles,
    today_items,
)
from commdesk.features.ambassadors.model import (
    IDEAS,
    KINDS,
    NEEDS,
    RECURRENCES,
    STAGES,
    Ambassador,
    AmbassadorDraft,
    Card,
    ExchangeDraft,
    Stage,
)
from commdesk.features.ambassadors.ops import add_ambassador, log_exchange, move_stage
from commdesk.features.ambassadors.pipeline.queries import agreed
from commdesk.features.ambassadors.queries import (
    ambassador_of,
    balance_with,
    exchanges_of,
    list_ambassadors,
    name_of_ambassador,
    timeline,
)
from commdesk.features.ambassadors.reporting import HANDOUTS, report
from commdesk.features.ambassadors.sheet import SHEET

__all__ = [
    "STAGES", "Ambassador", "AmbassadorDraft", "Card", "ExchangeDraft", "Stage",
    "add_ambassador", "ambassador_of", "exchanges_of", "list_ambassadors", "log_exchange",
    "move_stage",
]  # fmt: skip

FEATURE = Feature(
    name="ambassadors",
    rank=3,
    title=N_("Ambassadors"),
    schema="commdesk.features.ambassadors.schema",
    schema_version=2,
    commands="commdesk.features.ambassadors.commands",
    tables=frozenset(
        {
            "ambassador",
            "ambassador_exchange",
            "ambassador_move",
            "ambassador_agreement",
            "ambassador_check",
        }
    ),
    choices_for={
        "ambassador_exchange.kind": KINDS,
        "ambassador_exchange.idea": IDEAS,
        "ambassador_exchange.recurrence": RECURRENCES,
        "ambassador_move.stage_before": STAGES,
        "ambassador_check.answer": ANSWERS,
        "ambassador_check.looking_for": NEEDS,
    },
    words_for={
        "ambassador": N_("Ambassador"),
        "ambassador.stage_on": N_("Stage since"),
        "ambassador.looking_for": N_("Looking for"),
        "ambassador.looking_for_note": N_("In their own words"),
        "ambassador.we_do": N_("What we do about it"),
        "ambassador.agreement": N_("What was agreed"),
        "ambassador.weekly_minutes": N_("Hours a week"),
        "ambassador.from_on": N_("From"),
        "ambassador.until_on": N_("Until"),
        "ambassador.contact_person": N_("Contact person"),
        "ambassador_exchange": N_("Give or ask"),
        "ambassador_exchange.kind": N_("Which way"),
        "ambassador_exchange.what": N_("What"),
        "ambassador_exchange.happened_on": N_("Date"),
        "ambassador_exchange.idea": N_("Whose idea"),
        "ambassador_exchange.recurrence": N_("How often"),
        "ambassador_exchange.is_thanks": N_("Thank-you"),
        "ambassador_move": N_("Move of an ambassador"),
        "ambassador_move.stage_before": N_("Stage before"),
        "ambassador_move.stage": N_("Stage"),
        "ambassador_move.moved_on": N_("Date"),
        "ambassador_move.note": N_("Note"),
        "ambassador_agreement": N_("Agreement"),
        "ambassador_agreement.what": N_("What was agreed"),
        "ambassador_agreement.weekly_minutes": N_("Hours a week"),
        "ambassador_agreement.from_on": N_("From"),
        "ambassador_agreement.until_on": N_("Until"),
        "ambassador_agreement.contact_person": N_("Contact person"),
        "ambassador_agreement.follower_id": N_("Who follows"),
        "ambassador_check": N_("Look back"),
        "ambassador_check.looking_for": N_("Looking for"),
        "ambassador_check.answer": N_("Did they get it"),
        "ambassador_check.checked_on": N_("Date"),
        "ambassador_check.note": N_("Note"),
        f"workbook_fact.{WANTED_FACT}": N_("Hours wanted of ambassadors"),
    },
    names_for={"ambassador": name_of_ambassador},
    personal_data=(
        PersonalData(
            "ambassador",
            "member_id",
            ("looking_for_note", "we_do", "agreement", "contact_person"),
            N_("Ambassador"),
        ),
        PersonalData("ambassador_exchange", "member_id", ("what",), N_("Given and asked")),
        PersonalData("ambassador_move", "member_id", ("note",), N_("Moves of an ambassador")),
        PersonalData(
            "ambassador_agreement",
            "member_id",
            ("what", "contact_person"),
            N_("Agreements as ambassador"),
        ),
        PersonalData("ambassador_check", "member_id", ("note",), N_("Looks back")),
    ),
    sections=(
        Section(
            "pipeline",
            N_("Board"),
            "commdesk.features.ambassadors.pipeline.page:BoardPage",
            on="ambassadors",
            rank=10,
        ),
    ),
    evidence=(Evidence("ambassadors-agreed", N_("Ambassadors agreed"), agreed_ambassadors),),
    sheets=(SHEET,),
    today=today_items,
    tiles=tiles,
    timeline=timeline,
    facts=facts,
    balance=balance_with,
    agreed=agreed,
    events=events,
    badge=badge,
    report=report,
    handouts=HANDOUTS,
    development=development,
    demo="commdesk.features.ambassadors.demo",
)
