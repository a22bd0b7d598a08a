"""Backups of a workbook: safe copies beside a running writer, verified, noted, thinned by age.

None of this needs the workbook itself but making a copy: copies are found, checked and restored
by the path of the file, since they are wanted when it is gone or damaged.
"""

from commdesk.core.backup.checking import State, faults_of, newest_good, opens_with, state_of
from commdesk.core.backup.copies import (
    Backup,
    Note,
    backup_folder,
    before_update_folder,
    before_updates,
    chosen_base,
    copies_for,
    folders_of,
    from_when_gone,
    gone_folder,
    left_behind,
    list_backups,
    note_of,
    own_base,
    renew_note,
)
from commdesk.core.backup.keeping import Last, is_reached, keep, last_made, missed_base
from commdesk.core.backup.making import make
from commdesk.core.backup.restoring import (
    Restored,
    proposed_place,
    put_in_place,
    restore,
    restored_from,
)
from commdesk.core.backup.thinning import DAILY, MONTHLY, WEEKLY, goes_on, rotate, to_keep

__all__ = [
    "DAILY", "MONTHLY", "WEEKLY", "Backup", "Last", "Note", "Restored", "State", "backup_folder",
    "before_update_folder", "before_updates", "chosen_base", "copies_for", "faults_of",
    "folders_of", "from_when_gone", "goes_on", "gone_folder", "is_reached", "keep", "last_made",
    "left_behind", "list_backups",
    "make", "missed_base", "newest_good", "note_of", "opens_with", "own_base", "proposed_place",
    "put_in_place", "renew_note", "restore", "restored_from", "rotate", "state_of", "to_keep",
]  # fmt: skip
