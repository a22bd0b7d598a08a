"""What a week may have been, judged by the one before it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from commdesk.core.values import Minutes
from commdesk.features.moderation.hours.cells import Place


def pattern_of(
    before: Mapping[Place, Minutes],
    written: Mapping[Place, Minutes],
    tasks: Collection[int],
    today: date,
) -> dict[Place, Minutes]:
    """The hours of the week before on the same weekdays, where nothing is written yet.

    Only of these tasks, and of no day that is still to come.
    """
    moved = {
        (task_id, day + timedelta(weeks=1)): minutes for (task_id, day), minutes in before.items()
    }
    return {
        place: minutes
        for place, minutes in sorted(moved.items(), key=lambda cell: (cell[0][1], cell[0][0]))
        if place[0] in tasks and place[1] <= today and place not in written
    }
