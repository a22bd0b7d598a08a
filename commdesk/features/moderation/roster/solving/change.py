"""The simplest change that fills a place: as data, in words, and carried out on an instance."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, Text
from commdesk.features.moderation.dayparts import DayPart, Slots, part_name
from commdesk.features.moderation.roster.demand import Spot
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.solving.instance import Instance, Wanted
from commdesk.features.moderation.team import DaysOff, Moderator

_A_DAY = timedelta(days=1)


class ChangeKind(StrEnum):
    """What can be changed, the simplest first."""

    FILL = "fill"
    """Somebody can do it as things are."""
    EXCHANGE = "exchange"
    """Somebody can, when another takes over the shift that holds them up."""
    HOURS = "hours"
    AVAILABILITY = "availability"
    DAY_PART = "day_part"
    """The task is done in one more day part."""
    DAY_OFF = "day_off"
    EXPERTISE = "expertise"
    BUDGET = "budget"
    """Fewer hours for the task in that week."""


class Change(Struct, frozen=True):
    """One change. The shift it makes room for goes to `moderator_id` at `spot`."""

    kind: ChangeKind
    wanted: int
    """Of which kind of place, by its place in the list of the instance."""
    task_id: int
    week: Week
    text: Text
    moderator_id: int | None = None
    """None where nobody gets the shift: fewer hours."""
    spot: Spot | None = None
    minutes: Minutes = Minutes(0)
    """How many more hours, or how many fewer of the budget."""
    expertise: str = ""
    gives: Shift | None = None
    """Of an exchange: the shift that `taker_id` takes over."""
    taker_id: int | None = None

    def shift(self, instance: Instance) -> Shift | None:
        """The shift that becomes possible."""
        if self.moderator_id is None or self.spot is None:
            return None
        length = instance.wanted[self.wanted].minutes
        return Shift(self.task_id, self.moderator_id, self.spot[0], str(self.spot[1]), length)


def apply_change(instance: Instance, change: Change) -> Instance:
    """The problem after the change. What is done with shifts alone leaves it as it is.

    Fewer hours take the place away: what is filled of the task stays as long as it is.
    """
    match change.kind:
        case ChangeKind.HOURS:
            key = change.moderator_id or 0, change.week
            more = {**instance.more, key: instance.more.get(key, 0) + change.minutes}
            return replace(instance, more=more)
        case ChangeKind.DAY_OFF:
            return replace(instance, days_off=tuple(_back(instance.days_off, change)))
        case ChangeKind.AVAILABILITY | ChangeKind.EXPERTISE:
            people = (_changed(person, change) for person in instance.people)
            return replace(instance, people=tuple(people))
        case ChangeKind.DAY_PART | ChangeKind.BUDGET:
            return replace(instance, wanted=_wanted(instance, change))
        case _:
            return instance


_SENTENCES = {
    ChangeKind.FILL: N_("{name} can do it on {day} in the {part}."),
    ChangeKind.EXCHANGE: N_(
        "{name} can do it on {day} in the {part} when {taker} takes over {other} on {other_day}"
        " in the {other_part}."
    ),
    ChangeKind.HOURS: N_("With {minutes} more in {week}, {name} can do it on {day} in the {part}."),
    ChangeKind.AVAILABILITY: N_("If {name} can on {day} in the {part}, it is covered."),
    ChangeKind.DAY_PART: N_("If {task} may also be done on {day} in the {part}, {name} can do it."),
    ChangeKind.DAY_OFF: N_("If {name} works on {day} after all, it is covered in the {part}."),
    ChangeKind.EXPERTISE: N_(
        "With the expertise {expertise}, {name} can do it on {day} in the {part}."
    ),
    ChangeKind.BUDGET: N_("Ask {minutes} less of {task} in {week}."),
}


def worded(
    kind: ChangeKind, *, name: str, task: str, week: Week, spot: Spot | None, **values: object
) -> Text:
    """The change as a sentence of what could be done."""
    day, part = spot or (week.monday, DayPart.MORNING)
    known = {"name": name, "task": task, "week": week, "day": day, "part": part_name(part)}
    return Text(_SENTENCES[kind], {**known, **values})


def _back(runs: Iterable[DaysOff], change: Change) -> Iterable[DaysOff]:
    """The days off without that one day: a run may fall in two."""
    day = change.spot[0] if change.spot else date.min
    for run in runs:
        if run.moderator_id != change.moderator_id or day not in run:
            yield run
            continue
        if run.first_on < day:
            yield replace(run, last_on=day - _A_DAY)
        if day < run.last_on:
            yield replace(run, first_on=day + _A_DAY)


def _changed(person: Moderator, change: Change) -> Moderator:
    if person.id != change.moderator_id:
        return person
    if change.kind == ChangeKind.EXPERTISE:
        return replace(person, expertise=(*person.expertise, change.expertise))
    day, part = change.spot or (change.week.monday, DayPart.MORNING)
    return replace(person, availability=Slots(person.availability | {(day.isoweekday(), part)}))


def _wanted(instance: Instance, change: Change) -> tuple[Wanted, ...]:
    """One place of the kind gone, or able to be in one more day part.

    The list keeps its order, and its places their numbers.
    """
    kinds = list(instance.wanted)
    kind = kinds[change.wanted]
    gone = change.minutes // kind.minutes if change.kind == ChangeKind.BUDGET else 1
    kinds[change.wanted] = replace(kind, count=kind.count - gone)
    if change.kind == ChangeKind.DAY_PART and change.spot:
        kinds.append(replace(kind, count=1, spots=(*kind.spots, change.spot)))
    return tuple(kinds)
