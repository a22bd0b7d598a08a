"""Reads of to-dos: one, the open ones, those of a week, of a member, of another thing."""

from __future__ import annotations

from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.features.members import find_contactable, member_names
from commdesk.features.plan.model import Todo

_FOUND = 8
_DAYS = ("due_on", "planned_on", "done_on")


def find_todo(db: Database, todo_id: int) -> Todo:
    """One to-do; refuses when there is none (any more)."""
    row = db.one("SELECT * FROM todo WHERE id = :id", {"id": todo_id})
    if row is None:
        raise Refused("This to-do is no longer in the workbook.")
    return _todo(row)


def name_of_todo(db: Database, todo_id: int) -> str:
    """Its title, empty when it is gone."""
    return str(db.value("SELECT title FROM todo WHERE id = :id", {"id": todo_id}) or "")


def open_todos(db: Database) -> list[Todo]:
    """Everything not done, what is due first; without a day last."""
    sql = """
        SELECT * FROM todo
         WHERE done_on IS NULL
      ORDER BY coalesce(due_on, planned_on, '9999'), is_promise DESC, id
    """
    return [_todo(row) for row in db.query(sql)]


def known_owners(db: Database) -> list[str]:
    """Whoever has a to-do, by name."""
    sql = "SELECT DISTINCT owner FROM todo WHERE owner <> '' ORDER BY owner COLLATE NOCASE"
    return [str(owner) for owner in db.column(sql)]


def todos_for(db: Database, table: str, thing_id: int) -> list[Todo]:
    """The to-dos that hang on one thing of another feature, open ones first."""
    sql = """
        SELECT * FROM todo
         WHERE link_table = :table AND link_id = :id
      ORDER BY done_on IS NOT NULL, coalesce(due_on, planned_on, '9999'), id
    """
    return [_todo(row) for row in db.query(sql, {"table": table, "id": thing_id})]


def todos_of_week(db: Database, week: Week) -> list[Todo]:
    """What is planned in a week, what was done in it, and everything open that has no later day."""
    sql = """
        SELECT * FROM todo
         WHERE planned_on BETWEEN :monday AND :sunday
            OR done_on BETWEEN :monday AND :sunday
            OR (done_on IS NULL AND (planned_on IS NULL OR planned_on < :monday))
      ORDER BY coalesce(due_on, planned_on, '9999'), is_promise DESC, id
    """
    days = {"monday": week.monday.isoformat(), "sunday": week.sunday.isoformat()}
    return [_todo(row) for row in db.query(sql, days)]


def is_restricted(db: Database, member_id: int | None) -> bool:
    """Whether it is about a member whose data may not be used."""
    return member_id is not None and find_contactable(db, member_id).is_restricted


def todos_about(db: Database, member_id: int) -> list[Todo]:
    """Every to-do about a member, done or not, in the order they were written down."""
    sql = "SELECT * FROM todo WHERE member_id = :id ORDER BY added_on, id"
    return [_todo(row) for row in db.query(sql, {"id": member_id})]


def find_for_palette(db: Database, typed: str) -> list[tuple[int, str, str]]:
    """Open to-dos first whose title holds every typed word; the note names whom it is about."""
    words = typed.split()
    if not words:
        return []
    where = " AND ".join(f"title LIKE :word{n} ESCAPE '\\'" for n in range(len(words)))
    sql = f"""
        SELECT id, title, member_id FROM todo
         WHERE {where}
      ORDER BY done_on IS NOT NULL, coalesce(due_on, planned_on, '9999'), id LIMIT {_FOUND}
    """
    rows = db.query(sql, {f"word{n}": f"%{_escaped(word)}%" for n, word in enumerate(words)})
    names = member_names(db) if any(row["member_id"] for row in rows) else {}
    return [(row["id"], row["title"], names.get(row["member_id"], "")) for row in rows]


def _todo(row: dict[str, Any]) -> Todo:
    days = {key: date.fromisoformat(row[key]) if row[key] else None for key in _DAYS}
    return Todo(
        **row
        | days
        | {
            "minutes": Minutes(row["minutes"]),
            "is_promise": bool(row["is_promise"]),
            "added_on": date.fromisoformat(row["added_on"]),
        }
    )


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
