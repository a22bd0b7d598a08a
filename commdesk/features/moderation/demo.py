"""Moderation of an invented network: five tasks, five people, weeks of shifts and hours."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database, insert
from commdesk.core.feature import Scale
from commdesk.core.values import Week
from commdesk.features.members import find_member
from commdesk.features.moderation.model import DayPart

_TASKS = (
    ("Eerste reacties", "algemeen", 360, "ma t/m do", 1),
    ("Avonddienst", "algemeen", 360, "ma, di en do, avond", 1),
    ("Juridische vragen", "juridisch", 240, "di en wo, middag", 1),
    ("Redactie weekbericht", "redactie", 180, "wo en do", 2),
    ("Conflicten", "bemiddeling", 60, "vr, ochtend", 2),
)
_ENGLISH = {
    "Eerste reacties": "First replies", "Avonddienst": "Evening shift",
    "Juridische vragen": "Legal questions", "Redactie weekbericht": "Edit the weekly news",
    "Conflicten": "Conflicts", "algemeen": "general", "juridisch": "legal",
    "redactie": "editing", "bemiddeling": "mediation",
    "ma t/m do": "Mon to Thu", "ma, di en do, avond": "Mon, Tue and Thu, evening",
    "di en wo, middag": "Tue and Wed, afternoon", "wo en do": "Wed and Thu",
    "vr, ochtend": "Fri, morning",
}  # fmt: skip
# Name, hours, expertise, paid; the last two are members, where the workbook has members.
_TEAM = (
    ("Noor Jansen", 480, "algemeen, juridisch, bemiddeling", 1),
    ("Lotte de Wit", 300, "algemeen, redactie", 1),
    ("Daan Visser", 300, "algemeen", 1),
    ("Henk Mulder", 240, "algemeen", 0),
    ("Eva Brouwer", 240, "algemeen, redactie", 0),
)
_VOLUNTEERS = 2
# Task, moderator (place in the lists above), weekday, day part, minutes.
_PATTERN = (
    (0, 0, 1, DayPart.MORNING, 90),
    (0, 0, 2, DayPart.MORNING, 90),
    (0, 1, 3, DayPart.MORNING, 90),
    (0, 2, 4, DayPart.AFTERNOON, 90),
    (1, 2, 1, DayPart.EVENING, 120),
    (1, 3, 2, DayPart.EVENING, 120),
    (1, 4, 4, DayPart.EVENING, 120),
    (2, 0, 2, DayPart.AFTERNOON, 120),
    (2, 0, 3, DayPart.AFTERNOON, 120),
    (3, 1, 3, DayPart.AFTERNOON, 90),
    (3, 1, 4, DayPart.MORNING, 90),
    (4, 0, 5, DayPart.MORNING, 60),
)
# Weeks from now -> places in the pattern that nobody took: three shortages, and gaps further on.
_OPEN = {0: {4}, 1: {8}, 3: {7, 8}, 4: {5, 6}, 5: {0, 3, 8}, 6: {4, 5, 6}, 7: {7, 8, 11}}
_AHEAD = 8
# Weeks from now -> task -> minutes of a budget of its own: a campaign, and the holidays.
_BUDGETS = {-6: {0: 540}, -5: {0: 540, 1: 480}, 5: {0: 180}}
_STEP = 15


class _Made(Struct, frozen=True):
    tasks: list[int]
    team: list[int]


def fill(db: Database, scale: Scale, rng: random.Random, today: date) -> None:
    """Past weeks worked, this week running, three shortages in the coming four weeks."""
    made = _Made(_tasks(db, scale), _team(db, scale, rng))
    this = Week.of(today)
    for number in range(-scale.weeks, _AHEAD + 1):
        for place, minutes in _BUDGETS.get(number, {}).items():
            row = {"task_id": made.tasks[place], "week": str(this + number), "minutes": minutes}
            insert(db, "moderation_budget", row)
        for shift in _shifts(made, this + number, _OPEN.get(number, set())):
            insert(db, "moderation_shift", shift)
            if shift["day"] < today.isoformat():
                _work(db, shift, rng)


def _tasks(db: Database, scale: Scale) -> list[int]:
    return [
        insert(
            db,
            "moderation_task",
            {
                "name": scale.worded(name, _ENGLISH),
                "expertise": scale.worded(expertise, _ENGLISH),
                "weekly_minutes": minutes,
                "timing": scale.worded(timing, _ENGLISH),
                "priority": priority,
            },
        )
        for name, expertise, minutes, timing, priority in _TASKS
    ]


def _team(db: Database, scale: Scale, rng: random.Random) -> list[int]:
    ids = db.column("SELECT id FROM member ORDER BY id LIMIT 1000")
    people = rng.sample(ids, min(len(ids), _VOLUNTEERS))
    made = []
    for name, minutes, expertise, is_paid in _TEAM:
        member_id = people.pop() if people and not is_paid else None
        known = ", ".join(scale.worded(each, _ENGLISH) for each in expertise.split(", "))
        row = {"weekly_minutes": minutes, "expertise": known, "is_paid": is_paid}
        shown = find_member(db, member_id).name if member_id else name
        made.append(insert(db, "moderator", {**row, "name": shown, "member_id": member_id}))
    return made


def _shifts(made: _Made, week: Week, left_open: set[int]) -> Iterator[dict[str, Any]]:
    for place, (task, moderator, weekday, part, minutes) in enumerate(_PATTERN):
        if place not in left_open:
            yield {
                "task_id": made.tasks[task],
                "moderator_id": made.team[moderator],
                "day": (week.monday + timedelta(days=weekday - 1)).isoformat(),
                "day_part": str(part),
                "minutes": minutes,
            }


def _work(db: Database, shift: dict[str, Any], rng: random.Random) -> None:
    """What came of a shift: mostly as planned, sometimes a quarter more or less, rarely nothing."""
    minutes = shift["minutes"] + _STEP * rng.choice((0, 0, 0, 0, 1, 1, 2, -1, -1, -2))
    if rng.random() < 0.96:  # noqa: PLR2004 - one in twenty-five fell through
        row = {key: shift[key] for key in ("task_id", "moderator_id", "day")}
        insert(db, "moderation_log", {**row, "minutes": minutes})
