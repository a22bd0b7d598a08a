"""Hours worked: typed, logged from the command line, or taken in from another program."""

from commdesk.features.moderation.hours.model import Worked, clock_time
from commdesk.features.moderation.hours.queries import (
    has_hours,
    worked_between,
    worked_by_moderator,
    worked_by_week,
    worked_in_week,
)

__all__ = ["Worked", "clock_time", "has_hours", "worked_between", "worked_by_moderator",
           "worked_by_week", "worked_in_week"]  # fmt: skip
