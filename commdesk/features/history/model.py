"""One line of history and what it changed, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Literal

from msgspec import Struct

from commdesk.core.events import RESULTS, Event
from commdesk.core.journal import Entry
from commdesk.core.telling import worded
from commdesk.core.words import Text, Words, say

_FEW = 1


class Line(Struct, frozen=True):
    """An act with what a reader wants to know: what, who, where, when, and whether it stands."""

    id: int
    action: Text
    actor: str
    device: str
    at: datetime
    state: Text | None
    """None for an undo or redo itself."""
    can_undo: bool
    object: str | Text = ""
    """What it was done to: a kind of thing, a copy, the sheets of an export."""
    detail: Text | None = None
    """More of what happened to the workbook itself; None for an act, which has its changes."""

    @property
    def result(self) -> Text:
        """What came of it, in one word: done, undone, final, refused or failed."""
        if self.state is None or self.state_key == "stands":
            return say("done")
        return say("final") if self.state_key == "final" else self.state

    @property
    def state_key(self) -> str | None:
        """`stands`, `undone`, `final`, `refused` or `failed`, for programs."""
        return self.state.message.partition(":")[0] if self.state else None

    @property
    def shown(self) -> Text:
        """The act, with its state when that is not the usual one; its detail says why."""
        if self.state is None or self.can_undo:
            return self.action
        return Text("{what} ({result})", {"what": self.action, "result": self.result})

    @property
    def why(self) -> Text:
        """What more there is to say of its result: why it is final, how many people went out."""
        is_final = self.state_key == "final" and self.state is not None
        why = self.state.values.get("why") if is_final and self.state else self.detail
        return why if isinstance(why, Text) else Text("")

    @classmethod
    def of_event(cls, event: Event, object: str | Text) -> Line:
        """What happened to the workbook itself; it is never undone."""
        state = None if event.result == "done" else Text(dict(RESULTS)[event.result])
        return cls(
            event.id, event.action, event.actor, event.device, event.at, state,
            can_undo=False, object=object, detail=event.detail,
        )  # fmt: skip

    @classmethod
    def of(cls, entry: Entry, object: str | Text = "") -> Line:
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
            object=object,
        )


def _state(entry: Entry) -> Text | None:
    if entry.kind != "do":
        return None
    if entry.closed_because:
        return say("final: {why}", why=Text(entry.closed_because))
    return say("undone") if entry.is_undone else say("stands")


class FieldChange(Struct, frozen=True):
    """One value that changed, under the name that the user knows it by."""

    field: Text
    before: Any
    after: Any

    def shown(self, words: Words) -> str:
        """`Phone: 06 → 07`; a value that came or went stands alone."""
        sides = [worded(each, words) for each in (self.before, self.after)]
        return f"{words(self.field)}: {' → '.join(side for side in sides if side) or '–'}"


class RowChange(Struct, frozen=True):
    """One thing that was added, changed or removed."""

    table: Text
    name: str
    action: Literal["insert", "update", "delete"]
    fields: tuple[FieldChange, ...]

    @property
    def title(self) -> Text:
        titles = {
            "insert": say("{kind} added", kind=self.table),
            "update": say("{kind} changed", kind=self.table),
            "delete": say("{kind} removed", kind=self.table),
        }
        return titles[self.action]

    def lines(self, words: Words) -> list[str]:
        """Whose it is, then each value; a value that was emptied says so."""
        values = [_emptied(each, words, self.action) for each in self.fields]
        own = {worded(each.after or each.before, words) for each in self.fields}
        return [self.name, *values] if self.name and self.name not in own else values


def paragraphs(changes: Sequence[RowChange], words: Words) -> list[tuple[str, str]]:
    """(title, text): things of one kind together; several of them take one line each."""
    shown = []
    for title, group in groupby(changes, key=lambda change: words(change.title)):
        rows = [lines for each in group if (lines := each.lines(words))]
        between = "\n" if len(rows) <= _FEW else " · "
        text = "\n".join(between.join(lines) for lines in rows)
        shown.append((title, text))
    return [(title, text) for title, text in shown if text]


def _emptied(change: FieldChange, words: Words, action: str) -> str:
    shown = change.shown(words)
    return f"{shown} → –" if action == "update" and change.after is None else shown
