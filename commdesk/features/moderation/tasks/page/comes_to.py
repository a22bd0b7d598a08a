"""What a task comes to in a usual week: its shifts in words, and why it cannot be held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from commdesk.core.values import Minutes, Week
from commdesk.core.words import Text, Words, say, say_n
from commdesk.features.moderation.dayparts import PARTS, WEEKDAYS
from commdesk.features.moderation.roster import places
from commdesk.features.moderation.tasks import Task
from commdesk.features.moderation.team import Moderator

_SHORTEST = 30
_DAY_PARTS = len(WEEKDAYS) * len(PARTS)
_LENGTHS = 3


def comes_to(task: Task, words: Words) -> str:
    """`3 diensten van 2 u per week`; nothing without hours."""
    wanted = [place for place in places(task, _USUAL, task.weekly_minutes, ()) if place.spots]
    if not wanted:
        return ""
    by_length = Counter(place.minutes for place in wanted)
    longest = sorted(by_length.items(), reverse=True)
    if len(longest) > _LENGTHS:
        shortest, most = longest[-1][0], longest[0][0]
        return words(
            "{n} shifts of {least} to {most} a week", n=len(wanted), least=shortest, most=most
        )
    said = [
        words.plural("{n} shift of {length}", "{n} shifts of {length}", n, length=length)
        for length, n in longest
    ]
    return words("{shifts} a week", shifts=words.listed(said))


def hindrances(task: Task, team: Sequence[Moderator]) -> list[Text]:
    """Why the task cannot be held as it is, the worst first."""
    wanted = places(task, _USUAL, task.weekly_minutes, ())
    return [
        text
        for text in (
            _no_room(task, [place.minutes for place in wanted if not place.spots]),
            _too_many_shifts(task, len(wanted)),
            _too_few_people(task, team),
            _too_few_hours(task, team),
            _too_short(task, [place.minutes for place in wanted]),
        )
        if text
    ]


_USUAL = Week(2026, 20)
"""A week like any other: nothing in it is closed here."""


def _no_room(task: Task, left: Sequence[int]) -> Text | None:
    if not left or not task.slots:
        return None
    return say(
        "{rest} does not fit: a shift is at most 12 hours. Choose more day parts, or more people.",
        rest=Minutes(sum(left)),
    )


def _too_many_shifts(task: Task, count: int) -> Text | None:
    if task.slots or count <= _DAY_PARTS * task.people:
        return None
    return say(
        "{n} shifts in {parts} day parts: allow longer shifts, or more people at once.",
        n=count,
        parts=_DAY_PARTS,
    )


def _too_few_people(task: Task, team: Sequence[Moderator]) -> Text | None:
    able = sum(person.can_do(task.expertise) for person in team)
    if not team or task.people <= max(able, 1):
        return None
    if not task.expertise:
        return say_n(
            "{people} people at once, and the team is {n} person.",
            "{people} people at once, and the team is {n} people.",
            able,
            people=task.people,
        )
    return say_n(
        "{people} people at once, and {n} in the team has {expertise}.",
        "{people} people at once, and {n} in the team have {expertise}.",
        able,
        people=task.people,
        expertise=task.expertise,
    )


def _too_few_hours(task: Task, team: Sequence[Moderator]) -> Text | None:
    able = [person for person in team if person.can_do(task.expertise)]
    has = Minutes(sum(person.weekly_minutes for person in able))
    if not team or task.weekly_minutes <= has:
        return None
    if not able:
        return say("Nobody in the team has {expertise}.", expertise=task.expertise)
    return say("Everybody who can do this has {has} a week together, for all their tasks.", has=has)


def _too_short(task: Task, lengths: Sequence[int]) -> Text | None:
    if not task.slots or len(lengths) < 2 or min(lengths) >= _SHORTEST:  # noqa: PLR2004 - one is not spread
        return None
    return say(
        "Shifts of {length} are short to come for: choose fewer day parts, or more hours.",
        length=Minutes(min(lengths)),
    )
