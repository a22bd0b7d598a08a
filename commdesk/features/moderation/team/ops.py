"""Writes of the team: moderators and their days off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec.structs import asdict

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.members import find_member
from commdesk.features.moderation.dayparts import Slots
from commdesk.features.moderation.hours.queries import has_hours
from commdesk.features.moderation.rows import row_of
from commdesk.features.moderation.tasks.model import WEEK_MINUTES
from commdesk.features.moderation.team.model import DaysOff, Moderator, ModeratorDraft
from commdesk.features.moderation.team.queries import (
    find_days_off,
    find_moderator,
    is_published_ahead,
    list_days_off,
    list_moderators,
)

_A_DAY = timedelta(days=1)
_MODERATOR = set(ModeratorDraft.__struct_fields__)


@op("Add moderator {name}")
def add_moderator(db: Database, draft: ModeratorDraft) -> int:
    """Add somebody to the team; a member gives their name when none is typed."""
    values = asdict(draft)
    if draft.member_id is not None and not draft.name.strip():
        values["name"] = find_member(db, draft.member_id).name
    _check_moderator(db, values, None)
    values["rather_not"] = _rather_not(values)
    db.about(name=values["name"].strip())
    return insert(db, "moderator", row_of(values))


@op("Change moderator {name}")
def change_moderator(
    db: Database,
    moderator_id: int,
    changes: Mapping[str, Any],
    *,
    free_from: date | None = None,
) -> int:
    """Set just these fields of a draft; returns how many shifts that took off the roster.

    Shifts after a last day in the team go in the same step. So do those from `free_from` on: what
    somebody who is switched off had ahead. Others that no longer fit stay, and show as such.
    """
    values = asdict(find_moderator(db, moderator_id)) | dict(changes)
    _check_moderator(db, values, moderator_id)
    values["rather_not"] = _rather_not(values)
    db.about(name=values["name"].strip())
    keys = _MODERATOR.intersection(changes)
    keys |= {"rather_not"} if "availability" in keys else set()
    row = row_of({key: values[key] for key in keys})
    update(db, "moderator", moderator_id, row)
    taken_off = 0
    if changes.get("until_on") is not None:
        taken_off += _take_off(db, moderator_id, changes["until_on"] + _A_DAY)
    if free_from is not None:
        taken_off += _take_off(db, moderator_id, free_from)
    return taken_off


@op("Remove moderator {name}")
def remove_moderator(db: Database, moderator_id: int, *, today: date) -> int:
    """Take somebody out with their shifts; refused once they worked hours.

    Refused too while their calendar holds shifts to come: a cancellation must reach it first.
    Returns how many shifts left the roster with them.
    """
    moderator = find_moderator(db, moderator_id)
    if has_hours(db, moderator_id=moderator_id):
        raise Refused(
            "{name} has worked hours. Switch them off instead; their hours stay.",
            name=moderator.name,
        )
    if is_published_ahead(db, moderator_id, today):
        raise Refused(
            "{name} has shifts to come that were published. Give them a last day in the team and "
            "publish those weeks again, so that their calendar drops them; then remove them.",
            name=moderator.name,
        )
    db.about(name=moderator.name)
    sql = "SELECT count(*) FROM moderation_shift WHERE moderator_id = :id"
    shifts = int(db.value(sql, {"id": moderator_id}))
    delete(db, "moderator", moderator_id)
    return shifts


@op("Days off of {name}")
def add_days_off(db: Database, days_off: DaysOff) -> int:
    """Note days on which somebody is not there; shifts on them stay and are shown.

    Days off that they share a day with become one run with them; returns that run.
    """
    db.about(name=find_moderator(db, days_off.moderator_id).name)
    _check_days(days_off)
    shared = _shared(db, days_off)
    if not shared:
        return insert(db, "moderator_days_off", _days_off_row(days_off))
    return _join(db, days_off, shared[0].id, shared)


@op("Change days off of {name}")
def change_days_off(db: Database, days_off_id: int, first_on: date, last_on: date) -> None:
    """Other days; those of other runs that they share a day with join them."""
    known = find_days_off(db, days_off_id)
    changed = DaysOff(known.moderator_id, first_on, last_on, days_off_id)
    db.about(name=find_moderator(db, known.moderator_id).name)
    _check_days(changed)
    _join(db, changed, days_off_id, _shared(db, changed))


@op("Remove days off of {name}")
def remove_days_off(db: Database, days_off_id: int) -> None:
    known = find_days_off(db, days_off_id)
    db.about(name=find_moderator(db, known.moderator_id).name)
    delete(db, "moderator_days_off", days_off_id)


def _take_off(db: Database, moderator_id: int, first: date) -> int:
    """Their shifts from this day on leave the roster; returns how many."""
    sql = "SELECT id FROM moderation_shift WHERE moderator_id = :id AND day >= :day"
    ahead = db.column(sql, {"id": moderator_id, "day": first.isoformat()})
    for shift_id in ahead:
        delete(db, "moderation_shift", shift_id)
    return len(ahead)


def _shared(db: Database, days_off: DaysOff) -> list[DaysOff]:
    """Other runs of that person that share a day with these."""
    found = list_days_off(db, days_off.first_on, days_off.last_on, days_off.moderator_id)
    return [run for run in found if run.id != days_off.id]


def _join(db: Database, days_off: DaysOff, kept_id: int, shared: Sequence[DaysOff]) -> int:
    """One run from the first to the last day of all, under `kept_id`."""
    runs = [days_off, *shared]
    first, last = min(run.first_on for run in runs), max(run.last_on for run in runs)
    for run in shared:
        if run.id != kept_id:
            delete(db, "moderator_days_off", run.id)
    row = _days_off_row(DaysOff(days_off.moderator_id, first, last))
    update(db, "moderator_days_off", kept_id, row)
    return kept_id


def _days_off_row(days_off: DaysOff) -> dict[str, Any]:
    row = row_of(asdict(days_off))
    del row["id"]
    return row


def _check_days(days_off: DaysOff) -> None:
    if days_off.first_on is None or days_off.last_on is None:
        raise Refused("Give a first and a last day.", field="first_on")
    if days_off.last_on < days_off.first_on:
        raise Refused("The last day lies before the first.", field="last_on")


def _check_moderator(db: Database, values: Mapping[str, Any], own_id: int | None) -> None:
    name = values["name"].strip()
    if not name:
        raise Refused("Give the moderator a name.", field="name")
    weekly = values["weekly_minutes"]
    if weekly is None or not 0 <= weekly <= WEEK_MINUTES:
        raise Refused("Hours a week lie between 0 and 168.", field="weekly_minutes")
    if any(_is_same(each, values) and each.id != own_id for each in list_moderators(db)):
        raise Refused("{name} is in the team already.", name=name, field="name")
    first, last = values["from_on"], values["until_on"]
    if first is not None and last is not None and last < first:
        raise Refused("The last day lies before the first.", field="until_on")


def _rather_not(values: Mapping[str, Any]) -> Slots:
    """Where they cannot there is nothing that they rather would not."""
    rather_not = Slots(values["rather_not"])
    return Slots(rather_not & values["availability"]) if values["availability"] else rather_not


def _is_same(known: Moderator, values: Mapping[str, Any]) -> bool:
    if known.member_id is not None and known.member_id == values["member_id"]:
        return True
    return known.name.casefold() == str(values["name"]).strip().casefold()
