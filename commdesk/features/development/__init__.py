"""Development: is it growing on its own? Charts with their reason, what stands out, goals.

A reader: it imports no feature. The charts are in each feature's `development`, the phase and the
levels in theirs; this one lays them side by side and says which three things matter this week.
"""

from commdesk.core.feature import Feature
from commdesk.core.words import N_
from commdesk.features.development.handed import report_over, sheet_charts

FEATURE = Feature(
    name="development",
    rank=9,
    title=N_("Development"),
    commands="commdesk.features.development.commands",
    report_over=report_over,
    charts=sheet_charts,
)
