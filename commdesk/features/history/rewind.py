"""Going back in history: undo act after act until one is undone."""

from __future__ import annotations

from commdesk.core import journal
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.words import Text


def undo_back_to(desk: Desk, entry_id: int) -> list[Text]:
    """Undo everything from now back to and with this act; returns what was undone, newest first.

    Each undo is a step of its own: when one refuses, those before it stand, and it says so.
    """
    undone: list[Text] = []
    while (newest := journal.next_undo(desk.db)) and newest.id >= entry_id:
        undone.append(desk.undo())
    if not undone:
        raise Refused("This act is undone already.")
    return undone
