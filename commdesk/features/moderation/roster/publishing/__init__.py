"""Publishing: a roster goes out as Excel files, calendars and print, each with only its own."""

from commdesk.features.moderation.roster.publishing.handing import (
    hand_out_print,
    people_in,
    printed_roster,
    publish_roster,
)
from commdesk.features.moderation.roster.publishing.queries import part_times

__all__ = [
    "hand_out_print", "part_times", "people_in", "printed_roster",
    "publish_roster",
]  # fmt: skip
