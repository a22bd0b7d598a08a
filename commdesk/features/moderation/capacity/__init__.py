"""Capacity: how many hours the messages of a week ask, and what that would mean for the tasks."""

from commdesk.features.moderation.capacity.model import (
    FACT,
    Load,
    Share,
    busy_slots,
    by_slot,
    into_one,
    spread,
)
from commdesk.features.moderation.capacity.queries import Counted, count_activity, read_load

__all__ = [
    "FACT", "Counted", "Load", "Share", "busy_slots", "by_slot", "count_activity", "into_one",
    "read_load", "spread",
]  # fmt: skip
