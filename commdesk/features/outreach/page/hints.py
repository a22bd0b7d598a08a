"""What stands under a message: why it cannot go, or what follows when nobody answers."""

from __future__ import annotations

from msgspec import Struct

from commdesk.core.desk import Desk
from commdesk.core.words import N_, Words
from commdesk.core.workbook import workdays
from commdesk.features.members import Member
from commdesk.features.outreach.model import CAREFUL, follow_up_day
from commdesk.features.outreach.turns import Exclusion

BLOCKS = frozenset({Exclusion.NO_CONTACT, Exclusion.RESTRICTED})
"""Nothing can be written at all; anything else is about now."""
_WORDS = {
    Exclusion.NO_CONTACT: N_("{name} asked not to be contacted."),
    Exclusion.RESTRICTED: N_("The use of {name}'s data is restricted."),
    Exclusion.CAP: N_(
        "{name} had 2 messages in 7 days already. An answer to a question is allowed."
    ),
}


class About(Struct, frozen=True):
    """The message that the hint is about."""

    member: Member
    purpose: str
    why: Exclusion | None
    """Why they may not be written to now."""
    is_told: bool | None
    """Whether it says that they are in the workbook; None: they know that already."""


def what_follows(desk: Desk, words: Words, about: About) -> str:
    """Why it cannot be sent, or when they come back without an answer."""
    if about.why in _WORDS:
        return words(_WORDS[about.why], name=about.member.name)
    day = follow_up_day(about.purpose, desk.today(), workdays(desk.db))
    name = about.member.greeting_name
    if day:
        text = words("No answer? Then {name} comes back on {day}.", name=name, day=day)
    else:
        text = words("No follow-up: nothing is asked.")
    if about.is_told:
        text += " " + words("It also says that they are in the workbook: nobody told them yet.")
    elif about.is_told is False:
        text += " " + words(
            "Nobody told them yet that they are in the workbook, and this text does not either."
        )
    return f"{text}\n{words(CAREFUL)}"
