"""With which shift a form begins: the first open place of a task, and who suits it best."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.values import Minutes, Week
from commdesk.core.workbook import list_closing_days
from commdesk.features.moderation.coverage import TaskWeek
from commdesk.features.moderation.coverage.who import Candidate, who
from commdesk.features.moderation.dayparts import EVERY, PARTS
from commdesk.features.moderation.roster import Place, Spot, places, shifts_between
from commdesk.features.moderation.tasks import Task

_USUAL = Minutes(120)


class Beginning(Struct, frozen=True):
    """The spot and the length to begin with, and everybody who could at that spot."""

    spot: Spot
    minutes: Minutes
    able: Sequence[Candidate] = ()
    """Who suits it best comes first."""


def beginning(
    db: Database,
    task: Task | None,
    cell: TaskWeek | None,
    week: Week,
    today: date,
    chosen: Candidate | None = None,
) -> Beginning:
    """The first open place of this task in that week; of several day parts the best one.

    When nothing is open, its first day part that is not past. `chosen`: who it is for.
    """
    closed = {each.day for each in list_closing_days(db, since=week.monday)}
    open_ = _open(db, task, cell, week, closed, today) if task and cell else []
    tasks, skill = ([task], task.expertise) if task else ([], "")
    could = [chosen] if chosen else who(db, tasks, skill, week, today).could
    place = _for(open_, chosen) if open_ else None
    spots = place.spots if place else _day_parts(task, week, closed, today)
    is_fixed = task is not None and bool(task.slots) and chosen is None
    spot = spots[0] if is_fixed else _first_of(spots, could)
    minutes = place.minutes if place else _USUAL
    if chosen and chosen.free:
        minutes = min(minutes, chosen.free)
    able = sorted(_able(could, spot), key=lambda c: (_is_unwished(c, spot), c.free < minutes))
    return Beginning(spot, minutes, able)


def _open(
    db: Database,
    task: Task,
    cell: TaskWeek,
    week: Week,
    closed: Collection[date],
    today: date,
) -> list[Place]:
    there = [s for s in shifts_between(db, week.monday, week.sunday) if s.task_id == task.id]
    found = places(task, week, cell.needed, closed, there, today)
    return [place for place in found if place.spots]


def _for(open_: Sequence[Place], chosen: Candidate | None) -> Place:
    """The first one that somebody could take, one that they would not rather not before others."""
    if chosen is None:
        return open_[0]
    mine = [place for place in open_ if set(place.spots) & set(chosen.spots)]
    liked = [place for place in mine if not all(_is_unwished(chosen, s) for s in place.spots)]
    return (liked or mine or open_)[0]


def _day_parts(
    task: Task | None, week: Week, closed: Collection[date], today: date
) -> Sequence[Spot]:
    """Where a task is done; past and closed days only when it has no other ones."""
    slots = task.slots if task and task.slots else EVERY
    spots = [(week.days[weekday - 1], part) for weekday, part in slots.in_order]
    coming = [spot for spot in spots if spot[0] >= today]
    return [spot for spot in coming if spot[0] not in closed] or coming or [(today, PARTS[0])]


def _first_of(spots: Sequence[Spot], could: Sequence[Candidate]) -> Spot:
    """Of the best of them the first that they would not rather not."""
    for each in could:
        mine = [spot for spot in spots if spot in each.spots]
        liked = [spot for spot in mine if not _is_unwished(each, spot)]
        if mine:
            return (liked or mine)[0]
    return spots[0]


def _able(could: Sequence[Candidate], spot: Spot) -> list[Candidate]:
    return [each for each in could if spot in each.spots]


def _is_unwished(each: Candidate, spot: Spot) -> bool:
    return each.person.rather_not.holds(*spot)
