"""Gives that fit: what somebody is looking for, and what can be given that serves it."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.words import N_, Text, say
from commdesk.features.ambassadors.model import Need

MOST = 4

GIVES_FOR: dict[str, tuple[str, ...]] = {
    Need.UNKNOWN: (
        N_("Ask what they are looking for, and listen"),
        N_("Thank them in public"),
    ),
    Need.NETWORK: (
        N_("Introduce them to somebody they do not know yet"),
        N_("Invite them to a meeting with colleagues elsewhere"),
        N_("Put them in touch with a new member from their field"),
    ),
    Need.PLATFORM: (
        N_("Invite them to speak at the next meeting"),
        N_("Give their story a place in the newsletter"),
        N_("Pass their article on to the trade press"),
    ),
    Need.KNOWLEDGE: (
        N_("Send them the papers before others get them"),
        N_("Find an answer to a question of theirs"),
        N_("Arrange a talk with an expert"),
    ),
    Need.CHANGE: (
        N_("Put what bothers their clients on the agenda"),
        N_("Find others who want the same change"),
        N_("Tell what became of what they raised"),
    ),
    Need.RECOGNITION: (
        N_("Thank them in public"),
        N_("Name them as the expert on their subject"),
        N_("Tell their employer what they did"),
    ),
    Need.OTHER: (
        N_("Do what they asked for in their own words"),
        N_("Thank them in public"),
    ),
}


def gives_that_fit(need: str, titles: Sequence[str] = ()) -> list[Text]:
    """What to give, best first: an item of ours that suits them, then what fits their need."""
    items = [say("Point them to: {title}", title=title) for title in titles[:1]]
    return [*items, *(Text(each) for each in GIVES_FOR.get(need, ()))]
