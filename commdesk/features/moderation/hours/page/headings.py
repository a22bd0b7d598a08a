"""What stands above the columns of a week sheet, on one line or on two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commdesk.core.words import N_, Words

DAYS = 7
TOTAL = DAYS + 1
NEEDED, CARRIED, LEFT = TOTAL + 1, TOTAL + 2, TOTAL + 3
_BESIDE = {
    TOTAL: (N_("Total"), ""),
    NEEDED: (N_("Needed"), N_("What the task asks in this week")),
    CARRIED: (N_("Carried"), N_("Hours carried into this week from earlier ones")),
    LEFT: (N_("Left"), N_("Needed and carried, less what is worked")),
}


def heading(column: int, days: Sequence[date], words: Words) -> str:
    """`Mon 23`, `Needed`."""
    if column == 0:
        return words(N_("Moderation task"))
    if column > DAYS:
        return words(_BESIDE[column][0])
    day = days[column - 1]
    return f"{words.weekday(day)} {day.day}"


def explained(column: int, words: Words) -> str:
    """What a figure beside the days is."""
    return words(_BESIDE[column][1])


def on_two_lines(heading: str) -> str:
    return heading.replace(" ", "\n", 1)
