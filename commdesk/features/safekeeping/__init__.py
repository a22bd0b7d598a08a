"""Safekeeping: a new workbook, is it sound, and a copy for the day that things go wrong.

A reader: it has no tables and imports no feature.
"""

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_
from commdesk.features.safekeeping.keeping import back_up_on_close

__all__ = ["FEATURE", "back_up_on_close"]

FEATURE = Feature(
    name="safekeeping",
    rank=9,
    title=N_("Safekeeping"),
    commands="commdesk.features.safekeeping.commands",
    sections=(
        Section("backup", N_("Backup"), "commdesk.features.safekeeping.page:BackupSection", 30),
    ),
)
