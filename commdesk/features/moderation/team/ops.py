"""Writes of the team: moderators and their days off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import asdict

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.members import find_member
from commdesk.features.moderation.hours.queries import has_hours
from commdesk.features.moderation.rows import row_of
from commdesk.features.moderation.tasks.model import WEEK_MINUTES
from commdesk.features.moderation.team.model import DaysOff, Moderator, ModeratorDraft
from commdesk.features.moderation.team.queries import (
    find_days_off,
    find_moderator,
    list_moderators,
)

_MODERATOR = set(ModeratorDraft.__struct_fields__)


@op("Add moderator {name}")
def add_moderator(db: Database, draft: ModeratorDraft) -> int:
    """Add somebody to the team; a member gives their name when none is typed."""
    values = asdict(draft)
    if draft.member_id is not None and not draft.name.strip():
        values["name"] = find_member(db, draft.member_id).name
    _check_moderator(db, values, None)
    db.about(name=values["name"].strip())
    return insert(db, "moderator", row_of(values))


@op("Change moderator {name}")
def change_moderator(db: Database, moderator_id: int, changes: Mapping[str, Any]) -> None:
    """Set just these fields of a draft; shifts that no longer fit stay and show as overload.

    Shifts after a last day in the team are taken off the roster in the same step.
    """
    values = asdict(find_moderator(db, moderator_id)) | dict(changes)
    _check_moderator(db, values, moderator_id)
    db.about(name=values["name"].strip())
    row = row_of({key: values[key] for key in changes if key in _MODERATOR})
    update(db, "moderator", moderator_id, row)
    if changes.get("until_on") is not None:
        _leave(db, moderator_id, changes["until_on"])


@op("Remove moderator {name}")
def remove_moderator(db: Database, moderator_id: int) -> None:
    """Take somebody out with their shifts; refused once they worked hours."""
    moderator = find_moderator(db, moderator_id)
    if has_hours(db, moderator_id=moderator_id):
        raise Refused(
            "{name} has worked hours. Switch them off instead; their hours stay.",
            name=moderator.name,
        )
    db.about(name=moderator.name)
    delete(db, "moderator", moderator_id)


@op("Days off of {name}")
def add_days_off(db: Database, days_off: DaysOff) -> int:
    """Note days on which somebody is not there; shifts on them stay and are shown."""
    db.about(name=find_moderator(db, days_off.moderator_id).name)
    _check_days(days_off)
    return insert(db, "moderator_days_off", _days_off_row(days_off))


@op("Change days off of {name}")
def change_days_off(db: Database, days_off_id: int, first_on: date, last_on: date) -> None:
    known = find_days_off(db, days_off_id)
    changed = DaysOff(known.moderator_id, first_on, last_on, days_off_id)
    db.about(name=find_moderator(db, known.moderator_id).name)
    _check_days(changed)
    update(db, "moderator_days_off", days_off_id, _days_off_row(changed))


@op("Remove days off of {name}")
def remove_days_off(db: Database, days_off_id: int) -> None:
    known = find_days_off(db, days_off_id)
    db.about(name=find_moderator(db, known.moderator_id).name)
    delete(db, "moderator_days_off", days_off_id)


def _leave(db: Database, moderator_id: int, last_day: date) -> None:
    sql = "SELECT id FROM moderation_shift WHERE moderator_id = :id AND day > :day"
    for shift_id in db.column(sql, {"id": moderator_id, "day": last_day.isoformat()}):
        delete(db, "moderation_shift", shift_id)


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


def _is_same(known: Moderator, values: Mapping[str, Any]) -> bool:
    if known.member_id is not None and known.member_id == values["member_id"]:
        return True
    return known.name.casefold() == str(values["name"]).strip().casefold()
