"""Writes of goals: set one, change or remove it, note a value, keep where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import asdict, replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.development.goals.judging import Standing
from commdesk.features.development.goals.model import GoalDraft, check_goal, check_value
from commdesk.features.development.goals.queries import find_goal, last_seen, value_on


@op("Goal: {title}")
def add_goal(db: Database, draft: GoalDraft) -> int:
    """Set a goal; refuses one without a title, or due before it starts."""
    check_goal(draft)
    db.about(title=draft.title.strip())
    return insert(db, "development_goal", _row(asdict(draft)))


@op("Change the goal: {title}")
def change_goal(db: Database, goal_id: int, changes: Mapping[str, Any]) -> None:
    """Set just these fields; what was seen of it before no longer holds."""
    changed = replace(find_goal(db, goal_id), **changes)
    check_goal(changed)
    db.about(title=changed.title.strip())
    update(db, "development_goal", goal_id, _row(dict(changes)))
    _forget(db, goal_id)


@op("Remove the goal: {title}")
def remove_goal(db: Database, goal_id: int) -> None:
    db.about(title=find_goal(db, goal_id).title)
    delete(db, "development_goal", goal_id)
    _forget(db, goal_id)


@op("Value of the goal: {title}")
def note_value(db: Database, goal_id: int, value: float, day: date, *, today: date) -> int:
    """What was measured on a day; a second value of that day takes the place of the first."""
    goal = find_goal(db, goal_id)
    if not goal.is_by_hand:
        raise Refused("This goal is measured by its chart; nothing has to be typed.", field="value")
    if day > today:
        raise Refused("This day is still to come.", field="day")
    check_value(value, goal.unit, "value")
    db.about(title=goal.title)
    row = {"value": float(value)}
    if known := value_on(db, goal_id, day):
        update(db, "development_goal_value", known, row)
        return known
    return insert(db, "development_goal_value", row | {"goal_id": goal_id, "day": day.isoformat()})


@op("Remove a value of the goal: {title}")
def remove_value(db: Database, goal_id: int, day: date) -> None:
    goal = find_goal(db, goal_id)
    known = value_on(db, goal_id, day)
    if known is None:
        raise Refused("This value is no longer in the workbook.")
    db.about(title=goal.title)
    delete(db, "development_goal_value", known)


@op("Keep where goals stand")
def keep_seen(db: Database, found: Sequence[Standing]) -> None:
    """For Today, which reads no charts: the verdict of those that are measured by one."""
    known = last_seen(db)
    for each in found:
        expected = each.expected
        row = {
            "seen_on": each.today.isoformat(),
            "verdict": each.verdict,
            "low": expected.low if expected else None,
            "high": expected.high if expected else None,
        }
        if each.goal.id in known:
            update(db, "development_goal_seen", each.goal.id, row)
        else:
            insert(db, "development_goal_seen", row | {"id": each.goal.id})


def _forget(db: Database, goal_id: int) -> None:
    delete(db, "development_goal_seen", goal_id)


def _row(values: Mapping[str, Any]) -> dict[str, Any]:
    """As a row keeps it: figures stay what they are."""
    return {
        key: value.isoformat() if isinstance(value, date)
        else value.strip() if isinstance(value, str)
        else None if value is None else float(value)
        for key, value in values.items()
    }  # fmt: skip
