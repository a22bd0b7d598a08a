"""Writes of the calculation: what was typed, and its proposal taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import asdict

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import Minutes, Week
from commdesk.core.workbook import set_facts
from commdesk.features.moderation.capacity.model import (
    FACT,
    MOST_CHANNELS,
    MOST_MESSAGES,
    MOST_MINUTES,
    Load,
)
from commdesk.features.moderation.dayparts import Slots
from commdesk.features.moderation.tasks.model import WEEK_MINUTES
from commdesk.features.moderation.tasks.ops import change_task, set_budgets


@op("Change the capacity calculation")
def set_load(db: Database, load: Load) -> None:
    """Keep what was typed; refuses what cannot be, naming the field."""
    check_load(load)
    set_facts(db, **{FACT: asdict(load)})


@op("Take over the capacity calculation")
def take_over(
    db: Database,
    minutes: Mapping[int, Minutes],
    *,
    today: date,
    weeks: Sequence[Week] = (),
    reason: str = "",
    slots: Mapping[int, Slots] | None = None,
    load: Load | None = None,
) -> None:
    """Give every task of `minutes` these hours a week: from now on, or as budgets of `weeks`.

    `slots` are the day parts that tasks get besides; `load` is kept with it.
    """
    if not minutes:
        raise Refused("There is no task to give the hours to.")
    if load is not None:
        set_load(db, load)
    for task_id, length in minutes.items():
        if not 0 <= length <= WEEK_MINUTES:
            raise Refused("Hours a week lie between 0 and 168.")
        if weeks:
            set_budgets(db, task_id, weeks, length, reason)
        else:
            change_task(db, task_id, {"weekly_minutes": length}, today=today)
    for task_id, wanted in (slots or {}).items():
        change_task(db, task_id, {"slots": wanted}, today=today)
    db.about(name="", week="")


def check_load(load: Load) -> None:
    """Refuse numbers that are no week of any community."""
    for name in ("posts", "topics"):
        if not 0 <= getattr(load, name) <= MOST_MESSAGES:
            raise Refused("Between 0 and {most} a week.", most=MOST_MESSAGES, field=name)
    for name in ("post_minutes", "topic_minutes"):
        if not 0 <= getattr(load, name) <= MOST_MINUTES:
            raise Refused("Between 0 and {most} minutes.", most=MOST_MINUTES, field=name)
    if not 0 <= load.admin_minutes <= WEEK_MINUTES:
        raise Refused("Hours a week lie between 0 and 168.", field="admin_minutes")
    if not 1 <= load.channels <= MOST_CHANNELS:
        raise Refused("Between 1 and {most} channels.", most=MOST_CHANNELS, field="channels")
    if min(load.parts) < 0 or sum(load.parts) != 100:  # noqa: PLR2004 - a percentage
        raise Refused("Morning, afternoon and evening come to 100% together.", field="morning")
