"""Recovery: a damaged workbook, what can be saved of it, and everything as readable files.

A reader: it has no tables and imports no feature.
"""

from __future__ import annotations

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_

__all__ = ["FEATURE"]

FEATURE = Feature(
    name="recovery",
    rank=9,
    title=N_("Recovery"),
    commands="commdesk.features.recovery.commands",
    sections=(
        Section(
            "recovery",
            N_("Recovery"),
            "commdesk.features.recovery.page:RecoverySection",
            34,
            also=N_("damaged file, dump, load, readable files"),
        ),
    ),
)
