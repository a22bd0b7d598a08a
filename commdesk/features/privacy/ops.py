"""Writes of requests: register, prolong, close; and do what was asked in one act with its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from commdesk.core.database import Database, insert, update
from commdesk.core.erasing import Erased, erase_people
from commdesk.core.errors import Refused
from commdesk.core.feature import Act, Features
from commdesk.core.journal import op
from commdesk.core.people import Person
from commdesk.core.stored import trimmed
from commdesk.features.privacy.model import Kind, RequestDraft, due_day
from commdesk.features.privacy.queries import find_request, name_of, open_requests


@op("Register a request of {name}")
def register_request(db: Database, draft: RequestDraft, *, today: date) -> int:
    """Keep what was asked and by when it must be answered; refuses one without anybody."""
    row: dict[str, Any] = {
        "kind": Kind(draft.kind),
        "received_on": draft.received_on.isoformat(),
        "due_on": due_day(draft.received_on).isoformat(),
        "note": trimmed(draft.note, "note"),
    }
    name = trimmed(draft.name, "name")
    if draft.received_on > today:
        raise Refused("This day is still to come.", field="received_on")
    if draft.person is not None:
        name = name_of(db, draft.person)
        row[f"{draft.person.table}_id"] = draft.person.id
    elif name:
        row["asker"] = name
    else:
        raise Refused("Say who asked.", field="name")
    db.about(name=name)
    return insert(db, "privacy_request", row)


@op("Take two months longer for the request of {name}")
def prolong_request(db: Database, request_id: int, *, because: str) -> None:
    """Two months are added to the term, once; refuses without the reason they are told."""
    found = find_request(db, request_id)
    because = trimmed(because, "because")
    if not found.is_open:
        raise Refused("This request is closed already.")
    if found.prolonged_because:
        raise Refused("This request was prolonged already.")
    if not because:
        raise Refused("Say why it takes longer; they must be told within a month.", field="because")
    db.about(name=found.name)
    due_on = due_day(found.received_on, is_prolonged=True).isoformat()
    update(db, "privacy_request", request_id, {"prolonged_because": because, "due_on": due_on})


@op("Close the request of {name}")
def close_request(
    db: Database, request_id: int, *, outcome: str, today: date, note: str = ""
) -> None:
    """Keep how it ended. Who is not in the file is not called by name any more from then on."""
    found = find_request(db, request_id)
    if not found.is_open:
        raise Refused("This request is closed already.")
    db.about(name=found.name)
    changes = {"done_on": today.isoformat(), "outcome": outcome, "asker": ""}
    if note := trimmed(note, "note"):
        changes["note"] = note
    update(db, "privacy_request", request_id, changes)


@op("Restrict the use of {name}'s data: {is_restricted}")
def restrict_person(
    db: Database, act: Act, person: Person, *, is_restricted: bool, today: date
) -> None:
    """What the feature of this person does; with it an open request to restrict is done."""
    act.op(db, *act.args, **act.kwargs)
    if is_restricted:
        close_open(db, person, (Kind.RESTRICT,), today)


@op("Erase a person", is_final=True)
def erase_person(db: Database, features: Features, person: Person, *, today: date) -> Erased:
    """An open request for it is done, and stays as that; then `forget_bytes`."""
    close_open(db, person, (Kind.ERASE,), today)
    return erase_people(db, features, [person], today=today)


@op("Answer the requests of {name}")
def answer_requests(db: Database, person: Person, kinds: Sequence[str], *, today: date) -> None:
    """What was asked is done: open requests of these kinds are closed."""
    db.about(name=name_of(db, person))
    close_open(db, person, kinds, today)


def close_open(db: Database, person: Person, kinds: Sequence[str], today: date) -> None:
    """Part of an op."""
    for request in open_requests(db, person):
        if request.kind in kinds:
            changes = {"done_on": today.isoformat(), "outcome": "done", "asker": ""}
            update(db, "privacy_request", request.id, changes)
