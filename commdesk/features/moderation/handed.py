"""What moderation hands in: shortages for Today and the side bar, shifts for the week, a tile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Badge, Tile, TodayItem, WeekItem
from commdesk.core.values import Minutes, Week, decimal_hours
from commdesk.core.words import Text, say, say_n
from commdesk.core.workbook import read_workbook
from commdesk.features.members import restricted_members
from commdesk.features.moderation.coverage import TaskWeek, shortages, task_weeks
from commdesk.features.moderation.roster import Shift, planned_by_moderator, shifts_between
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team import (
    Moderator,
    hours_by_week,
    list_moderators,
    list_plannable,
)

_KIND = "moderation"
_NAMES = 3
_MINUTES_TO_FILL = Minutes(15)
Free = Sequence[tuple[Moderator, int]]
"""People, and the minutes that they have left in a week."""


def badge(db: Database, today: date) -> Badge | None:
    count = len(shortages(db, today))
    return Badge(say_n("{n} shortage", "{n} shortages", count), is_bad=True) if count else None


def working_members(db: Database) -> frozenset[int]:
    """Members who moderate or did: what they do in the community is the team's own.

    Who stopped stays among them, so that what was the team's own then does not become growth.
    """
    sql = "SELECT DISTINCT member_id FROM moderator WHERE member_id IS NOT NULL"
    return frozenset(db.column(sql))


def today_items(db: Database, today: date) -> list[TodayItem]:
    """Every shortage, from four weeks ahead on: this week's today, later ones in their week."""
    short = shortages(db, today)
    free = _free(db, sorted({cell.week for cell in short}))
    return [_today_item(cell, free[cell.week], today) for cell in short]


def tiles(db: Database, today: date) -> list[Tile]:
    """How much of this week is covered; nothing without tasks."""
    week = Week.of(today)
    cells = [cell for cell in task_weeks(db, [week], today) if cell.needed]
    if not cells:
        return []
    needed = sum(cell.needed for cell in cells)
    covered = sum(min(cell.planned, cell.needed) for cell in cells)
    return [
        Tile(
            title=say("Moderation {week}", week=week),
            figure=say(
                "{covered} of {needed} hours",
                covered=decimal_hours(covered),
                needed=decimal_hours(needed),
            ),
            note=_tile_note(cells),
            page="moderation",
            done=covered,
            of=needed,
        )
    ]


def week_items(db: Database, week: Week) -> list[WeekItem]:
    """The shifts of a week; one of the workbook's owner counts in their own hours.

    Whose data may not be used is not named.
    """
    tasks = {task.id: task.name for task in list_tasks(db)}
    restricted = restricted_members(db)
    names = {
        each.id: "" if each.member_id in restricted else each.name for each in list_moderators(db)
    }
    owner = read_workbook(db).owner.casefold()
    return [
        _week_item(shift, tasks[shift.task_id], names[shift.moderator_id], owner)
        for shift in shifts_between(db, week.monday, week.sunday)
    ]


def _tile_note(cells: Sequence[TaskWeek]) -> Text:
    short = [cell for cell in cells if cell.missing]
    if not short:
        return say("covered")
    worst = max(short, key=lambda cell: cell.missing)
    return say("covered · {missing} short: {task}", missing=worst.missing, task=worst.task)


def _today_item(short: TaskWeek, free: Free, today: date) -> TodayItem:
    is_now = short.week == Week.of(today)
    values = {"missing": short.missing, "week": short.week, "task": short.task}
    title = (
        say("{missing} of {expertise} expertise short in {week}: {task}",
            **values, expertise=short.expertise)
        if short.expertise
        else say("{missing} short in {week}: {task}", **values)
    )  # fmt: skip
    return TodayItem(
        feature="moderation",
        key=f"shortage/{short.task_id}/{short.week}",
        title=title,
        reason=_who_could(short, free),
        due_on=today if is_now else short.week.monday,
        minutes=_MINUTES_TO_FILL,
        urgency="due" if is_now else "valuable",
        chip=say("short"),
        page="moderation",
        target=short.task_id,
    )


def _free(db: Database, weeks: Sequence[Week]) -> dict[Week, Free]:
    """Week -> who may be planned, each with the hours they have in it that are not planned yet."""
    team = list_plannable(db)
    hours = hours_by_week(db, team, weeks)
    found: dict[Week, Free] = {}
    for week in weeks:
        planned = planned_by_moderator(db, week)
        found[week] = [(m, hours[m.id, week] - planned.get(m.id, 0)) for m in team]
    return found


def _who_could(short: TaskWeek, team: Free) -> Text:
    """How much is covered and who of those with the expertise still has hours."""
    able = [(person, free) for person, free in team if person.can_do(short.expertise)]
    free = [person.name for person, free in able if free > 0]
    covered = {"planned": decimal_hours(short.planned), "needed": decimal_hours(short.needed)}
    if free:
        return say(
            "{planned} of {needed} hours covered; hours left with {names}",
            **covered,
            names=free[:_NAMES],
        )
    if not short.expertise:
        return say("{planned} of {needed} hours covered; nobody has hours left", **covered)
    if able:
        return say(
            "{planned} of {needed} hours covered; nobody with {expertise} has hours left",
            **covered,
            expertise=short.expertise,
        )
    return say(
        "{planned} of {needed} hours covered; nobody in the team has {expertise}",
        **covered,
        expertise=short.expertise,
    )


def _week_item(shift: Shift, task: str, name: str, owner: str) -> WeekItem:
    hidden = say("{task} (shift)", task=task)
    return WeekItem(
        feature="moderation",
        key=f"shift/{shift.id}",
        day=shift.day,
        title=say("{task}: {name}", task=task, name=name) if name else hidden,
        minutes=shift.minutes,
        kind=_KIND,
        id=shift.id,
        is_own=bool(owner) and name.casefold() == owner,
        shared_title=hidden,
    )
