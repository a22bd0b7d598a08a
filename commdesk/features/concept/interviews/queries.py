"""Reads of interviews: the list, one with its answers, and what the gate counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.features.concept.interviews.counting import OF_VERSION
from commdesk.features.concept.interviews.model import Answer, Interview, InterviewDraft
from commdesk.features.concept.questions import Question
from commdesk.features.members import Member, find_by_words, find_for_palette, folded, is_email

_DAYS = ("planned_on", "held_on")
_INTERVIEW = f"SELECT *, {OF_VERSION} AS tests FROM interview"


def list_interviews(db: Database, version_id: int | None = None) -> list[Interview]:
    """Interviews of one version of the concept, or of all: to be held first, then the newest.

    Those from before there was a concept are of its first version.
    """
    sql = f"""
        {_INTERVIEW}
         WHERE :version IS NULL OR {OF_VERSION} = :version
      ORDER BY held_on IS NOT NULL, held_on DESC, planned_on IS NULL, planned_on, id DESC
    """
    return [_interview(row) for row in db.query(sql, {"version": version_id})]


def find_interview(db: Database, interview_id: int) -> Interview:
    """One interview; refuses when there is none (any more)."""
    row = db.one(f"{_INTERVIEW} WHERE id = :id", {"id": interview_id})
    if row is None:
        raise Refused("This interview is no longer in the workbook.")
    return _interview(row)


def interviews_of(db: Database, member_id: int) -> list[Interview]:
    """Every interview with this member, the newest first."""
    sql = f"{_INTERVIEW} WHERE member_id = :member ORDER BY held_on DESC, id DESC"
    return [_interview(row) for row in db.query(sql, {"member": member_id})]


def planned_until(db: Database, day: date) -> list[Interview]:
    """Interviews to be held on this day or before it, the longest waiting first."""
    sql = f"""
        {_INTERVIEW} WHERE held_on IS NULL AND planned_on <= :day
      ORDER BY planned_on, id
    """
    return [_interview(row) for row in db.query(sql, {"day": day.isoformat()})]


def planned_between(db: Database, first: date, last: date) -> list[Interview]:
    """Interviews planned on these days, held or not."""
    sql = f"""
        {_INTERVIEW} WHERE planned_on BETWEEN :first AND :last ORDER BY planned_on, id
    """
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return [_interview(row) for row in db.query(sql, days)]


def plan_fulfilled(db: Database, draft: InterviewDraft) -> Interview | None:
    """The plan that this held interview is, the longest waiting: with the same member, or name.

    One that was held in an earlier version than the plan is for is another conversation.
    """
    if draft.held_on is None:
        return None
    sql = f"""
        {_INTERVIEW}
         WHERE held_on IS NULL
           AND (member_id = :member OR (member_id IS NULL AND folded(name) = folded(:name)))
           AND coalesce((SELECT started_on FROM concept_version AS version
                          WHERE version.id = tests AND number > 1), '') <= :day
      ORDER BY planned_on IS NULL, planned_on, id LIMIT 1
    """
    asked = {"member": draft.member_id, "name": draft.name, "day": draft.held_on.isoformat()}
    row = db.one(sql, asked)
    return _interview(row) if row else None


def interviews_by_key(
    db: Database, keys: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], Interview]:
    """(program, number there) -> the interview that came in under it."""
    sql = f"{_INTERVIEW} WHERE key IN (SELECT value FROM json_each(:keys))"
    wanted = {"keys": json.dumps([key for _, key in keys])}
    return {(row["source"], row["key"]): _interview(row) for row in db.query(sql, wanted)}


def known_circles(db: Database) -> list[str]:
    """The groups that people speak for, the most named first."""
    sql = """
        SELECT circle FROM interview WHERE circle <> ''
      GROUP BY circle COLLATE NOCASE ORDER BY count(*) DESC, circle
    """
    return db.column(sql)


def known_themes(db: Database) -> dict[str, list[str]]:
    """Question -> the themes that were typed for it, the most used first."""
    sql = """
        SELECT theme.question, theme.name
          FROM theme LEFT JOIN interview_theme AS link ON link.theme_id = theme.id
      GROUP BY theme.id ORDER BY count(link.id) DESC, theme.name
    """
    found: dict[str, list[str]] = {str(question): [] for question in Question}
    for row in db.query(sql):
        found.setdefault(row["question"], []).append(row["name"])
    return found


def guide_texts(db: Database) -> dict[str, str]:
    """Question -> what somebody wrote for it in the guide, in their order."""
    sql = "SELECT question, text FROM interview_question ORDER BY position, id"
    return {row["question"]: row["text"] for row in db.query(sql)}


def guide_rows(db: Database) -> dict[str, int]:
    """Question -> the row of the guide that holds it."""
    rows = db.query("SELECT id, question FROM interview_question")
    return {row["question"]: row["id"] for row in rows}


def whom_meant(db: Database, typed: str) -> Member | None:
    """The member of exactly this name, address or id; None: somebody who is no member (yet).

    Refuses a name that several members have, and an id that nobody has.
    """
    if typed.strip().isdecimal():
        return find_by_words(db, typed)
    found = [name for _, name, _ in find_for_palette(db, typed) if folded(name) == folded(typed)]
    if found or (is_email(typed.strip()) and _has_address(db, typed)):
        return find_by_words(db, typed)
    return None


def members_by_email(db: Database) -> dict[str, int]:
    """Address in lower case -> member."""
    rows = db.query("SELECT lower(email) AS email, id FROM member WHERE email <> ''")
    return {row["email"]: row["id"] for row in rows}


def _has_address(db: Database, typed: str) -> bool:
    sql = "SELECT 1 FROM member WHERE lower(email) = :email"
    return db.value(sql, {"email": typed.strip().lower()}) is not None


def answers_of(db: Database, interview_ids: Sequence[int]) -> dict[int, list[Answer]]:
    """Interview -> what was said to each question, with the themes it was coded with."""
    ids = json.dumps(list(interview_ids))
    themes: dict[tuple[int, str], list[str]] = {}
    sql = """
        SELECT link.interview_id, theme.question, theme.name
          FROM interview_theme AS link JOIN theme ON theme.id = link.theme_id
         WHERE link.interview_id IN (SELECT value FROM json_each(:ids)) ORDER BY link.id
    """
    for row in db.query(sql, {"ids": ids}):
        themes.setdefault((row["interview_id"], row["question"]), []).append(row["name"])
    said = """
        SELECT interview_id, question, text, quote FROM interview_answer
         WHERE interview_id IN (SELECT value FROM json_each(:ids)) ORDER BY id
    """
    texts = {(row["interview_id"], row["question"]): row for row in db.query(said, {"ids": ids})}
    found: dict[int, list[Answer]] = {}
    for place in dict.fromkeys([*texts, *themes]):
        row = texts.get(place, {"text": "", "quote": ""})
        answer = Answer(place[1], row["text"], row["quote"], tuple(themes.get(place, ())))
        found.setdefault(place[0], []).append(answer)
    return found


def name_of_interview(db: Database, interview_id: int) -> str:
    """With whom it is, empty when it is gone."""
    sql = "SELECT name FROM interview WHERE id = :id"
    return str(db.value(sql, {"id": interview_id}) or "")


def row_of_answer(db: Database, interview_id: int, question: str) -> int | None:
    """The row that holds what was said to this question."""
    sql = "SELECT id FROM interview_answer WHERE interview_id = :id AND question = :question"
    found = db.value(sql, {"id": interview_id, "question": question})
    return None if found is None else int(found)


def theme_links(db: Database, interview_id: int, question: str) -> dict[str, int]:
    """Folded name of a theme -> the row that ties it to this interview."""
    sql = """
        SELECT theme.name, link.id FROM interview_theme AS link
          JOIN theme ON theme.id = link.theme_id
         WHERE link.interview_id = :id AND theme.question = :question
    """
    rows = db.query(sql, {"id": interview_id, "question": question})
    return {row["name"].casefold(): row["id"] for row in rows}


def _interview(row: dict[str, Any]) -> Interview:
    known = {key: row[key] for key in Interview.__struct_fields__}
    days = {key: date.fromisoformat(row[key]) if row[key] else None for key in _DAYS}
    minutes = row["weekly_minutes"]
    return Interview(
        **known
        | {"version_id": row["tests"]}
        | days
        | {"weekly_minutes": None if minutes is None else Minutes(minutes)}
    )
