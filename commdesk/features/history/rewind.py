"""Going back in history: undo act after act until one is undone."""

from __future__ import annotations

from commdesk.core import journal
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.words import Text


def is_long_way_back(desk: Desk, entry_id: int) -> bool:
    """Whether it takes longer than a window may wait."""
    newest = journal.next_undo(desk.db)
    return newest is not None and journal.is_long(desk.db, entry_id, newest.id)


def undo_back_to(desk: Desk, entry_id: int) -> list[Text]:
    """Undo everything from now back to and with this act; returns what was undone, newest first.

    Each undo is a step of its own: when one refuses, those before it stand, and it says so.
    """
    undone: list[Text] = []
    desk.take_back()
    while (newest := journal.next_undo(desk.db)) and newest.id >= entry_id:
        undone.append(desk.undo(newest.id))
    if not undone:
        raise Refused("This act is undone already.")
    return undone
