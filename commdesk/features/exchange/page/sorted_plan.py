"""A plan with its rows by kind, and which of them the user unticked."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct, field

from commdesk.core.intaking import Change, Plan
from commdesk.core.sheets.spec import Problem
from commdesk.core.words import Text, say, say_n
from commdesk.features.exchange.model import WORK, Import, Part, without
from commdesk.features.exchange.sources.columns import PEOPLE
from commdesk.features.exchange.wording import KINDS

PROBLEM = "problem"
Key = tuple[str, int, str]
"""Intake, row and title: by this a row is known again in a later plan of the same list."""


class SortedPart(Struct, frozen=True):
    """One kind of thing in a list: places in its plan by kind; sorted in the thread, as it is long.

    `left_out` are the places that were unticked.
    """

    part: Part
    rows: Mapping[str, Sequence[int]]
    left_out: set[int]

    @classmethod
    def of(cls, part: Part, left_out: Container[Key]) -> SortedPart:
        rows: dict[str, list[int]] = {kind: [] for kind in KINDS}
        out = set()
        for place, change in enumerate(part.plan.changes):
            rows[change.kind].append(place)
            if left_out and key_of(part, change) in left_out and change.kind in WORK:
                out.add(place)
        return cls(part, rows, out)

    @property
    def changes(self) -> Sequence[Change]:
        return self.part.plan.changes


class SortedPlan(Struct, frozen=True):
    """What is shown of an import, and what becomes of it once rows are unticked."""

    made: Import
    parts: tuple[SortedPart, ...]
    counted: dict[int, dict[str, int]] = field(default_factory=dict)
    """Counts of each part as they were last asked for; a tick makes them wrong."""

    @classmethod
    def of(cls, made: Import, left_out: Container[Key] = ()) -> SortedPlan:
        return cls(made, tuple(SortedPart.of(part, left_out) for part in made.parts))

    @property
    def plan(self) -> Plan:
        return self.made.plan

    @property
    def counts(self) -> dict[str, int]:
        return self.counts_of(0)

    @property
    def has_work(self) -> bool:
        """Whether something is ticked that changes anything."""
        return any(self.counts_of(n)[kind] for n in range(len(self.parts)) for kind in WORK)

    @property
    def applied(self) -> Import:
        """The import as it is ticked: what is shown is what is done."""
        if not any(part.left_out for part in self.parts):
            return self.made
        return without(self.made, [part.left_out for part in self.parts])

    @property
    def left_out(self) -> frozenset[Key]:
        return frozenset(
            key_of(each.part, each.changes[place]) for each in self.parts for place in each.left_out
        )

    def counts_of(self, number: int) -> dict[str, int]:
        """How many rows of each kind, problems too; an unticked row is a skipped one."""
        if number not in self.counted:
            self.counted[number] = self._count(number)
        return self.counted[number]

    def _count(self, number: int) -> dict[str, int]:
        part, out = self.parts[number], self._out(number)
        counts = {kind: len(places) for kind, places in part.rows.items()}
        for kind in WORK if out else ():
            unticked = sum(map(out.__contains__, part.rows[kind]))
            counts[kind] -= unticked
            counts["skipped"] += unticked
        return counts | {PROBLEM: len(part.part.plan.problems)}

    def rows_of(self, number: int, kind: str) -> Sequence[int | Problem]:
        """The rows of a kind: an unticked one stays among its own, and is among the skipped too."""
        part = self.parts[number]
        if kind == PROBLEM:
            return part.part.plan.problems
        if kind == "skipped" and (out := self._out(number)):
            return sorted([*part.rows[kind], *out])
        return part.rows[kind]

    def is_ticked(self, number: int, place: int) -> bool:
        return place not in self._out(number)

    def can_tick(self, number: int, place: int) -> bool:
        """Whether the row does anything, and its person is not left out."""
        part = self.parts[number]
        change = part.changes[place]
        return change.kind in WORK and (place in part.left_out or self.is_ticked(number, place))

    def tick(self, number: int, places: Sequence[int], *, is_ticked: bool) -> None:
        self.counted.clear()
        if is_ticked:
            self.parts[number].left_out.difference_update(places)
        else:
            self.parts[number].left_out.update(places)

    def _out(self, number: int) -> AbstractSet[int]:
        """The places that are left out, with what belongs to a new person who is left out."""
        part = self.parts[number]
        missing = self._missing() if number else frozenset()
        if not missing:
            return part.left_out
        return part.left_out | {
            place
            for kind in WORK
            for place in part.rows[kind]
            if part.changes[place].extra.get("person") in missing
        }

    def _missing(self) -> frozenset[int]:
        """Rows of new people that are left out."""
        first = self.parts[0]
        changes = (first.changes[place] for place in first.left_out)
        return frozenset(change.row for change in changes if change.target is None)


def key_of(part: Part, change: Change) -> Key:
    return part.intake.name, change.row, change.title


def summary(made: Import) -> Text:
    """What was done, for the banner and the screen reader."""
    if made.parts[0].intake.name != PEOPLE:
        return say(
            "{title}: {new} new, {changed} changed. One undo takes all of it back.",
            title=Text(made.parts[0].intake.title),
            **{kind: made.plan.count(kind) for kind in WORK},
        )
    told = say_n(
        "{n} person is taken in, {changed} changed. One undo takes all of it back.",
        "{n} people are taken in, {changed} changed. One undo takes all of it back.",
        made.plan.count("new"),
        changed=made.plan.count("changed"),
    )
    for part in made.parts[1:]:
        told = say(
            "{told} {title}: {new} new, {changed} changed.",
            told=told,
            title=Text(part.intake.title),
            **{kind: part.plan.count(kind) for kind in WORK},
        )
    return told


def outlook(name: str, counts: Mapping[str, int]) -> Text:
    """What would be done, for the line under the title and the screen reader."""
    return say(
        "{file}: {new} new, {changed} changed, {same} the same, {skipped} skipped",
        file=name,
        **{kind: counts[kind] for kind in KINDS},
    )
