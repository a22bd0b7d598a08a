"""Records every row change by triggers; undoes and redoes from that record.

SQLite writes the journal, nobody else does: TEMP triggers made from each watched table's columns
store the changed fields of an UPDATE (before, after) and the whole row of an INSERT or DELETE.
A write outside `desk.do` is refused by the same triggers. Undo plays an entry backwards in one
transaction and is itself an entry, so history only ever grows.
"""

from commdesk.core.journal.blanking import (
    blank_before,
    blank_entries,
    day_of_act,
    scrub_many,
)
from commdesk.core.journal.entries import (
    FINAL,
    OWN_TABLES,
    Change,
    Entry,
    Kind,
    changes_of,
    find_entry,
    history,
    op,
    scrub,
    scrub_all,
)
from commdesk.core.journal.recording import (
    begin,
    changed_tables,
    finish,
    stop,
    watch,
    watched_tables,
)
from commdesk.core.journal.undo import (
    Called,
    is_long,
    mark_undone,
    named_next,
    next_redo,
    next_undo,
    play_back,
    undo_entry_of,
    was_played_back,
)

__all__ = [
    "FINAL",
    "OWN_TABLES",
    "Called",
    "Change",
    "Entry",
    "Kind",
    "begin",
    "blank_before",
    "blank_entries",
    "changed_tables",
    "changes_of",
    "day_of_act",
    "find_entry",
    "finish",
    "history",
    "is_long",
    "mark_undone",
    "named_next",
    "next_redo",
    "next_undo",
    "op",
    "play_back",
    "scrub",
    "scrub_all",
    "scrub_many",
    "stop",
    "undo_entry_of",
    "was_played_back",
    "watch",
    "watched_tables",
]  # fmt: skip
