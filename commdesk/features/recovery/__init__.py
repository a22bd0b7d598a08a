"""Recovery: a damaged workbook, what can be saved of it, and everything as readable files.

A reader: it has no tables and imports no feature.
"""

from __future__ import annotations

from pathlib import Path

from commdesk.core.feature import Feature, Section
from commdesk.core.keys import Key
from commdesk.core.words import N_, Text

__all__ = ["FEATURE", "find_faults"]


def find_faults(path: Path, key: Key | None, *, is_thorough: bool = True) -> list[Text]:
    """What is wrong inside a file, read on a connection of its own; loaded when it is asked."""
    from commdesk.features.recovery import recovering

    return recovering.find_faults(path, key, is_thorough=is_thorough)


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
