"""Who does what, and how much of it does not come from the manager."""

from commdesk.features.buildup.team.model import ShareWeek, Totals, totals_of
from commdesk.features.buildup.team.queries import EVIDENCE, owned, share_weeks

__all__ = ["EVIDENCE", "ShareWeek", "Totals", "owned", "share_weeks", "totals_of"]
