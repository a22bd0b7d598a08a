"""A proposal against rules read apart from its model: 300 problems, brute force, a greedy fill."""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from multiprocessing.connection import Connection

import pytest
from msgspec.structs import replace

from commdesk.core.errors import Cancelled, Refused
from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.dayparts import Slots
from commdesk.features.moderation.roster import Shift
from commdesk.features.moderation.roster.solving import (
    Instance,
    Proposal,
    explain,
    propose,
    solve,
    wanted_of,
)
from commdesk.features.moderation.roster.solving import parent as near_side
from commdesk.features.moderation.roster.solving import search as searching
from commdesk.features.moderation.roster.solving.child import serve
from commdesk.features.moderation.tasks import Task
from commdesk.features.moderation.team import DaysOff, Moderator
from tests.features.moderation.roster_cases import (
    WEIGHT,
    broken_rules,
    cost,
    covered,
    every_roster,
    greedy,
    invented,
    places_of,
    size,
)

MOST_ROSTERS = 4_000
WEEK = Week(2026, 48)


def checked(instance: Instance, proposal: Proposal) -> None:
    """What holds of every proposal."""
    assert broken_rules(instance, proposal.shifts) == []
    assert proposal.coverage == covered(instance, proposal.shifts)
    assert proposal.cost == pytest.approx(cost(instance, proposal.shifts))
    asked = sum(WEIGHT[place.task.priority] * place.minutes for place in places_of(instance))
    assert proposal.coverage <= proposal.bound <= asked
    count = sum(gap.count for gap in proposal.uncovered)
    assert count == len(places_of(instance)) - len(proposal.shifts)


@pytest.mark.parametrize("start", range(0, 200, 20))
def test_breaks_no_rule_and_covers_no_less_than_a_greedy_fill(start: int) -> None:
    for seed in range(start, start + 20):
        instance = invented(seed)
        proposal = solve(instance, seconds=5)
        checked(instance, proposal)
        assert proposal.coverage >= covered(instance, greedy(instance)), seed
        assert proposal.gap == 0, seed


@pytest.mark.parametrize("start", range(1000, 1100, 20))
def test_is_as_good_as_the_best_of_all_rosters(start: int) -> None:
    """Coverage first, then the cost, against every roster that there is."""
    compared = 0
    for seed in range(start, start + 20):
        instance = invented(seed, is_tiny=True)
        proposal = solve(instance, seconds=5)
        checked(instance, proposal)
        if size(instance) <= MOST_ROSTERS:
            rosters = list(every_roster(instance))
            most = max(covered(instance, shifts) for shifts in rosters)
            least = min(cost(instance, s) for s in rosters if covered(instance, s) == most)
            assert (proposal.coverage, proposal.bound) == (most, most), seed
            assert proposal.cost == pytest.approx(least), seed
            assert proposal.is_optimal, seed
            compared += 1
    assert compared >= 10


