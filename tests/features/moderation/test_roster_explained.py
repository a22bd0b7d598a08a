"""Why a place stays empty, and that the change that is suggested does fill it."""

from __future__ import annotations

from collections import Counter

import pytest
from msgspec.structs import replace

from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation.dayparts import Slots
from commdesk.features.moderation.roster import Shift
from commdesk.features.moderation.roster.solving import (
    ChangeKind,
    Explained,
    Instance,
    apply_change,
    explain,
    solve,
    wanted_of,
)
from commdesk.features.moderation.tasks import Task
from commdesk.features.moderation.team import DaysOff, Moderator
from tests.features.moderation.roster_cases import WEIGHT, broken_rules, covered, invented

WEEK = Week(2026, 48)
MONDAY, TUESDAY = WEEK.days[0], WEEK.days[1]
NL, EN = Words("nl"), Words("en")


def after(instance: Instance, shifts: tuple[Shift, ...], each: Explained) -> list[Shift]:
    """The shifts once the change is made and the place is filled, all else as it is."""
    change = each.change
    made = [shift for shift in shifts if shift != change.gives]
    if change.gives:
        made.append(replace(change.gives, moderator_id=change.taker_id))
    shift = change.shift(instance)
    return made if shift is None else [*made, shift]


@pytest.mark.parametrize("start", range(0, 120, 20))
def test_the_change_that_is_suggested_closes_the_shortage(start: int) -> None:
    """The place can be filled with the rest unchanged; solved again, no less is covered."""
    for seed in range(start, start + 20):
        instance = invented(seed)
        proposal = solve(instance, seconds=5)
        priority = {task.id: task.priority for task in instance.tasks}
        explained = explain(instance, proposal.shifts, is_best=True)
        assert len(explained) == len(proposal.uncovered)
        for each in explained:
            changed = apply_change(instance, each.change)
            filled = after(changed, proposal.shifts, each)
            assert broken_rules(changed, filled) == [], (seed, each)
            again = solve(changed, seconds=5)
            assert broken_rules(changed, again.shifts) == []
            closes = 0 if each.change.kind == ChangeKind.BUDGET else 1
            more = closes * WEIGHT[priority[each.gap.task_id]] * each.gap.each
            assert covered(changed, filled) == proposal.coverage + more
            assert again.coverage >= proposal.coverage + more, (seed, each)
            left = sum(gap.count for gap in again.uncovered)
            if len(proposal.uncovered) == 1:
                assert left < sum(gap.count for gap in proposal.uncovered)
            assert NL(each.why) != EN(each.why)
            assert NL(each.change.text) != EN(each.change.text)


def test_every_kind_of_change_comes_by() -> None:
    kinds = Counter(
        each.change.kind
        for seed in range(60)
        for instance in [invented(seed)]
        for each in explain(instance, solve(instance, seconds=5).shifts)
    )
    assert kinds.keys() >= {
        ChangeKind.HOURS, ChangeKind.AVAILABILITY, ChangeKind.DAY_PART, ChangeKind.DAY_OFF,
        ChangeKind.EXPERTISE, ChangeKind.BUDGET,
    }  # fmt: skip
    assert ChangeKind.FILL not in kinds
    assert ChangeKind.EXCHANGE not in kinds


def one(instance: Instance, shifts: tuple[Shift, ...] = ()) -> tuple[str, str]:
    (each,) = explain(instance, shifts)
    filled = after(apply_change(instance, each.change), shifts, each)
    assert broken_rules(apply_change(instance, each.change), filled) == []
    return EN(each.why), EN(each.change.text)


def test_nobody_has_the_expertise() -> None:
    why, helps = one(problem([person("Noor")], expertise="legal"))
    assert why == "Nobody has the expertise legal."
    assert helps == "With the expertise legal, Noor can do it on Mon 23 Nov in the evening."


def test_who_has_too_few_hours_is_asked_for_just_what_is_short() -> None:
    why, helps = one(problem([person("Noor", minutes=75)]))
    assert why == "Nobody can: Noor has too few hours left."
    assert helps == "With 45 min more in week 48, Noor can do it on Mon 23 Nov in the evening."


