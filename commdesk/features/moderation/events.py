"""Shifts for a calendar program: the owner's own, and those of the rest of the team."""

from __future__ import annotations

from collections.abc import Mapping

from commdesk.core.calendars import CalendarEvent
from commdesk.core.database import Database
from commdesk.core.values import Period
from commdesk.core.words import say
from commdesk.core.workbook import read_workbook
from commdesk.features.members import restricted_members
from commdesk.features.moderation.roster import Shift, shifts_between
from commdesk.features.moderation.roster.publishing.model import PartTimes, span_of
from commdesk.features.moderation.roster.publishing.queries import part_times
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team import list_moderators


def events(db: Database, period: Period) -> list[CalendarEvent]:
    """One for each shift in the period; who bears the name of the owner is the owner.

    Whose data may not be used is not named.
    """
    tasks, restricted = {task.id: task.name for task in list_tasks(db)}, restricted_members(db)
    names = {
        each.id: "" if each.member_id in restricted else each.name for each in list_moderators(db)
    }
    owner, times = read_workbook(db).owner.casefold(), part_times(db)
    return [
        _own(shift, tasks, times)
        if owner and names[shift.moderator_id].casefold() == owner
        else _of_team(shift, tasks, names, times)
        for shift in shifts_between(db, period.first, period.last)
    ]


def _own(shift: Shift, tasks: Mapping[int, str], times: PartTimes) -> CalendarEvent:
    span = span_of(shift, times)
    return CalendarEvent(
        f"shift-{shift.id}",
        say("{task} (shift)", task=tasks[shift.task_id]),
        span.starts_at,
        span.ends_at,
        kind="shift",
        rows=_rows(shift),
    )


def _of_team(
    shift: Shift, tasks: Mapping[int, str], names: Mapping[int, str], times: PartTimes
) -> CalendarEvent:
    """Of its own uid: a shift that changes hands leaves one calendar and comes into the other."""
    span, task, name = span_of(shift, times), tasks[shift.task_id], names[shift.moderator_id]
    hidden = say("{task} (shift)", task=task)
    return CalendarEvent(
        f"team-shift-{shift.id}",
        say("{task}: {name}", task=task, name=name) if name else hidden,
        span.starts_at,
        span.ends_at,
        kind="team",
        rows=(*_rows(shift), ("moderator", shift.moderator_id)),
        about=f"moderator:{shift.moderator_id}" if name else "",
        shared_title=hidden,
    )


def _rows(shift: Shift) -> tuple[tuple[str, int], ...]:
    return ("moderation_shift", shift.id), ("moderation_task", shift.task_id)
