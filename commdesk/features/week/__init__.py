"""Week: what is done when, whether the hours match, and what is left over.

A reader: it knows no feature. Every block, and the act that moves or ticks it, is handed in.
"""

from commdesk.core.feature import Feature
from commdesk.core.words import N_
from commdesk.features.week.sheet import SHEET

FEATURE = Feature(
    name="week",
    rank=8,
    title=N_("Week"),
    commands="commdesk.features.week.commands",
    sheets=(SHEET,),
)
