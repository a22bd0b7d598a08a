"""Today: one ranked list, with reasons, out of every feature.

A reader: it imports no feature and loops over what they hand in. Its own table holds only what was
put off until when.
"""

from commdesk.core.feature import Feature, PersonalData
from commdesk.core.words import N_
from commdesk.features.today.model import Group, Line, busy, merged, ranked
from commdesk.features.today.ops import snooze, wake
from commdesk.features.today.queries import badge, lines_of_today, open_snoozes

__all__ = [
    "Group", "Line", "busy", "lines_of_today", "merged", "open_snoozes", "ranked", "snooze", "wake",
]  # fmt: skip

FEATURE = Feature(
    name="today",
    rank=8,
    title=N_("Today"),
    schema="commdesk.features.today.schema",
    schema_version=1,
    commands="commdesk.features.today.commands",
    tables=frozenset({"today_snooze"}),
    badge_over=badge,
    personal_data=(PersonalData("today_snooze", "key", (), N_("Put off"), is_key=True),),
    words_for={"today_snooze": N_("put off")},
)
