"""The simplest change that fills a place: as data, in words, and carried out on an instance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, Text
from commdesk.features.moderation.dayparts import DayPart, Slots
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
    gone: tuple[tuple[int, int], ...] = ()
    """Of fewer hours: kinds of places and how many of each; none: of `wanted`, by the minutes."""

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


_CLOSES = {
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
_COVERS = {
    ChangeKind.FILL: N_(
        "{name} can do {covered} of the {short} on {day} in the {part}; {rest} stays open."
    ),
    ChangeKind.EXCHANGE: N_(
        "{name} can do {covered} of the {short} on {day} in the {part} when {taker} takes over"
        " {other} on {other_day} in the {other_part}; {rest} stays open."
    ),
    ChangeKind.HOURS: N_(
        "With {minutes} more in {week}, {name} can do {covered} of the {short} on {day} in the"
        " {part}; {rest} stays open."
    ),
    ChangeKind.AVAILABILITY: N_(
        "If {name} can on {day} in the {part}, that covers {covered} of the {short}; {rest} stays"
        " open."
    ),
    ChangeKind.DAY_PART: N_(
        "If {task} may also be done on {day} in the {part}, {name} can do {covered} of the"
        " {short}; {rest} stays open."
    ),
    ChangeKind.DAY_OFF: N_(
        "If {name} works on {day} after all, that covers {covered} of the {short}; {rest} stays"
        " open."
    ),
    ChangeKind.EXPERTISE: N_(
        "With the expertise {expertise}, {name} can do {covered} of the {short} on {day} in the"
        " {part}; {rest} stays open."
    ),
}
"""Where a part of what is short stays open."""
_CLOSES_WIDELY = {
    ChangeKind.DAY_OFF: N_("If {name} works on {day} after all, it is covered."),
    ChangeKind.EXPERTISE: N_("With the expertise {expertise}, {name} can do all of it."),
}
_COVERS_WIDELY = {
    ChangeKind.EXPERTISE: N_(
        "With the expertise {expertise}, {name} can do {covered} of the {short}; {rest} stays open."
    ),
}
"""Where it makes room for shifts in several day parts."""


def worded(
    kind: ChangeKind,
    covers: Minutes,
    short: Minutes,
    values: Mapping[str, object],
    *,
    is_several: bool = False,
) -> Text:
    """The change as a sentence of what could be done, and what stays open after it."""
    left = short - covers
    sentences = _COVERS if left > 0 else _CLOSES
    widely = _COVERS_WIDELY if left > 0 else _CLOSES_WIDELY
    sentence = widely.get(kind, sentences[kind]) if is_several else sentences[kind]
    if left <= 0:
        return Text(sentence, dict(values))
    return Text(sentence, {**values, "covered": covers, "short": short, "rest": Minutes(left)})


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
    """Places gone, or one of the kind able to be in one more day part.

    The list keeps its order, and its places their numbers.
    """
    kinds = list(instance.wanted)
    for number, count in _gone(kinds, change):
        kinds[number] = replace(kinds[number], count=kinds[number].count - count)
    if change.kind == ChangeKind.DAY_PART and change.spot:
        kind = kinds[change.wanted]
        kinds.append(replace(kind, count=1, spots=(*kind.spots, change.spot)))
    return tuple(kinds)


def _gone(kinds: Sequence[Wanted], change: Change) -> tuple[tuple[int, int], ...]:
    if change.kind == ChangeKind.DAY_PART:
        return ((change.wanted, 1),)
    return change.gone or ((change.wanted, change.minutes // kinds[change.wanted].minutes),)
