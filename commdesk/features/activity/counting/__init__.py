"""What happened in a week, in numbers: by members and by the team, by name and by nobody.

A line a week is kept of what is known by name, so that years of weeks are read at once. What the
platform's own statistics say can be counted by hand beside it, as totals without any name.
"""

from commdesk.features.activity.counting.model import KINDS, NAMES, Figure, Part, WeekCounts
from commdesk.features.activity.counting.queries import first_known_week, week_counts
from commdesk.features.activity.counting.tally import count_all_weeks, settle_weeks

__all__ = [
    "KINDS", "NAMES", "Figure", "Part", "WeekCounts", "count_all_weeks",
    "first_known_week", "settle_weeks", "week_counts",
]  # fmt: skip
