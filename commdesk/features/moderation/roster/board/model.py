"""One week of the roster out of tasks, hours needed, shifts, people, days off and closing days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.coverage import TaskWeek, shortage_weeks
from commdesk.features.moderation.dayparts import PARTS, DayPart
from commdesk.features.moderation.roster.demand import Place, Spot, places
from commdesk.features.moderation.roster.model import Around, Breach, Shift, breaches
from commdesk.features.moderation.tasks import Task
from commdesk.features.moderation.team import DaysOff, Moderator

_SHARED = {"hours", "rest"}
"""Rules that several shifts break together; allowed for one of them is allowed for all."""


class Row(Struct, frozen=True):
    """One task in one part of the days."""

    part: DayPart
    task: Task


class Strip(Struct, frozen=True):
    """Places of a task that no cell of its own holds."""

    task: Task
    places: tuple[Place, ...]

    @property
    def is_anywhere(self) -> bool:
        """Any of several day parts will do; else none is left."""
        return bool(self.places[0].spots)

    @property
    def minutes(self) -> Minutes:
        return Minutes(sum(place.minutes for place in self.places))


class Cell(Struct, frozen=True):
    """One task in one part of one day."""

    task: Task
    day: date
    part: DayPart
    shifts: tuple[Shift, ...]
    open: tuple[Minutes, ...]
    """How long the shifts are that are still wanted here."""
    closed: str = ""
    """Why nobody works that day."""
    is_wanted: bool = False
    """Whether the task is done in this day part at all."""


class WeekBoard(Struct, frozen=True, dict=True):
    """Everything that a week of the roster shows, and what each shift in it is judged by."""

    week: Week
    today: date
    tasks: Mapping[int, Task]
    """Every task by its id, the most pressing first."""
    people: Mapping[int, Moderator]
    cells_of: Mapping[int, TaskWeek]
    """What each task needs in this week and has."""
    hours: Mapping[int, Minutes]
    """Moderator -> the minutes that they have in this week."""
    shifts: tuple[Shift, ...]
    near: tuple[Shift, ...] = ()
    """Of the day before and the day after the week."""
    days_off: tuple[DaysOff, ...] = ()
    closed: Mapping[date, str] = {}

    @property
    def is_short_week(self) -> bool:
        """Whether what is open in this week counts as a shortage."""
        return self.week in shortage_weeks(self.today)

    def with_shifts(self, shifts: Sequence[Shift]) -> WeekBoard:
        """The same week with other shifts in it: a proposal."""
        planned: Counter[int] = Counter()
        for shift in shifts:
            planned[shift.task_id] += shift.minutes
        cells = {
            task_id: replace(cell, planned=Minutes(planned[task_id]))
            for task_id, cell in self.cells_of.items()
        }
        return replace(self, shifts=tuple(shifts), cells_of=cells)

    @cached_property
    def _at(self) -> Mapping[tuple[int, date, str], tuple[Shift, ...]]:
        found: defaultdict[tuple[int, date, str], list[Shift]] = defaultdict(list)
        for shift in self.shifts:
            found[shift.task_id, shift.day, str(shift.day_part)].append(shift)
        return {key: tuple(shifts) for key, shifts in found.items()}

    @cached_property
    def open_places(self) -> Mapping[int, list[Place]]:
        """Task -> the shifts that it still wants in this week."""
        return {
            task_id: places(
                self.tasks[task_id],
                self.week,
                cell.needed,
                self.closed,
                [shift for shift in self.shifts if shift.task_id == task_id],
            )
            for task_id, cell in self.cells_of.items()
        }

    @cached_property
    def _open_at(self) -> Mapping[tuple[int, Spot], tuple[Minutes, ...]]:
        found: defaultdict[tuple[int, Spot], list[Minutes]] = defaultdict(list)
        for task_id, wanted in self.open_places.items():
            for place in wanted:
                if self.tasks[task_id].slots and place.spots:
                    found[task_id, place.spots[0]].append(place.minutes)
        return {key: tuple(lengths) for key, lengths in found.items()}

    @cached_property
    def strips(self) -> list[Strip]:
        """What is open without a cell: any day part will do for it, or none is left."""
        found = []
        for task_id, wanted in self.open_places.items():
            task = self.tasks[task_id]
            loose = [place for place in wanted if not task.slots or not place.spots]
            if loose:
                found.append(Strip(task, tuple(loose)))
        return found

    @cached_property
    def rows(self) -> list[Row]:
        """By day part, then task: where it is done, has a shift, or could still have one."""
        return [
            Row(part, task) for part in PARTS for task in self._shown if self._is_in(task, part)
        ]

    @cached_property
    def _shown(self) -> list[Task]:
        there = {shift.task_id for shift in self.shifts} | set(self.cells_of)
        return [task for task in self.tasks.values() if task.id in there]

    def _is_in(self, task: Task, part: DayPart) -> bool:
        if any((task.id, day, part) in self._at for day in self.week.days):
            return True
        needs = task.id in self.cells_of and self.cells_of[task.id].needed > 0
        if task.slots:
            return needs and any(part == slot[1] for slot in task.slots)
        return any(strip.task.id == task.id for strip in self.strips)

    def cell(self, task: Task, day: date, part: DayPart) -> Cell:
        return Cell(
            task=task,
            day=day,
            part=part,
            shifts=self._at.get((task.id, day, str(part)), ()),
            open=self._open_at.get((task.id, (day, part)), ()),
            closed=self.closed.get(day, ""),
            is_wanted=not task.slots or task.slots.holds(day, part),
        )

    @cached_property
    def _usual(self) -> Mapping[int, frozenset[int]]:
        """Task -> how long its shifts are when nothing is done by hand."""
        return {
            task_id: frozenset(
                place.minutes
                for place in places(self.tasks[task_id], self.week, cell.needed, self.closed)
            )
            for task_id, cell in self.cells_of.items()
        }

    def is_usual(self, shift: Shift) -> bool:
        return int(shift.minutes) in self._usual.get(shift.task_id, frozenset())

    def length_for(self, task: Task, day: date, part: DayPart) -> Minutes:
        """How long a new shift here is to be: what is open there, else what is usual."""
        here = self._open_at.get((task.id, (day, part)))
        wanted = here or [place.minutes for place in self.open_places.get(task.id, ())]
        usual = self._usual.get(task.id)
        return Minutes(wanted[0] if wanted else max(usual) if usual else task.shift_minutes)

    @cached_property
    def planned(self) -> Mapping[int, Minutes]:
        """Moderator -> minutes on the roster of this week."""
        found: Counter[int] = Counter()
        for shift in self.shifts:
            found[shift.moderator_id] += shift.minutes
        return {person: Minutes(minutes) for person, minutes in found.items()}

    def left(self, person_id: int) -> Minutes:
        """Hours left in this week, below zero when more is planned."""
        return Minutes(self.hours.get(person_id, 0) - self.planned.get(person_id, 0))

    def off(self, person_id: int) -> list[DaysOff]:
        return [run for run in self.days_off if run.moderator_id == person_id]

    @cached_property
    def _names(self) -> Mapping[int, str]:
        return {task.id: task.name for task in self.tasks.values()}

    @cached_property
    def _of_person(self) -> Mapping[int, list[Shift]]:
        found: defaultdict[int, list[Shift]] = defaultdict(list)
        for shift in (*self.near, *self.shifts):
            found[shift.moderator_id].append(shift)
        return found

    def breaches(self, shift: Shift) -> list[Breach]:
        """Every rule that this shift would break in this week; it is not in its own way."""
        others = [s for s in self._of_person.get(shift.moderator_id, ()) if s.id != shift.id]
        around = Around(others, self.closed, self.off(shift.moderator_id), self._names)
        person = self.people[shift.moderator_id]
        return breaches(shift, self.tasks[shift.task_id], person, around)

    def broken(self, shift: Shift) -> list[Breach]:
        """What it breaks that nobody allowed: for it, or for another shift that is the cause."""
        own = self._of_person.get(shift.moderator_id, ())
        allowed = {rule for each in own for rule in each.exceptions if rule in _SHARED}
        allowed |= set(shift.exceptions)
        return [breach for breach in self.breaches(shift) if breach.rule not in allowed]

    @property
    def covered(self) -> tuple[Minutes, Minutes]:
        """How much of what is needed has somebody, and how much is needed."""
        cells = self.cells_of.values()
        filled = sum(min(cell.planned, cell.needed) for cell in cells)
        return Minutes(filled), Minutes(sum(cell.needed for cell in cells))
