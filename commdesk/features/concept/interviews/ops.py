"""Writes of interviews: plan or record one, what was said to a question, the themes in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import asdict, replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import stored, stored_row, trimmed
from commdesk.features.concept.interviews.model import (
    Answer,
    InterviewDraft,
    check_interview,
    prospect_of,
)
from commdesk.features.concept.interviews.queries import (
    find_interview,
    guide_rows,
    plan_fulfilled,
    row_of_answer,
    theme_links,
    whom_meant,
)
from commdesk.features.concept.questions import Question
from commdesk.features.concept.statement import find_version
from commdesk.features.concept.statement.queries import version_on
from commdesk.features.concept.themes.model import checked_name
from commdesk.features.concept.themes.queries import theme_named
from commdesk.features.members import add_member, find_member


@op("Interview with {name}")
def add_interview(db: Database, draft: InterviewDraft, *, today: date) -> int:
    """Plan or record an interview; a member gives their name when none is typed.

    Recording somebody with whom one is planned makes that one held. It tests the version that was
    current on the day it was held, unless another is given.
    """
    if draft.member_id is not None:
        member = find_member(db, draft.member_id)
        draft = draft if draft.name.strip() else replace(draft, name=member.name)
    check_interview(draft, today)
    if plan := plan_fulfilled(db, draft):
        change_interview(db, plan.id, _given(draft), today=today)
        db.about(name=draft.name.strip())
        return plan.id
    version = draft.version_id
    if version is None:
        version = version_on(db, draft.held_on or today)
    db.about(name=draft.name.strip())
    return insert(db, "interview", stored_row(asdict(draft)) | {"version_id": version})


@op("Change the interview with {name}")
def change_interview(
    db: Database, interview_id: int, changes: Mapping[str, Any], *, today: date
) -> None:
    """Set just these fields of a draft; on another day it was held it may test another version."""
    before = find_interview(db, interview_id)
    changed = replace(before, **changes)
    check_interview(changed, today)
    if changes.get("version_id") is not None:
        find_version(db, changes["version_id"])
    elif changed.held_on not in {None, before.held_on}:
        changes = {**changes, "version_id": version_on(db, changed.held_on)}
    db.about(name=changed.name.strip())
    update(db, "interview", interview_id, stored_row(dict(changes)))


@op("Interview with {name}")
def record_interview(
    db: Database,
    values: Mapping[str, Any],
    answers: Sequence[Answer] = (),
    *,
    today: date,
    interview_id: int | None = None,
) -> int:
    """Write down a whole conversation at once: fields of a draft, and what was said.

    A new interview without `interview_id`. A refusal about an answer names `drives/text`.
    """
    if interview_id is None:
        interview_id = add_interview(db, InterviewDraft(**values), today=today)
    else:
        change_interview(db, interview_id, values, today=today)
    for each in answers:
        try:
            write_down(
                db,
                interview_id,
                each.question,
                text=each.text,
                quote=each.quote,
                themes=each.themes,
            )
        except Refused as refused:
            raise Refused(refused.text, field=f"{each.question}/{refused.field}") from None
    return interview_id


@op("Plan the interview with {name}")
def plan_interview(db: Database, interview_id: int, day: date | None) -> None:
    """Put it on another day; None: it is still to be planned."""
    db.about(name=find_interview(db, interview_id).name)
    update(db, "interview", interview_id, {"planned_on": stored(day)})


@op("Make {name} a prospect")
def make_prospect(db: Database, interview_id: int, *, today: date) -> int:
    """Tie an interview to the member of that address or name, made a prospect where there is none.

    Refuses when several members have that name.
    """
    interview = find_interview(db, interview_id)
    db.about(name=interview.name)
    if interview.member_id is not None:
        return interview.member_id
    member = whom_meant(db, interview.email) or whom_meant(db, interview.name)
    member_id = member.id if member else add_member(db, prospect_of(interview), today=today)
    update(db, "interview", interview_id, {"member_id": member_id})
    return member_id


@op("Change the interview guide")
def write_guide(db: Database, texts: Sequence[tuple[str, str]]) -> None:
    """What to ask for each of the five questions, in this order; empty: our own words for it."""
    known = guide_rows(db)
    for place, (question, text) in enumerate(texts):
        if question not in set(Question):
            raise ValueError(question)
        row = {"text": trimmed(text, question), "position": place}
        if question in known:
            update(db, "interview_question", known[question], row)
        else:
            insert(db, "interview_question", {"question": question, **row})


@op("Remove the interview with {name}")
def remove_interview(db: Database, interview_id: int) -> None:
    """Take an interview out with what was said in it."""
    db.about(name=find_interview(db, interview_id).name)
    delete(db, "interview", interview_id)


@op("Write down what {name} said")
def write_down(
    db: Database,
    interview_id: int,
    question: str,
    *,
    text: str | None = None,
    quote: str | None = None,
    themes: Iterable[str] | None = None,
) -> None:
    """What was said to one question, its best sentence and its themes; None leaves one as it is."""
    if question not in set(Question):
        raise ValueError(question)
    db.about(name=find_interview(db, interview_id).name)
    given = {"text": text, "quote": quote}
    row = {key: trimmed(said, key) for key, said in given.items() if said is not None}
    known = row_of_answer(db, interview_id, question)
    if row and known is not None:
        update(db, "interview_answer", known, row)
    elif any(row.values()):
        insert(db, "interview_answer", {"interview_id": interview_id, "question": question, **row})
    if themes is not None:
        _set_themes(db, interview_id, question, themes)


def _given(draft: InterviewDraft) -> dict[str, Any]:
    """What was said of it; the plan keeps the rest, as its group."""
    return {key: value for key, value in asdict(draft).items() if value not in {None, ""}}


def _set_themes(db: Database, interview_id: int, question: str, themes: Iterable[str]) -> None:
    wanted = {name.casefold(): name for typed in themes if (name := " ".join(typed.split()))}
    links = theme_links(db, interview_id, question)
    for folded, link in links.items():
        if folded not in wanted:
            delete(db, "interview_theme", link)
    for folded, name in wanted.items():
        if folded not in links:
            insert(
                db,
                "interview_theme",
                {"interview_id": interview_id, "theme_id": _theme(db, question, name)},
            )


def _theme(db: Database, question: str, name: str) -> int:
    """The theme of this name; made when there is none."""
    if known := theme_named(db, question, name):
        return known.id
    return insert(db, "theme", {"question": question, "name": checked_name(name, "themes")})
