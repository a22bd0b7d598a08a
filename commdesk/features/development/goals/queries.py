"""Reads of goals: what is wanted, what was typed, where each stands."""

from __future__ import annotations

from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.developing import Whose
from commdesk.core.errors import Refused
from commdesk.core.feature import Features
from commdesk.core.words import Text
from commdesk.features.development.goals.judging import (
    Standing,
    judge,
    points_by_hand,
    points_of_line,
)
from commdesk.features.development.goals.model import Goal, GoalValue
from commdesk.features.development.goals.wording import asked, at_risk
from commdesk.features.development.model import AtRisk, Reading

_MOST_NAMED = 8


def list_goals(db: Database) -> list[Goal]:
    """Every goal, by its date."""
    return [_goal(row) for row in db.query("SELECT * FROM development_goal ORDER BY due_on, id")]


def find_goal(db: Database, goal_id: int) -> Goal:
    """One goal; refuses when there is none (any more)."""
    row = db.one("SELECT * FROM development_goal WHERE id = :id", {"id": goal_id})
    if row is None:
        raise Refused("This goal is no longer in the workbook.")
    return _goal(row)


def goal_named(db: Database, typed: str) -> Goal:
    """The goal with this title or id, or the only one whose title holds it; else refuses."""
    known, wanted = list_goals(db), typed.strip().casefold()
    whole = [goal for goal in known if wanted in {goal.title.casefold(), str(goal.id)}]
    found = whole or [goal for goal in known if wanted and wanted in goal.title.casefold()]
    if not found:
        raise Refused("No goal is called {typed}.", typed=typed)
    if len(found) == 1:
        return found[0]
    named = [f"{goal.title} ({goal.id})" for goal in found[:_MOST_NAMED]]
    if whole:
        raise Refused("{n} goals are called {typed}; give the id of one: {goals}.",
                      n=len(found), typed=typed, goals=named)  # fmt: skip
    raise Refused("{n} goals hold {typed} in their title; give more of it, or an id: {goals}.",
                  n=len(found), typed=typed, goals=named)  # fmt: skip


def name_of_goal(db: Database, goal_id: int) -> str:
    """Its title, empty when it is gone."""
    return str(db.value("SELECT title FROM development_goal WHERE id = :id", {"id": goal_id}) or "")


def name_of_value(db: Database, value_id: int) -> str:
    """The title of its goal, empty when it is gone."""
    sql = """
        SELECT goal.title FROM development_goal_value AS value
          JOIN development_goal AS goal ON goal.id = value.goal_id WHERE value.id = :id
    """
    return str(db.value(sql, {"id": value_id}) or "")


def list_values(db: Database) -> list[GoalValue]:
    """Everything typed by hand, the oldest first."""
    rows = db.query("SELECT * FROM development_goal_value ORDER BY day, id")
    return [GoalValue(**row | {"day": date.fromisoformat(row["day"])}) for row in rows]


def value_on(db: Database, goal_id: int, day: date) -> int | None:
    """The row that holds what was typed for that day."""
    sql = "SELECT id FROM development_goal_value WHERE goal_id = :goal AND day = :day"
    found = db.value(sql, {"goal": goal_id, "day": day.isoformat()})
    return None if found is None else int(found)


def last_seen(db: Database) -> dict[int, dict[str, Any]]:
    """Where goals stood when their charts were last looked at, by the goal's id."""
    rows = db.query("SELECT * FROM development_goal_seen")
    return {row["id"]: row | {"seen_on": date.fromisoformat(row["seen_on"])} for row in rows}


def standings(db: Database, reading: Reading, on: date | None = None) -> list[Standing]:
    """Where every goal stands at the end of what was read, or on a day after it."""
    values, last = list_values(db), on or reading.span.last_day
    lines = {f"{chart.name}.{line.name}": (chart, line) for chart, line in reading.lines()}
    found = []
    for goal in list_goals(db):
        if goal.is_by_hand:
            points = points_by_hand(goal, values, last)
        else:
            chart, line = lines.get(goal.measure, (None, None))
            points = points_of_line(line, chart, last) if chart and line else ()
        found.append(judge(goal, points, last))
    return found


def goals_at_risk(db: Database, reading: Reading, on: date | None = None) -> list[AtRisk]:
    """For what stands out: goals that are in danger within four weeks."""
    return at_risk(standings(db, reading, on))


def asks_of_goals(db: Database, reading: Reading, on: date) -> tuple[Text, ...]:
    """For the weekly report: what is asked of the reader about goals that are in danger."""
    return asked(standings(db, reading, on))


def suggestions(db: Database, features: Features) -> list[tuple[Whose, Text]]:
    """What was written of goals elsewhere and is no goal here yet."""
    known = {goal.title.casefold() for goal in list_goals(db)}
    offered = [each for f in features if f.goals for each in f.goals(db)]
    return [(whose, text) for whose, text in offered if str(text).casefold() not in known]


def by_hand(db: Database, today: date) -> list[Standing]:
    """Where the goals stand whose values are typed: needs no chart."""
    values = list_values(db)
    goals = [goal for goal in list_goals(db) if goal.is_by_hand]
    return [judge(goal, points_by_hand(goal, values, today), today) for goal in goals]


def _goal(row: dict[str, Any]) -> Goal:
    days = {key: date.fromisoformat(row[key]) for key in ("start_on", "due_on")}
    return Goal(**row | days)
