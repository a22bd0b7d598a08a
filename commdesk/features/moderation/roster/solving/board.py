"""Who can be put where: the hard rules laid over an instance once, for greedy, model and words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from msgspec import Struct

from commdesk.core.values import Week
from commdesk.features.moderation.roster.model import LONGEST_SHIFT, Shift
from commdesk.features.moderation.roster.solving.instance import (
    Instance,
    Wanted,
    is_evening,
    number_of,
    spot_of,
)
from commdesk.features.moderation.tasks import Task
from commdesk.features.moderation.team import DaysOff, Moderator, hours_in


class Option(Struct, frozen=True):
    """One person in one day part of one kind of place; all by their numbers on the board."""

    wanted: int
    person: int
    spot: int


class Board:
    """An instance with its rules worked out. People and places go by their place in the lists."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.people = instance.people
        self.wanted = instance.wanted
        self.tasks = {task.id: task for task in instance.tasks}
        self.place_of = {person.id: place for place, person in enumerate(self.people)}
        self.off: defaultdict[int, list[DaysOff]] = defaultdict(list)
        for run in instance.days_off:
            self.off[run.moderator_id].append(run)
        self.busy = _taken(instance, self.place_of)

    def task(self, wanted: int) -> Task:
        return self.tasks[self.wanted[wanted].task_id]

    def is_free(self, wanted: int) -> bool:
        """Whether its task has no day parts of its own."""
        return not self.task(wanted).slots

    @cached_property
    def options(self) -> list[Option]:
        """Everything that the rules allow when nothing is filled yet."""
        found: list[Option] = []
        for number, kind in enumerate(self.wanted):
            spots = [number_of(*spot) for spot in kind.spots]
            for person in self._able(kind):
                if kind.minutes <= self.left[person, kind.week]:
                    there = self._there[person]
                    found += (Option(number, person, spot) for spot in spots if spot in there)
        return found

    @cached_property
    def stays(self) -> set[tuple[int, int, int]]:
        """(person, task, day part) of what is kept."""
        return {
            (self.place_of[shift.moderator_id], shift.task_id, number_of(shift.day, shift.day_part))
            for shift in self.instance.kept
            if shift.moderator_id in self.place_of
        }

    @cached_property
    def base_load(self) -> list[int]:
        """Per person the minutes that they have whatever is proposed, the past ones too."""
        found: Counter[int] = Counter(self.instance.past_minutes)
        for shift in self.instance.kept:
            found[shift.moderator_id] += shift.minutes
        return [found[person.id] for person in self.people]

    @cached_property
    def shares(self) -> list[float]:
        """Per person which part of all work is theirs by the hours that they have; 0 for none."""
        has = [
            self.instance.past_hours.get(person.id, 0)
            + sum(self.hours(person, week) for week in self.instance.weeks)
            for person in self.people
        ]
        total = sum(has)
        return [hours / total if total else 0.0 for hours in has]

    def is_familiar(self, option: Option) -> bool:
        """Whether they did this task on that weekday and part in the eight weeks before."""
        day, part = spot_of(option.spot)
        kind = self.wanted[option.wanted]
        person = self.people[option.person].id
        return (person, kind.task_id, day.isoweekday(), str(part)) in self.instance.habits

    def is_unwished(self, option: Option) -> bool:
        """Whether they rather would not: they said so, or it is a weekend and they said nothing."""
        return spot_of(option.spot) in self._unwished[option.person]

    def shift(self, option: Option) -> Shift:
        kind = self.wanted[option.wanted]
        day, part = spot_of(option.spot)
        return Shift(kind.task_id, self.people[option.person].id, day, str(part), kind.minutes)

    def _able(self, kind: Wanted) -> list[int]:
        task = self.tasks[kind.task_id]
        if not task.is_active or kind.minutes > LONGEST_SHIFT:
            return []
        return [place for place, person in enumerate(self.people) if person.can_do(task.expertise)]

    @cached_property
    def _there(self) -> list[set[int]]:
        """Of every person the day parts on which they could have a shift at all."""
        days = [day for week in self.instance.weeks for day in week.days]
        numbers = [number_of(day, "morning") + part for day in days for part in range(3)]
        return [
            {
                number
                for number in numbers
                if self.is_there(person, *spot_of(number))
                and number not in self.busy[place]
                and beside(number) not in self.busy[place]
            }
            for place, person in enumerate(self.people)
        ]

    @cached_property
    def _unwished(self) -> list[set[tuple[date, str]]]:
        days = [day for week in self.instance.weeks for day in week.days]
        return [
            {
                spot_of(number_of(day, part))
                for day in days
                for part in ("morning", "afternoon", "evening")
                if rather_not(person, day, part)
            }
            for person in self.people
        ]

    def is_there(self, person: Moderator, day: date, part: str) -> bool:
        return (
            person.is_active
            and day >= self.instance.today
            and person.is_in_team(day)
            and person.can_on(day, part)
            and not self.is_off(person, day)
            and day not in self.instance.closed
        )

    def is_off(self, person: Moderator, day: date) -> bool:
        return any(day in run for run in self.off.get(person.id, ()))

    def hours(self, person: Moderator, week: Week) -> int:
        """Minutes that they have in a week, before anything is planned."""
        instance = self.instance
        has = hours_in(person, week, self.off.get(person.id, ()), instance.closed)
        return has + instance.more.get((person.id, week), 0)

    @cached_property
    def left(self) -> dict[tuple[int, Week], int]:
        """(person, week) -> minutes that they have beside what stays."""
        planned: Counter[tuple[int, Week]] = Counter()
        for shift in self.instance.kept:
            planned[shift.moderator_id, Week.of(shift.day)] += shift.minutes
        return {
            (place, week): max(self.hours(person, week) - planned[person.id, week], 0)
            for place, person in enumerate(self.people)
            for week in self.instance.weeks
        }

    @cached_property
    def room(self) -> dict[tuple[int, int], int]:
        """(task, day part) -> how many more people, for tasks that any day part will do for."""
        taken: Counter[tuple[int, int]] = Counter()
        for shift in self.instance.kept:
            taken[shift.task_id, number_of(shift.day, shift.day_part)] += 1
        found: dict[tuple[int, int], int] = {}
        for number, kind in enumerate(self.wanted):
            if self.is_free(number):
                for spot in kind.spots:
                    key = kind.task_id, number_of(*spot)
                    found[key] = max(self.task(number).people - taken[key], 0)
        return found


