"""Writes of the week: acts that features handed in, taken together as one."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.feature import Act
from commdesk.core.journal import op
from commdesk.core.together import take_together


@op("Fill in the week: {n} planned")
def fill_in(db: Database, acts: Sequence[Act]) -> int:
    """Put everything on the day that was proposed, or nothing; how many."""
    return _together(db, acts)


@op("Copy last week's pattern: {n} added")
def copy_last_week(db: Database, acts: Sequence[Act]) -> int:
    """Write down everything that was proposed, or nothing; how many."""
    return _together(db, acts)


@op("Carry over {n}")
def carry_over(db: Database, acts: Sequence[Act]) -> int:
    """Move along what stayed behind, all of it or nothing; how many."""
    return _together(db, acts)


def _together(db: Database, acts: Sequence[Act]) -> int:
    """Every act within the running op: one entry of history, one undo."""
    if not acts:
        raise Refused("There is nothing in it to take over.")
    take_together(db, acts)
    db.about(n=len(acts))
    return len(acts)
