"""In which part of its life a community is: how much of it members make themselves."""

from commdesk.features.activity.phase.charts import phase_charts
from commdesk.features.activity.phase.queries import counts_and_before, read_phase

__all__ = ["counts_and_before", "phase_charts", "read_phase"]
