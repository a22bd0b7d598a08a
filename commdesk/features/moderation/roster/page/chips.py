"""What a cell of the roster says: a chip for each person and each open place, and all in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, field

from commdesk.core.values import Minutes, Week, decimal_hours
from commdesk.core.words import Words
from commdesk.features.moderation.dayparts import part_name
from commdesk.features.moderation.roster.board import Cell, Strip, WeekBoard
from commdesk.features.moderation.roster.board.changes import Same, same
from commdesk.features.moderation.roster.model import RULES, Breach, Shift

Kind = Literal["person", "exception", "broken", "added", "removed", "short", "open"]
_RULES = dict(RULES)


class Chip(Struct, frozen=True):
    """One person or one open place in a cell."""

    kind: Kind
    text: str
    spoken: str
    """Everything about it, for a tooltip and a screen reader."""
    shift: Shift | None = None
    is_pinned: bool = False
    narrow: str = ""
    """What it says where `text` does not fit."""


class Marks(Struct, frozen=True):
    """What a proposal adds and takes away."""

    added: frozenset[Same] = frozenset()
    removed: Mapping[tuple[int, object, str], Sequence[Shift]] = field(default_factory=dict)
    is_proposal: bool = False


class Speaker:
    """Words for one board."""

    def __init__(
        self, board: WeekBoard, names: Mapping[int, str], marks: Marks, words: Words
    ) -> None:
        self.board, self.names, self.marks, self.words = board, names, marks, words

    def chips(self, cell: Cell) -> list[Chip]:
        gone = self.marks.removed.get((cell.task.id, cell.day, str(cell.part)), ())
        return [
            *(self._person(shift) for shift in cell.shifts),
            *(self._removed(shift) for shift in gone),
            *(self._open(minutes) for minutes in cell.open),
        ]

    def strip_chips(self, strip: Strip) -> list[Chip]:
        """One chip that says how many shifts are still to be divided."""
        said = self.strip_words(strip)
        return [Chip("short" if self.board.is_short_week else "open", said, said)]

    def strip_words(self, strip: Strip) -> str:
        words = self.words
        if not strip.is_anywhere:
            return words("no day part left for {minutes}", minutes=strip.minutes)
        lengths = sorted({place.minutes for place in strip.places}, reverse=True)
        count = len(strip.places)
        if len(lengths) == 1:
            return words.plural(
                "still to divide: {n} shift of {minutes}",
                "still to divide: {n} shifts of {minutes}",
                count,
                minutes=Minutes(lengths[0]),
            )
        return words.plural(
            "still to divide: {n} shift, {minutes} together",
            "still to divide: {n} shifts, {minutes} together",
            count,
            minutes=strip.minutes,
        )

    def said(self, cell: Cell, chips: Sequence[Chip]) -> str:
        """All of a cell: task, day, part, why it is closed, who is there and what is open."""
        words = self.words
        where = f"{cell.task.name}, {words.date(cell.day)} {words(part_name(cell.part))}"
        parts = [chip.spoken for chip in chips]
        if cell.closed:
            parts.insert(0, words("closed: {name}", name=cell.closed))
        if not chips and not cell.closed:
            parts.append(words("nobody") if cell.is_wanted else words("not asked here"))
        return f"{where}: {'; '.join(parts)}"

    def name(self, person_id: int) -> str:
        person = self.board.people.get(person_id)
        return person.name if person else ""

    def _person(self, shift: Shift) -> Chip:
        words = self.words
        spoken = [f"{self.name(shift.moderator_id)}, {words.duration(shift.minutes)}"]
        if shift.is_pinned:
            spoken.append(words("pinned"))
        if shift.exception:
            rules = [words(_RULES[rule]) for rule in shift.exceptions if rule in _RULES]
            spoken.append(words("exception: {rules}", rules=rules))
        fresh = self._broken(shift)
        spoken += [words("no longer holds: {reason}", reason=words(fresh[0].text))] if fresh else []
        is_new = same(shift) in self.marks.added
        spoken += [words("proposed")] if is_new else []
        kind: Kind = "broken" if fresh else "exception" if shift.exception else "person"
        return Chip(
            kind="added" if is_new else kind,
            text=self._name(shift),
            spoken=", ".join(spoken),
            shift=shift,
            is_pinned=shift.is_pinned,
            narrow=self.names.get(shift.moderator_id, ""),
        )

    def _broken(self, shift: Shift) -> Sequence[Breach]:
        """Of what is stored and still to come: what was, is history, and a proposal is checked."""
        is_past = shift.day < self.board.today
        return () if is_past or self.marks.is_proposal else self.board.broken(shift)

    def _removed(self, shift: Shift) -> Chip:
        who = f"{self.name(shift.moderator_id)}, {self.words.duration(shift.minutes)}"
        gone = self.words("removed in the proposal")
        return Chip("removed", self._name(shift), f"{who}, {gone}", shift)

    def _open(self, minutes: Minutes) -> Chip:
        words = self.words
        if self.board.is_short_week:
            said = words("{missing} short", missing=words.hours(minutes))
            return Chip("short", said, said, narrow=words("short"))
        said = words("{minutes} open", minutes=words.hours(minutes))
        spoken = f"{said} ({words('later: no shortage yet')})"
        return Chip("open", said, spoken, narrow=words("open"))

    def _name(self, shift: Shift) -> str:
        name = self.names.get(shift.moderator_id, "")
        if self.board.is_usual(shift):
            return name
        return f"{name} {self.words.hours(shift.minutes)}"


def week_line(board: WeekBoard, words: Words) -> str:
    """`30 nov to 6 dec · 18 of 20 hours covered, 2 h short`."""
    first, last = (words.date(day) for day in (board.week.monday, board.week.sunday))
    dates = words("{first} to {last}", first=first, last=last)
    filled, needed = board.covered
    if not needed:
        return dates
    covered = words(
        "{planned} of {needed} hours covered",
        planned=decimal_hours(filled),
        needed=decimal_hours(needed),
    )
    return f"{dates} · {covered}{_rest(board, filled, needed, words)}"


def _rest(board: WeekBoard, filled: int, needed: int, words: Words) -> str:
    if filled >= needed:
        return ""
    hours = words.hours(needed - filled)
    if board.week < Week.of(board.today):
        return ""
    if board.is_short_week:
        return ", " + words("{missing} short", missing=hours)
    return ", " + words("{minutes} open", minutes=hours)
