"""History: the journal as something to read, and the way back to a moment in it.

A reader: it owns no table and imports no feature. Every act of every feature is here because the
core recorded it, and what happened to the workbook itself because `core.events` did.
"""

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_
from commdesk.features.history.sheet import SHEET

FEATURE = Feature(
    name="history",
    rank=9,
    title=N_("History"),
    commands="commdesk.features.history.commands",
    sheets=(SHEET,),
    sections=(
        Section(
            "history",
            N_("History"),
            "commdesk.features.history.page:HistorySection",
            rank=40,
            also=N_("audit trail, log of events"),
        ),
    ),
)
