"""In which part of its life a community is: how much of it members make themselves."""

from commdesk.features.activity.phase.charts import phase_charts
from commdesk.features.activity.phase.queries import read_phase

__all__ = ["phase_charts", "read_phase"]
