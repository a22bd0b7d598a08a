"""What of a workbook would be undone or done again next: the part of a desk that only looks."""

from __future__ import annotations

from commdesk.core import journal
from commdesk.core.database import Database
from commdesk.core.journal import Entry
from commdesk.core.words import Text


class PlayedBack:
    """Of the workbook on `db`."""

    db: Database

    @property
    def was_played_back(self) -> bool:
        """Whether what happened last is an undo or a redo: a page puts the keyboard there."""
        return journal.was_played_back(self.db)

    @property
    def next_undo(self) -> Entry | None:
        """The act that undo would undo now, or None."""
        entry = journal.next_undo(self.db)
        return entry if entry and not entry.closed_because else None

    @property
    def next_redo(self) -> Entry | None:
        entry = journal.next_redo(self.db)
        return entry if entry and not entry.closed_because else None

    @property
    def undo_label(self) -> Text | None:
        return entry.text if (entry := self.next_undo) else None

    @property
    def redo_label(self) -> Text | None:
        return entry.text if (entry := self.next_redo) else None
