"""Changing many members in one act: tags, stage, owner, cadence, no contact."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from commdesk.core.database import Database, insert, insert_many
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.workbook import read_fact
from commdesk.features.members.model import CAME_THROUGH, STAGES, Stage
from commdesk.features.members.ops import joined_on, left_on

_MANY = "SELECT value FROM json_each(:ids)"


@op("Change {count} members")
def change_members(
    db: Database, ids: Sequence[int], changes: Mapping[str, Any], *, today: date
) -> int:
    """Do the same to all of these members; returns how many there are of them.

    Changes: `add_tags`, `remove_tags` (names), `stage`, `came_through`, `owner`, `cadence_days`
    (0: none of their own), `no_contact_because` (stops contact), `may_contact` (True: allows it
    again).
    What is not named stays; refuses when nothing is.
    """
    wanted = {key: value for key, value in changes.items() if value not in (None, "", ())}
    if not wanted:
        raise Refused("Fill in what should change; empty fields stay as they are.", field="stage")
    _check(wanted)
    many = {"ids": json.dumps([*ids])}
    count = int(db.value(f"SELECT count(*) FROM member WHERE id IN ({_MANY})", many))
    db.about(count=count)
    if "stage" in wanted:
        _leave(db, wanted["stage"], many)
    for column, value in _columns(db, wanted).items():
        db.execute(
            f"UPDATE member SET {column} = :value WHERE id IN ({_MANY}) AND {column} IS NOT :value",
            {**many, "value": value},
        )
    _contact(db, wanted, many, today)
    for tag in wanted.get("add_tags", ()):
        _tag(db, tag, many)
    for tag in wanted.get("remove_tags", ()):
        _untag(db, tag, many)
    return count


def _check(wanted: Mapping[str, Any]) -> None:
    if wanted.get("stage") and wanted["stage"] not in dict(STAGES):
        raise Refused("{stage} is no stage.", stage=wanted["stage"], field="stage")
    if wanted.get("came_through") and wanted["came_through"] not in dict(CAME_THROUGH):
        origin = wanted["came_through"]
        raise Refused("{origin} is no way to come in.", origin=origin, field="came_through")
    if wanted.get("cadence_days", 0) < 0:
        raise Refused("A cadence is at least one day.", field="cadence_days")
    if both := set(wanted.get("add_tags", ())) & set(wanted.get("remove_tags", ())):
        raise Refused("{tags}: add or remove, not both.", tags=sorted(both), field="remove_tags")


def _leave(db: Database, stage: str, many: dict[str, Any]) -> None:
    """Who changes to another stage here left today, or is back, or joined."""
    sql = f"UPDATE member SET left_on = :left_on WHERE id IN ({_MANY}) AND stage <> :stage"
    db.execute(sql, {**many, **left_on(db, stage), "stage": stage})
    for column, day in joined_on(db, Stage.PROSPECT, stage, None).items():
        sql = f"""
            UPDATE member SET {column} = :day
             WHERE id IN ({_MANY}) AND stage = 'prospect' AND {column} IS NULL
        """
        db.execute(sql, {**many, "day": day})


def _columns(db: Database, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The plain columns to set; the workbook's own owner is kept as nothing."""
    found = {key: wanted[key] for key in ("stage", "came_through") if key in wanted}
    if "owner" in wanted:
        owner = " ".join(wanted["owner"].split())
        found["owner"] = "" if owner == read_fact(db, "owner", "") else owner
    if "cadence_days" in wanted:
        found["cadence_days"] = wanted["cadence_days"] or None
    return found


def _contact(db: Database, wanted: Mapping[str, Any], many: dict[str, Any], today: date) -> None:
    """Who asked for no contact before keeps the reason and the day of then."""
    if reason := str(wanted.get("no_contact_because", "")).strip():
        sql = f"""
            UPDATE member SET do_not_contact = 1, do_not_contact_reason = :reason,
                              do_not_contact_on = :today
             WHERE id IN ({_MANY}) AND NOT do_not_contact
        """
        db.execute(sql, {**many, "reason": reason, "today": today.isoformat()})
    elif wanted.get("may_contact"):
        sql = f"""
            UPDATE member SET do_not_contact = 0, do_not_contact_reason = '',
                              do_not_contact_on = NULL
             WHERE id IN ({_MANY}) AND do_not_contact
        """
        db.execute(sql, many)


def _tag(db: Database, name: str, many: dict[str, Any]) -> None:
    name = " ".join(name.split())
    found = db.value("SELECT id FROM tag WHERE name = :name", {"name": name})
    tag_id = found or insert(db, "tag", {"name": name})
    sql = f"""
        SELECT id FROM member WHERE id IN ({_MANY}) AND NOT EXISTS (
            SELECT 1 FROM member_tag WHERE member_id = member.id AND tag_id = :tag)
    """
    lacking = db.column(sql, {**many, "tag": tag_id})
    insert_many(db, "member_tag", ("member_id", "tag_id"), [(each, tag_id) for each in lacking])


def _untag(db: Database, name: str, many: dict[str, Any]) -> None:
    sql = f"""
        DELETE FROM member_tag WHERE member_id IN ({_MANY})
           AND tag_id = (SELECT id FROM tag WHERE name = :name)
    """
    db.execute(sql, {**many, "name": " ".join(name.split())})
