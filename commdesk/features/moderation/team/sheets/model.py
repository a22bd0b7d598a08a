"""What an availability sheet asks and says, and what taking it back in would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from commdesk.core.errors import Refused
from commdesk.core.sheets.refusal import refusal
from commdesk.core.sheets.spec import Problem
from commdesk.core.values import Minutes
from commdesk.core.words import N_, Text, Words, say, say_n
from commdesk.features.moderation.dayparts import EVERY, Slot, Slots
from commdesk.features.moderation.team.model import DaysOff, Moderator

NAME, HOURS, FIRST, LAST = N_("Name"), N_("Hours a week"), N_("First day"), N_("Last day")
MOST_SAID = 20
"""Of so many problems at most a sentence is made: a sheet can hold a hundred thousand."""
PERSON_MARK, DAYS_MARK = "commdesk:availability:", "commdesk:off:"
"""What the hidden column says before an id: whose sheet it is, which days off a row holds."""


class Ability(StrEnum):
    """What somebody says of one day part."""

    CAN = "can"
    RATHER_NOT = "rather_not"
    NO = "no"


ABILITIES: Mapping[Ability, str] = {
    Ability.CAN: N_("can"),
    Ability.RATHER_NOT: N_("rather not"),
    Ability.NO: N_("no"),
}


class Run(Struct, frozen=True, order=True):
    """A row of days off; `id` is of those that it was sent out with."""

    first_on: date
    last_on: date
    id: int = 0


class Answers(Struct, frozen=True):
    """What a sheet says, where it could be understood."""

    file: str
    sheet: str
    name: str = ""
    moderator_id: int | None = None
    weekly_minutes: Minutes | None = None
    abilities: Mapping[Slot, Ability] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    emptied: frozenset[int] = frozenset()
    """Ids of days off whose row was made empty: they are off no longer."""
    empty: tuple[str, ...] = ()
    """Cells of day parts in which nothing stands: C10, D10."""
    problems: tuple[Problem, ...] = ()


class Difference(Struct, frozen=True):
    """One thing that becomes another, in the language of the workbook."""

    field: str
    label: str
    before: str
    after: str
    was: Any = None
    becomes: Any = None
    """The same for programs: minutes, day parts, days."""


class AvailabilityPlan(Struct, frozen=True):
    """What taking a sheet in does: shown to the user, and applied unchanged."""

    file: str
    sheet: str
    moderator_id: int
    name: str
    differences: tuple[Difference, ...] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the moderator, by what they become."""
    added: tuple[Run, ...] = ()
    moved: tuple[Run, ...] = ()
    removed: tuple[Run, ...] = ()
    remarks: tuple[Text, ...] = ()
    """What somebody must know before it is taken in."""
    problems: tuple[Problem, ...] = ()
    """While there are any nothing is applied."""

    @property
    def has_work(self) -> bool:
        return bool(self.changes or self.added or self.moved or self.removed)


def abilities_of(person: Moderator) -> dict[Slot, Ability]:
    """What is known of somebody, for every day part of a week."""
    return {slot: _ability(person, slot) for slot in EVERY}


def changes_in(person: Moderator, answers: Answers) -> dict[str, Any]:
    """The fields that a sheet changes; one that came back as it went changes none."""
    able = Slots(s for s, said in answers.abilities.items() if said is not Ability.NO)
    rather_not = Slots(s for s, said in answers.abilities.items() if said is Ability.RATHER_NOT)
    unseen = person.rather_not - able  # what they cannot anyway stood on the sheet as "no"
    wanted = {
        "weekly_minutes": answers.weekly_minutes,
        "availability": _stored(person, able),
        "rather_not": Slots(rather_not | unseen),
    }
    return {key: value for key, value in wanted.items() if value != getattr(person, key)}


def runs_in(
    known: Sequence[DaysOff], answers: Answers
) -> tuple[tuple[Run, ...], tuple[Run, ...], tuple[Run, ...]]:
    """Days off that are new, moved and removed; those that the sheet never held stay."""
    there = {run.id: Run(run.first_on, run.last_on, run.id) for run in known}
    days = {(run.first_on, run.last_on) for run in known}
    moved: dict[int, Run] = {}
    added: list[Run] = []
    for run in _joined(answers.runs):
        as_known = (run.first_on, run.last_on) in days
        if run.id in there and run.id not in moved:
            if run != there[run.id]:
                moved[run.id] = run
        elif not as_known:
            added.append(Run(run.first_on, run.last_on))
    removed = tuple(there[each] for each in sorted(answers.emptied & there.keys()))
    return tuple(dict.fromkeys(added)), tuple(moved.values()), removed


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs that share a day as one, as the team keeps them: the same sheet again says the same."""
    joined: list[Run] = []
    for run in sorted(runs):
        last = joined[-1] if joined else None
        if last and run.first_on <= last.last_on:
            until = max(last.last_on, run.last_on)
            joined[-1] = Run(last.first_on, until, last.id or run.id)
        else:
            joined.append(run)
    return joined


def refusal_of(plans: Iterable[AvailabilityPlan], words: Words) -> Refused | None:
    """What is wrong on these sheets, a line each, of much the first; None when nothing is."""
    found = [(plan, each) for plan in plans for each in plan.problems]
    lines = [words(sentence(plan, each)) for plan, each in found[:MOST_SAID]]
    if rest := more(len(found)):
        lines.append(words(rest))
    return refusal(Text("{lines}", {"lines": "\n".join(lines)})) if lines else None


def more(count: int) -> Text | None:
    """How many problems are not said after the first ones."""
    rest = count - MOST_SAID
    return say_n("and {n} more problem.", "and {n} more problems.", rest) if rest > 0 else None


def sentence(plan: AvailabilityPlan | Answers, problem: Problem) -> Text:
    """One problem with its place: what was found there and what to do."""
    place = {"file": plan.file, "sheet": plan.sheet, "row": str(problem.row)}
    return say(
        "{file}, sheet {sheet}, row {row}, {column}: found “{found}”. {message}",
        **place,
        column=problem.column,
        found=problem.found,
        message=problem.message,
    )


def _ability(person: Moderator, slot: Slot) -> Ability:
    if person.availability and slot not in person.availability:
        return Ability.NO
    return Ability.RATHER_NOT if slot in person.rather_not else Ability.CAN


def _stored(person: Moderator, able: Slots) -> Slots:
    """Every day part is stored as none; who had each of them written out keeps that."""
    if able != EVERY:
        return able
    return person.availability if person.availability in {Slots(), EVERY} else Slots()
