"""Safekeeping: a new workbook, is it sound, and a copy for the day that things go wrong.

A reader: it has no tables and imports no feature.
"""

from commdesk.core.feature import Feature
from commdesk.core.words import N_

FEATURE = Feature(
    name="safekeeping",
    rank=9,
    title=N_("Safekeeping"),
    commands="commdesk.features.safekeeping.commands",
)
