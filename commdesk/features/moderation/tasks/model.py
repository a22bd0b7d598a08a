"""What moderation needs: tasks with their expertise, hours, day parts, people, and carry-over."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from commdesk.core.values import Minutes
from commdesk.core.words import N_
from commdesk.features.moderation.dayparts import Slots

WEEK_MINUTES = 7 * 24 * 60
NOTHING = Minutes(0)
USUAL_SHIFT = Minutes(120)
MOST_PEOPLE = 20
MOST_WEEKS_CARRIED = 52
MOST_WEEKS = 53
"""How long a period with other hours is at most."""
PRIORITIES: tuple[tuple[int, str], ...] = (
    (1, N_("must")),
    (2, N_("normal")),
    (3, N_("when possible")),
)


class Carry(StrEnum):
    """What happens to hours of a week that were not worked, or worked too many."""

    NONE = "none"
    ROLLS = "rolls"
    ENDS = "ends"
    """Rolls, but what is older than so many weeks is let go."""


CARRIES: tuple[tuple[str, str], ...] = (
    (Carry.NONE, N_("stay in their week")),
    (Carry.ROLLS, N_("go on to the next week")),
    (Carry.ENDS, N_("go on for some weeks")),
)


class TaskDraft(Struct, frozen=True):
    """One moderation task: which expertise it needs and how many hours a week."""

    name: str = ""
    expertise: str = ""
    """Empty: anybody can do it."""
    weekly_minutes: Minutes = NOTHING
    timing: str = ""
    """A note on when, in the user's own words."""
    priority: int = 2
    is_active: bool = True
    slots: Slots = Slots()
    """The day parts it is done in; none: any day part will do."""
    people: int = 1
    """How many do it at once."""
    shift_minutes: Minutes = USUAL_SHIFT
    """How long one shift is at most, for a task that any day part will do for."""
    carry: str = Carry.NONE
    carry_weeks: int = 4
    """After how many weeks hours are let go, with `Carry.ENDS`."""
    carry_from: date | None = None
    """Hours are carried from the week of this day on; None: from the first week with a budget
    or with hours worked."""


class Task(TaskDraft, frozen=True):
    """A stored task."""

    id: int = 0
