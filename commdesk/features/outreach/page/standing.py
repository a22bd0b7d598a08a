"""How far the day is, and what an empty list says."""

from __future__ import annotations

from msgspec import Struct

from commdesk.core.words import Words
from commdesk.features.outreach.page.people import People
from commdesk.features.outreach.turns import Queue
from commdesk.kit.parts import Slot


def how_far(found: Queue, words: Words, *, has_people: bool) -> str:
    """The line beside the title: both numbers of the day and whose turn it is, as everywhere."""
    if not has_people:
        return ""
    done, goal = found.written, found.target.messages
    if not found.is_workday:
        return words("Not a working day · {n} written", n=done)
    line = words("{done} of {target} today", done=done, target=goal)
    if turns := len(found.offered):
        line += " · " + words.plural("{n} person's turn", "{n} people's turn", turns)
    return line


class Ways(Struct, frozen=True):
    """Where the buttons of an empty list go."""

    to_members: Slot
    to_log: Slot


def explain_emptiness(people: People, ways: Ways, *, has_people: bool) -> None:
    """What each list says without rows: why, and what fills it."""
    words, show = people.words, people.queue.set_empty
    if people.filter.text():
        for each in (people.queue, people.waiting):
            title, do = words("Nobody of that name"), words("Clear the filter")
            each.set_empty(title, "", do, people.filter.clear)
        return
    if has_people:
        text = words("No follow-up is due, no cadence has passed, nobody is to be welcomed.")
        show(words("Nobody's turn today"), text, words("Log contact"), ways.to_log)
    else:
        title = words("Here is who to write to next, and why")
        text = words("It starts with people: add or import the members of your community.")
        show(title, text, words("Go to Members"), ways.to_members)
    people.waiting.set_empty(
        words("Nobody owes an answer"),
        words("Every message that you send stays here until you say what came of it."),
    )