@pytest.mark.parametrize("start", range(0, 60, 20))
def test_a_search_in_parts_covers_as_much(start: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As problems are solved that are too large to be looked at whole."""
    whole = {seed: solve(invented(seed), seconds=5) for seed in range(start, start + 20)}
    monkeypatch.setattr(searching, "_FEW", 0)
    for seed, proposal in whole.items():
        in_parts = solve(invented(seed), seconds=5)
        checked(invented(seed), in_parts)
        assert in_parts.coverage == proposal.coverage, seed
        assert in_parts.cost == pytest.approx(proposal.cost), seed


def test_keeps_what_is_pinned_and_fills_around_it() -> None:
    pinned = Shift(1, 1, WEEK.monday, "evening", Minutes(120), id=5, is_pinned=True)
    instance = problem(slots="1e 2m", minutes=240, people=2, kept=(pinned,))
    proposal = solve(instance)
    assert [(s.moderator_id, s.day, s.day_part) for s in proposal.shifts] == [
        (2, WEEK.days[1], "morning")  # the first one has an evening before it
    ]


def test_nobody_goes_past_their_last_day_or_works_on_a_day_off() -> None:
    team = (
        replace(person(1), until_on=WEEK.days[1]),
        replace(person(2), from_on=WEEK.days[3]),
        person(3),
    )
    off = (DaysOff(3, WEEK.days[2], WEEK.days[4]),)
    instance = problem(slots="1m 2m 3m 4m 5m", minutes=300, team=team, days_off=off)
    proposal = solve(instance)
    assert broken_rules(instance, proposal.shifts) == []
    by_day = {shift.day: shift.moderator_id for shift in proposal.shifts}
    assert WEEK.days[2] not in by_day
    assert by_day[WEEK.days[3]] == by_day[WEEK.days[4]] == 2


def test_a_closing_day_is_left_empty_and_the_hours_go_to_the_other_days() -> None:
    instance = problem(slots="1m 2m", minutes=240, closed=frozenset({WEEK.monday}))
    proposal = solve(instance)
    assert [(s.day, s.minutes) for s in proposal.shifts] == [(WEEK.days[1], 240)]


def test_rest_holds_from_week_53_into_the_new_year() -> None:
    weeks = Week(2026, 53), Week(2027, 1)
    assert weeks[0] + 1 == weeks[1]
    instance = problem(slots="7e 1m", minutes=240, people=1, weeks=weeks)
    proposal = solve(instance)
    assert broken_rules(instance, proposal.shifts) == []
    assert len(proposal.shifts) == 3  # of Sunday evening and Monday morning one


def test_what_cannot_be_met_is_no_error() -> None:
    for instance in (
        problem(minutes=6000, people=0),
        problem(minutes=6000, people=1, slots="1m"),
        problem(minutes=0),
        replace(problem(minutes=120), today=WEEK.sunday),
        problem(minutes=120, closed=frozenset(WEEK.days)),
    ):
        proposal = solve(instance)
        assert broken_rules(instance, proposal.shifts) == []
        assert proposal.gap == 0
        assert len(explain(instance, proposal.shifts)) == len(proposal.uncovered)


@pytest.mark.parametrize("seed", [7, 55, 1003])
def test_the_child_finds_what_this_process_finds(seed: int) -> None:
    instance, heard = invented(seed), list[Proposal]()
    proposal = propose(instance, seconds=5, on_better=heard.append)
    checked(instance, proposal)
    here = solve(instance, seconds=5)
    assert (proposal.coverage, proposal.is_optimal) == (here.coverage, True)
    assert proposal.cost == pytest.approx(here.cost)
    assert heard[-1] == proposal
    for better in heard:
        assert broken_rules(instance, better.shifts) == []


def test_cancelled_it_hands_out_the_best_so_far() -> None:
    instance, heard = large(), list[Proposal]()
    start = time.monotonic()
    proposal = propose(
        instance, seconds=60, is_cancelled=lambda: len(heard) > 1, on_better=heard.append
    )
    assert time.monotonic() - start < 30
    assert proposal is heard[-1]
    assert proposal.shifts
    assert broken_rules(instance, proposal.shifts) == []


def test_cancelled_before_there_is_any_it_says_so() -> None:
    with pytest.raises(Cancelled):
        propose(large(), is_cancelled=lambda: True)


def test_out_of_time_it_hands_out_the_best_so_far() -> None:
    instance = large()
    proposal = propose(instance, seconds=1)
    assert proposal.shifts
    assert broken_rules(instance, proposal.shifts) == []


def test_says_that_the_solver_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_side, "serve", without_highspy)
    with pytest.raises(Refused, match="highspy, is not installed"):
        propose(invented(55))


def test_says_that_the_solver_died(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_side, "serve", dying)
    with pytest.raises(Refused, match="stopped before it was done"):
        propose(invented(55))


def without_highspy(connection: Connection, instance: Instance, ends_at: float) -> None:
    sys.modules["highspy"] = None  # type: ignore[assignment]
    serve(connection, instance, ends_at)


def dying(connection: Connection, instance: Instance, ends_at: float) -> None:
    os.abort()


def person(number: int) -> Moderator:
    return Moderator(id=number, name=f"P{number}", weekly_minutes=Minutes(1200))


def problem(
    *,
    minutes: int,
    slots: str = "",
    people: int = 1,
    weeks: tuple[Week, ...] = (WEEK,),
    team: tuple[Moderator, ...] | None = None,
    kept: tuple[Shift, ...] = (),
    closed: frozenset[date] = frozenset(),
    days_off: tuple[DaysOff, ...] = (),
) -> Instance:
    """One task of so many minutes a week."""
    task = Task(id=1, name="T", weekly_minutes=Minutes(minutes), slots=Slots.parse(slots))
    needed = {(task.id, week): task.weekly_minutes for week in weeks}
    return Instance(
        weeks=weeks,
        today=weeks[0].monday,
        tasks=(task,),
        people=tuple(person(n + 1) for n in range(people)) if team is None else team,
        wanted=wanted_of((task,), needed, closed, kept, weeks[0].monday),
        kept=kept,
        closed=closed,
        days_off=days_off,
    )


def large() -> Instance:
    """More than is solved at once."""
    weeks = tuple(WEEK + n for n in range(4))
    team = tuple(replace(person(n), weekly_minutes=Minutes(300 + 60 * n)) for n in range(1, 21))
    tasks = tuple(
        Task(id=n, name=f"T{n}", weekly_minutes=Minutes(2400), slots=Slots.parse(slots), people=2)
        for n, slots in enumerate(("1m 2m 3m 4m 5m", "1e 2e 3e 4e", "1a 3a 5a", "6m 6a 7m"))
    )
    needed = {(task.id, week): task.weekly_minutes for task in tasks for week in weeks}
    wanted = wanted_of(tasks, needed, (), (), WEEK.monday)
    return Instance(weeks=weeks, today=WEEK.monday, tasks=tasks, people=team, wanted=wanted)
