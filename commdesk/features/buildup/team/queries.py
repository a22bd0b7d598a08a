"""Reads of who does what: what everybody owns, and the part that is not the manager's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Evidence, Found
from commdesk.core.values import Week
from commdesk.core.words import N_, say
from commdesk.core.workbook import read_workbook
from commdesk.features.activity import contributions_by_week
from commdesk.features.ambassadors import Stage, list_ambassadors
from commdesk.features.buildup.steps.queries import list_steps
from commdesk.features.buildup.team.model import WEEKS, Owned, ShareWeek, percent_of, totals_of
from commdesk.features.members import members_called
from commdesk.features.moderation import list_moderators, worked_by_week
from commdesk.features.plan import open_todos

_PAST = frozenset({Stage.THANKED})


def share_weeks(db: Database, today: date, weeks: Sequence[Week] | None = None) -> list[ShareWeek]:
    """Contributions and hours of this week and the twelve before it, or of weeks that follow.

    The oldest first.
    """
    this = Week.of(today)
    weeks = weeks or [this - n for n in reversed(range(WEEKS))]
    owner = read_workbook(db).owner
    members = members_called(db, owner)
    is_moderator = _is_called(owner, (each.name for each in list_moderators(db)))
    given = contributions_by_week(db, weeks, sorted(members))
    worked = worked_by_week(db, weeks, owner)
    return [
        ShareWeek(
            given[week][0],
            given[week][1] if members else None,
            worked[week][0],
            worked[week][1] if is_moderator else None,
            week,
        )
        for week in weeks
    ]


def owned(db: Database, today: date) -> list[Owned]:
    """Open steps, to-dos and ambassadors with somebody's name on them, by name; nobody's last."""
    manager = read_workbook(db).owner
    found = [
        Owned(step.owner, N_("Step"), step.title, step.planned_until, "buildup", step.id,
              step.planned_until < today)
        for step in list_steps(db) if not step.is_done
    ]  # fmt: skip
    found += [
        Owned(todo.owner or manager, N_("To-do"), todo.title, todo.due_on, "week", todo.id,
              todo.due_on is not None and todo.due_on < today)
        for todo in open_todos(db, today)
    ]  # fmt: skip
    found += [
        Owned(card.ambassador.contact_person, N_("Ambassador"), card.ambassador.name, None,
              "ambassadors", card.ambassador.id)
        for card in list_ambassadors(db, today) if card.ambassador.stage not in _PAST
    ]  # fmt: skip
    return sorted(found, key=lambda each: (not each.owner, each.owner.casefold()))


def not_the_manager(db: Database, today: date) -> Found:
    """Half or more of the contributions and hours of thirteen weeks comes from others."""
    totals = totals_of(share_weeks(db, today))
    given, worked = totals.contributions_share, totals.minutes_share
    if not totals.contributions and not totals.minutes:
        return Found(is_met=False, text=say("no contributions or hours in the last 13 weeks"))
    if given is None and worked is None:
        return Found(is_met=False, text=say("it is not known which part is the manager's own"))
    parts = []
    if given is not None:
        parts.append(say("{percent}% of the contributions", percent=percent_of(given)))
    if worked is not None:
        parts.append(say("{percent}% of the hours", percent=percent_of(worked)))
    return Found(
        is_met=totals.is_carried,
        text=say("{parts} not from the manager, at least 50% asked", parts=parts),
    )


def _is_called(name: str, names: Iterable[str]) -> bool:
    wanted = name.strip().casefold()
    return bool(wanted) and wanted in {each.strip().casefold() for each in names}


EVIDENCE = (Evidence("not-the-manager", N_("Others carry half"), not_the_manager),)
