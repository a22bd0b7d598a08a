"""Rosters for tests: invented problems, and the rules read once more in plain Python.

Nothing here uses the model, the board or the score: what they get wrong shows against this.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from msgspec import Struct

from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.dayparts import PARTS, DayPart, Slots
from commdesk.features.moderation.roster import Shift
from commdesk.features.moderation.roster.solving import Instance, wanted_of
from commdesk.features.moderation.tasks import Task
from commdesk.features.moderation.team import DaysOff, Moderator

WEIGHT = {1: 100, 2: 10, 3: 1}
_FIRST = (Week(2026, 48), Week(2026, 52), Week(2026, 53))
_SKILLS = ("legal", "editing")
_DAY = timedelta(days=1)
Leaf = tuple[int, list[Shift]]


class Place(Struct, frozen=True):
    """One wanted shift."""

    task: Task
    minutes: int
    spots: tuple[tuple[date, DayPart], ...]


def invented(seed: int, *, is_tiny: bool = False) -> Instance:
    """A small problem with everything in it that can go wrong."""
    rng = random.Random(seed)  # noqa: S311 - an invented problem
    first = rng.choice(_FIRST)
    weeks = tuple(first + n for n in range(1 if is_tiny else rng.choice((1, 2))))
    today = first.monday + timedelta(days=rng.choice((0, 0, 0, 2, 4)))
    team = tuple(_person(n + 1, rng, first, is_tiny=is_tiny) for n in range(rng.randint(2, 4)))
    tasks = tuple(_task(n + 11, rng, is_tiny=is_tiny) for n in range(rng.randint(1, 4)))
    closed = frozenset(d for week in weeks for d in week.days if rng.random() < 0.06)
    kept = tuple(_kept(rng, weeks, team, tasks, today))
    needed = {
        (task.id, week): Minutes(max(task.weekly_minutes + rng.choice((0, 0, -35, 40)), 0))
        for task in tasks
        for week in weeks
    }
    return Instance(
        weeks=weeks, today=today, tasks=tasks, people=team,
        wanted=wanted_of(tasks, needed, closed, kept, today),
        kept=kept,
        near=tuple(_near(rng, weeks, team, tasks)),
        days_off=tuple(_off(rng, person, weeks) for person in team if rng.random() < 0.3),
        closed=closed,
        past_minutes={person.id: rng.choice((0, 300, 900)) for person in team},
        past_hours={person.id: 8 * person.weekly_minutes for person in team},
        habits=frozenset(
            (person.id, task.id, weekday, str(part))
            for person, task, weekday, part in product(team, tasks, range(1, 8), PARTS)
            if rng.random() < 0.2
        ),
    )  # fmt: skip


def _person(number: int, rng: random.Random, first: Week, *, is_tiny: bool) -> Moderator:
    every = Slots.every(range(1, 8)).in_order
    can = Slots(rng.sample(every, 4 if is_tiny else 9))
    middle = first.monday + 2 * _DAY
    return Moderator(
        id=number,
        name=f"P{number}",
        weekly_minutes=Minutes(rng.choice((0, 120, 240, 475, 900))),
        expertise=tuple(skill for skill in _SKILLS if rng.random() < 0.5),
        is_active=rng.random() < 0.93,
        availability=can if is_tiny or rng.random() < 0.7 else Slots(),
        rather_not=Slots(rng.sample(every, 3)),
        from_on=middle if rng.random() < 0.1 else None,
        until_on=middle + 2 * _DAY if rng.random() < 0.1 else None,
    )


def _task(number: int, rng: random.Random, *, is_tiny: bool) -> Task:
    every = Slots.every(range(1, 8)).in_order
    is_free = rng.random() < 0.35
    return Task(
        id=number,
        name=f"T{number}",
        expertise=rng.choice(("", "", "legal", "Editing")),
        weekly_minutes=Minutes(rng.choice((60, 180, 250) if is_tiny else (0, 240, 430, 900))),
        priority=rng.choice((1, 2, 3)),
        is_active=rng.random() < 0.95,
        slots=Slots() if is_free else Slots(rng.sample(every, 2 if is_tiny else rng.randint(1, 6))),
        people=rng.choice((1, 1, 2)),
        shift_minutes=Minutes(rng.choice((90, 120, 180))),
    )


def _kept(
    rng: random.Random,
    weeks: Sequence[Week],
    team: Sequence[Moderator],
    tasks: Sequence[Task],
    today: date,
) -> Iterator[Shift]:
    taken = set()
    for number in range(rng.choice((0, 1, 3))):
        day = rng.choice(rng.choice(weeks).days)
        who, part = rng.choice(team).id, str(rng.choice(PARTS))
        if (who, day, part) not in taken:
            taken.add((who, day, part))
            yield Shift(rng.choice(tasks).id, who, day, part, Minutes(rng.choice((60, 90))),
                        id=number + 1, is_pinned=day >= today)  # fmt: skip


def _near(
    rng: random.Random, weeks: Sequence[Week], team: Sequence[Moderator], tasks: Sequence[Task]
) -> Iterator[Shift]:
    for day, part in ((weeks[0].monday - _DAY, "evening"), (weeks[-1].sunday + _DAY, "morning")):
        if rng.random() < 0.5:
            yield Shift(tasks[0].id, rng.choice(team).id, day, part, Minutes(60))


def _off(rng: random.Random, person: Moderator, weeks: Sequence[Week]) -> DaysOff:
    first = rng.choice(weeks[0].days)
    return DaysOff(person.id, first, first + timedelta(days=rng.randint(0, 5)))


def places_of(instance: Instance) -> list[Place]:
    tasks = {task.id: task for task in instance.tasks}
    return [
        Place(tasks[kind.task_id], kind.minutes, kind.spots)
        for kind in instance.wanted
        for _ in range(kind.count)
    ]


def broken_rules(instance: Instance, shifts: Sequence[Shift]) -> list[str]:
    """Everything that is wrong with these shifts beside what the instance keeps."""
    found = []
    for number, shift in enumerate(shifts):
        others = [*instance.kept, *instance.near, *shifts[:number], *shifts[number + 1 :]]
        found += [f"{rule}: {shift}" for rule in _broken_by(instance, shift, others)]
    return [*found, *_too_many(instance, shifts)]


def _broken_by(instance: Instance, shift: Shift, others: Sequence[Shift]) -> Iterator[str]:
    task = next(task for task in instance.tasks if task.id == shift.task_id)
    person = next(person for person in instance.people if person.id == shift.moderator_id)
    own = [other for other in others if other.moderator_id == person.id]
    day, part = shift.day, str(shift.day_part)
    week = day.isocalendar()[:2]
    if not person.is_active or not task.is_active:
        yield "inactive"
    if task.expertise and task.expertise.lower() not in [e.lower() for e in person.expertise]:
        yield "expertise"
    if day < instance.today or week not in [(w.year, w.number) for w in instance.weeks]:
        yield "outside the days to fill"
    if not _is_there(instance, person, day):
        yield "not there"
    if person.availability and (day.isoweekday(), part) not in person.availability:
        yield "availability"
    yield from _at_once(day, part, own)
    planned = sum(o.minutes for o in own if o.day.isocalendar()[:2] == week) + shift.minutes
    if planned > _hours(instance, person, Week.of(day)):
        yield "hours"
    there = [o for o in others if (o.task_id, o.day, o.day_part) == (task.id, day, part)]
    if len(there) >= task.people:
        yield "people at once"


def _at_once(day: date, part: str, own: Sequence[Shift]) -> Iterator[str]:
    if any((other.day, other.day_part) == (day, part) for other in own):
        yield "twice"
    if part == "morning" and any((o.day, o.day_part) == (day - _DAY, "evening") for o in own):
        yield "no rest before"
    if part == "evening" and any((o.day, o.day_part) == (day + _DAY, "morning") for o in own):
        yield "no rest after"


def _is_there(instance: Instance, person: Moderator, day: date) -> bool:
    off = [run for run in instance.days_off if run.moderator_id == person.id]
    return not (
        day in instance.closed
        or (person.from_on and day < person.from_on)
        or (person.until_on and day > person.until_on)
        or any(run.first_on <= day <= run.last_on for run in off)
    )


def _hours(instance: Instance, person: Moderator, week: Week) -> int:
    """Weekly hours in proportion to the days of theirs on which they are there, half up."""
    weekdays = {weekday for weekday, _ in person.availability} or {1, 2, 3, 4, 5}
    days = [day for day in week.days if day.isoweekday() in weekdays]
    there = [day for day in days if _is_there(instance, person, day)]
    exact = Fraction(person.weekly_minutes * len(there), len(days)) * person.is_active
    return int(exact + Fraction(1, 2)) + instance.more.get((person.id, week), 0)


def _too_many(instance: Instance, shifts: Sequence[Shift]) -> list[str]:
    """Shifts that nobody asked for: each must be one of the places."""
    open_ = places_of(instance)
    found = []
    for shift in shifts:
        spot = shift.day, shift.day_part
        asked = [p for p in open_ if p.task.id == shift.task_id and p.minutes == shift.minutes
                 and spot in p.spots]  # fmt: skip
        if asked:
            open_.remove(min(asked, key=lambda place: len(place.spots)))
        else:
            found.append(f"not asked for: {shift}")
    return found


def covered(instance: Instance, shifts: Sequence[Shift]) -> int:
    """Minutes, a hundredfold for what must, tenfold for what is normal."""
    priority = {task.id: task.priority for task in instance.tasks}
    return sum(WEIGHT[priority[shift.task_id]] * shift.minutes for shift in shifts)


def cost(instance: Instance, shifts: Sequence[Shift]) -> float:
    """Unfairness, wishes and continuity, as the docstring of the score says them."""
    loads = Counter(instance.past_minutes)
    for shift in (*instance.kept, *shifts):
        loads[shift.moderator_id] += shift.minutes
    hours = {
        person.id: instance.past_hours[person.id]
        + sum(_hours(instance, person, week) for week in instance.weeks)
        for person in instance.people
    }
    work = sum(loads[who] for who, has in hours.items() if has)
    total = 0.0
    for who, has in hours.items():
        if has:
            off = abs(loads[who] - work * has / sum(hours.values()))
            total += off + max(off - 120, 0)
    people = {person.id: person for person in instance.people}
    everything = {(s.moderator_id, s.task_id, s.day, str(s.day_part))
                  for s in (*instance.kept, *shifts)}  # fmt: skip
    for shift in shifts:
        person, slot = people[shift.moderator_id], (shift.day.isoweekday(), shift.day_part)
        is_weekend = shift.day.isoweekday() in {6, 7} and not person.availability
        total += shift.minutes * (slot in person.rather_not or is_weekend)
        before = person.id, shift.task_id, shift.day - 7 * _DAY, str(shift.day_part)
        habit = person.id, shift.task_id, shift.day.isoweekday(), str(shift.day_part)
        total += 20 * (before not in everything and habit not in instance.habits)
    return total


def candidates(instance: Instance, place: Place, shifts: Sequence[Shift]) -> list[Shift]:
    """Everything that this place could become beside these shifts."""
    others = [*instance.kept, *instance.near, *shifts]
    made = (
        Shift(place.task.id, person.id, day, str(part), Minutes(place.minutes))
        for person in instance.people
        for day, part in place.spots
    )
    return [shift for shift in made if place.minutes <= 720
            and not any(_broken_by(instance, shift, others))]  # fmt: skip


def greedy(instance: Instance) -> list[Shift]:
    """The most pressing place first, to the first who can."""
    shifts: list[Shift] = []
    for place in sorted(places_of(instance), key=lambda p: (p.task.priority, -p.minutes)):
        shifts += candidates(instance, place, shifts)[:1]
    return shifts


def size(instance: Instance) -> int:
    """How many rosters there are at most."""
    found = 1
    for place in places_of(instance):
        found *= 1 + len(candidates(instance, place, ()))
    return found


def every_roster(instance: Instance) -> Iterator[list[Shift]]:
    """Each way to fill some of the places."""
    places = places_of(instance)

    def fill(number: int, shifts: list[Shift]) -> Iterator[list[Shift]]:
        if number == len(places):
            yield shifts
            return
        yield from fill(number + 1, shifts)
        for shift in candidates(instance, places[number], shifts):
            yield from fill(number + 1, [*shifts, shift])

    return fill(0, [])
