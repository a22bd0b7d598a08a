"""Levels: how active every member is, since when, and who moves from one to another.

A level goes up at once and down only at the end of a month. What changed is kept as steps, of
every member the ones that are still to come too: what somebody falls to when nothing more happens
is known already, so that reading needs no clock and no counting.
"""

from commdesk.features.activity.levels.charts import development, levels
from commdesk.features.activity.levels.model import (
    AMBASSADOR,
    LEVELS,
    USUAL,
    Level,
    LevelRule,
    Rung,
    level_of,
)
from commdesk.features.activity.levels.ops import derive_levels, keep_numbers, settle_levels
from commdesk.features.activity.levels.queries import members_by_level
from commdesk.features.activity.levels.said import facts

__all__ = [
    "AMBASSADOR", "LEVELS", "USUAL", "Level", "LevelRule", "Rung",  "derive_levels",
    "development", "facts", "keep_numbers", "level_of", "levels", "members_by_level",
    "settle_levels",
]  # fmt: skip
