"""Acts that features handed in, taken as one: a single entry of history, a single undo."""

from __future__ import annotations

from collections.abc import Iterable

from commdesk.core.database import Database
from commdesk.core.items import Act


def take_together(db: Database, acts: Iterable[Act]) -> None:
    """Part of ops: every act within the one that runs; what each says it is about is forgotten."""
    for act in acts:
        act.op(db, *act.args, **act.kwargs)
    db.subject.clear()
