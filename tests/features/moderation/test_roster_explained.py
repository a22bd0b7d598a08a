"""Why a place stays empty, and that the change that is suggested does fill it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
    Wanted,
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
def test_the_change_that_is_suggested_covers_what_it_says(start: int) -> None:
    """With the rest unchanged exactly that; solved again, no less is covered."""
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
            is_less = each.change.kind == ChangeKind.BUDGET
            weight = WEIGHT[priority[each.gap.task_id]]
            assert covered(changed, filled) == proposal.coverage + weight * each.gap.each * (
                not is_less
            )
            more = 0 if is_less else weight * each.covers
            assert again.coverage >= proposal.coverage + more, (seed, each)
            assert each.short == short_at(instance, proposal.shifts, each)
            before = [s for s in proposal.shifts if s != each.change.gives]
            left = short_at(changed, [*before, *best_there(changed, before, each)], each)
            assert left == each.short - each.covers, (seed, each)
            assert each.closes == (not left)
            if len({(g.task_id, g.week, g.spot) for g in proposal.uncovered}) == 1:
                assert short_at(changed, again.shifts, each) <= left, (seed, each)
            assert NL(each.why) != EN(each.why)
            assert NL(each.change.text) != EN(each.change.text)
            assert ("blijft open" in NL(each.change.text)) == bool(left)


def left_of(instance: Instance, shifts: Sequence[Shift]) -> list[Wanted]:
    """What is wanted yet, counted without the code that is tested."""
    open_ = {number: kind.count for number, kind in enumerate(instance.wanted)}
    for shift in shifts:
        spot = shift.day, shift.day_part
        like = [
            number
            for number, kind in enumerate(instance.wanted)
            if open_[number]
            and (kind.task_id, kind.minutes) == (shift.task_id, shift.minutes)
            and spot in kind.spots
        ]
        open_[min(like, key=lambda number: len(instance.wanted[number].spots))] -= 1
    return [replace(instance.wanted[n], count=count) for n, count in open_.items() if count]


def there(instance: Instance, kind: Wanted, each: Explained) -> bool:
    """Whether these places are of the gap: its day part, or its week where any will do."""
    task = next(task for task in instance.tasks if task.id == kind.task_id)
    same = (kind.task_id, kind.week) == (each.gap.task_id, each.gap.week)
    is_one_more = each.change.kind == ChangeKind.DAY_PART and each.change.spot in kind.spots
    return same and (not task.slots or kind.spot == each.gap.spot or is_one_more)


def short_at(instance: Instance, shifts: Sequence[Shift], each: Explained) -> int:
    kinds = [kind for kind in left_of(instance, shifts) if there(instance, kind, each)]
    return sum(kind.minutes * kind.count for kind in kinds)


def best_there(instance: Instance, shifts: Sequence[Shift], each: Explained) -> Sequence[Shift]:
    """Of the gap alone as much as can be filled, the other shifts as they are."""
    wanted = [kind for kind in left_of(instance, shifts) if there(instance, kind, each)]
    kept = (*instance.kept, *shifts)
    return solve(replace(instance, kept=kept, wanted=tuple(wanted)), seconds=5).shifts


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


def test_of_three_places_at_once_one_change_fills_one() -> None:
    """People are asked for one at a time; who is on the task already is not called busy."""
    three = replace(task("Morning", 1, "1m", minutes=360), people=3)
    here = person("A", availability=Slots.parse("1m"))
    other = person("B", 2, availability=Slots.parse("2m"))
    instance = problem([here, other], tasks=[three])
    shifts = (Shift(1, 1, MONDAY, "morning", Minutes(120)),)
    (each,) = explain(instance, shifts)
    assert NL(each.why) == "Niemand kan: A doet deze taak dan al en B kan dan niet."
    assert NL(each.change.text) == (
        "Als B kan op ma 23 nov in de ochtend, dekt dat 2 u van de 4 u; 2 u blijft open."
    )
    assert (each.covers, each.short, each.closes) == (120, 240, False)


def test_fewer_hours_take_away_all_that_is_short_there() -> None:
    three = replace(task("Morning", 1, "1m", minutes=365), people=3)
    instance = problem([person("A", availability=Slots.parse("1m"))], tasks=[three])
    shifts = solve(instance, seconds=5).shifts
    found = explain(instance, shifts, is_best=True)
    assert {each.change.kind for each in found} == {ChangeKind.BUDGET}
    for each in found:
        assert each.closes
        changed = apply_change(instance, each.change)
        assert not solve(changed, seconds=5).uncovered


def test_an_expertise_can_cover_several_day_parts() -> None:
    legal = task("Legal", 1, "", expertise="legal", minutes=360)
    (each,) = explain(problem([person("Noor", minutes=600)], tasks=[legal]))
    assert EN(each.change.text) == "With the expertise legal, Noor can do all of it."
    (each,) = explain(problem([person("Noor", minutes=300)], tasks=[legal]))
    assert EN(each.change.text) == (
        "With the expertise legal, Noor can do 4 h of the 6 h; 2 h stays open."
    )


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
