"""Reads of to-dos: one, the open ones, those of a week, of a member, of another thing.

What a rule gives is among them, written down or not.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.features.members import find_contactable, member_names
from commdesk.features.plan.model import Todo
from commdesk.features.plan.repeats.queries import Calendar, find_turn

_FOUND = 8
_DAYS = ("due_on", "planned_on", "done_on", "occurs_on")
_EVERY = """
    SELECT *, coalesce((SELECT rule FROM todo_series WHERE id = series_id), '') AS rule FROM todo
"""


def find_todo(db: Database, todo_id: int) -> Todo:
    """One to-do; refuses when there is none (any more)."""
    row = db.one(f"{_EVERY} WHERE id = :id", {"id": todo_id})
    if row is not None:
        return _todo(row)
    found = find_turn(db, todo_id)
    if found is None:
        raise Refused("This to-do is no longer in the workbook.")
    return find_todo(db, found) if isinstance(found, int) else found


def is_written_down(db: Database, todo_id: int) -> bool:
    """Whether it has a row of its own: what only a rule says has none."""
    return bool(db.value("SELECT 1 FROM todo WHERE id = :id", {"id": todo_id}))


def name_of_todo(db: Database, todo_id: int) -> str:
    """Its title, empty when it is gone."""
    try:
        return find_todo(db, todo_id).title
    except Refused:
        return ""


def open_todos(db: Database, today: date | None = None, until: date | None = None) -> list[Todo]:
    """Everything not done, what is due first; without a day last.

    With `today` also what rules give: of each series the last that came and was not done, and
    those on the days after, up to and with `until`.
    """
    found = [_todo(row) for row in db.query(f"{_EVERY} WHERE done_on IS NULL")]
    if today:
        calendar = Calendar.of(db)
        found += calendar.standing(today)
        found += calendar.open_between(today + timedelta(days=1), until or today)
    return sorted(found, key=_in_order)


def known_owners(db: Database) -> list[str]:
    """Whoever still has something to do, by name."""
    sql = """
        SELECT owner FROM (
            SELECT owner FROM todo WHERE done_on IS NULL
             UNION
            SELECT owner FROM todo_series WHERE until_on IS NULL
        ) WHERE owner <> '' ORDER BY owner COLLATE NOCASE
    """
    return [str(owner) for owner in db.column(sql)]


def todos_for(db: Database, table: str, thing_id: int) -> list[Todo]:
    """The to-dos that hang on one thing of another feature, open ones first."""
    sql = f"""
        {_EVERY}
         WHERE link_table = :table AND link_id = :id
      ORDER BY done_on IS NOT NULL, coalesce(due_on, planned_on, '9999'), id
    """
    about = {"table": table, "id": thing_id}
    ids = db.column("SELECT id FROM todo_series WHERE link_table = :table AND link_id = :id", about)
    return [*_next_of(db, ids), *(_todo(row) for row in db.query(sql, about))]


def todos_of_week(db: Database, week: Week) -> list[Todo]:
    """What is planned in a week, what was done in it, and everything open that has no later day."""
    sql = f"""
        {_EVERY}
         WHERE planned_on BETWEEN :monday AND :sunday
            OR done_on BETWEEN :monday AND :sunday
            OR (done_on IS NULL AND (planned_on IS NULL OR planned_on < :monday))
    """
    days = {"monday": week.monday.isoformat(), "sunday": week.sunday.isoformat()}
    calendar = Calendar.of(db)
    coming = calendar.open_between(week.monday, week.sunday)
    first = calendar.workdays.next_from(week.monday)
    here = {todo.series_id for todo in coming if (todo.planned_on or todo.due_on or first) <= first}
    before = calendar.standing(week.monday - timedelta(days=1))
    found = [_todo(row) for row in db.query(sql, days)] + coming
    return sorted(found + [todo for todo in before if todo.series_id not in here], key=_in_order)


def todos_done(db: Database, first: date, last: date) -> list[Todo]:
    """What was done from `first` up to and with `last`."""
    sql = f"{_EVERY} WHERE done_on BETWEEN :first AND :last ORDER BY done_on, id"
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return [_todo(row) for row in db.query(sql, days)]


def is_restricted(db: Database, member_id: int | None) -> bool:
    """Whether it is about a member whose data may not be used."""
    return member_id is not None and find_contactable(db, member_id).is_restricted


def todos_about(db: Database, member_id: int) -> list[Todo]:
    """Every to-do about a member, done or not, in the order they were written down."""
    sql = f"{_EVERY} WHERE member_id = :id ORDER BY added_on, id"
    ids = db.column("SELECT id FROM todo_series WHERE member_id = :id", {"id": member_id})
    return [*_next_of(db, ids), *(_todo(row) for row in db.query(sql, {"id": member_id}))]


def find_for_palette(db: Database, typed: str) -> list[tuple[int, str, str]]:
    """Open to-dos first whose title holds every typed word; the note names whom it is about."""
    words = typed.split()
    if not words:
        return []
    where = " AND ".join(f"title LIKE :word{n} ESCAPE '\\'" for n in range(len(words)))
    sql = f"""
        {_EVERY}
         WHERE {where}
      ORDER BY done_on IS NOT NULL, coalesce(due_on, planned_on, '9999'), id LIMIT {_FOUND}
    """
    like = {f"word{n}": f"%{_escaped(word)}%" for n, word in enumerate(words)}
    repeating = _next_of(db, db.column(f"SELECT id FROM todo_series WHERE {where}", like))
    found = [*repeating, *(_todo(row) for row in db.query(sql, like))][:_FOUND]
    names = member_names(db) if any(todo.member_id for todo in found) else {}
    return [(todo.id, todo.title, names.get(todo.member_id or 0, "")) for todo in found]


def _next_of(db: Database, series_ids: list[int]) -> list[Todo]:
    """Of each of these series the one after the last that was written down."""
    if not series_ids:
        return []
    calendar = Calendar.of(db, series_ids)
    found = (calendar.next_open(each, calendar.last_taken(each)) for each in calendar.series)
    return [todo for todo in found if todo]


def _in_order(todo: Todo) -> tuple[date, bool, int, date]:
    """What is due first; promises first on a day; those of a series as old as it is."""
    day = todo.due_on or todo.planned_on or date.max
    return day, not todo.is_promise, todo.series_id or todo.id, todo.occurs_on or date.min


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
