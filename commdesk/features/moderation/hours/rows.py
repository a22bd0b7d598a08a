"""The columns of a stored line of hours."""

from __future__ import annotations

from typing import Any

from commdesk.features.moderation.hours.model import Worked


def log_row(entry: Worked) -> dict[str, Any]:
    return {
        "task_id": entry.task_id,
        "moderator_id": entry.moderator_id,
        "day": entry.day.isoformat(),
        "minutes": int(entry.minutes),
        "start_minute": entry.start_minute,
        "note": entry.note.strip(),
    }
