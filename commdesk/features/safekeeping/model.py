"""What is said of a kept copy: how far it reaches, what changed since, and how it is named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec import Struct

from commdesk.core.backup import Backup, State
from commdesk.core.errors import Refused
from commdesk.core.words import N_, Text, say, say_n

EVERY_HOURS = 3
"""No act of a day's work stands longer than this without a copy that holds it."""

MADE, RESTORED = N_("Make a backup"), N_("Restore a backup as a copy")
"""What history calls them."""
SIZE = N_("{size} MB")
_MEGABYTE = 1_000_000


class Since(Struct, frozen=True):
    """What was done after a copy: how many acts, and per table how many rows they touched."""

    acts: int
    tables: tuple[tuple[str, int], ...] = ()
    is_ahead: bool = False
    """The copy holds acts that the workbook does not: one of them was gone back to earlier."""


class Kept(Struct, frozen=True):
    """One line of the list of copies."""

    backup: Backup
    opens: bool
    """Whether the present passphrase, or none, opens it."""
    since: Since | None
    """None: it does not open, or cannot be read."""
    goes_on: date
    is_chosen: bool
    """Whether it lies in the folder that was chosen, and not in the user's own."""

    @property
    def id(self) -> str:
        return str(self.backup.path)

    @property
    def acts(self) -> Text:
        """In a few words what the workbook has that the copy has not."""
        if not self.opens:
            return say("another passphrase")
        if self.since is None:
            return say("cannot be read")
        if self.since.is_ahead:
            return say("of before a restore")
        if not self.since.acts:
            return say("nothing")
        return say_n("{n} act", "{n} acts", self.since.acts)

    @property
    def where(self) -> Text:
        size = say(SIZE, size=megabytes(self.backup.size))
        if self.is_chosen:
            return say("{size}, in the chosen folder", size=size)
        return say("{size}, on this computer", size=size)


class Place(Struct, frozen=True):
    """The folder that copies go to, and what is to be known of it."""

    base: Path
    is_chosen: bool
    is_fixed: bool
    """The organisation has set it."""
    is_reached: bool = True
    is_same_disk: bool = False
    shared: Text | None = None
    """What the place is called when it is not a disk of this computer alone."""

    @property
    def advice(self) -> Text:
        """What to do, or to know, in one or two sentences."""
        if not self.is_reached:
            return say(
                "This folder cannot be reached now. Copies are kept on this computer until it is "
                "back."
            )
        if self.shared:
            return say(
                "On {place}, so also safe when this computer is lost. Whoever can open that "
                "folder can open a copy, unless the workbook has a passphrase.",
                place=self.shared,
            )
        if self.is_same_disk:
            return say(
                "On the same disk as the workbook: safe against a mistake, not when the computer "
                "is lost or breaks. Choose a folder on a network drive or a USB stick."
            )
        return say("On another disk than the workbook. Keep it apart from the computer.")


class Outcome(Struct, frozen=True):
    """What came of a backup that was made by itself."""

    reached: int | None
    """The last act that it holds; None: there is no new copy."""
    file: str = ""
    """The name of the copy."""
    trouble: Text | None = None
    """What the user is to know: it went elsewhere, or there is none."""


class Difference(Struct, frozen=True):
    """How one table differs between a copy and now."""

    table: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    only_in_copy: tuple[str, ...] = ()
    """Names of some of the rows that were removed since."""

    @property
    def hides_names(self) -> bool:
        return self.removed > len(self.only_in_copy)

    @property
    def is_any(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    @property
    def parts(self) -> list[Text]:
        found = (
            (self.added, say_n("{n} added", "{n} added", self.added)),
            (self.changed, say_n("{n} changed", "{n} changed", self.changed)),
            (self.removed, say_n("{n} removed", "{n} removed", self.removed)),
        )
        return [text for count, text in found if count]


class Compared(Struct, frozen=True):
    """A copy beside the workbook as it is now."""

    differences: tuple[Difference, ...] = ()
    acts: tuple[tuple[datetime, Text], ...] = ()
    """The newest that came after the copy: when, and what."""


def state_words(state: State) -> Text:
    """Whether a copy is as it was made, in words."""
    return {
        State.AS_MADE: say("as it was made"),
        State.CHANGED: say("changed since it was made"),
        State.NOT_NOTED: say("made without a checksum"),
        State.UNREAD: say("cannot be read"),
    }[state]


def sound_words(state: State, faults: Sequence[Text]) -> Text:
    """What checking a copy found, outside and in."""
    if faults:
        return say("not sound: {what}", what=faults[0])
    return say("{state}, and sound inside", state=state_words(state))


def missed_words(base: Path) -> Text:
    """What to say when a copy could not go where copies go."""
    return say(
        "The backup folder {folder} cannot be reached or written. The copy is kept on this "
        "computer instead.",
        folder=str(base),
    )


def megabytes(size: int) -> float:
    return max(round(size / _MEGABYTE, 1), 0.1)


def is_due(oldest: datetime | None, now: datetime, hours: int = EVERY_HOURS) -> bool:
    """Whether the oldest act that no copy holds has waited long enough."""
    return oldest is not None and now - oldest >= timedelta(hours=hours)


def find_copy(copies: Sequence[Backup], typed: str) -> Backup:
    """A copy by its number in the list, its file name, or its moment on this computer's clock.

    A day alone, or a moment that only begins as typed, means the newest one of it.
    """
    wanted = typed.strip()
    if wanted.isdecimal() and 1 <= int(wanted) <= len(copies):
        return copies[int(wanted) - 1]
    by_name = [each for each in copies if wanted in {each.path.name, str(each.path)}]
    by_moment = [each for each in copies if _begins(each.at, wanted)]
    for found in (by_name, by_moment):
        if found:
            return found[0]
    raise Refused(
        "There is no backup {which}. Give its number, its moment (2026-11-23 14:05) or its file "
        "name; --list shows them.",
        which=wanted or "–",
    )


def _begins(at: datetime, typed: str) -> bool:
    local = at.astimezone()
    iso, dutch = (local.strftime(form) for form in ("%Y-%m-%d %H:%M:%S", "%d-%m-%Y %H:%M:%S"))
    wanted = " ".join(typed.replace("T", " ").split())
    is_whole_day = len(wanted) >= len("2026-11-23")
    return is_whole_day and (iso.startswith(wanted) or dutch.startswith(wanted))


def as_document(number: int, backup: Backup, state: State, goes: date) -> dict[str, Any]:
    """One copy for a program that reads the list."""
    return {
        "number": number,
        "at": backup.at,
        "file": str(backup.path),
        "size": backup.size,
        "state": state,
        "goes_on": goes,
    }
