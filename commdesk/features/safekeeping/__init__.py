"""Safekeeping: a new workbook, is it sound, and a copy for the day that things go wrong.

A reader: it has no tables and imports no feature.
"""

from __future__ import annotations

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_
from commdesk.features.safekeeping.handed import today_items
from commdesk.features.safekeeping.keeping import (
    back_up_on_close,
    back_up_quietly,
    is_backup_due,
    note_backup,
    reach,
)
from commdesk.features.safekeeping.model import RESTORED, Outcome, megabytes

__all__ = [
    "FEATURE", "RESTORED", "Outcome", "back_up_on_close", "back_up_quietly", "is_backup_due",
    "megabytes", "note_backup", "reach",
]  # fmt: skip

FEATURE = Feature(
    name="safekeeping",
    rank=9,
    title=N_("Safekeeping"),
    commands="commdesk.features.safekeeping.commands",
    today=today_items,
    sections=(
        Section(
            "backup",
            N_("Backup"),
            "commdesk.features.safekeeping.page:BackupSection",
            30,
            also=N_("restore, copy, go back, lost"),
        ),
        Section(
            "passphrase",
            N_("Passphrase"),
            "commdesk.features.safekeeping.passphrase.page:PassphraseSection",
            32,
            also=N_("password, encryption, protect, recovery sheet, recovery code, keyring"),
        ),
    ),
)