def rather_not(person: Moderator, day: date, part: str) -> bool:
    """Who gave no availability of their own rather does not work in weekends."""
    is_weekend = day.isoweekday() > 5  # noqa: PLR2004 - Saturday and Sunday
    return person.rather_not.holds(day, part) or (is_weekend and not person.availability)


def _taken(instance: Instance, place_of: dict[int, int]) -> list[set[int]]:
    """Of every person the day parts of shifts that stay."""
    busy: list[set[int]] = [set() for _ in place_of]
    for shift in (*instance.kept, *instance.near):
        if shift.moderator_id in place_of:
            busy[place_of[shift.moderator_id]].add(number_of(shift.day, shift.day_part))
    return busy


def beside(spot: int) -> int | None:
    """What leaves no rest with it: of an evening the next morning, of a morning the evening before;

    None for an afternoon.
    """
    if is_evening(spot):
        return spot + 1
    return spot - 1 if is_evening(spot - 1) else None


class Filling:
    """What is put on a board so far, and whether one more fits."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.options: list[Option] = []
        self.left = dict(board.left)
        self.open = [kind.count for kind in board.wanted]
        self.busy: list[set[int]] = [set() for _ in board.people]
        self.room = dict(board.room)

    def fits(self, option: Option) -> bool:
        """Whether it goes with what is there; that the option itself is allowed is taken for so."""
        kind = self.board.wanted[option.wanted]
        busy, spot = self.busy[option.person], option.spot
        return (
            self.open[option.wanted] > 0
            and kind.minutes <= self.left[option.person, kind.week]
            and spot not in busy
            and beside(spot) not in busy
            and self.room.get((kind.task_id, spot), 1) > 0
        )

    def put(self, option: Option) -> None:
        kind = self.board.wanted[option.wanted]
        self.left[option.person, kind.week] -= kind.minutes
        self.open[option.wanted] -= 1
        if (kind.task_id, option.spot) in self.room:
            self.room[kind.task_id, option.spot] -= 1
        self.options.append(option)
        self.busy[option.person].add(option.spot)


def is_allowed(board: Board, options: Iterable[Option]) -> bool:
    """Whether no hard rule is broken: said again of everything that a solver hands over."""
    filling = Filling(board)
    for option in options:
        if not filling.fits(option):
            return False
        filling.put(option)
    return True
