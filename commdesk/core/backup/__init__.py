"""Backups of a workbook: safe copies beside a running writer, verified, noted, thinned by age.

None of this needs the workbook itself but making a copy: copies are found, checked and restored
by the path of the file, since they are wanted when it is gone or damaged.
"""

from commdesk.core.backup.checking import State, faults_of, newest_good, opens_with, state_of
from commdesk.core.backup.copies import (
    Backup,
    Note,
    backup_folder,
    copies_for,
    folders_of,
    list_backups,
    note_of,
    read_note,
)
from commdesk.core.backup.making import make
from commdesk.core.backup.thinning import DAILY, MONTHLY, WEEKLY, goes_on, rotate, to_keep

__all__ = [
    "DAILY", "MONTHLY", "WEEKLY", "Backup", "Note", "State", "backup_folder", "copies_for",
    "faults_of", "folders_of", "goes_on", "list_backups", "make", "newest_good", "note_of",
    "opens_with", "read_note", "rotate", "state_of", "to_keep",
]  # fmt: skip
