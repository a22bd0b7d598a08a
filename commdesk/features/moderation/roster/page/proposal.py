"""Proposing a roster: asked for in a bar, searched for in a job, shown in the grid, then taken."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from threading import Event

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.moderation.roster.board import Differences, WeekBoard, differences
from commdesk.features.moderation.roster.board.changes import same
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.page.chips import Marks
from commdesk.features.moderation.roster.solving import (
    Change,
    Explained,
    Instance,
    Proposal,
    Stage,
    apply_change,
    explain,
    propose,
)
from commdesk.kit.progress import Progress

SECONDS = 10.0


class Found(Struct, frozen=True):
    """A proposal with what it is about; nothing of it is written yet."""

    instance: Instance
    shifts: tuple[Shift, ...]
    explained: tuple[Explained, ...]
    gap: float
    is_optimal: bool
    read: Instance
    """The problem as the workbook has it; `instance` may hold changes of the proposal alone."""

    @property
    def weeks(self) -> tuple[Week, ...]:
        return self.instance.weeks

    @property
    def differences(self) -> Differences:
        return differences(self.instance.replaced, self.shifts)

    @property
    def open_count(self) -> int:
        return sum(each.gap.count for each in self.explained)

    def on(self, board: WeekBoard) -> WeekBoard:
        """The week as it would be."""
        if board.week not in self.weeks:
            return board
        shifts = (*self.instance.kept, *self.shifts)
        return board.with_shifts([each for each in shifts if Week.of(each.day) == board.week])

    def marks(self, week: Week) -> Marks:
        if week not in self.weeks:
            return Marks()
        change = self.differences
        gone: defaultdict[tuple[int, object, str], list[Shift]] = defaultdict(list)
        for shift in change.removed:
            if Week.of(shift.day) == week:
                gone[shift.task_id, shift.day, str(shift.day_part)].append(shift)
        return Marks(frozenset(map(same, change.added)), gone, is_proposal=True)

    def still_holds(self, stored: Sequence[Shift]) -> bool:
        """Whether the roster is as it was when this was proposed."""
        known = (*self.instance.kept, *self.instance.replaced)
        return sorted(map(repr, known)) == sorted(map(repr, stored))

    def is_about(self, now: Instance) -> bool:
        """Whether tasks, team, days and hours are as they were when this was proposed."""
        return _in_order(self.read) == _in_order(now)

    def with_less(self, change: Change, now: Instance) -> Found:
        """The same shifts where less is asked: what is filled stays as long as it is."""
        instance = apply_change(self.instance, change)
        explained = tuple(explain(instance, self.shifts))
        return replace(self, instance=instance, explained=explained, read=now)

    def with_exchange(self, change: Change) -> Found | None:
        """With somebody put on an open place, and another one's shift given to a third first.

        The place may be one in another day part than the task has.

        None when that shift is not one of the proposal: it is kept as it is.
        """
        shifts = list(self.shifts)
        if change.gives:
            if change.gives not in shifts or change.taker_id is None:
                return None
            place = shifts.index(change.gives)
            shifts[place] = replace(change.gives, moderator_id=change.taker_id)
        instance = apply_change(self.instance, change)
        if shift := change.shift(instance):
            shifts.append(shift)
        explained = tuple(explain(instance, shifts))
        return replace(
            self, instance=instance, shifts=tuple(shifts), explained=explained, is_optimal=False
        )


class Search(QObject):
    """One search at a time: it tells of better rosters, and ends on wish with the best."""

    bettered = Signal(object)
    """A Proposal; emitted in the thread of the search, received in the window's."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.look: Callable[..., Proposal] = propose
        self._is_enough = Event()
        self._is_unwanted = Event()

    def work(self, instance: Instance) -> Callable[[Progress], Found | None]:
        """What a job runs; it gives None when nobody wants the result any more."""
        enough, unwanted, look = self._is_enough, self._is_unwanted, self.look

        def run(progress: Progress) -> Found | None:
            def is_over() -> bool:
                return enough.is_set() or unwanted.is_set() or progress.is_stopped

            proposal = look(
                instance, seconds=SECONDS, is_cancelled=is_over, on_better=self.bettered.emit
            )
            progress.check()
            return None if unwanted.is_set() else found_of(instance, proposal)

        return run

    def begin(self) -> None:
        self._is_enough, self._is_unwanted = Event(), Event()

    def take_best(self) -> None:
        self._is_enough.set()

    def drop(self) -> None:
        self._is_unwanted.set()


def found_of(instance: Instance, proposal: Proposal) -> Found:
    explained = explain(instance, proposal.shifts, is_best=proposal.is_covered_best)
    shifts, gap, is_optimal = proposal.shifts, proposal.gap, proposal.is_optimal
    return Found(instance, shifts, tuple(explained), gap, is_optimal, read=instance)


def _in_order(instance: Instance) -> Instance:
    """People in an order of their own: another solution begins with another one."""
    people = tuple(sorted(instance.people, key=lambda person: person.id))
    return replace(instance, people=people)


def turned(instance: Instance, times: int) -> Instance:
    """The same problem with people in another order: of equally good rosters another one wins."""
    people = instance.people
    by = times % len(people) if people else 0
    return replace(instance, people=(*people[by:], *people[:by]))


def progress_words(proposal: Proposal, words: Words) -> str:
    """How far the search is: its stage, and what is proven."""
    stage = {
        Stage.FIRST: words("Filling"),
        Stage.COVERAGE: words("Covering more"),
        Stage.QUALITY: words("Making it fair"),
    }[proposal.stage]
    count = words.plural("{n} shift", "{n} shifts", len(proposal.shifts))
    return f"{stage} · {count} · {gap_words(proposal.gap, words)}"


def gap_words(gap: float, words: Words) -> str:
    if gap <= 0:
        return words("no roster covers more")
    percent = words.percent(math.ceil(gap * 100) / 100)
    return words("coverage proven within {percent} of the most", percent=percent)


def count_words(found: Found, words: Words) -> str:
    """`12 shifts more, 3 changed, 1 gone, 2 stay open`."""
    change, open_ = found.differences, found.open_count
    added = len(change.added) - change.changed
    removed = len(change.removed) - change.changed
    parts = [
        words.plural("{n} shift more", "{n} shifts more", added),
        words("{n} changed", n=change.changed) if change.changed else "",
        words.plural("{n} gone", "{n} gone", removed) if removed else "",
        words.plural("{n} stays open", "{n} stay open", open_)
        if open_
        else words("everything covered"),
    ]
    if change.is_empty:
        return ", ".join([words("The roster can stay as it is"), parts[-1]])
    return ", ".join(part for part in parts if part)
