"""The goals of the invented network: one reached, one on course, one at risk."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database, insert
from commdesk.core.feature import Scale

_WEEKS = 20


class _Wanted(Struct, frozen=True):
    """A goal, its values from the start to now, and how many weeks ahead it is due."""

    title: str
    whose: str
    unit: str
    target: float
    values: tuple[float, ...]
    due_in: int
    note: str = ""


_GOALS = (
    _Wanted("Twaalf organisaties doen mee", "organisation", "count", 12,
            (3, 3, 4, 5, 5, 6, 7, 7, 8, 9, 10, 10, 11, 11, 12, 12, 13, 13, 13, 13), 5,
            "Een organisatie telt mee als twee collega's meedoen."),
    _Wanted("Wie een vraag stelt, weet binnen een dag verder", "members", "share", 0.6,
            (0.38, 0.41, 0.40, 0.43, 0.45, 0.44, 0.47, 0.46, 0.49, 0.51, 0.50, 0.53, 0.54, 0.53,
             0.56, 0.56, 0.57, 0.58, 0.57, 0.59), 8,
            "Elke vrijdag geteld over de vragen van die week."),
    _Wanted("Leden organiseren zelf bijeenkomsten", "members", "count", 40,
            (12, 15, 13, 18, 15, 19, 21, 17, 22, 24, 21, 25, 27, 23, 28, 26, 31, 29, 34, 30), 4,
            "Aantal leden dat die week aan een eigen bijeenkomst werkte."),
)  # fmt: skip
_ENGLISH = {
    "Twaalf organisaties doen mee": "Twelve organisations take part",
    "Een organisatie telt mee als twee collega's meedoen.":
        "An organisation counts when two colleagues take part.",
    "Wie een vraag stelt, weet binnen een dag verder": "Whoever asks is helped within a day",
    "Elke vrijdag geteld over de vragen van die week.":
        "Counted every Friday over the questions of that week.",
    "Leden organiseren zelf bijeenkomsten": "Members organise meetings themselves",
    "Aantal leden dat die week aan een eigen bijeenkomst werkte.":
        "Members who worked on a meeting of their own that week.",
}  # fmt: skip


def fill(db: Database, scale: Scale, _rng: random.Random, today: date) -> None:
    """A value for each Friday of the last twenty weeks."""
    last = today - timedelta(days=(today.weekday() - 4) % 7)
    for wanted in _GOALS:
        days = [last - timedelta(weeks=ago) for ago in reversed(range(_WEEKS))]
        row: dict[str, Any] = {
            "title": scale.worded(wanted.title, _ENGLISH),
            "whose": wanted.whose,
            "unit": wanted.unit,
            "direction": "least",
            "target": float(wanted.target),
            "start_on": days[0].isoformat(),
            "start_value": float(wanted.values[0]),
            "due_on": (today + timedelta(weeks=wanted.due_in)).isoformat(),
            "note": scale.worded(wanted.note, _ENGLISH),
        }
        goal = insert(db, "development_goal", row)
        for day, value in zip(days, wanted.values, strict=True):
            typed = {"goal_id": goal, "day": day.isoformat(), "value": float(value)}
            insert(db, "development_goal_value", typed)
