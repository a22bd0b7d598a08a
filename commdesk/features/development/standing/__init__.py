"""What stands out: the three sentences that matter this week, each by a written rule."""

from commdesk.features.development.standing.finding import nothing_stands_out, stands_out
from commdesk.features.development.standing.model import AtRisk

__all__ = ["AtRisk", "nothing_stands_out", "stands_out"]
