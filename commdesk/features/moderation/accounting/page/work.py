"""Counting on the spot what is quickly counted, in a thread what takes a while."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commdesk.core.desk import Desk
from commdesk.core.values import Week
from commdesk.features.moderation.accounting.model import Account
from commdesk.features.moderation.accounting.queries import account_for
from commdesk.kit.progress import Progress

_MOST_CELLS = 400
"""Weeks times tasks that are read in less time than anybody notices."""


def takes_long(weeks: int, tasks: int) -> bool:
    return weeks * tasks > _MOST_CELLS


def count_in_thread(desk: Desk, weeks: Sequence[Week], today: date, progress: Progress) -> Account:
    """On a reading connection of its own."""
    progress.check()
    with desk.twin() as twin:
        return account_for(twin.db, weeks, today)