def test_who_is_off_comes_back_only_when_nobody_can_on_that_day_part() -> None:
    noor = person("Noor")
    off = (DaysOff(1, MONDAY, WEEK.sunday),)
    why, helps = one(problem([noor], days_off=off))
    assert why == "Nobody can: Noor is off."
    assert helps == "If Noor works on Mon 23 Nov after all, it is covered in the evening."
    henk = person("Henk", 2, availability=Slots.parse("1m 2m"))
    why, helps = one(problem([noor, henk], days_off=off))
    assert why == "Nobody can: Henk cannot then and Noor is off."
    assert helps == "If Henk can on Mon 23 Nov in the evening, it is covered."


def test_a_place_that_somebody_can_fill_says_who() -> None:
    why, helps = one(problem([person("Noor")]))
    assert why == "Nobody is on it yet."
    assert helps == "Noor can do it on Mon 23 Nov in the evening."


def test_somebody_takes_over_the_shift_that_holds_the_only_one_up() -> None:
    """Noor alone has the expertise, and is on the afternoon that Lotte could do."""
    noor = person("Noor", expertise=("legal",), minutes=120)
    lotte = person("Lotte", 2, minutes=120)
    legal = task("Legal", 1, "1e", expertise="legal")
    replies = task("Replies", 2, "1a")
    instance = problem([noor, lotte], tasks=[legal, replies])
    shifts = (Shift(2, 1, MONDAY, "afternoon", Minutes(120)),)
    why, helps = one(instance, shifts)
    assert why == "Of those with legal: Noor has too few hours left."
    assert helps == (
        "Noor can do it on Mon 23 Nov in the evening when Lotte takes over Replies on"
        " Mon 23 Nov in the afternoon."
    )


def test_a_week_without_open_days_can_only_be_asked_less() -> None:
    instance = problem([person("Noor")], closed=frozenset(WEEK.days), slots="")
    why, helps = one(instance)
    assert why == "There is no day part left for it in week 48."
    assert helps == "Ask 2 h less of Evening in week 48."


def test_the_evening_may_become_another_day_part() -> None:
    noor = person("Noor", minutes=1200)
    before = Shift(1, 1, TUESDAY, "morning", Minutes(60), id=3, is_pinned=True)
    instance = problem([noor], kept=(before,), minutes=180)
    why, helps = one(instance)
    assert why == "Nobody can: Noor needs rest."
    assert helps.startswith("If Evening may also be done on Mon 23 Nov in the morning")


def test_of_many_names_the_first_are_said() -> None:
    team = [person(f"P{n}", n, minutes=60) for n in range(1, 8)]
    why, _ = one(problem(team))
    assert why == "Nobody can: P1, P2, P3, and 4 others have too few hours left."


def person(name: str, number: int = 1, *, minutes: int = 600, **more: object) -> Moderator:
    values = {"availability": Slots(), "expertise": ()} | more
    return Moderator(id=number, name=name, weekly_minutes=Minutes(minutes), **values)  # type: ignore[arg-type]


def task(name: str, number: int, slots: str, expertise: str = "", minutes: int = 120) -> Task:
    parsed = Slots.parse(slots)
    return Task(id=number, name=name, slots=parsed, expertise=expertise,
                weekly_minutes=Minutes(minutes))  # fmt: skip


def problem(
    team: list[Moderator],
    *,
    tasks: list[Task] | None = None,
    slots: str = "1e",
    expertise: str = "",
    minutes: int = 120,
    kept: tuple[Shift, ...] = (),
    closed: frozenset[object] = frozenset(),
    days_off: tuple[DaysOff, ...] = (),
) -> Instance:
    """Two hours on Monday evening, or what else is asked."""
    given = tasks or [task("Evening", 1, slots, expertise, minutes)]
    needed = {(each.id, WEEK): each.weekly_minutes for each in given}
    return Instance(
        weeks=(WEEK,),
        today=MONDAY,
        tasks=tuple(given),
        people=tuple(team),
        wanted=wanted_of(given, needed, closed, kept, MONDAY),  # type: ignore[arg-type]
        kept=kept,
        closed=closed,  # type: ignore[arg-type]
        days_off=days_off,
    )
