"""The sheets of the roster: what is open when, without anybody's name; and apart, who does it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_
from commdesk.core.workbook import list_closing_days
from commdesk.features.members import restricted_members
from commdesk.features.moderation.coverage.model import shortage_weeks
from commdesk.features.moderation.coverage.queries import task_weeks
from commdesk.features.moderation.dayparts import DAY_PARTS, PARTS, DayPart
from commdesk.features.moderation.roster.demand import places
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.queries import shifts_between
from commdesk.features.moderation.tasks import Task, known_expertise, list_tasks
from commdesk.features.moderation.team import list_moderators

ROSTER_COLUMNS = (
    Column("week", N_("Week"), width=12),
    Column("day", N_("Date"), "date", 18),
    Column("day_part", N_("Day part"), "choice", 14, choices=DAY_PARTS),
    Column("task", N_("Moderation task"), width=30,
           options=lambda db: [task.name for task in list_tasks(db)]),
    Column("expertise", N_("Expertise"), width=18, options=known_expertise),
    Column("people_needed", N_("People needed"), "number", 10),
    Column("people", N_("People planned"), "number", 10),
    Column("needed", N_("Needed"), "hours", 10),
    Column("planned", N_("Planned"), "hours", 10),
    Column("open", N_("Not planned yet"), "hours", 12, formula="=MAX({needed}-{planned},0)"),
    Column("is_near", N_("Within four weeks"), "boolean", 12),
    Column("short", N_("Short"), "hours", 10, alarm="above zero",
           formula='=IF({is_near}="{said[yes]}",{open},0)'),
)  # fmt: skip
SHIFT_COLUMNS = (
    Column("moderator", N_("Moderator"), width=28),
    Column("task", N_("Moderation task"), width=30),
    Column("day", N_("Date"), "date", 18),
    Column("day_part", N_("Day part"), "choice", 14, choices=DAY_PARTS),
    Column("minutes", N_("Hours"), "hours", 10),
    Column("id", N_("Id"), "id", 22),
)


class Slot(Struct):
    """One part of a day for one task; without a day: hours that may still go anywhere."""

    planned: list[int]
    open: list[int]


def roster_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """What is planned and what is open, by day, part and task; as the roster itself counts it."""
    tasks = {task.id: task for task in list_tasks(db)}
    near = shortage_weeks(scope.today)
    rows = []
    for week, found in _slots(db, scope, tasks):
        for (day, part, task_id), slot in sorted(found.items(), key=_in_order):
            if day is None or day in scope.days:
                spot = {"week": str(week), "day": day, "day_part": part, "is_near": week in near}
                rows.append(spot | _row(tasks[task_id], slot, is_near=week in near))
    return rows


Key = tuple[date | None, str, int]


def _slots(
    db: Database, scope: ExportScope, tasks: dict[int, Task]
) -> Iterator[tuple[Week, dict[Key, Slot]]]:
    closed = {each.day for each in list_closing_days(db)}
    needed = {
        (cell.week, cell.task_id): cell.needed for cell in task_weeks(db, scope.weeks, scope.today)
    }
    shifts = _by_week_and_task(db, scope)
    for week in scope.weeks:
        found: defaultdict[Key, Slot] = defaultdict(lambda: Slot([], []))
        for task in tasks.values():
            kept = shifts.get((week, task.id), [])
            for shift in kept:
                found[shift.day, shift.day_part, task.id].planned.append(shift.minutes)
            wanted = needed.get((week, task.id), Minutes(0))
            for place in places(task, week, wanted, closed, kept):
                is_fixed = bool(task.slots and place.spots)
                day, part = place.spots[0] if is_fixed else (None, "")
                found[day, str(part), task.id].open.append(place.minutes)
        yield week, found


def _by_week_and_task(db: Database, scope: ExportScope) -> dict[tuple[Week, int], list[Shift]]:
    found: dict[tuple[Week, int], list[Shift]] = {}
    for shift in shifts_between(db, scope.weeks[0].monday, scope.weeks[-1].sunday):
        found.setdefault((Week.of(shift.day), shift.task_id), []).append(shift)
    return found


def _in_order(item: tuple[Key, Slot]) -> tuple[date, int, int]:
    """By time; what has no day comes last in its week."""
    (day, part, task_id), _ = item
    return day or date.max, PARTS.index(DayPart(part)) if part else len(PARTS), task_id


def _row(task: Task, slot: Slot, *, is_near: bool) -> dict[str, Any]:
    open_ = sum(slot.open)
    return {
        "task": task.name,
        "expertise": task.expertise,
        "people_needed": len(slot.planned) + len(slot.open),
        "people": len(slot.planned),
        "needed": sum(slot.planned) + open_,
        "planned": sum(slot.planned),
        "open": open_,
        "short": open_ if is_near else 0,
    }


def shift_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """Who does what when; whose data is restricted is left out."""
    restricted = restricted_members(db)
    people = {
        person.id: person for person in list_moderators(db) if person.member_id not in restricted
    }
    names = {task.id: task.name for task in list_tasks(db)}
    return [
        {
            "moderator": people[shift.moderator_id].name,
            "task": names.get(shift.task_id, ""),
            "day": shift.day,
            "day_part": shift.day_part,
            "minutes": shift.minutes,
            "id": shift.id,
            "member_id": people[shift.moderator_id].member_id or shift.moderator_id,
        }
        for shift in _between(db, scope)
        if shift.moderator_id in people
    ]


def _between(db: Database, scope: ExportScope) -> Sequence[Shift]:
    return shifts_between(db, scope.days.first, scope.days.last)


# Two sheets: a file that goes out by default holds nobody's name, and when who works is somebody's
# data. So the roster says what is open, and the shifts of persons have a purpose and the log.
ROSTER_SHEET = Sheet(
    name="roster",
    title=N_("Roster"),
    columns=ROSTER_COLUMNS,
    rows=roster_rows,
    by_default=True,
    totals=("needed", "planned", "open", "short"),
)
SHIFTS_SHEET = Sheet(
    name="shifts",
    title=N_("Shifts by person"),
    columns=SHIFT_COLUMNS,
    rows=shift_rows,
    has_people=True,
    totals=("minutes",),
)
