"""The roster: who does which task on which part of which day, held by rules."""

from commdesk.features.moderation.roster.demand import Place, Spot, places
from commdesk.features.moderation.roster.load import Load, Unfit, loads, unfit_shifts
from commdesk.features.moderation.roster.model import RULES, Around, Breach, Shift, breaches
from commdesk.features.moderation.roster.queries import (
    around,
    find_shift,
    planned_by_moderator,
    shifts_between,
)

__all__ = [
    "RULES", "Around", "Breach", "Load", "Place", "Shift", "Spot", "Unfit", "around", "breaches",
    "find_shift", "loads", "places", "planned_by_moderator", "shifts_between", "unfit_shifts",
]  # fmt: skip
