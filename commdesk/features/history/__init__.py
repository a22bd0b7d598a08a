"""History: the journal as something to read, and the way back to a moment in it.

A reader: it owns no table and imports no feature. Every act of every feature is here because the
core recorded it.
"""

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_

FEATURE = Feature(
    name="history",
    rank=9,
    title=N_("History"),
    commands="commdesk.features.history.commands",
    sections=(
        Section("history", N_("History"), "commdesk.features.history.page:HistorySection", rank=40),
    ),
)
