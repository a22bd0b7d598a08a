"""What goals hand in to Today: those that are due within four weeks and at risk."""

from __future__ import annotations

from datetime import date, timedelta

from commdesk.core.database import Database
from commdesk.core.feature import TodayItem
from commdesk.core.values import Minutes
from commdesk.core.words import Text, say
from commdesk.features.development.goals.judging import SOON
from commdesk.features.development.goals.model import Goal
from commdesk.features.development.goals.queries import by_hand, last_seen, list_goals
from commdesk.features.development.goals.wording import PAGE, sentence

_TO_LOOK = Minutes(15)
_HOLDS = timedelta(days=14)
"""After so long what was seen of a chart says nothing of today."""
_OFF = frozenset({"at-risk", "behind"})


def today_items(db: Database, today: date) -> list[TodayItem]:
    """Reads no charts, which takes long: of those it knows what was seen last."""
    due = [goal for goal in list_goals(db) if today <= goal.due_on <= today + SOON]
    if not due:
        return []
    typed = {each.goal.id: each for each in by_hand(db, today)}
    seen, items = last_seen(db), []
    for goal in due:
        if goal.id in typed:
            if typed[goal.id].verdict in _OFF:
                items.append(_item(goal, today, sentence(typed[goal.id])))
        elif reason := _reason(goal, seen.get(goal.id), today):
            items.append(_item(goal, today, reason))
    return items


def _reason(goal: Goal, seen: dict[str, object] | None, today: date) -> Text | None:
    if seen is None or seen["seen_on"] < today - _HOLDS:  # type: ignore[operator]
        return say("due on {day}; see where it stands", day=goal.due_on)
    if seen["verdict"] not in _OFF:
        return None
    said = {"day": goal.due_on, "seen": seen["seen_on"]}
    if seen["verdict"] == "behind":
        return say("due on {day}; it was behind on {seen}", **said)
    return say("due on {day}; it was at risk on {seen}", **said)


def _item(goal: Goal, today: date, reason: Text) -> TodayItem:
    return TodayItem(
        feature="development",
        key=f"goal/{goal.id}",
        title=say("Goal: {title}", title=goal.title),
        reason=reason,
        due_on=today,
        minutes=_TO_LOOK,
        urgency="valuable",
        page=PAGE,
        target=goal.id,
    )
