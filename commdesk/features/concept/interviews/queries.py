"""Reads of interviews: the list, one with its answers, and what the gate counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.features.concept.interviews.model import Answer, Interview

_DAYS = ("planned_on", "held_on")


def list_interviews(db: Database, version_id: int | None = None) -> list[Interview]:
    """Interviews of one version of the concept, or of all: to be held first, then the newest."""
    sql = """
        SELECT * FROM interview
         WHERE :version IS NULL OR version_id = :version
      ORDER BY held_on IS NOT NULL, held_on DESC, planned_on IS NULL, planned_on, id DESC
    """
    return [_interview(row) for row in db.query(sql, {"version": version_id})]


def find_interview(db: Database, interview_id: int) -> Interview:
    """One interview; refuses when there is none (any more)."""
    row = db.one("SELECT * FROM interview WHERE id = :id", {"id": interview_id})
    if row is None:
        raise Refused("This interview is no longer in the workbook.")
    return _interview(row)


def interviews_of(db: Database, member_id: int) -> list[Interview]:
    """Every interview with this member, the newest first."""
    sql = "SELECT * FROM interview WHERE member_id = :member ORDER BY held_on DESC, id DESC"
    return [_interview(row) for row in db.query(sql, {"member": member_id})]


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


def theme_id(db: Database, question: str, name: str) -> int | None:
    """The theme of this name, whatever its case."""
    sql = "SELECT id FROM theme WHERE question = :question AND name = :name COLLATE NOCASE"
    found = db.value(sql, {"question": question, "name": name})
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
        **known | days | {"weekly_minutes": None if minutes is None else Minutes(minutes)}
    )
