"""Safekeeping: a new workbook, is it sound, and a copy for the day that things go wrong.

A reader: it has no tables and imports no feature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_
from commdesk.features.safekeeping.handed import today_items

if TYPE_CHECKING:
    from commdesk.core.backup import Backup
    from commdesk.core.desk import Desk

__all__ = ["FEATURE", "back_up_on_close"]


def back_up_on_close(desk: Desk) -> Backup | None:
    """A backup when something changed since the last one; loaded when a workbook is closed."""
    from commdesk.features.safekeeping import keeping

    return keeping.back_up_on_close(desk)


FEATURE = Feature(
    name="safekeeping",
    rank=9,
    title=N_("Safekeeping"),
    commands="commdesk.features.safekeeping.commands",
    today=today_items,
    sections=(
        Section("backup", N_("Backup"), "commdesk.features.safekeeping.page:BackupSection", 30),
    ),
)
