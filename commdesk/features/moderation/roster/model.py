"""Shifts, and the rules that say who can do one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct, field

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, Text, say
from commdesk.features.moderation.dayparts import DayPart, part_name
from commdesk.features.moderation.tasks import Task
from commdesk.features.moderation.team import DaysOff, Moderator, hours_in

LONGEST_SHIFT = 12 * 60
_A_DAY = timedelta(days=1)
RULES: tuple[tuple[str, str], ...] = (
    ("hours", N_("more than their hours")),
    ("day_off", N_("on a day off")),
    ("closed", N_("on a closing day")),
    ("availability", N_("outside the day parts in which they can")),
    ("expertise", N_("without the expertise")),
    ("rest", N_("a morning after an evening")),
)
"""What may be broken on purpose, and is then shown as an exception."""


class Shift(Struct, frozen=True):
    """Planned hours: who does what on which part of which day."""

    task_id: int
    moderator_id: int
    day: date
    day_part: str
    minutes: Minutes
    id: int = 0
    is_pinned: bool = False
    """A proposal leaves it where it is."""
    exception: str = ""
    """The rules that it breaks on purpose, by their names in `RULES`, apart by spaces."""

    @property
    def exceptions(self) -> tuple[str, ...]:
        return tuple(self.exception.split())

    @property
    def is_kept(self) -> bool:
        """Whether a proposal leaves it alone: pinned, or an exception that somebody made."""
        return self.is_pinned or bool(self.exception)


class Breach(Struct, frozen=True):
    """One rule that a shift breaks, and the sentence that says so."""

    rule: str
    text: Text
    field: str
    is_hard: bool = False
    """Nobody can allow it: being in two places at once, not being in the team."""


class Around(Struct, frozen=True):
    """What a shift is judged by besides its task and person."""

    others: Sequence[Shift] = ()
    """Their other shifts of that ISO week, and of the day before and after it."""
    closed: Mapping[date, str] = field(default_factory=dict)
    days_off: Collection[DaysOff] = ()
    """Of that person."""
    task_names: Mapping[int, str] = field(default_factory=dict)


def breaches(shift: Shift, task: Task, person: Moderator, around: Around) -> list[Breach]:
    """Every rule that this shift breaks, the ones that nobody can allow first."""
    found = [
        _wrong_length(shift),
        _inactive(task, person),
        _not_in_team(shift, person),
        _twice(shift, person, around),
        _without_expertise(task, person),
        _on_day_off(shift, person, around),
        _on_closing_day(shift, around),
        _outside_availability(shift, person),
        _past_hours(shift, person, around),
        _without_rest(shift, person, around),
    ]
    return [breach for breach in found if breach]


def check_shift(
    shift: Shift, task: Task, person: Moderator, around: Around, *, is_allowed: bool = False
) -> str:
    """Refuse a shift that breaks a rule; what is allowed on purpose comes back as its exception."""
    found = breaches(shift, task, person, around)
    stops = [breach for breach in found if breach.is_hard or not is_allowed]
    if stops:
        raise Refused(stops[0].text, field=stops[0].field)
    return " ".join(breach.rule for breach in found)


def _wrong_length(shift: Shift) -> Breach | None:
    if shift.day_part not in set(DayPart):
        text = say("A shift is in the morning, afternoon or evening.")
        return Breach("length", text, "day_part", is_hard=True)
    if not 0 < shift.minutes <= LONGEST_SHIFT:
        text = say("A shift takes between 1 minute and 12 hours.")
        return Breach("length", text, "minutes", is_hard=True)
    return None


def _inactive(task: Task, person: Moderator) -> Breach | None:
    if person.is_active and task.is_active:
        return None
    who = person.name if not person.is_active else task.name
    text = say("{who} is no longer active.", who=who)
    return Breach("inactive", text, "moderator_id", is_hard=True)


def _not_in_team(shift: Shift, person: Moderator) -> Breach | None:
    if person.is_in_team(shift.day):
        return None
    is_early = person.from_on is not None and shift.day < person.from_on
    text = (
        say("{name} is in the team from {day} on.", name=person.name, day=person.from_on)
        if is_early
        else say("{name} is in the team until {day}.", name=person.name, day=person.until_on)
    )
    return Breach("team", text, "day", is_hard=True)


def _twice(shift: Shift, person: Moderator, around: Around) -> Breach | None:
    there = (shift.day, shift.day_part)
    clash = next((o for o in around.others if (o.day, o.day_part) == there), None)
    if clash is None:
        return None
    text = say(
        "{name} has {task} on {day} in the {part} already.",
        name=person.name,
        task=around.task_names.get(clash.task_id, ""),
        day=shift.day,
        part=part_name(shift.day_part),
    )
    return Breach("twice", text, "day_part", is_hard=True)


def _without_expertise(task: Task, person: Moderator) -> Breach | None:
    if person.can_do(task.expertise):
        return None
    text = say(
        "{task} needs {expertise}; {name} does not have it.",
        task=task.name,
        expertise=task.expertise,
        name=person.name,
    )
    return Breach("expertise", text, "moderator_id")


def _on_day_off(shift: Shift, person: Moderator, around: Around) -> Breach | None:
    run = next((run for run in around.days_off if shift.day in run), None)
    if run is None:
        return None
    text = (
        say("{name} is off on {day}.", name=person.name, day=shift.day)
        if run.first_on == run.last_on
        else say(
            "{name} is off from {first} to {last}.",
            name=person.name,
            first=run.first_on,
            last=run.last_on,
        )
    )
    return Breach("day_off", text, "day")


def _on_closing_day(shift: Shift, around: Around) -> Breach | None:
    if shift.day not in around.closed:
        return None
    name = around.closed[shift.day]
    return Breach("closed", say("{day} is a closing day: {name}.", day=shift.day, name=name), "day")


def _outside_availability(shift: Shift, person: Moderator) -> Breach | None:
    if person.can_on(shift.day, shift.day_part):
        return None
    text = say(
        "{name} cannot on {day} in the {part}.",
        name=person.name,
        day=shift.day,
        part=part_name(shift.day_part),
    )
    return Breach("availability", text, "day_part")


def _past_hours(shift: Shift, person: Moderator, around: Around) -> Breach | None:
    week = Week.of(shift.day)
    planned = sum(o.minutes for o in around.others if Week.of(o.day) == week)
    has = hours_in(person, week, around.days_off, around.closed)
    if planned + shift.minutes <= has:
        return None
    values = {"name": person.name, "free": Minutes(max(has - planned, 0)), "weekly": has}
    text = (
        say("{name} has {weekly} a week and {free} of it free.", **values)
        if has == person.weekly_minutes
        else say("{name} has {weekly} in that week and {free} of it free.", **values)
    )
    return Breach("hours", text, "minutes")


def _without_rest(shift: Shift, person: Moderator, around: Around) -> Breach | None:
    """No morning after an evening, seen from either of the two."""
    near = (
        {
            DayPart.MORNING: (shift.day - _A_DAY, DayPart.EVENING),
            DayPart.EVENING: (shift.day + _A_DAY, DayPart.MORNING),
        }.get(DayPart(shift.day_part))
        if shift.day_part in set(DayPart)
        else None
    )
    if near is None or not any((o.day, o.day_part) == near for o in around.others):
        return None
    evening = min(shift.day, near[0])
    text = say("{name} has no rest: an evening on {day}, then a morning.",
               name=person.name, day=evening)  # fmt: skip
    return Breach("rest", text, "day_part")
