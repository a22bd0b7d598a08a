"""One line of history, worded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commdesk.core.journal import Entry
from commdesk.core.words import Text, say


@dataclass(frozen=True, slots=True)
class Line:
    """An act with what a reader wants to know: what, who, where, when, and whether it stands."""

    id: int
    action: Text
    actor: str
    device: str
    at: datetime
    state: Text | None
    """None for an undo or redo itself."""
    can_undo: bool

    @classmethod
    def of(cls, entry: Entry) -> Line:
        wording = {
            "undo": say("Undone: {what}", what=entry.text),
            "redo": say("Redone: {what}", what=entry.text),
        }
        return cls(
            id=entry.id,
            action=wording.get(entry.kind, entry.text),
            actor=entry.actor,
            device=entry.device,
            at=entry.at,
            state=_state(entry),
            can_undo=entry.kind == "do" and not entry.is_undone and not entry.closed_because,
        )


def _state(entry: Entry) -> Text | None:
    if entry.kind != "do":
        return None
    if entry.closed_because:
        return say("final: {why}", why=Text(entry.closed_because))
    return say("undone") if entry.is_undone else say("stands")
