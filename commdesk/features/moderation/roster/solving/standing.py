"""A roster as it stands on a board, and what keeps somebody from one more shift in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from commdesk.core.values import Week
from commdesk.features.moderation.roster.model import LONGEST_SHIFT, Shift
from commdesk.features.moderation.roster.solving.board import Board, beside
from commdesk.features.moderation.roster.solving.instance import Instance, number_of, spot_of


class Block(IntEnum):
    """Why not; the further down, the nearer they are to being able to."""

    LENGTH = 0
    INACTIVE = 1
    EXPERTISE = 2
    TEAM = 3
    CLOSED = 4
    DAY_OFF = 5
    AVAILABILITY = 6
    PEOPLE = 7
    """The task has as many people in that day part as it asks."""
    HERE = 8
    """They do this very task then."""
    TWICE = 9
    REST = 10
    HOURS = 11


class Standing:
    """What everybody has: what the instance keeps and the shifts that are given."""

    def __init__(self, instance: Instance, shifts: Sequence[Shift]) -> None:
        self.board = board = Board(instance)
        self.instance = instance
        self.has: list[dict[int, Shift]] = [{} for _ in board.people]
        self.used: Counter[tuple[int, Week]] = Counter()
        self.there: Counter[tuple[int, int]] = Counter()
        for shift in (*instance.near, *instance.kept, *shifts):
            place = board.place_of.get(shift.moderator_id)
            if place is not None:
                spot = number_of(shift.day, shift.day_part)
                self.has[place][spot] = shift
                self.used[place, Week.of(shift.day)] += shift.minutes
                self.there[shift.task_id, spot] += 1
        self._hours: dict[tuple[int, Week], int] = {}

    def free(self, person: int, week: Week) -> int:
        """Minutes that somebody has left in a week; below zero when they have too much."""
        key = person, week
        if key not in self._hours:
            self._hours[key] = self.board.hours(self.board.people[person], week)
        return self._hours[key] - self.used[key]

    def movable(self, person: int, week: Week) -> list[Shift]:
        """Shifts of that week that another may take over."""
        return [
            shift
            for shift in self.has[person].values()
            if Week.of(shift.day) == week and not shift.is_kept and shift.day >= self.instance.today
        ]

    def blocks(self, person: int, shift: Shift, without: Shift | None = None) -> list[Block]:
        """What keeps a person from a shift of whoever, when they would not have another."""
        spot = number_of(shift.day, shift.day_part)
        own = self.has[person]
        given = without.minutes if without and Week.of(without.day) == Week.of(shift.day) else 0
        found = self._of_person(person, shift)
        if spot in own and own[spot] != without:
            is_here = own[spot].task_id == shift.task_id
            found.append(Block.HERE if is_here else Block.TWICE)
        near = beside(spot)
        if near in own and own[near] != without:
            found.append(Block.REST)
        if self.free(person, Week.of(shift.day)) + given < shift.minutes:
            found.append(Block.HOURS)
        return found

    def _of_person(self, place: int, shift: Shift) -> list[Block]:
        person, task = self.board.people[place], self.board.tasks[shift.task_id]
        day, part = shift.day, shift.day_part
        answers = {
            Block.LENGTH: shift.minutes > LONGEST_SHIFT,
            Block.INACTIVE: not (person.is_active and task.is_active),
            Block.EXPERTISE: not person.can_do(task.expertise),
            Block.TEAM: not person.is_in_team(day),
            Block.CLOSED: self._is_shut(day),
            Block.DAY_OFF: self.board.is_off(person, day),
            Block.AVAILABILITY: not person.can_on(day, part),
        }
        return [block for block, holds in answers.items() if holds]

    def is_full(self, task_id: int, spot: int) -> bool:
        """Whether a task that any day part will do for has its people there."""
        task = self.board.tasks[task_id]
        return not task.slots and self.there[task_id, spot] >= task.people

    def spots_of(self, wanted: int) -> list[int]:
        """Where a place of that kind can still be."""
        kind = self.board.wanted[wanted]
        numbers = [number_of(*spot) for spot in kind.spots]
        return [number for number in numbers if not self.is_full(kind.task_id, number)]

    def other_spots(self, wanted: int) -> list[int]:
        """Day parts of that week that are none of the task's own."""
        kind, task = self.board.wanted[wanted], self.board.task(wanted)
        monday = number_of(kind.week.monday, "morning")
        return [
            number
            for number in range(monday, monday + 21)
            if spot_of(number) not in kind.spots
            and not task.slots.holds(*spot_of(number))
            and not self._is_shut(spot_of(number)[0])
            and (task.slots or not self.is_full(kind.task_id, number))
        ]

    def _is_shut(self, day: date) -> bool:
        return day in self.instance.closed or day < self.instance.today
