"""Writes of the boundaries: the lines and their order, the plain words, who was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import asdict, replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import trimmed
from commdesk.core.workbook import set_facts
from commdesk.features.concept.boundaries.model import (
    SIDES,
    Boundary,
    BoundaryDraft,
)
from commdesk.features.concept.boundaries.queries import (
    explained_id,
    find_boundary,
    list_boundaries,
)
from commdesk.features.members import find_member
from commdesk.features.outreach import BOUNDARIES_FACT


@op("Draw the boundary {text}")
def add_boundary(db: Database, draft: BoundaryDraft) -> int:
    """At the end of its kind."""
    _check(draft)
    same = _of_side(db, draft.side)
    place = same[-1].position + 1 if same else 0
    db.about(text=_short(draft.text))
    return insert(db, "concept_boundary", _row(asdict(draft)) | {"position": place})


@op("Change the boundary {text}")
def change_boundary(db: Database, boundary_id: int, changes: Mapping[str, str]) -> None:
    """Set just these fields of a draft; of another kind it goes to the end there."""
    known = find_boundary(db, boundary_id)
    changed: Boundary = replace(known, **changes)
    _check(changed)
    row: dict[str, object] = dict(_row(changes))
    if changed.side != known.side:
        same = _of_side(db, changed.side)
        row["position"] = same[-1].position + 1 if same else 0
    db.about(text=_short(changed.text))
    update(db, "concept_boundary", boundary_id, row)


@op("Move the boundary {text}")
def move_boundary(db: Database, boundary_id: int, steps: int) -> None:
    """So many places down (or up, below zero) among those of its kind; stays at either end."""
    known = find_boundary(db, boundary_id)
    same = _of_side(db, known.side)
    ids = [each.id for each in same]
    ids.remove(boundary_id)
    at = [each.id for each in same].index(boundary_id) + steps
    ids.insert(min(max(at, 0), len(ids)), boundary_id)
    now = {each.id: each.position for each in same}
    db.about(text=_short(known.text))
    for place, each in enumerate(ids):
        if now[each] != place:
            update(db, "concept_boundary", each, {"position": place})


@op("Remove the boundary {text}")
def remove_boundary(db: Database, boundary_id: int) -> None:
    db.about(text=_short(find_boundary(db, boundary_id).text))
    delete(db, "concept_boundary", boundary_id)


@op("Say in plain words what it is about")
def write_plain_words(db: Database, text: str) -> None:
    """What templates carry: the same text as in Outreach."""
    set_facts(db, **{BOUNDARIES_FACT: trimmed(text, "plain")})


@op("Note that the boundaries were explained to {name}")
def note_explained(db: Database, member_id: int, day: date, *, today: date) -> None:
    """Told on this day; told again, the last day counts."""
    member = find_member(db, member_id)
    if day > today:
        raise Refused("{day} is still to come.", day=day, field="explained_on")
    db.about(name=member.name)
    known = explained_id(db, member_id)
    if known is None:
        row = {"member_id": member_id, "explained_on": day.isoformat()}
        insert(db, "concept_explained", row)
    else:
        update(db, "concept_explained", known, {"explained_on": day.isoformat()})


@op("Take back that the boundaries were explained to {name}")
def take_back_explained(db: Database, member_id: int) -> None:
    """Not told after all; without a note of it nothing happens."""
    db.about(name=find_member(db, member_id).name)
    if (known := explained_id(db, member_id)) is not None:
        delete(db, "concept_explained", known)


def _of_side(db: Database, side: str) -> Sequence[Boundary]:
    return [each for each in list_boundaries(db) if each.side == side]


def _check(draft: BoundaryDraft) -> None:
    if draft.side not in dict(SIDES):
        raise Refused("Choose what kind of boundary it is.", field="side")
    if not draft.text.strip():
        raise Refused("Say where the boundary lies.", field="text")
    trimmed(draft.text, "text")
    trimmed(draft.example, "example")


def _row(values: Mapping[str, str]) -> dict[str, str]:
    return {key: str(text).strip() for key, text in values.items()}


def _short(text: str) -> str:
    """For the label in history: the first words."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"  # noqa: PLR2004 - as long as a label reads
