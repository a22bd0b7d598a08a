"""Keeps the line of every week as activity is; runs at the end of every op, undo and redo.

Triggers note in which weeks something was done or taken out. A week is counted by its own part of
an index, all weeks in one walk along it, so that an import of millions of rows stays linear.
"""

from __future__ import annotations

from commdesk.core.database import Database
from commdesk.features.activity.model import CONVERSATIONS, Kind

TALK = ", ".join(f"'{kind}'" for kind in sorted(CONVERSATIONS))
TOTALS = ("contributions", "conversations", "questions", "attendance", "active", "contributing")
BROUGHT = f"kind NOT IN ({TALK}, '{Kind.EVENT}')"
"""What somebody brought themselves: not an answer, and not merely being there."""
COUNTED = """
    sum(contributions) AS contributions, sum(conversations) AS conversations,
    sum(questions) AS questions, sum(attendance) AS attendance,
    count(who) AS active, count(who) FILTER (WHERE contributions > attendance) AS contributing
"""
"""The totals of rows that are each of one person, or of all who cannot be told apart."""
BY_PERSON = f"""
    coalesce(member_id, nobody) AS who,
    count(*) FILTER (WHERE kind NOT IN ({TALK})) AS contributions,
    count(*) FILTER (WHERE kind IN ({TALK})) AS conversations,
    count(*) FILTER (WHERE kind = '{Kind.QUESTION}') AS questions,
    count(*) FILTER (WHERE kind = '{Kind.EVENT}') AS attendance
"""
_FEW = 26
_COLUMNS = ", ".join(TOTALS)


def week_number(day: str) -> str:
    """SQL: the key of the week of a day, as the triggers write it."""
    return f"CAST(julianday({day}) + 0.5 AS INTEGER) / 7"


def settle_weeks(db: Database) -> None:
    """Count again the weeks in which something changed."""
    due = db.column("SELECT id FROM activity_week_due")
    if not due:
        return
    if len(due) > _FEW and 2 * len(due) > db.value("SELECT count(*) FROM activity_week"):
        count_all_weeks(db)
        return
    db.execute("DELETE FROM activity_week WHERE id IN (SELECT id FROM activity_week_due)")
    for week in due:
        _count_one(db, week)
    db.execute("DELETE FROM activity_week_due")


def count_all_weeks(db: Database) -> None:
    """Make every line again."""
    db.execute("DELETE FROM activity_week_due")
    db.execute("DELETE FROM activity_week")
    db.execute(
        f"""
        INSERT INTO activity_week (id, {_COLUMNS})
        SELECT week, {COUNTED}
          FROM (SELECT {week_number("happened_on")} AS week, {BY_PERSON}
                  FROM activity GROUP BY 1, 2)
      GROUP BY week
        """
    )


def _count_one(db: Database, week: int) -> None:
    db.execute(
        f"""
        INSERT INTO activity_week (id, {_COLUMNS})
        SELECT :week, {COUNTED}
          FROM (SELECT {BY_PERSON} FROM activity
                 WHERE happened_on BETWEEN date(7 * :week) AND date(7 * :week + 6) GROUP BY 1)
        HAVING count(*) > 0
        """,
        {"week": week},
    )
