"""What a calendar is told now, given what it was told before: new, changed, the same, or gone.

What was told and is no longer there (done, removed, moved out of the period) goes along once more
as cancelled, under its uid and with a higher sequence (RFC 5546): a program that follows that
takes it off, another shows it as cancelled. Left out it would stand in every calendar for good.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.calendars import CalendarEvent
from commdesk.core.errors import Refused
from commdesk.core.values import Period, from_moment, to_moment
from commdesk.core.words import N_, Words, say

KINDS: tuple[tuple[str, str], ...] = (
    ("todo", N_("To-dos")),
    ("follow-up", N_("Follow-ups and promises")),
    ("shift", N_("Own shifts")),
    ("agreement", N_("Agreements with ambassadors")),
    ("team", N_("Shifts of the rest of the team")),
)
USUAL = ("todo", "follow-up", "shift", "agreement")
WEEKS_AHEAD = 8
_MOST_DAYS = 3 * 366
_GONE: Mapping[str, str] = {
    "todo": N_("To-do (no longer applies)"),
    "follow-up": N_("Follow-up (no longer applies)"),
    "agreement": N_("Agreement (no longer applies)"),
}
_ANY_GONE = N_("Shift (no longer applies)")


class Told(Struct, frozen=True):
    """What a calendar was told last of one thing; days and moments as they are stored."""

    uid: str
    kind: str
    day: str
    starts: str
    ends: str
    said: str
    changed_at: str
    sequence: int = 0
    is_cancelled: bool = False
    id: int = 0


class Telling(Struct, frozen=True):
    """What goes out now, and what is to be remembered of it."""

    events: tuple[CalendarEvent, ...]
    told: tuple[Told, ...]
    people: int = 0
    """How many people are named."""

    @property
    def count(self) -> int:
        """How many events still stand."""
        return sum(not event.is_cancelled for event in self.events)


def check_period(period: Period) -> None:
    """Refuse one that ends before it begins, or goes on for ever."""
    if period.last < period.first:
        raise Refused("The end lies before the start.", field="until")
    if (period.last - period.first).days >= _MOST_DAYS:
        raise Refused("Choose at most three years.", field="until")


def telling(
    events: Sequence[CalendarEvent],
    before: Sequence[Told],
    revisions: Mapping[str, int],
    *,
    words: Words,
    now: datetime,
    is_named: bool,
) -> Telling:
    """`before`: what was told of these uids and of this period; `revisions`: by uid, how often
    history has their rows; `is_named`: whether people may be named."""
    known = {each.uid: each for each in before}
    made: list[CalendarEvent] = []
    told: list[Told] = []
    for event in events:
        said = _said(event, revisions.get(event.uid, 0), words.language, is_named=is_named)
        mark = _after(known.pop(event.uid, None), _told(event, said, now))
        told.append(mark)
        made.append(_worded(event, mark, words, is_named=is_named))
    gone = [_cancelled(each, now) for each in known.values()]
    made += [_of_gone(each, words) for each in gone]
    people = {event.about for event in events if event.about} if is_named else set()
    return Telling(tuple(made), (*told, *gone), len(people))


def _told(event: CalendarEvent, said: str, now: datetime) -> Told:
    return Told(
        event.uid,
        event.kind,
        event.day.isoformat(),
        _stored(event.starts_at),
        _stored(event.ends_at),
        said,
        to_moment(now),
    )


def _after(before: Told | None, told: Told) -> Told:
    if before is None:
        return told
    if before.said == told.said and not before.is_cancelled:
        return before
    return replace(told, id=before.id, sequence=before.sequence + 1)


def _cancelled(told: Told, now: datetime) -> Told:
    if told.is_cancelled:
        return told
    return replace(told, is_cancelled=True, sequence=told.sequence + 1, changed_at=to_moment(now))


def _said(event: CalendarEvent, revision: int, language: str, *, is_named: bool) -> str:
    """Other when a calendar would show something else; nothing typed goes into it."""
    named = is_named and bool(event.about)
    parts = [_stored(event.starts_at), _stored(event.ends_at), revision, language, named]
    return blake2b(json.dumps(parts).encode(), digest_size=12).hexdigest()


def _worded(event: CalendarEvent, told: Told, words: Words, *, is_named: bool) -> CalendarEvent:
    hidden = event.shared_title if not is_named else None
    return replace(
        event,
        uid=_uid(event.uid),
        title=words(hidden or event.title),
        note=words(event.note) if event.note else "",
        sequence=told.sequence,
        changed_at=from_moment(told.changed_at),
    )


def _of_gone(told: Told, words: Words) -> CalendarEvent:
    return CalendarEvent(
        _uid(told.uid),
        words(say(_GONE.get(told.kind, _ANY_GONE))),
        _read(told.starts),
        _read(told.ends),
        sequence=told.sequence,
        changed_at=from_moment(told.changed_at),
        is_cancelled=True,
    )


def _uid(own: str) -> str:
    """Ids are unique among all workbooks and the same in copies of one: nothing more is needed."""
    return f"{own}@commdesk"


def _stored(at: datetime | date) -> str:
    return to_moment(at) if isinstance(at, datetime) else at.isoformat()


def _read(stored: str) -> datetime | date:
    return from_moment(stored) if "T" in stored else date.fromisoformat(stored)


def checked_kinds(names: Collection[str]) -> tuple[str, ...]:
    """Those named, in their order; none named: the usual ones. Refuses what there is not."""
    known = [name for name, _title in KINDS]
    if unknown := [name for name in names if name not in known]:
        raise Refused(
            "There is no {name} to choose; there are {names}.",
            name=unknown[0],
            names=known,
            field="kinds",
        )
    return tuple(name for name in known if name in names) or USUAL
