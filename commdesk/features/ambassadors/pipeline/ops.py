"""Writes of moves: every change of stage leaves one, with its day and a note."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import check_length
from commdesk.features.ambassadors.pipeline.queries import find_move, moves_of
from commdesk.features.members import find_member


@op("Change a move of {name}")
def change_move(db: Database, move_id: int, changes: Mapping[str, Any], *, today: date) -> None:
    """Set the note or the day of a move; the last one is the day of the stage as well."""
    known = find_move(db, move_id)
    changed = replace(known, **changes)
    moves = moves_of(db, known.member_id)
    place = [each.id for each in moves].index(move_id)
    after = moves[place - 1].moved_on if place else today
    before = moves[place + 1].moved_on if place + 1 < len(moves) else date.min
    check_move(changed.moved_on, changed.note, before, after)
    db.about(name=find_member(db, known.member_id).name)
    row = {"note": changed.note.strip(), "moved_on": changed.moved_on.isoformat()}
    update(db, "ambassador_move", move_id, row)
    if place == 0:
        _date_stage(db, known.member_id, known.stage, changed.moved_on)


def note_move(
    db: Database, member_id: int, stage: str, on_day: date, *, before: str = "", note: str = ""
) -> None:
    """Inside an op: keep that somebody came into this stage."""
    row = {
        "member_id": member_id,
        "stage_before": before,
        "stage": stage,
        "moved_on": on_day.isoformat(),
        "note": note.strip(),
    }
    insert(db, "ambassador_move", row)


def drop_moves(db: Database, member_id: int) -> None:
    """Inside an op: whoever is off the list has no way through it."""
    for move in moves_of(db, member_id):
        delete(db, "ambassador_move", move.id)


def check_move(on_day: date, note: str, first: date, last: date) -> None:
    """A move lies between the one before it and today, or the one after it."""
    if on_day > last:
        raise Refused("{day} comes after what followed.", day=on_day, field="on_day")
    if on_day < first:
        text = "The move before was on {day}: choose that day or a later one."
        raise Refused(text, day=first, field="on_day")
    check_length(note, "note")


def _date_stage(db: Database, member_id: int, stage: str, on_day: date) -> None:
    sql = "SELECT id FROM ambassador WHERE member_id = :member AND stage = :stage"
    known = db.value(sql, {"member": member_id, "stage": stage})
    if known:
        update(db, "ambassador", known, {"stage_on": on_day.isoformat()})
