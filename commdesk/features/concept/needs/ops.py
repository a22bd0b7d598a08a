"""Writes of the needs inventory: what a willing interviewee becomes, and what a failed gate does.

Each is one op, and so one step back: with the member that came of it.
"""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database, update
from commdesk.core.journal import op
from commdesk.features.ambassadors import AmbassadorDraft, add_ambassador
from commdesk.features.concept.interviews import Interview, find_interview, prospect_of
from commdesk.features.concept.interviews.queries import members_by_email
from commdesk.features.concept.needs.model import check_may_act
from commdesk.features.concept.statement.ops import begin_version, choose_after_gate
from commdesk.features.members import add_member, find_member, plain_email
from commdesk.features.outreach import PromiseDraft, open_promise
from commdesk.features.plan import TodoDraft, add_todo

_LONGEST_TITLE = 200


@op("Make {name} a candidate ambassador")
def make_candidate(db: Database, interview_id: int, who: int | None = None, *, today: date) -> int:
    """A willing interviewee becomes a candidate, with the hours and wishes they named.

    `who` is the member they are; None: the one of the interview, or a new prospect.
    """
    interview = find_interview(db, interview_id)
    check_may_act(interview)
    member_id = _member(db, interview, who, today)
    draft = AmbassadorDraft(
        looking_for_note=interview.wants_back, weekly_minutes=interview.weekly_minutes
    )
    ambassador_id = add_ambassador(db, member_id, draft, today=today)
    db.about(name=interview.name)
    return ambassador_id


@op("Note a to-do about {name}")
def note_todo(db: Database, interview_id: int, title: str, *, today: date) -> int:
    """A to-do that hangs on the interview; it waits in Week to be planned."""
    interview = find_interview(db, interview_id)
    check_may_act(interview)
    draft = TodoDraft(
        title=title[:_LONGEST_TITLE],
        note=interview.would_do,
        member_id=interview.member_id,
        link_table="interview",
        link_id=interview_id,
    )
    todo_id = add_todo(db, draft, today=today)
    db.about(name=interview.name)
    return todo_id


@op("Note a contribution that {name} promised")
def note_contribution(
    db: Database, interview_id: int, what: str, who: int | None = None, *, today: date
) -> int:
    """What a willing interviewee would do becomes a promised contribution."""
    interview = find_interview(db, interview_id)
    check_may_act(interview)
    member_id = _member(db, interview, who, today)
    promise_id = open_promise(db, PromiseDraft(member_id, what=what), today=today)
    db.about(name=interview.name)
    return promise_id


@op("Adapt the concept after the gate")
def adapt_after_gate(db: Database, version_id: int | None, change: str, *, today: date) -> int:
    """End a version as to be adapted, and begin the one in which that is done.

    Without any version the one that was tested is the first.
    """
    choose_after_gate(db, version_id, "adapt", today=today)
    return begin_version(db, change, today=today)


def _member(db: Database, interview: Interview, who: int | None, today: date) -> int:
    """Who the interviewee is in the workbook: known, said now, of that address, or new."""
    if interview.member_id is not None:
        return interview.member_id
    if who is None:
        who = members_by_email(db).get(plain_email(interview.email))
    if who is None:
        who = add_member(db, prospect_of(interview), today=today)
    update(db, "interview", interview.id, {"member_id": find_member(db, who).id})
    return who
