"""What happened to the workbook itself and changed no row of it: the other half of history.

A backup, a passphrase that was set, people handed out, what was refused by the organisation: the
journal knows nothing of them, as it keeps changes of rows. They are never undone. Nothing in here
names a person that the workbook is about: it outlives their erasure.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from commdesk.core import engine, migrate, settings
from commdesk.core.clock import Clock
from commdesk.core.database import Database, Row, insert
from commdesk.core.desk import Desk
from commdesk.core.erasing import again
from commdesk.core.errors import Refused
from commdesk.core.feature import Features
from commdesk.core.journal import op
from commdesk.core.keys import Key
from commdesk.core.lock import computer_name
from commdesk.core.values import from_moment, to_moment
from commdesk.core.words import N_, Text

Result = Literal["done", "refused", "failed"]
RESULTS: tuple[tuple[Result, str], ...] = (
    ("done", N_("done")),
    ("refused", N_("refused")),
    ("failed", N_("failed")),
)
TABLE = "event_log"


class Event(Struct, frozen=True):
    """Action, object, result, device, actor and moment, as the BIO2 asks (8.15.01)."""

    at: datetime
    actor: str
    device: str
    action: Text
    object: str = ""
    """The thing it was done to: the name of a copy, a kind of file; never a person."""
    result: Result = "done"
    detail: Text = Text("")
    id: int = 0


def note_event(
    desk: Desk,
    action: str | Text,
    object: str = "",
    result: Result = "done",
    detail: str | Text = "",
) -> bool:
    """Keep a line of what happened now; False where this desk may not write, and nothing is kept.

    `action` and `detail` are English msgids, or texts whose values are plain words and numbers.
    """
    if desk.is_read_only:
        return False
    with suppress(Refused):
        desk.do(keep_event, event_now(desk, action, object, result, detail))
        desk.announce(frozenset({TABLE}))
        return True
    return False


def note_in_file(
    path: Path,
    features: Features,
    clock: Clock,
    key: Key | None,
    action: str | Text,
    object: str = "",
    detail: str | Text = "",
) -> bool:
    """As `note_event`, in a file that is not open here.

    False, and nothing is kept, when another has it, or an older commdesk made it: what only copies
    such a file does not change it.
    """
    try:
        if not _is_current(path, features, key):
            return False
        with Desk.open(path, features, clock=clock, key=key) as desk:
            desk.my_name = settings.load().my_name
            return note_event(desk, action, object, detail=detail)
    except (Refused, OSError, engine.DatabaseError):
        return False


def note_first(
    path: Path,
    features: Features,
    clock: Clock | None,
    key: Key | None,
    action: str | Text,
    object: str = "",
) -> Text | None:
    """The first line of a file made of a copy, of a damaged one, of a dump; it is not open here.

    Opened for that, it lets go of everybody who was erased before; the result says so.
    """
    with Desk.open(path, features, clock=clock, key=key) as desk:
        desk.my_name = settings.load().my_name
        note_event(desk, action, object)
        return again.said(desk) if desk.erased_again else None


def _is_current(path: Path, features: Features, key: Key | None) -> bool:
    with closing(engine.connect(str(path), key=key, read_only=True)) as raw:
        return migrate.version_of(raw) == migrate.wanted_version(features)


def event_now(
    desk: Desk,
    action: str | Text,
    object: str = "",
    result: Result = "done",
    detail: str | Text = "",
) -> Event:
    """The line of what happens now, for an op that keeps it with what it does itself."""
    return Event(
        desk.now(), desk.actor, computer_name(), _text(action), object, result, _text(detail)
    )


@op("Keep a line of what happened")
def keep_event(db: Database, event: Event) -> int:
    """Part of an op that does more, or an op alone: then history has this line and no other."""
    row = {
        "at": to_moment(event.at),
        "actor": event.actor,
        "device": event.device,
        "action": _packed(event.action),
        "object": event.object,
        "result": event.result,
        "detail": _packed(event.detail) if event.detail.message else "",
    }
    return insert(db, TABLE, row)


def find_events(db: Database, ids: Sequence[int]) -> dict[int, Event]:
    """These lines by their id."""
    listed = ", ".join(f"{int(each)}" for each in ids)
    rows = db.query(f"SELECT * FROM {TABLE} WHERE id IN ({listed})")
    return {row["id"]: _event(row) for row in rows}


def list_events(db: Database, *, limit: int = 200, offset: int = 0) -> list[Event]:
    """What happened, newest first."""
    sql = f"SELECT * FROM {TABLE} ORDER BY id DESC LIMIT :limit OFFSET :offset"
    return [_event(row) for row in db.query(sql, {"limit": limit, "offset": offset})]


def _event(row: Row) -> Event:
    at, action, detail = from_moment(row["at"]), _unpacked(row["action"]), _unpacked(row["detail"])
    return Event(**row | {"at": at, "action": action, "detail": detail})


def _text(said: str | Text) -> Text:
    return said if isinstance(said, Text) else Text(said)


def _packed(text: Text) -> str:
    """As JSON, so that it is worded in the language of whoever reads it."""
    values = {key: _plain(value) for key, value in text.values.items()}
    return json.dumps([text.message, values, text.many], ensure_ascii=False)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float) else str(value)


def _unpacked(packed: str) -> Text:
    if not packed:
        return Text("")
    message, values, many = json.loads(packed)
    return Text(message, values, many)
