"""Second copies of a workbook: what a sync program puts beside it when two worked at once.

A reader: it has no tables and imports no feature. A copy is recognised by its name, known for one
by its first act, and compared act by act; nothing is ever merged or removed by itself.
"""

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_
from commdesk.features.conflicts.names import SecondFile, second_files

__all__ = ["FEATURE", "SecondFile", "second_files"]

FEATURE = Feature(
    name="conflicts",
    rank=9,
    title=N_("Second copies"),
    commands="commdesk.features.conflicts.commands",
    sections=(
        Section(
            "conflicts",
            N_("Second copies"),
            "commdesk.features.conflicts.page:ConflictsSection",
            rank=36,
            also=N_("Conflict copy, OneDrive, SharePoint, sync"),
        ),
    ),
)
