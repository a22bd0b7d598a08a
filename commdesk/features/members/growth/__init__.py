"""How many came in each week and through whom, and how many left; also of whom was erased."""

from commdesk.features.members.growth.charts import growth_charts
from commdesk.features.members.growth.model import Growth
from commdesk.features.members.growth.ops import keep_totals
from commdesk.features.members.growth.queries import growth_by_week

__all__ = ["Growth", "growth_by_week", "growth_charts", "keep_totals"]
