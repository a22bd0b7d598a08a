"""What Today says of a day as a whole: the load, what was done, where the rest goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from commdesk.core.values import Minutes, decimal_hours
from commdesk.core.words import Text, Words, say, say_n
from commdesk.features.today.closing import Place, Room, Way
from commdesk.features.today.model import DayWork, Line, busy

_NAMED = 3


def load_words(lines: Sequence[Line], work: DayWork, words: Words) -> str:
    """`5 things, 1.75 of 7.2 h`; on a day without hours only what it asks."""
    count, minutes = busy(lines)
    if not count:
        return words("nothing left for today")
    if not work.hours:
        things = say_n("{n} thing, {length}", "{n} things, {length}", count, length=minutes)
        return f"{words(things)} · {words('not a working day')}"
    return words.plural(
        "{n} thing, {planned} of {hours}", "{n} things, {planned} of {hours}", count,
        planned=words.number(decimal_hours(minutes)), hours=words.hours(work.room),
    )  # fmt: skip


def over_words(lines: Sequence[Line], work: DayWork) -> Text | None:
    """By how much the list is more than the hours that are left, when it is."""
    over = work.over(busy(lines)[1])
    return say("{length} more than there is", length=over) if over and work.hours else None


def morning_parts(
    lines: Sequence[Line], work: DayWork, morning: Iterable[Text], words: Words
) -> list[str]:
    """The morning line in its parts: the load, what others do, what features say of today."""
    others = sum(line.is_for_now and not line.is_own for line in lines)
    theirs = say_n("{n} thing of others", "{n} things of others", others)
    said = [theirs, *morning] if others else morning
    return [load_words(lines, work, words), *map(words, said)]


def done_words(work: DayWork) -> Text:
    """What was done today, the longest first. A line may be many: they are named, not counted."""
    if not work.done:
        return say("Nothing was ticked off today.")
    longest = sorted(work.done, key=lambda item: -item.minutes)
    values = {
        "length": work.done_minutes,
        "what": [item.title for item in longest[:_NAMED]],
    }
    if len(longest) > _NAMED:
        return say("Done today, in {length}; among them {what}.", **values)
    return say("Done today, in {length}: {what}.", **values)


def way_words(way: Way, day: object) -> Text:
    """Where something goes, in a word or two."""
    if way == Way.DAY:
        return Text("{day}", {"day": day})
    return say("still to plan") if way == Way.TO_PLAN else say("leave it")


def room_words(room: Room, words: Words) -> str:
    """`6.5 of 7.2 h`, and by how much it is too full."""
    figures = words(
        "{planned} of {hours}", planned=words.hours(room.planned), hours=words.hours(room.hours)
    )
    if room.left >= 0:
        return figures
    over = words("{length} more than there is", length=Minutes(-room.left))
    return f"{figures} · {over}"


def is_taken(places: Iterable[Place]) -> bool:
    """Whether anything goes anywhere."""
    return any(place.way != Way.STAY for place in places)


def first_words(day: date, first: Line | None) -> Text:
    """What the next working day begins with."""
    if first is None:
        return say("Nothing is known yet for {day}.", day=day)
    return say("First on {day}: {title}.", day=day, title=first.item.title)
