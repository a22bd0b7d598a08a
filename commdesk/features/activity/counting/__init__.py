"""What happened in a week, in numbers: by members and by the team, by name and by nobody."""

from commdesk.features.activity.counting.model import WeekCounts
from commdesk.features.activity.counting.queries import week_counts

__all__ = ["WeekCounts", "week_counts"]
