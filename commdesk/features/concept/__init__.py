"""The concept: for whom the community is and why, its boundaries, and the interviews that test it.

A concept has versions; interviews belong to one, and so does the gate: at least 20 % of those
interviewed want to contribute actively. What the organisation wants stands beside what people
come for.
"""

from commdesk.core.feature import Feature, PersonalData, Section
from commdesk.core.words import N_
from commdesk.features.concept.boundaries import name_of_boundary
from commdesk.features.concept.gate import Gate, gate_now
from commdesk.features.concept.gate.development import development
from commdesk.features.concept.gate.evidence import EVIDENCE as GATE_EVIDENCE
from commdesk.features.concept.gate.handed import tiles
from commdesk.features.concept.gate.sheet import SHEETS as GATE_SHEETS
from commdesk.features.concept.handed import EVIDENCE, facts, goals, timeline
from commdesk.features.concept.interviews import Interview, InterviewDraft, name_of_interview
from commdesk.features.concept.interviews.handed import today_items, week_items
from commdesk.features.concept.interviews.ops import add_interview, change_interview
from commdesk.features.concept.questions import QUESTIONS
from commdesk.features.concept.readiness import name_of_decision
from commdesk.features.concept.reporting import HANDOUTS, WITHHELD, report
from commdesk.features.concept.retaining import RETENTION
from commdesk.features.concept.sheet import SHEET
from commdesk.features.concept.statement import Version, current_version, name_of_version
from commdesk.features.concept.themes import name_of_theme

__all__ = [
    "Gate", "Interview", "InterviewDraft", "Version", "add_interview", "change_interview",
    "current_version", "gate_now",
]  # fmt: skip

FEATURE = Feature(
    name="concept",
    rank=4,
    title=N_("Concept"),
    schema="commdesk.features.concept.schema",
    schema_version=3,
    commands="commdesk.features.concept.commands",
    tables=frozenset(
        {
            "concept_version",
            "concept_answer",
            "concept_boundary",
            "concept_explained",
            "concept_readiness",
            "concept_decision",
            "interview",
            "interview_answer",
            "interview_question",
            "theme",
            "interview_theme",
        }
    ),
    choices_for={"interview_answer.question": QUESTIONS, "theme.question": QUESTIONS},
    words_for={
        "concept_version": N_("Version of the concept"),
        "concept_version.number": N_("Number"),
        "concept_version.started_on": N_("Date"),
        "concept_version.change": N_("What is different"),
        "concept_version.kind": N_("Kind of community"),
        "concept_version.shared_values": N_("Shared values"),
        "concept_version.goal": N_("Goal"),
        "concept_version.verdict": N_("After the gate"),
        "concept_version.verdict_on": N_("Chosen on"),
        "concept_answer": N_("Answer in the concept"),
        "concept_answer.version_id": N_("Version of the concept"),
        "concept_answer.question": N_("Question"),
        "concept_answer.theirs": N_("They come for"),
        "concept_answer.ours": N_("The organisation wants"),
        "concept_boundary": N_("Boundary"),
        "concept_boundary.side": N_("Kind"),
        "concept_boundary.text": N_("Text"),
        "concept_boundary.example": N_("Example"),
        "concept_boundary.position": N_("Order"),
        "concept_explained": N_("Boundaries explained"),
        "concept_explained.explained_on": N_("Explained on"),
        "concept_readiness": N_("Readiness of the organisation"),
        "concept_readiness.subject": N_("Subject"),
        "concept_readiness.answer": N_("Answer"),
        "concept_readiness.state": N_("State"),
        "concept_decision": N_("Who decides"),
        "concept_decision.what": N_("What"),
        "concept_decision.who": N_("Who"),
        "concept_decision.within_days": N_("Within days"),
        "interview": N_("Interview"),
        "interview.version_id": N_("Version of the concept"),
        "interview.member_id": N_("Member"),
        "interview.name": N_("Name"),
        "interview.circle": N_("Group"),
        "interview.planned_on": N_("Planned on"),
        "interview.held_on": N_("Held on"),
        "interview.willing": N_("Willing to contribute"),
        "interview.weekly_minutes": N_("Minutes a week"),
        "interview.would_do": N_("Would do"),
        "interview.wants_back": N_("Wants in return"),
        "interview.source": N_("Program"),
        "interview.key": N_("Number there"),
        "interview.email": N_("E-mail"),
        "interview_answer": N_("What was said"),
        "interview_answer.interview_id": N_("Interview"),
        "interview_answer.question": N_("Question"),
        "interview_answer.text": N_("Text"),
        "interview_answer.quote": N_("Quote"),
        "interview_question": N_("Question of the interview guide"),
        "interview_question.question": N_("Question"),
        "interview_question.text": N_("Text"),
        "interview_question.position": N_("Order"),
        "theme": N_("Theme"),
        "theme.question": N_("Question"),
        "theme.name": N_("Name"),
        "theme.member_id": N_("Member"),
        "interview_theme": N_("Theme of an interview"),
        "interview_theme.interview_id": N_("Interview"),
        "interview_theme.theme_id": N_("Theme"),
    },
    names_for={
        "interview": name_of_interview,
        "concept_version": name_of_version,
        "theme": name_of_theme,
        "concept_boundary": name_of_boundary,
        "concept_decision": name_of_decision,
    },
    personal_data=(
        PersonalData(
            "interview",
            "member_id",
            ("name", "circle", "would_do", "wants_back", "email", "source", "key"),
            N_("Interview"),
            is_person=True,
            stays=True,
            stays_where="held_on IS NOT NULL",
            keeps=("circle",),
            called=("name",),
            emails=("email",),
            identity=("source", "key"),
        ),
        PersonalData(
            "interview_answer",
            "interview_id",
            ("text", "quote"),
            N_("What was said"),
            through="interview",
        ),
        PersonalData(
            "interview_theme",
            "interview_id",
            (),
            N_("Themes in interviews"),
            through="interview",
            stays=True,
        ),
        PersonalData("theme", "member_id", ("name",), N_("Named in interviews"), stays=True),
        PersonalData(
            "concept_explained", "member_id", ("explained_on",), N_("Boundaries explained")
        ),
    ),
    retention=RETENTION,
    takes_in="commdesk.features.concept.interviews.intake",
    sections=(
        Section(
            "needs",
            N_("Needs inventory"),
            "commdesk.features.concept.needs.page:NeedsPage",
            on="concept",
            rank=10,
        ),
        Section(
            "interviews",
            N_("Interviews"),
            "commdesk.features.concept.interviews.page:InterviewsPage",
            on="concept",
            rank=20,
        ),
        Section(
            "boundaries",
            N_("Boundaries"),
            "commdesk.features.concept.boundaries.page:BoundariesPage",
            on="concept",
            rank=30,
        ),
        Section(
            "readiness",
            N_("Readiness"),
            "commdesk.features.concept.readiness.page:ReadinessPage",
            on="concept",
            rank=40,
        ),
    ),
    today=today_items,
    week=week_items,
    timeline=timeline,
    facts=facts,
    goals=goals,
    evidence=(*EVIDENCE, *GATE_EVIDENCE),
    sheets=(SHEET, *GATE_SHEETS),
    tiles=tiles,
    report=report,
    handouts=HANDOUTS,
    development=development,
    withheld=WITHHELD,
    demo="commdesk.features.concept.demo",
)
