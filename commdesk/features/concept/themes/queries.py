"""Reads of themes: ranked by the interviews that name them, and which interviews those are."""

from __future__ import annotations

import json
from collections.abc import Sequence

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.features.concept.interviews.counting import OF_VERSION, TOLD
from commdesk.features.concept.themes.model import Theme

_THEME = "SELECT id, question, name, member_id FROM theme"


def list_themes(db: Database, version_id: int | None) -> list[Theme]:
    """Per question the themes of one version of the concept, the most often named first.

    Version None: of interviews while there is none. An interview does not count when the same
    person was spoken with later. What no interview at all names is there too, so that it can be
    taken away.
    """
    sql = f"""
        SELECT theme.id, theme.question, theme.name, theme.member_id,
               count(interview.id) - count(told.id) AS interviews,
               coalesce(member.stage, '') AS stage
          FROM theme
     LEFT JOIN member ON member.id = theme.member_id
     LEFT JOIN interview_theme AS link ON link.theme_id = theme.id
     LEFT JOIN interview ON interview.id = link.interview_id
           AND {OF_VERSION} IS :version
     LEFT JOIN {TOLD} AS told ON told.id = interview.id AND NOT told.counts
      GROUP BY theme.id
        HAVING count(interview.id) > 0 OR count(link.id) = 0
      ORDER BY interviews DESC, theme.name
    """
    return [Theme(**row) for row in db.query(sql, {"version": version_id})]


def find_theme(db: Database, theme_id: int) -> Theme:
    """One theme, of all versions together; refuses when there is none (any more)."""
    row = db.one(f"{_THEME} WHERE id = :id", {"id": theme_id})
    if row is None:
        raise Refused("This theme is no longer in the workbook.")
    return Theme(**row, interviews=len(interviews_with(db, theme_id)))


def theme_named(db: Database, question: str, name: str) -> Theme | None:
    """The theme of this name to this question, whatever its case."""
    sql = f"{_THEME} WHERE question = :question AND name = :name COLLATE NOCASE"
    row = db.one(sql, {"question": question, "name": name})
    return Theme(**row) if row else None


def interviews_with(db: Database, theme_id: int) -> frozenset[int]:
    """The interviews that name it."""
    sql = "SELECT interview_id FROM interview_theme WHERE theme_id = :id"
    return frozenset(db.column(sql, {"id": theme_id}))


def themes_in(db: Database, interview_id: int) -> list[Theme]:
    """What one interview names."""
    sql = f"""
        {_THEME} WHERE id IN
               (SELECT theme_id FROM interview_theme WHERE interview_id = :id)
      ORDER BY id
    """
    return [Theme(**row) for row in db.query(sql, {"id": interview_id})]


def links_of(db: Database, theme_ids: Sequence[int]) -> list[tuple[int, int]]:
    """(row, interview) of every time that one of these themes is named, theme after theme."""
    sql = """
        SELECT link.id, link.interview_id FROM json_each(:ids) AS asked
          JOIN interview_theme AS link ON link.theme_id = asked.value
      ORDER BY asked.key, link.id
    """
    rows = db.query(sql, {"ids": json.dumps(list(theme_ids))})
    return [(row["id"], row["interview_id"]) for row in rows]


def name_of_theme(db: Database, theme_id: int) -> str:
    """Its name, empty when it is gone."""
    return str(db.value("SELECT name FROM theme WHERE id = :id", {"id": theme_id}) or "")
